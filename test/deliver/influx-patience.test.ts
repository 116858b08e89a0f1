import { InfluxDB, Point, setLogger } from '@influxdata/influxdb-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { targetSchema } from '../../src/config/targets.ts';
import { createTarget } from '../../src/deliver/create.ts';
import { type Behaviour, type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { presentation, someNews } from './support.ts';

/** An hour that is no other, so that a date as `Retry-After` can be told from seconds. */
const NOW = Date.parse('2026-03-10T08:00:00Z');

const servers: RawServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function influxdb(behave: Behaviour): Promise<RawServer> {
  const server = await startRawServer(behave);
  servers.push(server);
  return server;
}

const busy =
  (retryAfter: string): Behaviour =>
  (socket) =>
    void socket.end(
      `HTTP/1.1 429 Too Many Requests\r\nretry-after: ${retryAfter}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
    );

function delivery(url: string, signal = new AbortController().signal, timeout = '1s') {
  const config = targetSchema.parse({ kind: 'influxdb', url, org: 'o', bucket: 'b', timeout });
  return createTarget('tsdb', config, presentation, () => NOW).deliver(someNews(), signal);
}

describe('an InfluxDB that is busy', () => {
  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Tue, 10 Mar 2026 08:00:09 GMT', 9000],
    ['an hour and more', '86400', 3_600_000],
  ])('is asked again after what it names as %s, and not before', async (_, retryAfter, afterMs) => {
    const server = await influxdb(busy(retryAfter));
    expect(await delivery(server.url)).toMatchObject({ outcome: 'later', afterMs });
    expect(server.requests).toHaveLength(1);
  });

  it('is asked again where it names nothing, or answers 503', async () => {
    const server = await influxdb((socket) => send(socket, 503, 'timeout'));
    expect(await delivery(server.url)).toEqual({ outcome: 'later', reason: 'answered 503: timeout' });
  });

  it('is not asked again where it took a part and refused the rest', async () => {
    const server = await influxdb((socket) => send(socket, 422, 'partial write: points beyond retention'));
    expect(await delivery(server.url)).toMatchObject({ outcome: 'refused' });
  });

  it('is waited for no longer than the target says, also in the middle of an answer', async () => {
    const silent = await influxdb(() => undefined);
    const late = { outcome: 'later', reason: 'did not answer within 1000 ms' };
    expect(await delivery(silent.url)).toEqual(late);
    const cut = await influxdb((socket) => void socket.write('HTTP/1.1 204 No Content\r\ncontent-'));
    expect(await delivery(cut.url)).toEqual(late);
  });

  it('is let go at once when the worker is told to stop', async () => {
    const stop = new AbortController();
    const closed = vi.fn();
    const server = await influxdb((socket) => {
      socket.on('close', closed);
      stop.abort(new Error('the worker was stopped'));
    });
    await expect(delivery(server.url, stop.signal, '5m')).rejects.toThrow('the worker was stopped');
    await vi.waitUntil(() => closed.mock.calls.length > 0);
  });
});

// Why the official client's writing is not used. Should one of these fail with a newer version, it may be looked at again.
describe('the official client that writes', () => {
  it('asks a server again at once that wanted to be left alone for 2 s: it takes seconds for milliseconds', async () => {
    setLogger({ error: () => undefined, warn: () => undefined });
    const server = await influxdb(busy('2'));
    const began = performance.now();
    const options = { maxRetries: 2, flushInterval: 0, retryJitter: 0 };
    const api = new InfluxDB({ url: server.url, token: 't' }).getWriteApi('o', 'b', 'ms', options);
    api.writePoint(new Point('m').floatField('x', 1));
    await expect(api.flush(true)).rejects.toThrow('429');
    await vi.waitUntil(() => server.requests.length > 1, { timeout: 5000, interval: 5 });
    expect(performance.now() - began).toBeLessThan(2000);
    await api.close();
  });

  it('has no way to end a write that hangs', async () => {
    const server = await influxdb(() => undefined);
    const api = new InfluxDB({ url: server.url, token: 't' }).getWriteApi('o', 'b', 'ms', { maxRetries: 0 });
    api.writePoint(new Point('m').floatField('x', 1));
    let isOver = false;
    const flushed = api.flush().finally(() => {
      isOver = true;
    });
    flushed.catch(() => undefined);
    await vi.waitUntil(() => server.requests.length > 0);
    // It forgets what is buffered; the request stays under way.
    api.dispose();
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    expect(api.flush.length).toBe(1);
  });
});
