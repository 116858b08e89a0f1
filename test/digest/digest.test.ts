import { afterEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { createDigestTeller, windowBefore } from '../../src/digest/digest.ts';
import { readDigest } from '../../src/digest/read.ts';
import { PlumblineError } from '../../src/lib/errors.ts';
import { createLogger } from '../../src/lib/log.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/store.ts';
import { newResult } from '../support/results.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const log = createLogger('silent', 'json');
const never = new AbortController().signal;

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

function open(): Store {
  const store = openStore(':memory:');
  stores.push(store);
  return store;
}

function configOf(digest: object = {}, news: object = {}) {
  return configSchema.parse({
    sources: { influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    targets: { post: { kind: 'webhook', url: 'http://127.0.0.1:1', only: { severity: 'failure' } } },
    monitors: [
      {
        ...{ name: 'm', cron: '0 * * * *', window: '1h', delay: '0s', source: 'influx' },
        query: { measurement: 'e', fields: ['t'] },
      },
    ],
    digest: { cron: '0 7 * * *', timezone: 'Europe/Berlin', targets: ['post'], ...digest },
    news: { quiet: { from: '22:00', to: '06:00' }, timezone: 'Europe/Berlin', ...news },
  });
}

/** A window of the monitor that is done. */
async function run(store: Store, end: number, ...results: Parameters<typeof newResult>): Promise<void> {
  const options = { now: end, leaseMs: 30_000, worker: 'w', attempts: 3 };
  const claim = await store.claimRun('m', { start: end - HOUR, end }, options);
  if (claim === undefined) throw new Error('the run should be free');
  const finished = {
    source: 'influx',
    fallbackReason: null,
    results: [newResult(...results)],
    baselines: [],
  };
  await store.finishRun(claim, finished, end);
}

/** A worker that looks at these times, each on a teller of its own: as after a restart. */
async function looksAt(store: Store, times: readonly string[], config = configOf()): Promise<boolean[]> {
  const told: boolean[] = [];
  for (const time of times) {
    // Nothing is due that the digest would wait for.
    await store.skipRuns(
      'm',
      [{ start: at(time) - HOUR, end: Math.floor(at(time) / HOUR) * HOUR, reason: '' }],
      at(time),
    );
    told.push(await createDigestTeller(log)(config, { store, clock: () => at(time) }, never));
  }
  return told;
}

/** What waits for the target: when each is due, and its key. */
async function outbox(store: Store) {
  const rows: { key: string; window: { start: string; end: string } }[] = [];
  for (;;) {
    const claim = await store.claimDelivery('post', at('2030-01-01T00:00:00Z'), HOUR);
    if (claim === undefined) return rows;
    const { window } = JSON.parse(claim.news);
    const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
    rows.push({ key: claim.key, window: { start: iso(window.start), end: iso(window.end) } });
    await store.endDelivery(claim, { state: 'sent' }, at('2030-01-01T00:00:00Z'));
  }
}

describe('the digest', () => {
  it('is told once for each time it is due, over restarts, and not for a time before it was configured', async () => {
    const store = open();
    const told = await looksAt(store, [
      '2026-03-10T05:59:00Z', // it begins here
      '2026-03-10T05:59:59Z',
      '2026-03-10T06:00:00Z', // seven in Berlin
      '2026-03-10T06:01:00Z',
      '2026-03-11T05:59:00Z',
      '2026-03-11T06:02:00Z',
    ]);
    expect(told).toEqual([false, false, true, false, false, true]);
    expect(await outbox(store)).toEqual([
      {
        key: 'digest/2026-03-10T06:00:00.000Z',
        window: { start: '2026-03-09T06:00', end: '2026-03-10T06:00' },
      },
      {
        key: 'digest/2026-03-11T06:00:00.000Z',
        window: { start: '2026-03-10T06:00', end: '2026-03-11T06:00' },
      },
    ]);
  });

  it('that was missed is told at the next start, the newest alone, and within news.maxAge', async () => {
    const store = open();
    await looksAt(store, ['2026-03-10T00:00:00Z']);
    expect(await looksAt(store, ['2026-03-13T11:59:00Z'])).toEqual([true]);
    expect(await looksAt(store, ['2026-03-14T12:00:01Z', '2026-03-14T12:01:00Z'])).toEqual([false, false]);
    expect(await looksAt(store, ['2026-03-15T06:00:00Z'])).toEqual([true]);
    expect((await outbox(store)).map(({ key }) => key.slice(7, 17))).toEqual(['2026-03-13', '2026-03-15']);
  });

  it('keeps its hour when the clocks change, and leaves no hour out and tells none twice', async () => {
    const store = open();
    await looksAt(store, ['2026-03-28T00:00:00Z']);
    const spring = ['2026-03-28T06:00:00Z', '2026-03-29T05:00:00Z', '2026-03-30T05:00:00Z'];
    const autumn = ['2026-10-24T05:00:00Z', '2026-10-25T06:00:00Z', '2026-10-26T06:00:00Z'];
    expect(await looksAt(store, [...spring, ...autumn])).toEqual(Array(6).fill(true));
    const windows = (await outbox(store)).map(({ window }) => window);
    expect(windows.map(({ start }) => start)).toEqual([
      ...['2026-03-27T06:00', '2026-03-28T06:00', '2026-03-29T05:00'],
      ...['2026-10-23T05:00', '2026-10-24T05:00', '2026-10-25T06:00'],
    ]);
  });

  it('has a window of calendar days, also where the hour of its beginning is left out or comes twice', () => {
    const day = (end: string) => new Date(windowBefore(at(end), DAY, 'Europe/Berlin').start).toISOString();
    // 02:30 on the day after; on the day itself clocks went from 02:00 to 03:00 at 01:00 UTC.
    expect(day('2026-03-30T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(day('2026-10-26T01:30:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(windowBefore(at('2026-03-30T05:00:00Z'), 7 * DAY, 'Europe/Berlin').start).toBe(
      at('2026-03-23T06:00:00Z'),
    );
  });

  it('goes to whom the config names, whatever else they want, and waits for the end of quiet hours', async () => {
    const store = open();
    const config = configOf({ cron: '0 5 * * *' });
    await looksAt(store, ['2026-03-10T00:00:00Z', '2026-03-10T04:00:00Z'], config);
    expect(await store.claimDelivery('post', at('2026-03-10T04:59:59Z'), HOUR)).toBeUndefined();
    expect(await store.claimDelivery('post', at('2026-03-10T05:00:00Z'), HOUR)).toBeDefined();
  });

  it('waits for windows that are still to be run, as after a start, but not for ever', async () => {
    const store = open();
    await run(store, at('2026-03-10T04:00:00Z'));
    let now = at('2026-03-10T05:00:00Z');
    const teller = createDigestTeller(log);
    const look = () => teller(configOf(), { store, clock: () => now }, never);
    await look();
    now = at('2026-03-10T06:00:00Z');
    expect(await look()).toBe(false);
    now += 10 * 60_000 - 1;
    expect(await look()).toBe(false);
    now += 1;
    expect(await look()).toBe(true);
    // The window that ends when the digest is due is for the next one.
    await run(store, at('2026-03-11T05:00:00Z'));
    now = at('2026-03-11T06:00:00Z');
    expect(await look()).toBe(true);
  });

  it('does not wait for a monitor whose source is away, and for no other longer than in all', async () => {
    const store = open();
    const begun = at('2026-03-10T04:00:00Z');
    await looksAt(store, ['2026-03-10T03:59:00Z']);
    const options = { now: begun, leaseMs: 30_000, worker: 'w', attempts: 3 };
    const claim = await store.claimRun('m', { start: begun - HOUR, end: begun }, options);
    if (claim === undefined) throw new Error('the run should be free');
    await store.failRun(claim, new PlumblineError('source_unreachable', 'away'), begun);
    let now = at('2026-03-10T06:00:00Z');
    const teller = createDigestTeller(log);
    expect(await teller(configOf(), { store, clock: () => now }, never)).toBe(true);

    // Digests that are due more often than windows are waited for.
    const other = open();
    await other.skipRuns('m', [{ start: begun - HOUR, end: begun, reason: '' }], begun);
    const often = configOf({ cron: '* * * * *' });
    const told: boolean[] = [];
    for (let minute = 0; minute <= 12; minute += 1) {
      now = at('2026-03-10T05:01:00Z') + minute * 60_000;
      told.push(await teller(often, { store: other, clock: () => now }, never));
    }
    expect(told.indexOf(true)).toBe(11);
  });

  it('waits for a window that is under way', async () => {
    const store = open();
    const [end, due] = [at('2026-03-10T05:00:00Z'), at('2026-03-10T06:00:00Z')];
    await looksAt(store, ['2026-03-10T04:00:00Z']);
    const options = { now: end, leaseMs: 30_000, worker: 'w', attempts: 3 };
    const claim = await store.claimRun('m', { start: end - HOUR, end }, options);
    const teller = createDigestTeller(log);
    expect(await teller(configOf(), { store, clock: () => due }, never)).toBe(false);
    if (claim === undefined) throw new Error('the run should be free');
    const nothing = { source: 'influx', fallbackReason: null, results: [], baselines: [] };
    await store.finishRun(claim, nothing, due);
    expect(await teller(configOf(), { store, clock: () => due }, never)).toBe(true);
  });

  it('is silent where none is configured', async () => {
    const store = open();
    const { digest: _digest, ...config } = configOf();
    expect(await createDigestTeller(log)(config, { store, clock: () => 0 }, never)).toBe(false);
    expect(await store.lastDigestEnd()).toBeNull();
  });

  it('is read in pieces that give what the whole would', async () => {
    const store = open();
    const end = at('2026-03-10T06:00:00Z');
    for (let hours = 24; hours > 0; hours -= 1) {
      const verdict = hours % 5 === 0 ? 'anomalous' : hours === 3 ? 'suspect' : 'normal';
      await run(store, end - hours * HOUR, {
        verdict,
        score: hours / 100,
        summary: `Of ${hours} hours before.`,
      });
    }
    const { monitors } = configOf();
    const { sections } = await readDigest(
      { monitors, timezone: 'UTC' },
      { start: end - DAY, end },
      store,
      end,
      never,
    );
    const lines = sections.flatMap((section) => section.lines);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /was anomalous in 5 windows, last in that of 2026-03-10 03:00\. Of 20 hours before\./,
      ),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^24 of 24 windows were run; the latest was done 0 seconds/),
    );
    expect(lines).toContain('influx: 24 windows read.');
  });
});
