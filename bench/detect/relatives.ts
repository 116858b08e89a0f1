/**
 * Drifts of one sensor beside its relatives, and false alarms beside strangers: writes bench/relatives.json.
 * Usage: node .build/bench/detect/relatives.js [folder of the data sets]
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Baseline, createBaseline, restoreBaseline } from '../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../src/detect/baseline/settings.ts';
import { windowNoise } from '../../src/detect/power/noise.ts';
import { type Beside, besideOf } from '../../src/detect/related/beside.ts';
import { seededRandom } from '../../src/lib/random.ts';
import type { ClimateField } from '../../src/simulate/climate.ts';
import { simulateSensor } from '../../src/simulate/sensors.ts';
import { withRelatives } from '../../src/source/relatives.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import { readField, readOffice, readSkab, type Series } from './corpus.ts';

const DRIFT_ROWS = 300;
const GRACE_ROWS = 10;
/** Sizes of drifts in noises, and where they begin. */
const NOISES = [10, 20, 40];
const PLACES = [0.62, 0.72, 0.82];
const WEEK_MS = 7 * 86_400_000;

interface Heard {
  readonly row: number;
  readonly detector: string;
}

function play(
  baseline: Baseline,
  { times, values }: Pick<Series, 'times' | 'values'>,
  beside: Beside | undefined,
  from: number,
  to: number,
): readonly Heard[] {
  const heard: Heard[] = [];
  for (let row = from; row < to; row += 1) {
    const { alarms } = baseline.push(times[row] ?? 0, values[row] ?? Number.NaN, beside, row);
    heard.push(...alarms.map(({ detector }) => ({ row, detector })));
  }
  return heard;
}

function besides(group: readonly Series[]): readonly (readonly [Series, Beside])[] {
  const named = group.map(({ name: series, times, values }) => ({ series, times, values, notes: NO_NOTES }));
  return withRelatives(named).map((one, place) => {
    const [series] = [
      group[place] ?? { name: '', family: '', times: one.times, values: one.values, spans: [] },
    ];
    return [series, besideOf(one.times, one.relatives ?? [])] as const;
  });
}

/** Percent of drifts found, by their size in noises, and alarms on clean data. */
function measure(group: readonly Series[], together: boolean) {
  const found = NOISES.map(() => 0);
  let [copies, apart, weeks] = [0, 0, 0];
  for (const [series, all] of besides(group)) {
    const beside = together ? all : undefined;
    const { times, values } = series;
    const clean = play(createBaseline(DEFAULT_BASELINE_SETTINGS), series, beside, 0, times.length);
    const known = new Set(clean.map(({ row }) => row));
    apart += clean.filter(({ detector }) => detector === 'relatives').length;
    weeks += ((times.at(-1) ?? 0) - (times[0] ?? 0)) / WEEK_MS;
    const noise = windowNoise(values.filter(Number.isFinite));
    const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
    let seen = 0;
    for (const place of PLACES) {
      const first = Math.floor(place * times.length);
      play(baseline, series, beside, seen, first);
      seen = first;
      const snapshot = baseline.snapshot();
      for (const sign of [1, -1]) {
        copies += 1;
        NOISES.forEach((size, at) => {
          const grown = (row: number) => Math.max(0, Math.min(1, (row - first + 1) / DRIFT_ROWS));
          const drifting = values.map((value, row) => value + sign * size * noise * grown(row));
          const going = restoreBaseline(snapshot, DEFAULT_BASELINE_SETTINGS);
          const end = Math.min(times.length, first + DRIFT_ROWS + GRACE_ROWS);
          const heard = play(going, { times, values: drifting }, beside, first, end);
          if (heard.some(({ row }) => !known.has(row))) found[at] = (found[at] ?? 0) + 1;
        });
      }
    }
  }
  const percent = found.map((count) => Math.round((100 * count) / copies));
  return {
    series: group.length,
    found: percent,
    alarmsOfRelatives: apart,
    sensorWeeks: Math.round(10 * weeks) / 10,
  };
}

const ROWS = 8000;
const STEP_MS = 120_000;

function simulated(seed: number, field: ClimateField): Series[] {
  const times = Float64Array.from({ length: ROWS }, (_, row) => Date.UTC(2026, 2, 2) + row * STEP_MS);
  return Array.from({ length: 6 }, (_, index) => {
    const sensor = simulateSensor(index, { seed, intervalMs: STEP_MS, faultsPerDay: 0 });
    const values = times.map((time) => sensor.at(time).reading?.fields[field] ?? Number.NaN);
    return { name: `room.${field}{sensor=${sensor.name}}`, family: 'simulated', times, values, spans: [] };
  });
}

/** Series of one repository that overlap for at least half of the shorter one's time. */
function places(series: readonly Series[]): readonly (readonly Series[])[] {
  const groups: Series[][] = [];
  for (const one of series) {
    const group = groups.find(
      ([first]) => first !== undefined && first.family === one.family && overlap(first, one) > 0.5,
    );
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups.filter(({ length }) => length > 1);
}

function overlap(a: Series, b: Series): number {
  const [from, to] = [
    Math.max(a.times[0] ?? 0, b.times[0] ?? 0),
    Math.min(a.times.at(-1) ?? 0, b.times.at(-1) ?? 0),
  ];
  const lengths = [a, b].map(({ times }) => (times.at(-1) ?? 0) - (times[0] ?? 0));
  return (to - from) / Math.min(...lengths);
}

/** Of a hundred random walks beside four others: how many have an alarm of `relatives`. */
function strangers(): number {
  return Array.from({ length: 100 }, (_, seed) => {
    const random = seededRandom(`strangers/${seed}`);
    const times = Float64Array.from({ length: ROWS }, (_, row) => row * STEP_MS);
    const walks = ['a', 'b', 'c', 'd', 'e'].map((name): Series => {
      let level = 0;
      const values = times.map(() => {
        level += random() - 0.5;
        return level;
      });
      return { name: `walk.${name}`, family: 'walk', times, values, spans: [] };
    });
    const [first] = besides(walks);
    if (first === undefined) return 0;
    const heard = play(createBaseline(DEFAULT_BASELINE_SETTINGS), first[0], first[1], 0, ROWS);
    return heard.some(({ detector }) => detector === 'relatives') ? 1 : 0;
  }).reduce<number>((sum, one) => sum + one, 0);
}

const FIELDS: readonly ClimateField[] = ['temperature', 'humidity', 'co2'];

function main(data: string): void {
  if (!existsSync(join(data, 'field'))) {
    console.error(`no data sets in ${data}; give their folder as the argument`);
    process.exitCode = 1;
    return;
  }
  const rooms = (seeds: readonly number[]) =>
    seeds.flatMap((seed) => FIELDS.map((field) => simulated(seed, field)));
  const both = (groups: readonly (readonly Series[])[]) =>
    groups.map((group) => ({ beside: measure(group, true), alone: measure(group, false) }));
  const clean = readSkab(data).filter(({ name }) => name.startsWith('anomaly-free'));
  const result = {
    developedOn: { rooms: both(rooms([1])), office: both([readOffice(data)]) },
    judgedOn: {
      rooms: both(rooms([101, 102])),
      waterLoop: both([clean]),
      field: both(places(readField(data, 'whole'))),
    },
    strangersWithAlarmOf100: strangers(),
  };
  writeFileSync(join('bench', 'relatives.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result));
}

main(process.argv[2] ?? join('..', 'shared', 'data'));
