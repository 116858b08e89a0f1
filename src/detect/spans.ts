/** Both ends are inside. */
export type Span = readonly [low: number, high: number];

export function ordered([one, other]: Span): Span {
  return one <= other ? [one, other] : [other, one];
}

export function isOutside(value: number, [low, high]: Span): boolean {
  return value < low || value > high;
}

/**
 * What any sensor can measure in any unit. Beyond are the largest numbers of single and double precision and the fill
 * values of file formats; differences and squares of what lies within stay finite, in single precision too.
 */
export const MEASURABLE: Span = [-1e37, 1e37];
