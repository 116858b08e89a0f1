import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import type { PlumblineError } from '../../src/lib/errors.ts';
import { createWriter } from '../../src/simulate/writer.ts';

test('a server that answers a write a byte at a time for ever is given up, its connection closed, and the write tried again', async () => {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200);
    const trickle = setInterval(() => response.write('.'), 5);
    response.on('close', () => clearInterval(trickle));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const stopped = new AbortController();
  const errors: PlumblineError[] = [];
  const target = { url: `http://127.0.0.1:${address.port}`, org: 'lab', bucket: 'b', token: 'SECRET' };
  const writer = createWriter(target, {
    signal: stopped.signal,
    writeMs: 50,
    wait: async () => {
      if (errors.length === 2) stopped.abort();
    },
    onRetry: (error) => errors.push(error),
    onDropped: () => {},
  });
  const fields = { temperature: 20, humidity: 50, co2: 500 };
  expect(await writer.write([{ time: 0, room: 'office', sensor: 'a', fields }])).toBe(0);
  expect(errors.map(({ code }) => code)).toEqual(['source_timeout', 'source_timeout']);
  // Ends only when no connection is left.
  await new Promise((resolve) => server.close(resolve));
});
