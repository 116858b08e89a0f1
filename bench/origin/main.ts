/** Origin named rightly, over faults in one series, events in all and lost connections: `node .build/bench/origin/main.js ../shared/data`. */
import { findingOf } from '../../src/eval/known-fault.ts';
import { companionsOf } from '../../src/facts/companions.ts';
import { type Origin, originOf } from '../../src/facts/origin.ts';
import type { FaultKind } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import { type Group, readGroups } from './groups.ts';

const ROWS = 360;
const PLACES = 6;
const IN_ONE: readonly FaultKind[] = [
  'spike',
  'dropout',
  'stuck',
  'level shift',
  'drift',
  'ramp',
  'noise burst',
  'attenuated',
  'out of range',
];
const IN_ALL: readonly FaultKind[] = ['level shift', 'ramp', 'drift'];

type Case = 'fault in one' | 'event in all' | 'connection lost' | 'one silent';
const RIGHT: Readonly<Record<Case, Origin>> = {
  'fault in one': 'sensor',
  'event in all': 'surroundings',
  'connection lost': 'connection',
  'one silent': 'sensor',
};

interface Tally {
  cases: number;
  said: number;
  right: number;
}

const tallies = new Map<string, Tally>();

function judge(
  group: Group,
  of: Case,
  kind: FaultKind,
  series: readonly SeriesWindow[],
  own: number,
  seed: number,
): void {
  const strength = seed % 2 === 0 ? 'medium' : 'strong';
  const clean = series[own];
  if (clean === undefined) return;
  const faulty = series.map((one, index) => {
    const isHit = index === own || of === 'event in all' || of === 'connection lost';
    const injected = isHit ? injectFault(kind, strength, one.times, one.values, seed) : null;
    return {
      one: injected === null ? one : { ...one, times: injected.times, values: injected.values },
      truth: injected?.truth ?? null,
    };
  });
  const mine = faulty[own];
  if (mine?.truth == null) return;
  const { times, values } = mine.one;
  const finding = findingOf({ truth: mine.truth, clean: describe(clean.times, clean.values), times, values });
  const relatives = faulty
    .filter((_, index) => index !== own)
    .map(({ one }) => one)
    .slice(0, 6);
  const origin = originOf(
    finding,
    companionsOf(finding, { ...mine.one, relatives }, () => null),
    0,
  );
  for (const key of [
    `${group.part} ${group.name} | ${of}`,
    `${group.part} ${group.name} | ${of} | ${kind}`,
  ]) {
    const tally = tallies.get(key) ?? { cases: 0, said: 0, right: 0 };
    tally.cases += 1;
    if (origin !== 'unknown') tally.said += 1;
    if (origin === RIGHT[of]) tally.right += 1;
    tallies.set(key, tally);
  }
}

for (const group of readGroups(process.argv[2] ?? '../shared/data')) {
  const length = Math.min(...group.series.map(({ times }) => times.length));
  const rows = Math.min(ROWS, length);
  const places = length > rows ? PLACES : 1;
  for (let place = 0; place < places; place += 1) {
    const from = Math.floor(((length - rows) * place) / Math.max(1, places - 1));
    const series = group.series.map((one) => ({
      ...one,
      times: one.times.slice(from, from + rows),
      values: one.values.slice(from, from + rows),
    }));
    group.series.forEach((_, own) => {
      const seed = place * 31 + own * 7 + 1;
      for (const kind of IN_ONE) judge(group, 'fault in one', kind, series, own, seed);
      for (const kind of IN_ALL) judge(group, 'event in all', kind, series, own, seed);
      judge(group, 'connection lost', 'gap', series, own, seed);
      judge(group, 'one silent', 'gap', series, own, seed);
    });
  }
}

for (const [key, { cases, said, right }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const percent = (part: number, of: number) => (of === 0 ? '  -' : `${((100 * part) / of).toFixed(1)} %`);
  console.log(
    `${key}: ${cases} cases, said ${percent(said, cases)}, right of those said ${percent(right, said)}`,
  );
}
