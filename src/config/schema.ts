import { z } from 'zod';
import { isPostgresAddress } from '../lib/postgres-address.ts';
import { digestSchema } from './digest.ts';
import { heartbeatSchema } from './heartbeat.ts';
import { monitorSchema } from './monitor.ts';
import { sourcesSchema } from './sources.ts';
import { newsSchema, targetsSchema } from './targets.ts';
import { duration, isHttpUrl, text } from './values.ts';
import { webSchema } from './web.ts';

const modelAddress = z
  .string()
  .max(2000)
  .refine(isHttpUrl, 'an http:// or https:// address without user name and password in it');

const model = z.strictObject({
  url: z
    .union([
      z
        .string()
        .max(2000)
        .refine(
          (url) => /^(?:auto|none|others)$/.test(url) || isHttpUrl(url),
          'auto, none, others, or an http:// or https:// address without user name and password in it',
        ),
      z.array(modelAddress).min(1).max(16),
    ])
    .meta({ title: 'auto, none, others, an address or a list of up to 16' })
    .default('auto')
    .describe(
      'OpenAI-compatible server; auto takes what runs on this machine, or else the embedded model; none does without; others leaves the questions to workers on the same PostgreSQL database that have a model; of a list the least loaded server that can hold the question is asked',
    ),
  name: z
    .string()
    .max(200)
    .default('')
    .describe('Model to ask for; left out, the one that the server offers'),
  role: z
    .enum(['explain', 'judge'])
    .default('explain')
    .describe(
      'explain: the model words what was found; judge: it sees the figures alone and gives a verdict',
    ),
  detail: z
    .enum(['auto', 'brief', 'full'])
    .default('auto')
    .describe(
      'brief: the findings alone, for models of some hundred million parameters; full: all that is known around them; auto: full from 3 billion on, by what the server or the name says',
    ),
  apiKey: z.string().max(10_000).default('').describe('Key, where the server wants one'),
  loadTimeout: duration('1s', '1h').prefault('5m').describe('Time for a cold model to load'),
  answerTimeout: duration('1s', '1h').prefault('2m').describe('Time for a loaded model to answer'),
  maxTokens: z.int().min(16).max(8192).default(300).describe('Longest answer, in tokens'),
  contextSize: z
    .int()
    .min(512)
    .max(10_000_000)
    .optional()
    .describe('Tokens that the model can hold; left out, what the server says'),
  temperature: z.number().min(0).max(2).default(0).describe('0 gives the same answer to the same question'),
  seed: z.int().default(1).describe('Seed of the sampling, where temperature is not 0'),
});

const factcheck = z.strictObject({
  unverifiable: z
    .enum(['hide', 'show'])
    .default('hide')
    .describe('Whether statements that the data can neither support nor refute are shown'),
  repair: z
    .boolean()
    .default(false)
    .describe('Asks the model once more when statements were refuted, and tells it which'),
});

const kept = duration('1d', '36500d');

const database = z.strictObject({
  path: text()
    .default('data/plumbline.db')
    .describe('The SQLite file, relative to the folder in which Plumbline is started'),
  url: z
    .string()
    .max(10_000)
    .refine(
      (url) => url === '' || isPostgresAddress(url),
      'postgres://USER:PASSWORD@HOST:PORT/DATABASE, with / @ : ? # and % in them percent-encoded',
    )
    .transform((url) => (url === '' ? undefined : url))
    .optional()
    .meta({ title: 'postgres:// address' })
    .describe(
      'A PostgreSQL database (15 or newer) in place of the file, which several workers may share: postgres://USER:PASSWORD@HOST/DATABASE; of several servers, FIRST,SECOND, the one that takes writes is used; empty: the file',
    ),
  keep: z
    .union([
      kept.transform((ms) => ({ prompts: ms, results: ms })),
      z.strictObject({
        prompts: kept
          .prefault('90d')
          .describe('Prompts and responses; what was checked and shown of them stays'),
        results: kept.prefault('90d').describe('Runs and results, with all that hangs on them'),
      }),
    ])
    .prefault('90d')
    .describe(
      'What belongs to windows that ended longer ago is deleted: one duration, or one for each of the two',
    ),
});

const log = z.strictObject({
  level: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('The least important lines to write'),
  format: z
    .enum(['auto', 'json', 'pretty'])
    .default('auto')
    .describe('json: a line each for machines; pretty: for people; auto: pretty on a terminal'),
});

/** The whole file. Parsed, it is `Config`: durations in milliseconds, defaults filled in. */
export const configSchema = z.strictObject({
  sources: sourcesSchema,
  monitors: z.array(monitorSchema).min(1).max(2000).describe('What to watch'),
  model: model.prefault({}).describe('The local language model'),
  factcheck: factcheck.prefault({}).describe('What becomes of statements that the data does not support'),
  targets: targetsSchema,
  news: newsSchema.prefault({}).describe('When a change of state is news'),
  digest: digestSchema
    .optional()
    .describe('A report of what happened, such as one every morning; left out, none is sent'),
  heartbeat: heartbeatSchema
    .optional()
    .describe('Called after good cycles only, so that somebody else notices when the worker has stopped'),
  web: webSchema.prefault({}).describe('The page and the API'),
  database: database.prefault({}).describe('Where results are kept'),
  log: log.prefault({}).describe('What the worker says while it runs'),
});

export type Config = z.output<typeof configSchema>;
export type SourceConfig = Config['sources'][string];
/** What a source has to know of its config: how often it is asked at once is for the worker to see to. */
type Own<Kind extends string> = Omit<Extract<SourceConfig, { kind: Kind }>, 'concurrency'>;
export type InfluxFluxConfig = Own<'influxdb2'>;
export type InfluxqlConfig = Own<'influxql'>;
export type InfluxSqlConfig = Own<'influxdb3'>;
export type CsvConfig = Own<'csv'>;
export type MonitorConfig = Config['monitors'][number];
export type ModelConfig = Config['model'];
export type TargetConfig = Config['targets'][string];
export type NewsConfig = Config['news'];
