import type { Quantity } from './tokens.ts';
import { convertDifference, convertReading, type Unit } from './units.ts';

/** A written number in the unit of the series; `tolerance` is half the worth of its last digit. */
export interface Measured {
  readonly value: number;
  readonly tolerance: number;
}

/** Converts a written reading; undefined when its unit measures something else. */
export function measured(quantity: Quantity, unit: Unit): Measured | undefined {
  const value =
    quantity.unit === undefined ? quantity.value : convertReading(quantity.value, quantity.unit, unit);
  return value === undefined ? undefined : { value, tolerance: toleranceIn(quantity, unit) };
}

/** Converts a written difference: without the offset between two scales. */
export function measuredDifference(quantity: Quantity, unit: Unit): Measured | undefined {
  const value =
    quantity.unit === undefined ? quantity.value : convertDifference(quantity.value, quantity.unit, unit);
  return value === undefined ? undefined : { value, tolerance: toleranceIn(quantity, unit) };
}

function toleranceIn(quantity: Quantity, unit: Unit): number {
  const half = quantity.step / 2;
  return quantity.unit === undefined ? half : Math.abs(convertDifference(half, quantity.unit, unit) ?? half);
}

/** Whether the data's value is what was written, by its own digits; "about" allows one unit of the last or 5 %. */
export function agrees(actual: number, written: Measured, about: boolean): boolean {
  const loose = Math.max(written.tolerance * 2, Math.abs(actual) * 0.05);
  const allowed = about ? loose : written.tolerance;
  // Half a digit may come out a hair wide in binary arithmetic.
  return Math.abs(actual - written.value) <= allowed + 1e-9 * Math.max(1, Math.abs(actual));
}

/** A number for evidence: six significant digits, no trailing zeros. */
export function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : 'none';
}

/** A time of day for evidence. */
export function showTime(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 19) : 'none';
}
