import { afterEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/lib/log.ts';
import { MAX_BATCH } from '../../src/simulate/feed.ts';
import { printHistory, simulate } from '../../src/simulate/simulate.ts';
import { answer, recordedAnswer } from '../support/http-replay.ts';
import { startWriteServer, type WriteServer } from './write-server.ts';

const NOON = Date.parse('2026-11-16T12:00:00Z');
const MINUTE_MS = 60_000;
const SETTINGS = { sensors: 2, intervalMs: MINUTE_MS, historyMs: 10 * MINUTE_MS, faultsPerDay: 0, seed: 1 };

let server: WriteServer | undefined;
afterEach(() => server?.close());

const recorded = (name: string) => recordedAnswer('influxdb-2.7', `write-${name}`);
const unavailable = (retryAfter: string) => answer(503, { 'Retry-After': retryAfter }, '');

/** The clock moves by what is waited for, nothing else; the simulator is ended after so many waits. */
function world(waits: number) {
  const controller = new AbortController();
  const waited: number[] = [];
  let now = NOON;
  const wait = async (ms: number) => {
    waited.push(ms);
    now += ms;
    if (waited.length >= waits) controller.abort();
  };
  return { waited, context: { clock: () => now, signal: controller.signal, wait } };
}

async function run(answers: Parameters<typeof startWriteServer>[0], waits = 1, settings = SETTINGS) {
  server = await startWriteServer(answers);
  const { waited, context } = world(waits);
  const target = { url: server.url, org: 'lab', bucket: 'sensors', token: 'secret' };
  const points = await simulate(settings, target, context, createLogger('silent', 'json'));
  return { points, waited, writes: server.writes };
}

describe('what is written', () => {
  test('the history first, then each reading at its time', async () => {
    const { points, writes } = await run([recorded('ok')], 3);
    // 11:50 to 12:00 are eleven moments of two sensors; then come 12:01 and 12:02.
    expect(writes.map(({ lines }) => lines.length)).toEqual([22, 2, 2]);
    expect(points).toBe(26);
    const times = writes.flatMap(({ lines }) => lines.map((line) => Number(line.split(' ').at(-1))));
    expect(times[0]).toBe(NOON - 10 * MINUTE_MS);
    expect(times.at(-1)).toBe(NOON + 2 * MINUTE_MS);
  });

  test('points of environment with room and sensor, in milliseconds, for organisation, bucket and token', async () => {
    const { writes } = await run([recorded('ok')]);
    expect(writes[0]?.path).toBe('/api/v2/write?org=lab&bucket=sensors&precision=ms');
    expect(writes[0]?.authorization).toBe('Token secret');
    expect(writes[0]?.lines[0]).toMatch(
      /^environment,room=office,sensor=a co2=\d+,humidity=[\d.]+,temperature=[\d.]+ \d{13}$/,
    );
  });

  test('a long history goes in batches, and no moment is lost between two of them', async () => {
    const { points, writes } = await run([recorded('ok')], 1, { ...SETTINGS, historyMs: 6000 * MINUTE_MS });
    expect(writes).toHaveLength(3);
    for (const { lines } of writes) expect(lines.length).toBeLessThanOrEqual(MAX_BATCH);
    expect(points).toBe(2 * 6001);
    expect(new Set(writes.flatMap(({ lines }) => lines)).size).toBe(2 * 6001);
  });
});

describe('when InfluxDB is in trouble', () => {
  test('Retry-After is taken for seconds, and the same points are written again', async () => {
    const { points, waited, writes } = await run([unavailable('7'), recorded('ok')], 2);
    expect(waited[0]).toBe(7000);
    expect(writes[1]?.lines).toEqual(writes[0]?.lines);
    expect(points).toBe(22);
  });

  test('a cut connection is tried again, with waits that double', async () => {
    const { points, waited } = await run(['hangup', 'hangup', 'hangup', recorded('ok')], 4);
    expect(waited.slice(0, 3)).toEqual([1000, 2000, 4000]);
    expect(points).toBe(22);
  });

  test('what fell due while it was away is written when it is back', async () => {
    const { writes } = await run([recorded('ok'), unavailable('50'), unavailable('50'), recorded('ok')], 4);
    // 12:01 fails twice; by then it is 12:02:40, and after 12:01 also 12:02 is written.
    const times = writes.slice(3).map(({ lines }) => Number(lines[0]?.split(' ').at(-1)) - NOON);
    expect(times).toEqual([MINUTE_MS, 2 * MINUTE_MS]);
  });

  test('what could not be written before the end is not counted as written', async () => {
    const { points, writes } = await run(['hangup'], 2);
    expect(points).toBe(0);
    expect(writes).toHaveLength(2);
  });

  test('it gives up after ten tries, naming the server', async () => {
    const attempt = run(['hangup'], 1000);
    await expect(attempt).rejects.toMatchObject({ code: 'source_unreachable', retryable: true });
    await expect(attempt).rejects.toThrow(server?.url ?? 'no server');
    expect(server?.writes).toHaveLength(10);
  });

  test.each([
    ['error-token', 'source_unauthorized', /401: unauthorized access/],
    ['error-bucket', 'source_not_found', /404: bucket "nosuch" not found/],
    ['error-org', 'source_not_found', /404: organization name "nosuch" not found/],
    ['error-line', 'source_rejected', /unable to parse/],
  ])('%s: it ends at once with %s and does not try again', async (name, code, message) => {
    const attempt = run([recorded(name)], 1000);
    await expect(attempt).rejects.toMatchObject({ code, retryable: false });
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.not.toThrow(/secret/);
    expect(server?.writes).toHaveLength(1);
  });

  test.each([
    ['error-conflict', 2],
    ['error-retention', 1],
  ])('%s: the dropped points are not counted as written, and it goes on', async (name, dropped) => {
    const { points, writes } = await run([recorded(name), recorded('ok')], 2);
    expect(points).toBe(22 - dropped + 2);
    expect(writes).toHaveLength(2);
  });
});

test('a dry run prints the history as line protocol in nanoseconds, with each fault as a comment, and ends', async () => {
  const printed: string[] = [];
  const settings = { ...SETTINGS, sensors: 1, historyMs: 720 * MINUTE_MS, faultsPerDay: 13 };
  await printHistory(settings, world(1).context, (line) => printed.push(line));
  const comments = printed.filter((line) => line.startsWith('#'));
  expect(comments.length).toBeGreaterThan(3);
  expect(comments[0]).toContain('"fault":');
  for (const line of printed.filter((text) => !text.startsWith('#'))) {
    expect(line).toMatch(/^environment,room=office,sensor=a \S+ \d{19}$/);
  }
});
