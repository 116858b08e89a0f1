import { detectorsSchema } from '../../src/config/detectors.ts';
import type { Finding } from '../../src/detect/finding.ts';
import { inspect } from '../../src/detect/inspect.ts';
import type { InspectSettings } from '../../src/detect/window/window-test.ts';
import { FAULT_STRENGTHS, type FaultKind } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import type { FaultUnits } from '../../src/inject/sizes.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import type { FieldSeries } from './corpus.ts';

const LENGTHS = [360, 60] as const;
/** Windows of a series that are looked at, evenly over it; and those of them that faults are put into. */
const MOST_WINDOWS = 30;
const MOST_FAULTY = 12;
const KINDS = [
  'spike',
  'level shift',
  'ramp',
  'noise burst',
  'stuck',
] as const satisfies readonly FaultKind[];
const SENTINEL = -999;
const SENTINEL_ROWS = 14;

const SETTINGS: InspectSettings = {
  unit: '',
  limits: {},
  timezone: 'UTC',
  detectors: detectorsSchema.parse({}),
};

interface Rows {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Percent of the windows without a past, of so many rows, in which something other than a gap was found. */
export interface FirstWindows {
  readonly rows: number;
  readonly windows: number;
  readonly cleanWrong: number;
  /** Of them those whose verdict was `anomalous`; the others are `suspect`. */
  readonly cleanAnomalous: number;
  readonly sentinel: number;
  /** By unit, class and strength; sizes are those of the window itself. */
  readonly found: Readonly<Record<FaultUnits, Readonly<Record<string, readonly number[]>>>>;
}

export interface FirstWindowsReport {
  readonly inView: readonly FirstWindows[];
  readonly apart: readonly FirstWindows[];
}

export function firstWindows(sensors: readonly FieldSeries[]): FirstWindowsReport {
  const of = (isApart: boolean) =>
    LENGTHS.map((rows) =>
      figures(
        sensors.filter((one) => one.isApart === isApart),
        rows,
      ),
    );
  return { inView: of(false), apart: of(true) };
}

function windowsOf({ times, values }: FieldSeries, rows: number): Rows[] {
  const known = times.filter((_, row) => Number.isFinite(values[row]));
  const finite = values.filter(Number.isFinite);
  const count = Math.floor(finite.length / rows);
  const every = Math.max(1, Math.floor(count / MOST_WINDOWS));
  return Array.from({ length: Math.ceil(count / every) }, (_, place) => {
    const from = place * every * rows;
    return { times: known.slice(from, from + rows), values: finite.slice(from, from + rows) };
  });
}

function isFound({ times, values }: Rows, least: Finding['flag'] = 3): boolean {
  const window = { start: times[0] ?? 0, end: (times.at(-1) ?? 0) + 1 };
  const { findings } = inspect({ series: '', times, values, notes: NO_NOTES }, window, SETTINGS);
  return findings.some(({ kind, flag }) => kind !== 'gap' && kind !== 'stale' && flag >= least);
}

function percent(some: readonly boolean[]): number {
  return Math.round((1000 * some.filter(Boolean).length) / some.length) / 10;
}

function figures(sensors: readonly FieldSeries[], rows: number): FirstWindows {
  const all = sensors.map((series) => windowsOf(series, rows));
  const faulty = all.flatMap((windows) => windows.slice(0, MOST_FAULTY)).filter((window) => !isFound(window));
  const found = (units: FaultUnits) =>
    Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        FAULT_STRENGTHS.map((strength) =>
          percent(
            faulty.flatMap(({ times, values }, place) => {
              const one = injectFault(kind, strength, times, values, place, units);
              return one === null ? [] : [isFound(one)];
            }),
          ),
        ),
      ]),
    );
  const sentinel = faulty.map(({ times, values }, place) => {
    const from = (place * SENTINEL_ROWS) % (rows - SENTINEL_ROWS);
    return isFound({
      times,
      values: values.map((value, row) => (row >= from && row < from + SENTINEL_ROWS ? SENTINEL : value)),
    });
  });
  return {
    rows,
    windows: all.flat().length,
    cleanWrong: percent(all.flat().map((window) => isFound(window))),
    cleanAnomalous: percent(all.flat().map((window) => isFound(window, 4))),
    sentinel: percent(sentinel),
    found: { noise: found('noise'), spread: found('spread') },
  };
}
