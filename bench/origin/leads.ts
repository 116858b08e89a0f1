/**
 * Who began first: how often it is said, and how often where nothing is related. `node .build/bench/origin/leads.js ../shared/data`.
 * All series count as related here, so that what is measured is the search alone.
 */
import { findingOf } from '../../src/eval/known-fault.ts';
import { companionsOf } from '../../src/facts/companions.ts';
import { injectFault } from '../../src/inject/inject.ts';
import { courseNoise } from '../../src/inject/scales.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import { later } from './cases.ts';
import { readGroups } from './groups.ts';

const ROWS = 360;
const PLACES = 6;
const KINDS = ['level shift', 'ramp', 'drift'] as const;
const DELAYS = [-10, 10] as const;
/** Rows that a beginning may be told too early or late. */
const EXACT = 3;

interface Tally {
  pairs: number;
  said: number;
  right: number;
}

const tallies = new Map<string, Tally>();

function count(key: string, shift: number | null, delay: number): void {
  const tally = tallies.get(key) ?? { pairs: 0, said: 0, right: 0 };
  tally.pairs += 1;
  if (shift !== null) tally.said += 1;
  if (shift !== null && Math.abs(shift - delay) <= EXACT) tally.right += 1;
  tallies.set(key, tally);
}

function judge(name: string, own: SeriesWindow, others: readonly SeriesWindow[], seed: number): void {
  for (const kind of KINDS) {
    const injected = injectFault(kind, 'strong', own.times, own.values, seed);
    if (injected === null) continue;
    const { times, values, truth } = injected;
    const finding = findingOf({ truth, clean: describe(own.times, own.values), times, values });
    const began = (relatives: readonly SeriesWindow[]): readonly (number | null)[] => {
      const mine = { ...own, times, values, relatives };
      const row = (ms: number): number => times.findIndex((time) => time >= ms);
      const slopes = new Map(
        relatives.map((one) => [one.series, courseNoise(one.values).noise / courseNoise(own.values).noise]),
      );
      return companionsOf(finding, mine, (name) => ({ slope: slopes.get(name) ?? 1 })).map(
        ({ began: theirs, beganAfter }) =>
          theirs === null || beganAfter === null ? null : row(theirs.from) - row(theirs.from - beganAfter),
      );
    };
    for (const one of began(others)) count(`${name} | nothing related`, one, Number.NaN);
    for (const delay of DELAYS)
      for (const one of began(others.map((other) => later(other, own, values, delay))))
        count(`${name} | ${kind} ${delay > 0 ? 'after' : 'before'}`, one, delay);
  }
}

const [, , data = '../shared/data', only = 'dev'] = process.argv;
for (const { part, name, series } of readGroups(data)) {
  if (!`${part} ${name}`.includes(only)) continue;
  const length = Math.min(...series.map(({ times }) => times.length));
  const rows = Math.min(ROWS, length);
  const cut = (one: SeriesWindow, from: number, times = one.times): SeriesWindow => ({
    ...one,
    times: times.slice(from, from + rows),
    values: one.values.slice(from, from + rows),
  });
  for (let place = 0; place < PLACES; place += 1) {
    const from = Math.floor(((length - rows) * place) / PLACES);
    // The others as they were at another time: what goes along there does not go along with this.
    const elsewhere = (from + Math.floor(length / 2)) % Math.max(1, length - rows);
    series.forEach((one, own) => {
      const mine = cut(one, from);
      const others = series
        .filter((_, index) => index !== own)
        .slice(0, 6)
        .map((other) => ({ ...cut(other, elsewhere), times: mine.times }));
      judge(`${part} ${name}`, mine, others, place * 31 + own * 7 + 1);
    });
  }
}

const percent = (share: number, of: number) => (of === 0 ? '-' : `${((100 * share) / of).toFixed(1)} %`);
for (const [key, { pairs, said, right }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    `${key}: ${pairs} pairs, said ${percent(said, pairs)}, within ${EXACT} rows ${percent(right, said)}`,
  );
