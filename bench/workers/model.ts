import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** A model server of a kind on loopback. */
export interface QuickModel {
  readonly url: string;
  /** Whether it answers, or says that it can't. */
  mood: 'good' | 'failing';
  /** Questions that it has answered. */
  readonly answered: () => number;
  /** Questions that it was asked, and most of them at once. */
  readonly asked: () => number;
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

export interface QuickModelOptions {
  readonly name?: string;
  /** What it says that its context holds. */
  readonly contextTokens?: number;
  readonly delayMs?: number;
}

const CONTENT = JSON.stringify({
  verdict: 'normal',
  summary: 'Nothing stands out.',
  evidence: [],
  advice: '',
});

function answerOf(name: string): string {
  return JSON.stringify({
    ...{ id: 'c1', object: 'chat.completion', created: 0, model: name },
    choices: [{ index: 0, message: { role: 'assistant', content: CONTENT }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 400, completion_tokens: 20, total_tokens: 420 },
  });
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

/** Gives every question the same answer after `delayMs`. */
export async function startQuickModel(options: QuickModelOptions = {}): Promise<QuickModel> {
  const { name = 'quick', contextTokens, delayMs = 0 } = options;
  const state: { mood: QuickModel['mood'] } = { mood: 'good' };
  const meta = contextTokens === undefined ? {} : { meta: { n_ctx: contextTokens } };
  let [answered, asked, underWay, most] = [0, 0, 0, 0];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (request.url?.endsWith('/chat/completions') !== true) {
        const isList = request.url?.endsWith('/models') === true;
        return send(response, isList ? 200 : 404, JSON.stringify({ data: [{ id: name, ...meta }] }));
      }
      asked += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      response.on('close', () => {
        underWay -= 1;
      });
      if (state.mood === 'failing') return send(response, 500, '{"error":{"message":"out of memory"}}');
      setTimeout(() => {
        answered += 1;
        send(response, 200, answerOf(name));
      }, delayMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    answered: () => answered,
    asked: () => asked,
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
