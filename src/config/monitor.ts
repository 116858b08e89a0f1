import { z } from 'zod';
import { cron } from './cron.ts';
import { detectorsSchema } from './detectors.ts';
import { monitorNewsSchema } from './targets.ts';
import { duration, name, span, text, timezone } from './values.ts';

const structuredQuery = z
  .strictObject({
    measurement: text().describe('Measurement; for a CSV file only the first part of the name of a series'),
    fields: z.array(text()).min(1).max(100).describe('Fields to read; each is a series of its own'),
    where: z
      .record(text(), z.string())
      .default({})
      .describe('Tags and the values that they must have, all of them: { room: office }'),
    groupBy: z
      .array(text())
      .max(20)
      .default([])
      .describe('Tags that tell series apart; left out, every set of tags is a series'),
    every: duration('1s', '31d')
      .optional()
      .describe('Has the server aggregate over intervals of this length; left out, the raw points are read'),
    aggregate: z
      .enum(['mean', 'median', 'min', 'max', 'sum', 'count', 'first', 'last'])
      .default('mean')
      .describe('How, where every is set'),
  })
  .transform(({ every, ...query }) => (every === undefined ? query : { ...query, everyMs: every }));

const fluxQuery = z.strictObject({
  flux: ownQuery(
    ['windowStart', 'windowStop'],
    /\/\/[^\n]*/g,
    'a query of the window: range(start: windowStart, stop: windowStop)',
  ).describe('Your own Flux, in which windowStart and windowStop are defined'),
});

const SQL_COMMENT = /--[^\n]*|\/\*[\s\S]*?\*\//g;

const influxqlQuery = z.strictObject({
  influxql: ownQuery(
    ['$windowStart', '$windowStop'],
    SQL_COMMENT,
    'a query of the window: WHERE time >= $windowStart AND time < $windowStop',
  ).describe('Your own InfluxQL, in which $windowStart and $windowStop stand for the ends of the window'),
});

const sqlQuery = z.strictObject({
  sql: ownQuery(
    ['$start', '$stop'],
    SQL_COMMENT,
    'a query of the window: WHERE time >= $start AND time < $stop',
  ).describe('Your own SQL, in which $start and $stop are the ends of the window'),
});

/** A text that must use both ends of the window outside of its comments: without them it reads another span. */
function ownQuery(ends: readonly string[], comment: RegExp, allowed: string) {
  return text(20_000).refine((query) => {
    const code = query.replaceAll(comment, '');
    return ends.every((end) => code.includes(end));
  }, allowed);
}

const limits = z
  .strictObject({
    fail: span.optional().describe('Values outside of it are certainly wrong: what the sensor can measure'),
    suspect: span.optional().describe('Values outside of it deserve a look; lies within fail'),
  })
  .refine(({ fail, suspect }) => !fail || !suspect || (fail[0] <= suspect[0] && suspect[1] <= fail[1]), {
    path: ['suspect'],
    error: 'a span within the one of fail',
  });

export const monitorSchema = z
  .strictObject({
    name: name.describe('Name of the monitor, as it stands in the results'),
    cron: cron.describe(
      'When to look: minute hour day month weekday, or six fields with the second first. Day and weekday must both match',
    ),
    timezone: timezone
      .default('UTC')
      .describe('IANA time zone of the cron expression, such as Europe/Berlin'),
    window: duration('1s', '366d')
      .prefault('6h')
      .describe('Length of what is looked at; it ends at the tick of the cron expression'),
    delay: duration('0s', '1d')
      .prefault('30s')
      .describe('How long after its end a window is read, so that late points are in'),
    source: name.describe('Name of the source to read'),
    fallback: name.optional().describe('Name of the source to read while the first is away'),
    fallbackRole: z
      .enum(['stand_in', 'bridge'])
      .optional()
      .describe(
        'stand_in: its rows are marked, and their windows judged again when the source is back; bridge: it has the same sensors, and what was judged on it stands. Left out: stand_in, but a file that is played (replay) only until the source has answered once',
      ),
    query: z
      .union([structuredQuery, fluxQuery, influxqlQuery, sqlQuery])
      .describe('What to read: measurement and fields, or your own text in the language of the source'),
    relatedTo: z
      .array(z.string().min(1).max(200))
      .max(6)
      .default([])
      .describe(
        'What belongs to the same place: names of other monitors, and fields of this query. What they did meanwhile tells the sensor from its surroundings',
      ),
    unit: z.string().max(20).default('').describe('Unit of the values, as it is to be shown: °C'),
    limits: limits.prefault({}).describe('Bounds of the values, in their unit'),
    detectors: detectorsSchema
      .prefault({})
      .describe('Which detectors look at the values, and how easily they speak'),
    ask: z
      .enum(['always', 'on_finding', 'on_change', 'never'])
      .default('always')
      .describe('When the model is asked; on_change: when the verdict is not that of the window before'),
    maxQuestions: z
      .int()
      .min(0)
      .max(1000)
      .default(10)
      .describe('Most series of one run that the model is asked about, the worst findings first'),
    catchUp: z
      .int()
      .min(1)
      .max(10_000)
      .default(24)
      .describe('Most windows that are made up for after an outage; older ones are recorded as skipped'),
    attempts: z
      .int()
      .min(1)
      .max(100)
      .default(3)
      .describe('How often a run is tried before it has failed for good'),
    history: duration('0s', '366d')
      .prefault('14d')
      .describe('How far back in the source the baseline of a new series is learned'),
    news: monitorNewsSchema,
    silentAfter: duration('1s', '366d')
      .optional()
      .describe(
        'A series without a value for so long is silent (missing); left out, by its own usual interval. Looked at when a window ends: let cron be as frequent',
      ),
    forgetAfter: duration('1m', '366d')
      .prefault('7d')
      .describe('A series that stays silent this long was taken down, and is no longer reported as missing'),
  })
  .refine(({ query, window }) => !('everyMs' in query) || query.everyMs < window, {
    path: ['query', 'every'],
    error: 'an interval shorter than the window',
  });
