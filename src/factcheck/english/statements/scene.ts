import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Assumption, Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { has } from '../phrases/built.ts';
import { isHere, isIt, isRecord, partOf, WHOLE } from '../phrases/implied.ts';
import type { Label } from './labels.ts';
import type { Head } from './tables.ts';

/** What the text has spoken of so far: what "it", "that", "afterwards" and a bare number go back to. */
export interface Scene {
  readonly event: Event | null;
  /** The last event or stretch that divides the window; a mere extreme does not: what "afterwards" goes back to. */
  readonly boundary: Event | null;
  /** The part of the last clause that named one. */
  readonly part: Part | null;
  /** The part that the line is labelled with: what is told behind it, up to the next label. */
  readonly label: Label | null;
  /** The part that a heading names: what is told in the lines under it. */
  readonly heading: Label | null;
  /** What the columns of the table are of that the text is in. */
  readonly columns: readonly Head[] | null;
  readonly name: StatisticName | null;
  /** The readings counted last: what "them", "those" and "the rest" go back to; null once a finding was spoken of. */
  readonly set: Part | null;
  /** The level that was named last: what "above it" goes back to. */
  readonly level: Num | null;
  /** The moment that was told last: what "five minutes later" counts from; null once another event was spoken of. */
  readonly time: Time | null;
}

export const NOTHING: Scene = {
  event: null,
  boundary: null,
  part: null,
  label: null,
  heading: null,
  columns: null,
  name: null,
  set: null,
  level: null,
  time: null,
};

/** Puts the part of the clause and what was spoken of in place of what a phrase left open. */
export function resolve<T extends Formula | Num | Part | Time | Event>(
  value: T,
  here: Part,
  it: Event | null,
): T {
  // The shape stays the same: only parts stand in for parts and events for events.
  return fill(value, here, it ?? { event: 'finding', of: 'any', k: null }) as T;
}

function fill(value: unknown, here: Part, it: Event): unknown {
  if (Array.isArray(value)) return value.map((item) => fill(item, here, it));
  if (!isRecord(value)) return value;
  if (isHere(value)) return here;
  if (isIt(value)) return it;
  if (value.part === 'event' && isIt(value.event)) return partOf(it);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, here, it)]));
}

/** Whether a phrase goes back to what was spoken of before. */
export function goesBack(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(goesBack);
  if (!isRecord(value)) return false;
  return isIt(value) || Object.values(value).some(goesBack);
}

export function reading(formula: Formula, ...assumes: Assumption[]): Reading {
  return { formula, assumes };
}

/** A number told as the one of a certain place: that some other reading of `part` has it proves nothing, but that is not called false. */
export function placed(claim: Formula, quantity: Quantity, part: Part = WHOLE): Reading[] {
  return [reading(claim), doubtful(has(quantity, part), 'loose wording')];
}

/** What the words may also mean: where it holds, nothing is called false for its sake, and nothing true. */
export function doubtful(formula: Formula, ...assumes: Assumption[]): Reading {
  return {
    formula: { is: 'and', formulas: [formula, { is: 'beyond', what: 'whether this is meant' }] },
    assumes,
  };
}

/** Readings without those that say the same as one before. */
export function distinct(readings: readonly Reading[]): Reading[] {
  if (readings.length < 2) return [...readings];
  const seen = new Set<string>();
  return readings.filter(({ formula }) => {
    const key = JSON.stringify(formula);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
