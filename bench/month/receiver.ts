import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** A message as the webhook got it, as far as it is counted. */
const messageSchema = z.object({
  key: z.string(),
  thread: z.string(),
  kind: z.string(),
  at: z.iso.datetime().transform(Date.parse),
  monitor: z.string(),
  title: z.string(),
  text: z.string(),
  series: z.array(z.object({ series: z.string(), verdict: z.string() })),
});

export interface Message extends z.output<typeof messageSchema> {
  /** By the clock of the month, epoch ms. */
  readonly receivedAt: number;
}

/** A receiver on loopback. What it takes is kept; while it is deaf it answers 503, or not at all. */
export async function startReceiver(
  clock: () => number,
  isDeaf: () => boolean,
  onMessage?: (message: Message) => void,
) {
  const messages: Message[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (!isDeaf()) {
        const body = messageSchema.parse(JSON.parse(Buffer.concat(parts).toString()));
        const message = { ...body, receivedAt: clock() };
        messages.push(message);
        onMessage?.(message);
        return response.end('ok');
      }
      refused += 1;
      return refused % 2 === 0 ? response.writeHead(503).end('down') : request.socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    messages,
    refused: () => refused,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
