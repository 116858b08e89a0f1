/** Something that happened in a window. */
export interface Happening {
  /** First and last moment it covers, epoch ms. */
  readonly start: number;
  readonly end: number;
  /** What is affected by it lasts until then; absent: until its end. */
  readonly until?: number;
  /** Other moments that may be called its start or its end: the reading before, the one after. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly natural: boolean;
  /** "the spike at 14:05". */
  readonly name: string;
}

/** There may be thousands of happenings, of which the first few are shown. */
const MOST_NAMED = 50;

/** What the `nth` happening (from 0) is called: where and when it is cost more to say than to find, and nobody reads of the hundredth. */
export function nameOf(called: string, where: () => string, nth: number): string {
  return nth < MOST_NAMED ? `${called} ${where()}` : called;
}
