import type { Approximation, Quantity } from './tokens.ts';
import { convertDifference, convertReading, type Unit } from './units.ts';

/** A written number in the unit of the series; `tolerance` is half the worth of its last digit. */
export interface Measured {
  readonly value: number;
  readonly tolerance: number;
  readonly about?: Approximation;
}

/** Converts a written reading; undefined when its unit measures something else. */
export function measured(quantity: Quantity, unit: Unit): Measured | undefined {
  const value =
    quantity.unit === undefined ? quantity.value : convertReading(quantity.value, quantity.unit, unit);
  return value === undefined
    ? undefined
    : { value, tolerance: toleranceIn(quantity, unit), ...looseness(quantity) };
}

/** Converts a written difference: without the offset between two scales. */
export function measuredDifference(quantity: Quantity, unit: Unit): Measured | undefined {
  const value =
    quantity.unit === undefined ? quantity.value : convertDifference(quantity.value, quantity.unit, unit);
  return value === undefined
    ? undefined
    : { value, tolerance: toleranceIn(quantity, unit), ...looseness(quantity) };
}

function toleranceIn(quantity: Quantity, unit: Unit): number {
  const half = quantity.step / 2;
  return quantity.unit === undefined ? half : Math.abs(convertDifference(half, quantity.unit, unit) ?? half);
}

function looseness({ about }: Quantity): { about?: Approximation } {
  return about === undefined ? {} : { about };
}

/** A written number that has no unit: a factor, a share, a skewness. */
export function plainNumber(quantity: Quantity, factor = 1): Measured {
  return { value: quantity.value * factor, tolerance: (quantity.step / 2) * factor, ...looseness(quantity) };
}

/**
 * Whether the data's value is what was written, by its own digits. "about" allows one unit of the last digit or 5 %, whichever
 * is larger, "almost" only from below, "just over" only from above.
 */
export function agrees(actual: number, written: Measured): boolean {
  const loose = Math.max(written.tolerance * 2, Math.abs(actual) * 0.05);
  const away = actual - written.value;
  const below = written.about === 'about' || written.about === 'almost' ? loose : written.tolerance;
  const above = written.about === 'about' || written.about === 'over' ? loose : written.tolerance;
  // Half a digit may come out a hair wide in binary arithmetic.
  const hair = 1e-9 * Math.max(1, Math.abs(actual));
  return away <= above + hair && -away <= below + hair;
}

/** A number for evidence: six significant digits, no trailing zeros. */
export function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : 'none';
}

/** A time of day for evidence. */
export function showTime(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 19) : 'none';
}
