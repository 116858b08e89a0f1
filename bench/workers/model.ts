import { once } from 'node:events';
import { createServer } from 'node:http';

/** A model server of a kind on loopback. */
export interface QuickModel {
  readonly url: string;
  /** Questions that it has answered. */
  readonly answered: () => number;
  close(): Promise<void>;
}

const CONTENT = JSON.stringify({
  verdict: 'normal',
  summary: 'Nothing stands out.',
  evidence: [],
  advice: '',
});
const ANSWER = JSON.stringify({
  ...{ id: 'c1', object: 'chat.completion', created: 0, model: 'quick' },
  choices: [{ index: 0, message: { role: 'assistant', content: CONTENT }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 400, completion_tokens: 20, total_tokens: 420 },
});

/** Gives every question the same answer after `delayMs`. */
export async function startQuickModel(delayMs = 0): Promise<QuickModel> {
  let answered = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const isList = request.url?.endsWith('/models') === true;
      setTimeout(
        () => {
          if (!isList) answered += 1;
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(isList ? '{"data":[{"id":"quick"}]}' : ANSWER);
        },
        isList ? 0 : delayMs,
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    answered: () => answered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
