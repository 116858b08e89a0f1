import { z } from 'zod';
import { csvSettings } from './csv.ts';
import { duration, httpUrl, name, text } from './values.ts';

const timeout = duration('1s', '1h')
  .prefault('10s')
  .describe('Longest silence of the server, before its answer and within it');

const budget = duration('1s', '24h')
  .optional()
  .describe(
    'Longest time for one read in all, also of a server that is never silent; left out, four times timeout. ' +
      'The read of a window ends when the next one is due, but always has timeout',
  );

const concurrency = z
  .int()
  .min(1)
  .max(100)
  .default(4)
  .describe('Most windows that are read from it at once; other monitors of this source wait for their turn');

const maxPoints = z
  .int()
  .min(1)
  .max(100_000_000)
  .default(2_000_000)
  .describe('Most points that one window may have; with more the run fails instead of filling the memory');

const maxSeries = z
  .int()
  .min(1)
  .max(100_000)
  .default(10_000)
  .describe('Most series that one window may have: with more the query has probably forgotten its where');

const influxdb2 = z.strictObject({
  kind: z.literal('influxdb2').describe('InfluxDB 2, asked in Flux'),
  url: httpUrl.describe('Address of the server, such as http://localhost:8086'),
  org: text().describe('Organisation'),
  bucket: text().describe('Bucket'),
  token: z.string().max(10_000).default('').describe('API token that may read the bucket'),
  timeout,
  budget,
  concurrency,
  maxPoints,
  maxSeries,
});

const influxql = z
  .strictObject({
    kind: z
      .literal('influxql')
      .describe('InfluxDB 1, or 2 and 3 through their version 1 interface, asked in InfluxQL'),
    url: httpUrl.describe('Address of the server, such as http://localhost:8086'),
    database: text().describe('Database; in InfluxDB 2 the name that is mapped to a bucket'),
    retentionPolicy: text()
      .optional()
      .describe('Retention policy; left out, the default one of the database'),
    auth: z
      .enum(['none', 'basic', 'token', 'bearer'])
      .default('none')
      .describe(
        'How to log in: basic with username and password, token with the token of InfluxDB 2, bearer with that of InfluxDB 3 (2 answers it with 401)',
      ),
    username: z.string().max(10_000).default('').describe('For auth basic'),
    password: z.string().max(10_000).default('').describe('For auth basic'),
    token: z.string().max(10_000).default('').describe('For auth token and bearer'),
    timeout,
    budget,
    concurrency,
    maxPoints,
    maxSeries,
  })
  .refine(({ auth, username }) => auth !== 'basic' || username !== '', {
    path: ['username'],
    error: 'a user name, because auth is basic',
  });

const influxdb3 = z.strictObject({
  kind: z.literal('influxdb3').describe('InfluxDB 3, asked in SQL'),
  url: httpUrl.describe('Address of the server, such as http://localhost:8181'),
  database: text().describe('Database'),
  token: z.string().max(10_000).default('').describe('Token that may read the database'),
  longestQuery: duration('1h', '366d')
    .prefault('71h')
    .describe(
      'Longest span that one query asks for, longer ones go in pieces; InfluxDB 3 Core refuses more than 432 files, about 72 hours',
    ),
  timeout,
  budget,
  concurrency,
  maxPoints,
  maxSeries,
});

const csv = z.strictObject({
  kind: z.literal('csv').describe('A file of comma separated values'),
  path: text().describe('The file, relative to the folder in which Plumbline is started'),
  ...csvSettings,
  replay: z
    .boolean()
    .default(false)
    .describe(
      'Plays the file as if it were live: its newest row is now, it begins again at the end, and it has no past before its first row',
    ),
  concurrency,
  maxPoints,
  maxSeries,
});

export const sourceSchema = z.discriminatedUnion('kind', [influxdb2, influxql, influxdb3, csv]);

const MAX_SOURCES = 1000;

export const sourcesSchema = z
  .record(name, sourceSchema)
  .refine((sources) => Object.keys(sources).length <= MAX_SOURCES, `at most ${MAX_SOURCES} sources`)
  .describe('Where points come from, each under a name of its own that monitors refer to');
