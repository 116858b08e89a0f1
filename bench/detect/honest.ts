import { detectorsSchema } from '../../src/config/detectors.ts';
import { type Baseline, createBaseline } from '../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../src/detect/baseline/settings.ts';
import { inspect } from '../../src/detect/inspect.ts';
import type { FindingKind } from '../../src/detect/kinds.ts';
import { notJudged } from '../../src/detect/power/power.ts';
import { FAULT_KINDS, type FaultKind, type FaultStrength } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import type { Series } from './corpus.ts';

/** A window in the middle of which a fault was put, and what was said of it. */
export interface Told {
  readonly kind: FaultKind;
  /** Something was found in the window, whatever it was called. */
  readonly found: boolean;
  /** The text says that nothing is unusual. */
  readonly nothingUnusual: boolean;
  /** The text denies this kind of fault, or nothing keeps a model from it: the kind counts as judged. */
  readonly denied: boolean;
}

const WINDOW_ROWS = 360;
/** Rows of the window after the fault. */
const ROWS_AFTER = 30;
const PLACES = [1, 2];
const SETTINGS = { unit: '', limits: {}, timezone: 'UTC', detectors: detectorsSchema.parse({}) };

/** What each fault would be called; `ramp` and `contextual` by what they look like. */
const CALLED: Readonly<Record<FaultKind, FindingKind>> = {
  spike: 'spike',
  dropout: 'dropout',
  stuck: 'stuck',
  'level shift': 'level shift',
  drift: 'drift',
  ramp: 'drift',
  'noise burst': 'noise burst',
  attenuated: 'attenuated',
  clipped: 'clipped',
  contextual: 'unusual level',
  'out of range': 'spike',
  gap: 'gap',
  stale: 'stale',
};

/** What a first window says of faults of one strength, after all of the series' past or without any. */
export function toldOf(series: Series, strength: FaultStrength, withHistory: boolean): readonly Told[] {
  return FAULT_KINDS.flatMap((kind) =>
    PLACES.flatMap((seed) => told(series, kind, strength, seed, withHistory)),
  );
}

function told(
  series: Series,
  kind: FaultKind,
  strength: FaultStrength,
  seed: number,
  withHistory: boolean,
): readonly Told[] {
  const faulty = injectFault(kind, strength, series.times, series.values, seed);
  if (faulty === null) return [];
  const { times, values, truth } = faulty;
  const until = times.findIndex((time) => time >= truth.until);
  const last =
    kind === 'stale' || until < 0 ? times.length - 1 : Math.min(times.length - 1, until + ROWS_AFTER);
  const first = Math.max(0, last + 1 - WINDOW_ROWS);
  const end = kind === 'stale' ? truth.until : (times[last] ?? 0) + 1;
  const window = { start: times[first] ?? 0, end };
  const part = {
    series: series.name,
    times: times.slice(first, last + 1),
    values: values.slice(first, last + 1),
  };
  const baseline = withHistory ? taught(times, values, first) : undefined;
  const inspection = inspect({ ...part, notes: NO_NOTES }, window, SETTINGS, baseline);
  const found = inspection.findings.length > 0;
  const view = { monitor: 'bench', series: series.name, unit: '', window, limits: {}, ...inspection };
  const nothingUnusual = plainSummary(view).startsWith('Nothing unusual');
  return [
    { kind, found, nothingUnusual, denied: !found && !notJudged(inspection.judged).includes(CALLED[kind]) },
  ];
}

function taught(times: Float64Array, values: Float64Array, until: number): Baseline {
  const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
  for (let row = 0; row < until; row += 1) baseline.push(times[row] ?? 0, values[row] ?? Number.NaN);
  return baseline;
}
