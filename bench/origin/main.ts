/**
 * Origin named rightly, over faults in one series, events in all and lost connections: `node .build/bench/origin/main.js ../shared/data [apart] [declared]`:
 * of the groups whose name has the first word; with the second all series are said to belong together, as `relatedTo` says it.
 */
import type { Finding } from '../../src/detect/finding.ts';
import { byItself } from '../../src/facts/by-itself.ts';
import { companionsOf, type Learned } from '../../src/facts/companions.ts';
import { type Origin, originOf } from '../../src/facts/origin.ts';
import type { FaultKind } from '../../src/inject/fault-kinds.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { CASES, type Case, putIn } from './cases.ts';
import { type Group, readGroups } from './groups.ts';
import { largestMove } from './natural.ts';
import { Past, relativesOf } from './past.ts';

const [, , data = '../shared/data', only = '', relatedTo = ''] = process.argv;
const declared = relatedTo === 'declared' ? 'declared' : null;

const ROWS = 360;
const PLACES = 12;
/** A case with a known cause, or `nothing put in`: the largest move that a clean window has by itself, which no sensor's fault is. */
type Looked = Case | 'nothing put in';

interface Tally {
  cases: number;
  said: number;
  right: number;
  /** Where nothing was put in: windows in which the sensor is named all the same. */
  accused: number;
  /** Named by the kind of the fault alone, the others telling nothing. */
  byItself: number;
}

interface Said {
  readonly origin: Origin;
  readonly isByItself: boolean;
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

function isCase(name: string): name is Case {
  return Object.hasOwn(CASES, name);
}

function count(group: Group, of: Looked, kind: string, { origin, isByItself }: Said): void {
  const name = `${group.part} ${group.name} | ${of}`;
  for (const key of [name, `${name} | ${kind}`]) {
    const tally = tallies.get(key) ?? { cases: 0, said: 0, right: 0, accused: 0, byItself: 0 };
    tally.cases += 1;
    if (origin !== 'unknown') tally.said += 1;
    if (of !== 'nothing put in' && origin === CASES[of].right) tally.right += 1;
    if (origin === 'sensor') tally.accused += 1;
    if (isByItself) tally.byItself += 1;
    tallies.set(key, tally);
  }
}

function originAt(finding: Finding, series: readonly SeriesWindow[], { own, learned }: Place): Said {
  const mine = series[own];
  if (mine === undefined) return { origin: 'unknown', isByItself: false };
  const relatives = relativesOf(series, own);
  const companions = companionsOf(finding, { ...mine, relatives }, learned);
  const origin = originOf(finding, companions, 0, byItself(finding, mine));
  return { origin, isByItself: origin !== originOf(finding, companions, 0) };
}

function judge(place: Place, of: Case, kind: FaultKind): void {
  const put = putIn(of, kind, place.series, place.own, place.seed);
  if (put !== null) count(place.group, of, kind, originAt(put.finding, put.series, place));
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
      for (const of of Object.keys(CASES).filter(isCase))
        for (const kind of CASES[of].kinds) judge(at, of, kind);
      judgeNatural(at);
    });
  }
}

for (const group of readGroups(data)) if (`${group.part} ${group.name}`.includes(only)) judgeGroup(group);

const percent = (part: number, of: number) => (of === 0 ? '  -' : `${((100 * part) / of).toFixed(1)} %`);
for (const [key, { cases, said, right, accused, byItself: alone }] of [...tallies].sort(([a], [b]) =>
  a < b ? -1 : 1,
)) {
  const figures = key.includes('nothing put in')
    ? `the sensor named in ${percent(accused, cases)}`
    : `said ${percent(said, cases)}, right of those said ${percent(right, said)}, the sensor named in ${percent(accused, cases)}, by the fault alone in ${percent(alone, cases)}`;
  console.log(`${key}: ${cases} cases, ${figures}`);
}
