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
