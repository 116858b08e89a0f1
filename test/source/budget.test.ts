import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sourceSchema } from '../../src/config/sources.ts';
import { budgetOf, readWithin } from '../../src/source/budget.ts';
import { createInfluxqlSource } from '../../src/source/influx/influxql.ts';
import type { Source } from '../../src/source/source.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

const never = new AbortController().signal;
const query = { measurement: 'm', fields: ['a'], where: {}, groupBy: [], aggregate: 'mean' } as const;
const request = { query, window: { start: 0, end: 60_000 }, untilNextMs: Number.POSITIVE_INFINITY };

let server: RawServer | undefined;
afterEach(() => server?.close());

/** A source of a server that sends a byte of its answer now and then, for ever: it is never silent. */
async function trickling(budget: number): Promise<Source> {
  server = await startRawServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n');
    const drip = setInterval(() => socket.write(' '), 20);
    socket.on('close', () => clearInterval(drip));
  });
  const config = sourceSchema.parse({ kind: 'influxql', url: server.url, database: 'd' });
  if (config.kind !== 'influxql') throw new Error('it is of that kind');
  return createInfluxqlSource('influx', { ...config, timeout: 5000, budget });
}

describe('a read', () => {
  it('has a limit also where the server is never silent', async () => {
    await expect(readWithin(await trickling(300), request, never)).rejects.toMatchObject({
      ...{ code: 'source_timeout', retryable: true },
      message: 'source influx had not sent everything after 300ms',
    });
  });

  it('ends when the next one is due, but not before its least time', async () => {
    const source = { ...(await trickling(60_000)), budget: { mostMs: 60_000, leastMs: 100 } };
    const due = (untilNextMs: number) => readWithin(source, { ...request, untilNextMs }, never);
    await expect(due(200)).rejects.toThrow('after 200ms');
    await expect(due(1)).rejects.toThrow('after 100ms');
  });

  it('ends when it is told to stop', async () => {
    const abort = new AbortController();
    const read = readWithin(await trickling(60_000), request, abort.signal);
    void sleep(50).then(() => abort.abort());
    await expect(read).rejects.toMatchObject({ code: 'aborted' });
  });

  it('ends in time also where the source hears no signal', async () => {
    const deaf: Source = {
      ...{ name: 'deaf', kind: 'csv', budget: { mostMs: 20, leastMs: 20 } },
      read: () => new Promise(() => {}),
    };
    await expect(readWithin(deaf, request, never)).rejects.toMatchObject({ code: 'source_timeout' });
  });
});

describe('the budget of a server', () => {
  it('is four times its longest silence, or what the config says', () => {
    expect(budgetOf({ timeout: 10_000 })).toEqual({ mostMs: 40_000, leastMs: 10_000 });
    expect(budgetOf({ timeout: 10_000, budget: 90_000 })).toEqual({ mostMs: 90_000, leastMs: 10_000 });
    expect(budgetOf({ timeout: 10_000, budget: 5000 })).toEqual({ mostMs: 5000, leastMs: 5000 });
  });
});
