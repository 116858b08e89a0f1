import { expect, describe as group, it } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import { recurrenceOf } from '../../../src/facts/past.ts';
import { seededRandom } from '../../../src/lib/random.ts';
import { describe } from '../../../src/statistics/describe.ts';
import type { Store } from '../../../src/store/store.ts';
import { newResult } from '../../support/results.ts';
import { type Database, HOUR, NOON, useBench } from './bench.ts';

const DAY = 24 * HOUR;
const SERIES = 'environment.temperature{room=lab}';

interface Kept {
  readonly end: number;
  readonly values: readonly number[];
  readonly standIn: boolean;
  readonly findings: readonly Finding[];
}

function finding(start: number, end: number): Finding {
  return {
    kind: 'level shift',
    detector: 'given',
    flag: 3,
    start,
    end,
    points: 3,
    observed: 25,
    expected: null,
    score: 0.6,
    sentence: 'It shifted.',
  };
}

/** Two months of hourly windows, each finding seen in several of them, now and then a stand-in. */
function history(): readonly Kept[] {
  const random = seededRandom('past');
  const faults = Array.from(
    { length: 30 },
    (_, index) => NOON + Math.floor(index * 2 * DAY + random() * DAY),
  );
  return Array.from({ length: 60 * 6 }, (_, index) => {
    const end = NOON + (index + 1) * 4 * HOUR;
    const findings = faults
      .filter((at) => at < end && at + 6 * HOUR > end - 4 * HOUR)
      .map((at) => finding(Math.max(at, end - 8 * HOUR), Math.min(at + 6 * HOUR, end)));
    return {
      end,
      values: Array.from({ length: 5 }, () => Math.round(200 + 40 * random() ** 4) / 10),
      standIn: random() < 0.05,
      findings,
    };
  });
}

/** What the past says, against a count over all rows. */
export function pastContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  group('of what came before a window', () => {
    it('says since when a reading is the highest and the lowest, what is usual at this hour and how often a finding was there, as a count over all rows does', async () => {
      const { store } = bench();
      const all = history();
      for (const one of all) await keep(store, one);
      for (const now of all.filter((_, index) => index % 37 === 36)) {
        const window = { start: now.end - 4 * HOUR, end: now.end };
        const [min, max] = [Math.min(...now.values), Math.max(...now.values)];
        const [past] = await store.pastOf('m', window, [{ series: SERIES, min, max }]);
        const earlier = all.filter(
          ({ end, standIn }) => !standIn && end <= window.start && end >= window.start - 30 * DAY,
        );
        expect(past?.asHigh ?? null).toBe(
          earlier.findLast(({ values }) => values.some((value) => value >= max))?.end ?? null,
        );
        expect(past?.asLow ?? null).toBe(
          earlier.findLast(({ values }) => values.some((value) => value <= min))?.end ?? null,
        );
        expect(past?.firstEnd).toBe(all.find(({ standIn }) => !standIn)?.end);
        expect(past?.usual ?? null).toEqual(usualByCount(all, now.end));
        const start = window.end - HOUR;
        const expected = countedEpisodes(all, window.end).filter((at) => at < start - 12 * HOUR);
        const found = recurrenceOf(finding(start, window.end), {
          episodes: past?.episodes.filter((one) => one.start < start - 12 * HOUR) ?? [],
        });
        expect(found.in7Days).toBe(expected.filter((at) => at >= start - 7 * DAY).length);
        expect(found.in30Days).toBe(
          expected.filter((at) => at >= start - 30 * DAY && at >= window.start - 30 * DAY).length,
        );
        expect(found.lastAt).toBe(expected.filter((at) => at >= window.start - 30 * DAY).at(-1) ?? null);
      }
    });

    it('knows nothing of a series that it has never seen', async () => {
      const [past] = await bench().store.pastOf('m', { start: NOON, end: NOON + HOUR }, [
        { series: 'new', min: 1, max: 2 },
      ]);
      expect(past).toEqual({
        series: 'new',
        firstEnd: null,
        asHigh: null,
        asLow: null,
        usual: null,
        episodes: [],
      });
    });
  });
}

async function keep(store: Store, { end, values, standIn, findings }: Kept): Promise<void> {
  const window = { start: end - 4 * HOUR, end };
  const options = { now: end, leaseMs: 1000, worker: 'w', attempts: 1 };
  const claim = await store.claimRun('m', window, options);
  if (claim === undefined) throw new Error('the run can be claimed');
  const times = Float64Array.from(values, (_, index) => window.start + index * 60_000);
  const result = newResult({
    series: SERIES,
    statistics: describe(times, Float64Array.from(values)),
    findings,
  });
  const from = standIn
    ? { source: 'spare', fallbackReason: 'away', standIn }
    : { source: 'influx', fallbackReason: null };
  await store.finishRun(claim, { ...from, results: [result], baselines: [] }, end);
}

function usualByCount(all: readonly Kept[], end: number) {
  const at = (days: number, of: 'weekday' | 'day') => {
    const count = of === 'weekday' ? 4 : 7;
    const ends = Array.from({ length: count }, (_, index) => end - (index + 1) * days * DAY);
    const rows = all
      .filter((one) => !one.standIn && ends.includes(one.end))
      .map(({ values }) =>
        describe(
          Float64Array.from(values, (_, index) => index),
          Float64Array.from(values),
        ),
      );
    if (rows.length < 3) return null;
    return {
      low: Math.min(...rows.map(({ p05 }) => p05)),
      high: Math.max(...rows.map(({ p95 }) => p95)),
      windows: rows.length,
      of,
    };
  };
  return at(7, 'weekday') ?? at(1, 'day');
}

/** Beginnings of the findings of all rows before a moment, those that overlap taken for one. */
function countedEpisodes(all: readonly Kept[], before: number): readonly number[] {
  const found = all
    .filter(({ end, standIn }) => !standIn && end < before)
    .flatMap(({ findings }) => findings);
  const begun: { start: number; end: number }[] = [];
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start)) {
    const last = begun.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else begun.push({ start, end });
  }
  return begun.map(({ start }) => start);
}
