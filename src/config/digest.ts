import { z } from 'zod';
import { DAY_MS } from '../lib/time.ts';
import { cron } from './cron.ts';
import { name, timezone } from './values.ts';

const DAYS = { '1d': 1, '7d': 7 } as const;

/** A report of what happened, at times of its own. */
export const digestSchema = z.strictObject({
  cron: cron.describe('When it is sent, such as "0 7 * * *": every morning at seven'),
  timezone: timezone.optional().describe('Time zone of cron and of the times in it; left out, that of news'),
  targets: z
    .array(name)
    .min(1)
    .max(100)
    .describe('Names of the targets that get it, whatever else of the news they want'),
  window: z
    .enum(['1d', '7d'])
    .default('1d')
    .transform((window) => DAYS[window] * DAY_MS)
    .describe('What it tells of: the day or the seven days before, as the calendar counts them'),
});

export type DigestConfig = z.output<typeof digestSchema>;
