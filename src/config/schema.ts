import { z } from 'zod';
import { parseDurationMs } from '../lib/time.ts';

/** A duration such as `90s` in the file, milliseconds in the code. */
const duration = z
  .string()
  .refine((text) => parseDurationMs(text) !== undefined, 'a duration such as 90s, 5m, 6h or 7d')
  .transform((text) => parseDurationMs(text) ?? 0);

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash, underscore; at most 64');
const span = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'two numbers, the lower first');

const influxdb2 = z.strictObject({
  kind: z.literal('influxdb2'),
  url: z.url(),
  org: z.string().min(1),
  bucket: z.string().min(1),
  token: z.string().default(''),
  timeout: duration.default(10_000).describe('Longest silence of the server, before or within an answer'),
  maxPoints: z.int().positive().max(100_000_000).default(2_000_000),
});

const influxql = z.strictObject({
  kind: z.literal('influxql'),
  url: z.url(),
  database: z.string().min(1),
  retentionPolicy: z.string().min(1).optional(),
  auth: z.enum(['none', 'basic', 'token', 'bearer']).default('none'),
  username: z.string().default(''),
  password: z.string().default(''),
  token: z.string().default(''),
  timeout: duration.default(10_000),
  maxPoints: z.int().positive().max(100_000_000).default(2_000_000),
});

const csv = z.strictObject({
  kind: z.literal('csv'),
  path: z.string().min(1),
  layout: z.enum(['auto', 'wide', 'long']).default('auto'),
  timestamp: z.string().default('auto').describe('Column of the time'),
  value: z.string().default('value').describe('Column of the value, layout long'),
  field: z.string().default('field').describe('Column of the field name, layout long'),
  tags: z.array(z.string()).default([]).describe('Columns that tell series apart'),
  timeFormat: z.enum(['auto', 'iso', 's', 'ms', 'us', 'ns']).default('auto'),
  timezone: z.string().default('UTC').describe('For times without a zone'),
  delimiter: z.enum(['auto', ',', ';', '\t']).default('auto'),
  replay: z.boolean().default(false).describe('The newest row is now, and the file loops'),
  maxPoints: z.int().positive().max(100_000_000).default(2_000_000),
});

const structuredQuery = z.strictObject({
  measurement: z.string().min(1),
  fields: z.array(z.string().min(1)).min(1).max(100),
  where: z.record(z.string(), z.string()).default({}),
  groupBy: z.array(z.string()).default([]),
  every: duration.optional(),
  aggregate: z.enum(['mean', 'median', 'min', 'max', 'sum', 'count', 'first', 'last']).default('mean'),
});
const fluxQuery = z.strictObject({ flux: z.string().min(1) });
const influxqlQuery = z.strictObject({ influxql: z.string().min(1) });

const monitor = z.strictObject({
  name,
  cron: z.string().min(1),
  timezone: z.string().default('UTC'),
  window: duration.default(6 * 3_600_000),
  delay: duration.default(10_000),
  source: name,
  fallback: name.optional(),
  query: z.union([structuredQuery, fluxQuery, influxqlQuery]),
  unit: z.string().max(20).default(''),
  limits: z.strictObject({ fail: span.optional(), suspect: span.optional() }).default({}),
  ask: z.enum(['always', 'on_finding', 'on_change', 'never']).default('always'),
  maxQuestions: z.int().min(0).max(1000).default(10),
  catchUp: z.int().min(1).max(10_000).default(24),
  attempts: z.int().min(1).max(100).default(3),
});

const model = z.strictObject({
  url: z.union([z.literal('auto'), z.literal('none'), z.url()]).default('auto'),
  name: z.string().default(''),
  role: z.enum(['explain', 'judge']).default('explain'),
  apiKey: z.string().default(''),
  loadTimeout: duration.default(300_000),
  answerTimeout: duration.default(120_000),
  maxTokens: z.int().min(16).max(8192).default(300),
  contextSize: z.int().min(512).optional(),
  temperature: z.number().min(0).max(2).default(0),
  seed: z.int().default(1),
});

const database = z.strictObject({ path: z.string().min(1).default('data/plumbline.db') });
const log = z.strictObject({
  level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  format: z.enum(['auto', 'json', 'pretty']).default('auto'),
});

/** The whole file. Parsed, it is `Config`: durations in milliseconds, defaults filled in. */
export const configSchema = z.strictObject({
  sources: z.record(name, z.discriminatedUnion('kind', [influxdb2, influxql, csv])),
  monitors: z.array(monitor).min(1),
  model: model.default(model.parse({})),
  database: database.default(database.parse({})),
  log: log.default(log.parse({})),
});

export type Config = z.output<typeof configSchema>;
export type SourceConfig = Config['sources'][string];
export type InfluxFluxConfig = Extract<SourceConfig, { kind: 'influxdb2' }>;
export type InfluxqlConfig = Extract<SourceConfig, { kind: 'influxql' }>;
export type CsvConfig = Extract<SourceConfig, { kind: 'csv' }>;
export type MonitorConfig = Config['monitors'][number];
export type ModelConfig = Config['model'];
export type LogConfig = Config['log'];
