import { PlumblineError } from '../../../lib/errors.ts';
import { median } from '../../../statistics/robust.ts';
import { wholeSeconds } from './rate-of-change-flags.ts';

/**
 * Median step between rows (epoch ms) in whole seconds, by which QARTOD makes a length of time a number of rows.
 * `config_invalid` where it is under a second.
 */
export function medianInterval(times: Float64Array): number {
  const seconds = wholeSeconds(
    median(times.subarray(1).map((time, row) => time - (times[row] ?? Number.NaN))),
  );
  if (seconds >= 1) return seconds;
  throw new PlumblineError('config_invalid', 'QARTOD counts rows by whole seconds, and these come faster', {
    hint: 'Give the test rows that are usually a second or more apart.',
  });
}
