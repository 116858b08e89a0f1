import { toPlumblineError } from '../lib/errors.ts';
import { DAY_MS, HOUR_MS } from '../lib/time.ts';
import { readWithin, withinBudget } from '../source/budget.ts';
import type { Contents } from '../source/contents.ts';
import type { SeriesWindow, Source, StructuredQuery } from '../source/source.ts';
import { describe } from '../statistics/describe.ts';

/** What the newest values of a field look like, all of its series together. */
export interface FieldSample {
  readonly field: string;
  readonly series: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly median: number;
  /** Between two values of a series, ms; of the fastest series. */
  readonly intervalMs: number;
  /** Never falls, and rises more often than not: meters and byte counts do. */
  readonly isCounter: boolean;
}

export interface MeasurementSurvey {
  readonly measurement: string;
  readonly tags: readonly string[];
  readonly fields: readonly FieldSample[];
  /** How far back was looked for the sample, ms. */
  readonly spanMs: number;
  /** Fields that hold no numbers, and those that were silent. */
  readonly notNumeric: readonly string[];
  readonly silent: readonly string[];
}

export interface Survey {
  readonly measurements: readonly MeasurementSurvey[];
  /** Measurements that were not looked at, because there are too many. */
  readonly more: number;
}

const MOST_MEASUREMENTS = 200;
const MOST_FIELDS = 100;
/** Spans that are read until a series has enough values, the shortest first: a busy server has plenty in minutes. */
const SPANS_MS = [HOUR_MS / 4, HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS];
const ENOUGH_VALUES = 30;
const LEAST_OF_A_COUNTER = 20;

/** Looks at all measurements of a source, and at the newest values of each. Throws as `Source.read` does. */
export async function survey(source: Source, now: number, signal: AbortSignal): Promise<Survey> {
  const { measurements } = await contentsOf(source, 'measurement', signal);
  const surveys: MeasurementSurvey[] = [];
  for (const measurement of measurements.slice(0, MOST_MEASUREMENTS)) {
    surveys.push(await surveyMeasurement(source, measurement, now, signal));
  }
  return { measurements: surveys, more: Math.max(0, measurements.length - MOST_MEASUREMENTS) };
}

async function contentsOf(source: Source, measurement: string, signal: AbortSignal): Promise<Contents> {
  const { contents } = source;
  if (contents === undefined) return { measurements: [], fields: [], tags: [], values: {} };
  const query = queryOf(measurement, ['value']);
  return await withinBudget(source, Number.POSITIVE_INFINITY, signal, (within) => contents(query, within));
}

function queryOf(measurement: string, fields: readonly string[]): StructuredQuery {
  return { measurement, fields, where: {}, groupBy: [], aggregate: 'mean' };
}

async function surveyMeasurement(
  source: Source,
  measurement: string,
  now: number,
  signal: AbortSignal,
): Promise<MeasurementSurvey> {
  const { fields, tags } = await contentsOf(source, measurement, signal);
  const { numeric, notNumeric } = await splitByType(
    source,
    measurement,
    fields.slice(0, MOST_FIELDS),
    now,
    signal,
  );
  let read: readonly SeriesWindow[] = [];
  let spanMs = 0;
  for (const span of numeric.length === 0 ? [] : SPANS_MS) {
    const wider = await readSpan(source, queryOf(measurement, numeric), now, span, signal);
    if (wider === undefined) break;
    [read, spanMs] = [wider, span];
    if (read.some(({ times }) => times.length >= ENOUGH_VALUES)) break;
  }
  const samples = numeric.flatMap((field) => sampleOf(measurement, field, read) ?? []);
  const silent = numeric.filter((field) => !samples.some((sample) => sample.field === field));
  return { measurement, tags, fields: samples, spanMs, notNumeric, silent };
}

/** Text can't be read as numbers, and one such field spoils a query: where that happens each is tried by itself. */
async function splitByType(
  source: Source,
  measurement: string,
  fields: readonly string[],
  now: number,
  signal: AbortSignal,
): Promise<{ readonly numeric: readonly string[]; readonly notNumeric: readonly string[] }> {
  const [longest = 0] = SPANS_MS.slice(-1);
  // The newest of each series is enough to know its type, and a handful of rows.
  const newest = (names: readonly string[]) =>
    isNumeric(
      source,
      { ...queryOf(measurement, names), everyMs: longest, aggregate: 'last' },
      now,
      longest,
      signal,
    );
  if (fields.length === 0 || (await newest(fields))) return { numeric: fields, notNumeric: [] };
  const numeric: string[] = [];
  const notNumeric: string[] = [];
  for (const field of fields) ((await newest([field])) ? numeric : notNumeric).push(field);
  return { numeric, notNumeric };
}

async function isNumeric(
  source: Source,
  query: StructuredQuery,
  now: number,
  spanMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await readSpan(source, query, now, spanMs, signal);
    return true;
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'source_not_numeric') return false;
    throw thrown;
  }
}

/** Undefined where there is more than the source's `maxPoints`. */
async function readSpan(
  source: Source,
  query: StructuredQuery,
  now: number,
  spanMs: number,
  signal: AbortSignal,
): Promise<readonly SeriesWindow[] | undefined> {
  try {
    const window = { start: now - spanMs, end: now };
    return await readWithin(source, { query, window, untilNextMs: Number.POSITIVE_INFINITY }, signal);
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'source_too_large') return undefined;
    throw thrown;
  }
}

function sampleOf(
  measurement: string,
  field: string,
  read: readonly SeriesWindow[],
): FieldSample | undefined {
  const name = `${measurement}.${field}`;
  const own = read.filter(({ series }) => series === name || series.startsWith(`${name}{`));
  const figures = own.map(({ times, values }) => describe(times, values)).filter(({ count }) => count > 0);
  if (figures.length === 0) return undefined;
  const intervals = figures.map(({ usualIntervalMs }) => usualIntervalMs).filter(Number.isFinite);
  return {
    field,
    series: own.map(({ series }) => series),
    min: Math.min(...figures.map(({ min }) => min)),
    max: Math.max(...figures.map(({ max }) => max)),
    median: figures[0]?.median ?? Number.NaN,
    // One value in a month is all that is known of its interval.
    intervalMs: intervals.length === 0 ? 30 * DAY_MS : Math.min(...intervals),
    isCounter: own.every(({ values }) => onlyRises(values)) && own.some(({ values }) => isLong(values)),
  };
}

function isLong(values: Float64Array): boolean {
  return values.length >= LEAST_OF_A_COUNTER;
}

/** Never falls, and rises in more than half of its steps. */
function onlyRises(values: Float64Array): boolean {
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? Number.NaN));
  if (!steps.every((step) => step >= 0)) return false;
  return !isLong(values) || steps.filter((step) => step > 0).length > steps.length / 2;
}
