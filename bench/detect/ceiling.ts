import { slidingMedians } from '../../src/statistics/sliding-medians.ts';

/** What shows a fault in rows `0..i`, `NaN` where it cannot be told; the fault itself is not told. */
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
export const CEILING_MEASURES: Readonly<Record<string, Measure>> = {
  spike: peakOf(1),
  dropout: peakOf(3),
  'level shift': differenceOf(30, 30),
  drift: differenceOf(60, 300),
  ramp: differenceOf(3, 15),
  'noise burst': (values) => meanOver(moves(values), 40),
  attenuated: (values) => meanOver(moves(values), 60).map((size) => -size),
};

export function largest(measure: Float64Array): number {
  return measure.reduce((most, one) => (one > most ? one : most), Number.NEGATIVE_INFINITY);
}
