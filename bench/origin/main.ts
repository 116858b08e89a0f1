/**
 * Origin named rightly, over faults in one series, events in all and lost connections: `node .build/bench/origin/main.js ../shared/data [apart] [declared]`:
 * of the groups whose name has the first word; with the second all series are said to belong together, as `relatedTo` says it.
 */
import type { Finding } from '../../src/detect/finding.ts';
import { findingOf } from '../../src/eval/known-fault.ts';
import { companionsOf, type Learned } from '../../src/facts/companions.ts';
import { type Origin, originOf } from '../../src/facts/origin.ts';
import type { FaultKind } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';
import { type Group, readGroups } from './groups.ts';
import { largestMove } from './natural.ts';
import { Past, relativesOf } from './past.ts';

const [, , data = '../shared/data', only = '', relatedTo = ''] = process.argv;
const declared = relatedTo === 'declared' ? 'declared' : null;

const ROWS = 360;
const PLACES = 12;
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

/** Cases with a known cause, and `nothing put in`: the largest move that a clean window has by itself, which no sensor's fault is. */
type Case = 'fault in one' | 'event in all' | 'connection lost' | 'one silent' | 'nothing put in';
const RIGHT: Readonly<Record<Case, Origin>> = {
  'fault in one': 'sensor',
  'event in all': 'surroundings',
  'connection lost': 'connection',
  'one silent': 'sensor',
  'nothing put in': 'surroundings',
};

interface Tally {
  cases: number;
  said: number;
  right: number;
  /** Where nothing was put in: windows in which the sensor is named all the same. */
  accused: number;
}

const tallies = new Map<string, Tally>();

/** One window of a group, and the series in it that is looked at. */
interface Place {
  readonly group: Group;
  readonly series: readonly SeriesWindow[];
  readonly own: number;
  readonly seed: number;
  readonly learned: Learned;
}

function count(group: Group, of: Case, kind: string, origin: Origin): void {
  const name = `${group.part} ${group.name} | ${of}`;
  for (const key of [name, `${name} | ${kind}`]) {
    const tally = tallies.get(key) ?? { cases: 0, said: 0, right: 0, accused: 0 };
    tally.cases += 1;
    if (origin !== 'unknown') tally.said += 1;
    if (origin === RIGHT[of]) tally.right += 1;
    if (origin === 'sensor') tally.accused += 1;
    tallies.set(key, tally);
  }
}

function originAt(finding: Finding, series: readonly SeriesWindow[], { own, learned }: Place): Origin {
  const mine = series[own];
  if (mine === undefined) return 'unknown';
  const relatives = relativesOf(series, own);
  return originOf(finding, companionsOf(finding, { ...mine, relatives }, learned), 0);
}

function judge(place: Place, of: Case, kind: FaultKind): void {
  const { group, series, own, seed } = place;
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
  count(
    group,
    of,
    kind,
    originAt(
      finding,
      faulty.map(({ one }) => one),
      place,
    ),
  );
}

function judgeNatural(place: Place): void {
  const mine = place.series[place.own];
  const finding = mine === undefined ? null : largestMove(mine);
  if (finding !== null)
    count(place.group, 'nothing put in', finding.kind, originAt(finding, place.series, place));
}

function judgeGroup(group: Group): void {
  const length = Math.min(...group.series.map(({ times }) => times.length));
  const rows = Math.min(ROWS, length);
  const places = length > rows ? PLACES : 1;
  const first = Math.min(length - rows, Math.floor(length * group.apprenticeship));
  const past = new Past(group.series, group.before);
  for (let place = 0; place < places; place += 1) {
    const from = first + Math.floor(((length - rows - first) * place) / Math.max(1, places - 1));
    past.learnUntil(from);
    const series = group.series.map((one) => ({
      ...one,
      times: one.times.slice(from, from + rows),
      values: one.values.slice(from, from + rows),
    }));
    group.series.forEach((_, own) => {
      const at: Place = {
        group,
        series,
        own,
        seed: place * 31 + own * 7 + 1,
        learned: past.of(own, declared),
      };
      for (const kind of IN_ONE) judge(at, 'fault in one', kind);
      for (const kind of IN_ALL) judge(at, 'event in all', kind);
      judge(at, 'connection lost', 'gap');
      judge(at, 'one silent', 'gap');
      judgeNatural(at);
    });
  }
}

for (const group of readGroups(data)) if (`${group.part} ${group.name}`.includes(only)) judgeGroup(group);

const percent = (part: number, of: number) => (of === 0 ? '  -' : `${((100 * part) / of).toFixed(1)} %`);
for (const [key, { cases, said, right, accused }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const figures = key.includes('nothing put in')
    ? `the sensor named in ${percent(accused, cases)}`
    : `said ${percent(said, cases)}, right of those said ${percent(right, said)}`;
  console.log(`${key}: ${cases} cases, ${figures}`);
}
