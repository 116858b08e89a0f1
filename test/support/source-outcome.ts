import { expect } from 'vitest';
import { PlumblineError } from '../../src/lib/errors.ts';
import type { SeriesWindow } from '../../src/source/source.ts';

/** Points of each series, or `code: message` of the failure without the name and address of the source. */
export type Outcome = Readonly<Record<string, number>> | string;

/** What a read came to, as an `Outcome` that a table of cases can hold. */
export async function outcomeOf(read: Promise<readonly SeriesWindow[]>): Promise<Outcome> {
  try {
    return Object.fromEntries((await read).map((one) => [one.series, one.times.length]));
  } catch (thrown) {
    if (thrown instanceof PlumblineError)
      return `${thrown.code}: ${thrown.message.replace(/^source \S+ \(\S+\):? /, '')}`;
    throw thrown;
  }
}

/** For `toEqual`: the points exactly, a failure by the beginning of its message. */
export function expectation(expected: Outcome): unknown {
  return typeof expected === 'string' ? expect.stringContaining(expected) : expected;
}
