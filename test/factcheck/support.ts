import type { CheckContext, KnownFinding } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';

export const START = Date.parse('2026-03-02T10:00:00Z');
const MINUTE = 60_000;

/** The moment of reading `index` in a window of one reading a minute. */
export function minute(index: number): number {
  return START + index * MINUTE;
}

/** A window of an office's temperature, one reading a minute from 10:00 on. */
export function office(values: readonly number[], truth: readonly KnownFinding[] = []): CheckContext {
  return {
    series: 'environment.temperature{room=office}',
    unit: '°C',
    times: Float64Array.from(values, (_, index) => minute(index)),
    values: Float64Array.from(values),
    truth,
  };
}

/** Sixty readings between 20.4 and 20.6. */
export const CALM = Array.from({ length: 60 }, (_, index) => 20.5 + ((index * 7) % 5) / 20 - 0.1);

/** The calm hour with 31.2 at 10:20. */
export const WITH_SPIKE = office(
  CALM.map((value, index) => (index === 20 ? 31.2 : value)),
  [{ kind: 'spike', at: minute(20), value: 31.2 }],
);

/** `"claim" kind verdict` of each claim of a text. */
export function claimsOf(text: string, context: CheckContext): string[] {
  return checkText(text, context).claims.map(
    ({ text: claim, kind, verdict }) => `"${claim}" ${kind} ${verdict}`,
  );
}

/** The verdicts alone, in the order of the text. */
export function verdictsOf(text: string, context: CheckContext): string[] {
  return checkText(text, context).claims.map(({ verdict }) => verdict);
}
