import { once } from 'node:events';
import { createServer } from 'node:http';

/** An InfluxDB of a kind: readings of so many series, `everyS` seconds apart, for any time that is asked for, after a while. */
export async function startSource({
  series,
  everyS = 1,
  delayMs = 0,
}: {
  readonly series: number;
  readonly everyS?: number;
  readonly delayMs?: number;
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('q') ?? '';
    const [, from = '', to = ''] = /time >= '([^']+)' AND time < '([^']+)'/.exec(asked) ?? [];
    const step = everyS * 1000;
    const seconds: number[] = [];
    for (let time = Math.ceil(Date.parse(from) / step) * step; time < Date.parse(to); time += step)
      seconds.push(time / 1000);
    const all = Array.from({ length: series }, (_, index) => ({
      ...{ name: 'room', tags: { sensor: `s${index}` }, columns: ['time', 'temperature'] },
      values: seconds.map((second) => [second * 1_000_000, 20 + ((second * 7919 + index) % 101) / 100]),
    }));
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify({ results: [seconds.length === 0 ? {} : { series: all }] })}\n`);
    }, delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
