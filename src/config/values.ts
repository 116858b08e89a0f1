import { z } from 'zod';
import { DURATION_PATTERN, isTimeZone, parseDurationMs } from '../lib/time.ts';
import { suggest } from './suggest.ts';

/**
 * What kinds of values the config is made of. A message says what is allowed, to end the sentence "allowed: ...";
 * a title names the kind for editors and docs/configuration.md.
 */

/** A duration such as `90s` in the file, whole milliseconds in the code. */
export function duration(atLeast = '1ms', atMost = '366d') {
  const least = parseDurationMs(atLeast) ?? 0;
  const most = parseDurationMs(atMost) ?? 0;
  const allowed = `a duration from ${atLeast} to ${atMost}, such as 90s, 5m, 6h or 7d`;
  return z
    .string()
    .regex(DURATION_PATTERN, { error: allowed, abort: true })
    .meta({ title: `duration, ${atLeast} to ${atMost}` })
    .transform((text) => parseDurationMs(text) ?? Number.NaN)
    .refine((ms) => ms >= least && ms <= most, allowed);
}

export const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'letters, digits, dot, dash and underscore, at most 64, a letter or digit first',
  )
  .meta({ title: 'name' });

export const text = (most = 1000) => z.string().min(1, 'some text').max(most, `at most ${most} characters`);

/** Credentials in an address would end up in logs and rows; there are keys of their own for them. */
export const httpUrl = z
  .string()
  .max(2000)
  .refine(isHttpUrl, 'an http:// or https:// address without user name and password in it')
  .meta({ title: 'address' });

export function isHttpUrl(address: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

export const timezone = z
  .string()
  .superRefine((zone, context) => {
    if (isTimeZone(zone)) return;
    const message = 'an IANA time zone such as Europe/Berlin or UTC';
    // Searched for only where the mistake is told.
    const suggestion = () => suggest(zone, Intl.supportedValuesOf('timeZone'));
    context.addIssue({ code: 'custom', message, params: { suggestion } });
  })
  .meta({ title: 'time zone' });

const SPAN = 'two numbers, the lower first: [10, 40]';
export const span = z
  .tuple([z.number(), z.number()], SPAN)
  .refine(([low, high]) => low < high, SPAN)
  .meta({ title: '[low, high]' });
