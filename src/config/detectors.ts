import { z } from 'zod';
import { duration, span } from './values.ts';

/** Switch of a detector that sets its own threshold, by what the baseline learned or by the window. */
const learned = (finds: string) => z.boolean().default(true).describe(`${finds}; false switches it off`);

/** A switch, or the operator's thresholds in place of the learned ones. */
const orThresholds = <Shape extends z.core.$ZodShape>(finds: string, shape: Shape) =>
  z
    .union([z.boolean(), z.strictObject(shape)])
    .prefault(true)
    .describe(`${finds}; false switches it off, thresholds replace the learned ones`);

const size = (what: string) => z.number().positive().describe(what);

const period = z.enum([
  'year',
  'quarter',
  'month',
  'week',
  'dayofyear',
  'day',
  'dayofweek',
  'hour',
  'minute',
  'second',
]);

const climatologyMember = z.strictObject({
  period: period.describe('What of the time is looked at, in the zone of the monitor; dayofweek 0 is Monday'),
  times: z
    .tuple([z.number(), z.number()])
    .describe('First and last value of the period that this is said of: [8, 19] with period hour'),
  suspect: span.describe('Values that are expected then, in the unit of the monitor'),
  fail: span.optional().describe('Values outside of it are certainly wrong'),
});

/** Which detectors look at a monitor's series, and how easily they speak. The keys are their names in findings. */
export const detectorsSchema = z.strictObject({
  sensitivity: z
    .enum(['low', 'normal', 'high'])
    .default('normal')
    .describe(
      'How easily detectors speak. False alarms a month and series, as measured: low 1 to 5, normal 1 to 12, high 4 to 32',
    ),
  gross_range: learned('Values outside of limits'),
  climatology: z
    .array(climatologyMember)
    .max(1000)
    .default([])
    .describe(
      'Values that are expected at some hour, weekday or season; later entries overrule earlier ones',
    ),
  spike: z
    .strictObject({
      suspect: size(
        'Distance from the neighbours, in the unit of the monitor, that deserves a look',
      ).optional(),
      fail: size('Distance that is certainly wrong').optional(),
      method: z
        .enum(['average', 'differential'])
        .default('average')
        .describe(
          'average: from the mean of both neighbours; differential: the smaller of two opposite steps',
        ),
    })
    .optional()
    .describe('Single values, by thresholds of your own; without them hampel looks for spikes'),
  rate_of_change: z
    .strictObject({
      suspect: size('Units per second that deserve a look'),
      fail: size('Units per second that are certainly wrong').optional(),
    })
    .optional()
    .describe('Fast changes, by thresholds of your own; without them jump and level_shift look for them'),
  flat_line: z
    .strictObject({
      suspect: duration('1s', '366d').describe('How long a value may stay before it deserves a look'),
      fail: duration('1s', '366d').describe('How long it may stay before it is certainly wrong'),
      tolerance: size('Range of values that counts as the same, in the unit of the monitor'),
    })
    .optional()
    .describe('A value that stays the same, by thresholds of your own; without them stuck looks for it'),
  attenuated_signal: z
    .strictObject({
      suspect: size('Spread below which it deserves a look, in the unit of the monitor'),
      fail: z.number().nonnegative().default(0).describe('Spread below which it is certainly wrong'),
      check: z
        .enum(['std', 'range'])
        .default('std')
        .describe('What spread is: the standard deviation, or largest less smallest'),
      period: duration('1s', '366d').optional().describe('Length of the stretch; left out, the whole window'),
    })
    .optional()
    .describe('A signal that hardly moves, by thresholds of your own; without them attenuated looks for it'),
  time_gap: orThresholds('No value for longer than usual, and then again', {
    fail: duration('1s', '366d').describe('Longest time between two values'),
  }),
  silence: orThresholds('No value for longer than usual, up to the end of the window', {
    fail: duration('1s', '366d').describe('Longest time since the last value'),
  }),
  hampel: learned(
    'Single values far from the median of their neighbours, until the baseline knows the series',
  ),
  step: learned('A level that jumps within the window, until the baseline knows the series'),
  burst: learned(
    'A stretch that scatters more than the rest of the window, until the baseline knows the series',
  ),
  foreign: learned(
    'Codes for a missing reading (-999, -127, ...) and other values far from all the rest, until the baseline knows the series',
  ),
  jump: learned('Values farther from the last ones than the series jumps'),
  peak: learned('Single values that stand out from both sides, judged two values later'),
  excursion: learned('Three values in a row that stand out from both sides, judged four values later'),
  stuck: learned('A value that stays the same for longer than it does'),
  clipped: learned('Values that stop at one and the same largest or smallest value'),
  attenuated: learned('A signal that moves less than it does'),
  noise_burst: learned('A signal that scatters more than it does'),
  level_shift: learned('A level that has moved'),
  drift: learned('A level that moves slowly, farther than it does'),
  relatives: learned(
    'A level that moves otherwise than those of the other series of the monitor, where these go along with it',
  ),
  novelty: learned('Values that the series has not shown before'),
  hour_of_day: learned('Values that are unusual for their hour'),
  duplicate: learned('Several values for one time'),
  disordered: learned('Values that come before earlier ones'),
  future: learned('Times after the end of the window'),
});
