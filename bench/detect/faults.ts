import {
  FAULT_KINDS,
  FAULT_STRENGTHS,
  type FaultKind,
  type FaultStrength,
} from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import type { FaultUnits } from '../../src/inject/sizes.ts';
import type { Series } from './corpus.ts';
import type { Judge } from './judges.ts';

const WEEK_MS = 7 * 86_400_000;
/** Rows after the end of a fault in which it may still be found: a window test sees it until it has left the window. */
const GRACE_ROWS = 10;
/** Alarms so near to each other are one. */
const ONE_ALARM_ROWS = 60;

/** A fault in a copy of a background, and whether it was found. */
export interface Outcome {
  readonly background: string;
  readonly family: string;
  readonly kind: FaultKind;
  readonly strength: FaultStrength;
  /** The parts of the detector that found it. */
  readonly foundBy: ReadonlySet<string>;
}

/** A row at which somebody is woken. */
export interface AlarmRow {
  readonly row: number;
  readonly parts: readonly string[];
}

export interface CleanRun {
  readonly background: string;
  readonly family: string;
  readonly falseAlarms: readonly AlarmRow[];
  readonly rows: number;
  readonly sensorWeeks: number;
}

export function alarmRows(judge: Judge, series: Series): AlarmRow[] {
  return Array.from(series.values, (value, row) => ({
    row,
    parts: judge.push(series.times[row] ?? 0, value).alarms,
  })).filter(({ parts }) => parts.length > 0);
}

/** How often somebody is woken, alarms of one cause taken together. */
export function countAlarms(alarms: readonly AlarmRow[]): number {
  return alarms.filter(
    ({ row }, place) => row - (alarms[place - 1]?.row ?? Number.NEGATIVE_INFINITY) > ONE_ALARM_ROWS,
  ).length;
}

export function cleanRun(judge: Judge, series: Series): CleanRun {
  const alarms = alarmRows(judge, series);
  const isInside = (row: number): boolean =>
    series.spans.some(([first, last]) => row >= first && row <= last);
  const outside = series.times.filter((_, row) => !isInside(row)).length;
  const lengthMs = (series.times.at(-1) ?? 0) - (series.times[0] ?? 0);
  return {
    background: series.name,
    family: series.family,
    falseAlarms: alarms.filter(({ row }) => !isInside(row)),
    rows: outside,
    sensorWeeks: ((lengthMs / WEEK_MS) * outside) / series.times.length,
  };
}

interface Copy {
  readonly kind: FaultKind;
  readonly strength: FaultStrength;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly first: number;
  readonly last: number;
  readonly silentUntil: number | null;
}

function copiesOf(series: Series, seed: number, units: FaultUnits): Copy[] {
  return FAULT_KINDS.flatMap((kind) =>
    FAULT_STRENGTHS.flatMap((strength) => {
      const faulty = injectFault(kind, strength, series.times, series.values, seed, units);
      if (faulty === null) return [];
      const { times, values, truth } = faulty;
      const first = times.indexOf(truth.at);
      const until = times.indexOf(truth.until);
      const last = Math.min(times.length - 1, (until < 0 ? first : until) + GRACE_ROWS);
      return [
        { kind, strength, times, values, first, last, silentUntil: kind === 'stale' ? truth.until : null },
      ];
    }),
  );
}

/** Plays the rows of the fault to a judge that has seen all rows before; alarms of the clean series do not count. */
function foundBy(judge: Judge, copy: Copy, cleanAlarms: ReadonlySet<number>): Set<string> {
  const parts = new Set<string>();
  for (let row = copy.first; row <= copy.last; row += 1) {
    const time = copy.times[row] ?? 0;
    const { alarms } = judge.push(time, copy.values[row] ?? Number.NaN);
    if (!cleanAlarms.has(time)) for (const part of alarms) parts.add(part);
  }
  if (copy.silentUntil !== null && judge.silence(copy.silentUntil)) parts.add('silence');
  return parts;
}

/** All kinds and strengths, one fault at a time, in as many places as there are seeds. */
export function faultOutcomes(
  make: () => Judge,
  series: Series,
  seeds: readonly number[],
  units: FaultUnits = 'spread',
): Outcome[] {
  const copies = seeds.flatMap((seed) => copiesOf(series, seed, units)).sort((a, b) => a.first - b.first);
  const cleanAlarms = new Set(alarmRows(make(), series).map(({ row }) => series.times[row] ?? 0));
  const judge = make();
  let seen = 0;
  return copies.map((copy) => {
    for (; seen < copy.first; seen += 1)
      judge.push(series.times[seen] ?? 0, series.values[seen] ?? Number.NaN);
    const { kind, strength } = copy;
    const parts = foundBy(judge.fork(), copy, cleanAlarms);
    return { background: series.name, family: series.family, kind, strength, foundBy: parts };
  });
}
