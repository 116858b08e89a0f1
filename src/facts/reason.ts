import type { Rows } from './stretch.ts';

/**
 * Why a finding is of the sensor whatever the others did: no surroundings make it.
 * - `code`: the number stands for a missing reading
 * - `below`: no reading of this quantity can be below nought
 * - `rest`: equal readings in a row of a series that else has a quarter of them at most, `limit`
 * - `pace`: from one reading to the next and back farther than ever else, of a quantity that cannot
 * - `flicker`: from one reading to the next and back all the time, several times as far as else, of a quantity that cannot
 * - `calm`: the noise of the readings themselves has gone
 */
export type Reason =
  | { readonly by: 'rest'; readonly limit: number }
  | { readonly by: 'code' | 'below' | 'pace' | 'flicker' | 'calm' };

/** Rows of a finding among readings without nulls. */
export interface Stretch {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly rows: Rows;
}

/** Readings outside of a finding that tell what else the series does, at least. */
export const FEWEST_OUTSIDE = 40;
/** Rows beside a finding that may belong to it. */
export const MARGIN = 2;

export function isWithin({ from, to }: Rows, row: number): boolean {
  return row >= from - MARGIN && row < to + MARGIN;
}
