/** Both ends are inside. */
export type Span = readonly [low: number, high: number];

export function ordered([one, other]: Span): Span {
  return one <= other ? [one, other] : [other, one];
}

export function isOutside(value: number, [low, high]: Span): boolean {
  return value < low || value > high;
}
