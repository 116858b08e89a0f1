import type { Hedge } from '../statement/literals.ts';
import { ABOUT_LENGTH_SHARE, ABOUT_SHARE, LENGTH_SHARE } from './definitions.ts';

/** What a number is a number of: written numbers convert to it. */
export type Scale =
  | 'reading'
  | 'difference'
  | 'square'
  | 'count'
  | 'seconds'
  | 'per second'
  | 'ratio'
  | 'share'
  | 'plain';

/** A number, computed or written. */
export interface Figure {
  readonly value: number;
  /** Half the worth of the last digit of a written number; 0 for a computed one. */
  readonly tolerance: number;
  readonly hedge: Hedge;
  readonly isWritten: boolean;
  /** "mean of all 60 readings"; the number itself for a written one. */
  readonly said: string;
  readonly natural: boolean;
  /** A written length of time: loosely told, and its unit is no measure of how loosely. */
  readonly isLength?: boolean;
}

export function computed(value: number, said: string, natural = true): Figure {
  return { value, tolerance: 0, hedge: 'exact', isWritten: false, said, natural };
}

/** How far below and above a written number a figure may lie. */
export function slack(actual: number, written: Figure): readonly [below: number, above: number] {
  const { tolerance, hedge, value, isLength } = written;
  if (isLength === true) return lengthSlack(written);
  const loose = looseTo(actual, value, tolerance);
  const below = hedge === 'about' || hedge === 'almost' ? loose : tolerance;
  const above = hedge === 'about' || hedge === 'just over' ? loose : tolerance;
  return [below, above];
}

/** How far "about" reaches. */
function looseTo(actual: number, value: number, tolerance: number): number {
  return Math.max(tolerance * 2, Math.max(Math.abs(actual), Math.abs(value)) * ABOUT_SHARE);
}

/** Half a digit may come out a hair wide in binary arithmetic. */
function hairOf(value: number): number {
  return 1e-9 * Math.max(1, Math.abs(value));
}

function isWithin(actual: number, value: number, below: number, above: number): boolean {
  const away = actual - value;
  const hair = hairOf(actual);
  return away <= above + hair && -away <= below + hair;
}

/** "for an hour" is no whole hour more or less. */
function lengthSlack({
  tolerance,
  hedge,
  value,
}: Pick<Figure, 'tolerance' | 'hedge' | 'value'>): readonly [below: number, above: number] {
  const exact = Math.min(tolerance, Math.abs(value) * LENGTH_SHARE);
  const loose = Math.max(exact, Math.abs(value) * ABOUT_LENGTH_SHARE);
  const below = hedge === 'about' || hedge === 'almost' ? loose : exact;
  const above = hedge === 'about' || hedge === 'just over' ? loose : exact;
  return [hedge === 'just over' ? 0 : below, hedge === 'almost' ? 0 : above];
}

/**
 * Whether two numbers agree, each within the rounding of its own digits. "about" allows one unit of the last digit or a
 * twentieth, "almost" only from below, "just over" only from above.
 */
export function agree(actual: Figure, written: Figure): boolean {
  const [below, above] = slack(actual.value, written);
  return isWithin(actual.value, written.value, below + actual.tolerance, above + actual.tolerance);
}

/** `agree` for many values and one written number. */
export function agreement(written: Figure): (value: number) => boolean {
  if (written.hedge !== 'exact') return looseAgreement(written);
  const [from, to] = boundsOf(written);
  return (value) => value >= from && value <= to;
}

/** How many values agree with a written number. */
export function countAgreeing(values: Float64Array, written: Figure): number {
  let count = 0;
  if (written.hedge === 'exact') {
    const [from, to] = boundsOf(written);
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? Number.NaN;
      if (value >= from && value <= to) count += 1;
    }
    return count;
  }
  const agrees = looseAgreement(written);
  for (let at = 0; at < values.length; at += 1) if (agrees(values[at] ?? Number.NaN)) count += 1;
  return count;
}

/** Between which values those lie that agree with a number written without a hedge. */
function boundsOf(written: Figure): readonly [from: number, to: number] {
  const [below, above] = slack(written.value, written);
  const hair = hairOf(written.value);
  return [written.value - below - hair, written.value + above + hair];
}

/** Without an object for each value. */
function looseAgreement({ value, tolerance, hedge, isLength }: Figure): (actual: number) => boolean {
  if (isLength === true) {
    const [below, above] = lengthSlack({ tolerance, hedge, value });
    return (actual) => isWithin(actual, value, below, above);
  }
  const [isBelowLoose, isAboveLoose] = [
    hedge === 'about' || hedge === 'almost',
    hedge === 'about' || hedge === 'just over',
  ];
  return (actual) => {
    const loose = looseTo(actual, value, tolerance);
    return isWithin(actual, value, isBelowLoose ? loose : tolerance, isAboveLoose ? loose : tolerance);
  };
}

/** `agreement` for the readings of a window, by their positions: a number that is handed on is put into an object by the engine. */
export function agreementAt(values: Float64Array, written: Figure): (position: number) => boolean {
  if (written.hedge !== 'exact') {
    const agrees = agreement(written);
    return (position) => agrees(values[position] ?? Number.NaN);
  }
  const [from, to] = boundsOf(written);
  return (position) => {
    const value = values[position] ?? Number.NaN;
    return value >= from && value <= to;
  };
}
