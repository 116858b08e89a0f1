import { FAULT_KINDS, FAULT_STRENGTHS, type FaultKind } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import { slidingMedians } from '../../src/statistics/sliding-medians.ts';
import type { FieldSeries } from './corpus.ts';

/** One number a row, large where there may be a fault; NaN where it cannot be told. */
type Measure = (values: Float64Array) => Float64Array;

/** Differences of medians of `rows` values that begin `apart` rows from each other. */
const differenceOf =
  (rows: number, apart: number): Measure =>
  (values) => {
    const medians = slidingMedians(values, rows);
    return values.map((_, row) =>
      Math.abs((medians[row] ?? Number.NaN) - (medians[row - apart] ?? Number.NaN)),
    );
  };

/** Distance of the median of `rows` values to those of three values on either side, the smaller of both. */
const peakOf =
  (rows: number): Measure =>
  (values) => {
    const within = slidingMedians(values, rows);
    const beside = slidingMedians(values, 3);
    return values.map((_, row) => {
      const here = within[row] ?? Number.NaN;
      const before = here - (beside[row - 3] ?? Number.NaN);
      const after = here - (beside[row + rows] ?? Number.NaN);
      return before * after > 0 ? Math.min(Math.abs(before), Math.abs(after)) : 0;
    });
  };

/** Mean of a size over `rows` rows. */
function meanOver(sizes: Float64Array, rows: number): Float64Array {
  let sum = 0;
  return sizes.map((size, row) => {
    sum += size - (row >= rows ? (sizes[row - rows] ?? 0) : 0);
    return row < rows ? Number.NaN : sum / rows;
  });
}

function moves(values: Float64Array): Float64Array {
  return values.map((value, row) => Math.abs(value - (values[row - 1] ?? value)));
}

/** One plain measure for each class that has one: sizes in rows as the faults have them. */
const MEASURES: Readonly<Partial<Record<FaultKind, Measure>>> = {
  spike: peakOf(1),
  dropout: peakOf(3),
  'level shift': differenceOf(30, 30),
  drift: differenceOf(60, 300),
  ramp: differenceOf(3, 15),
  'noise burst': (values) => meanOver(moves(values), 40),
  attenuated: (values) => meanOver(moves(values), 60).map((size) => -size),
};

function largest(measure: Float64Array): number {
  return measure.reduce((most, one) => (one > most ? one : most), Number.NEGATIVE_INFINITY);
}

/**
 * Percent of the faults that stand above everything that the same series does by itself, before and afterwards: what a test
 * that knew the whole clean series could find by this measure without a false alarm. By class, weak to strong.
 */
export function ceilings(sensors: readonly FieldSeries[]): Readonly<Record<string, readonly number[]>> {
  const rowsOf = (kind: FaultKind, measure: Measure): readonly number[] =>
    FAULT_STRENGTHS.map((strength) => {
      const seen = sensors.flatMap(({ times, values }, seed) => {
        const whole = values.map((value) =>
          Number.isFinite(value) ? value : (values.find(Number.isFinite) ?? 0),
        );
        const faulty = injectFault(kind, strength, times, whole, seed, 'noise');
        return faulty === null ? [] : [largest(measure(faulty.values)) > largest(measure(whole))];
      });
      return Math.round((100 * seen.filter(Boolean).length) / seen.length);
    });
  return Object.fromEntries(
    FAULT_KINDS.flatMap((kind) => {
      const measure = MEASURES[kind];
      return measure === undefined ? [] : [[kind, rowsOf(kind, measure)] as const];
    }),
  );
}
