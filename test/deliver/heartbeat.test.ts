import { describe, expect, it, vi } from 'vitest';
import { heartbeatSchema } from '../../src/config/heartbeat.ts';
import { beatRequest, startHeartbeat } from '../../src/deliver/heartbeat.ts';
import { createLogger } from '../../src/lib/log.ts';
import { send, startRawServer } from '../support/raw-server.ts';

const log = createLogger('silent', 'json');
const request = (url: string, beat: 'start' | 'up' | 'fail') =>
  beatRequest(heartbeatSchema.parse({ url }), beat, 'm is late\r\nX: 1 & 2');

describe('the heartbeat', () => {
  it('speaks as Healthchecks wants it, behind its path', () => {
    const urls = (['start', 'up', 'fail'] as const).map(
      (beat) => request('http://hc/ping/ab-cd?rid=1', beat).url,
    );
    expect(urls).toEqual([
      'http://hc/ping/ab-cd/start?rid=1',
      'http://hc/ping/ab-cd?rid=1',
      'http://hc/ping/ab-cd/fail?rid=1',
    ]);
  });

  it('speaks as Uptime Kuma wants it, in place of the query that was pasted', () => {
    const { method, url } = request('http://kuma/api/push/KEY?status=up&msg=OK&ping=', 'fail');
    expect([method, url]).toEqual(['GET', 'http://kuma/api/push/KEY?status=down&msg=m+is+late+X%3A+1+%26+2']);
  });

  it('beats while all is well, says when it is not, and nothing where that is unknown', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const server = await startRawServer((socket) => send(socket, 200, 'OK'));
    const states = [true, false, new Error('no database'), true];
    const config = heartbeatSchema.parse({ url: `${server.url}/ping`, every: '10s' });
    const health = async () => {
      const state = states.shift();
      if (state instanceof Error) throw state;
      return { healthy: state === true, reason: 'so it is' };
    };
    const heartbeat = startHeartbeat(config, { clock: () => 0, log, health });
    const paths = () => server.requests.map(({ path }) => path);
    await vi.waitUntil(() => paths().length === 1);
    for (const left of [3, 2, 1, 0]) {
      await vi.waitUntil(() => {
        if (states.length > left) vi.advanceTimersByTime(10_000);
        return states.length === left;
      });
    }
    await vi.waitUntil(() => paths().length === 4);
    vi.useRealTimers();
    expect(paths()).toEqual(['/ping/start', '/ping', '/ping/fail', '/ping']);
    await heartbeat.stop();
    await server.close();
  });

  it('ends with the worker, though the other side hangs', async () => {
    const server = await startRawServer(() => undefined);
    const config = heartbeatSchema.parse({ url: server.url, timeout: '1m' });
    const health = async () => ({ healthy: true, reason: '' });
    const heartbeat = startHeartbeat(config, { clock: () => 0, log, health });
    await vi.waitUntil(() => server.requests.length === 1);
    await heartbeat.stop();
    await server.close();
  });
});
