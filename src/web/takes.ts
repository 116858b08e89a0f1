import { z } from 'zod';
import { PlumblineError } from '../lib/errors.ts';

/** What calls take, in more than one of them. */

export const momentQuery = z.iso
  .datetime({ offset: true, error: 'a time such as 2026-11-01T12:00:00Z' })
  .transform((text) => Date.parse(text));

export const nameQuery = z.string().min(1).max(64);
export const seriesQuery = z.string().min(1).max(4000);

export function limitQuery(most: number, ifLeftOut: number) {
  return z.coerce.number().int().min(1).max(most).default(ifLeftOut);
}

export const cursorQuery = z
  .string()
  .max(12_000)
  .optional()
  .describe('Where the page before ended: its next');

/** A place in a list, as text that may stand in an address. */
export function cursorOf(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a cursor stands for. Throws `usage` for what is none. */
export function placeOf<T extends z.ZodType>(cursor: string, place: T): z.output<T> {
  const parsed = place.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new PlumblineError('usage', 'cursor: not one that this API gave', {
    hint: 'Begin without a cursor.',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
