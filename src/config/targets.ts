import { z } from 'zod';
import { duration, httpUrl, name, text, timezone } from './values.ts';

/** Where news go: one schema for each kind of receiver. */

const secret = z.string().max(10_000);
const timeout = duration('1s', '5m').prefault('10s').describe('Longest time for one delivery');

const only = z
  .strictObject({
    monitors: z.array(name).min(1).max(2000).optional().describe('Names of monitors; left out, all'),
    severity: z
      .enum(['info', 'warning', 'failure'])
      .default('info')
      .describe(
        'The least that goes there: suspect series are a warning, anomalous and silent ones a failure',
      ),
    series: text(200)
      .optional()
      .describe('A part of the name of the series, such as room=lab; left out, all series'),
  })
  .prefault({})
  .describe('What of the news goes there');

const common = { timeout, only };

/** An address whose path is a secret, as webhooks have it. */
const hook = httpUrl.describe('Address of the webhook; whoever knows it may post');

const webhook = z.strictObject({
  kind: z.literal('webhook').describe('JSON to an address of your own, see docs/news.md'),
  url: hook,
  secret: secret.default('').describe('Signs each message (HMAC-SHA256); left out, they go unsigned'),
  headers: z.record(text(100), text(2000)).default({}).describe('Further headers'),
  ...common,
});

const slack = z.strictObject({ kind: z.literal('slack').describe('Slack'), url: hook, ...common });
const discord = z.strictObject({ kind: z.literal('discord').describe('Discord'), url: hook, ...common });

const ntfy = z.strictObject({
  kind: z.literal('ntfy').describe('ntfy'),
  url: httpUrl.prefault('https://ntfy.sh').describe('The server'),
  topic: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, dash and underscore, at most 64')
    .describe('Topic; whoever knows it may read'),
  token: secret.default('').describe('Access token, where the topic is protected'),
  ...common,
});

const gotify = z.strictObject({
  kind: z.literal('gotify').describe('Gotify'),
  url: httpUrl.describe('The server'),
  token: secret.min(1, 'some text').describe('Token of the application'),
  ...common,
});

const telegram = z.strictObject({
  kind: z.literal('telegram').describe('A Telegram bot'),
  url: httpUrl.prefault('https://api.telegram.org').describe('The server'),
  token: z
    .string()
    .regex(/^[A-Za-z0-9:_-]{1,200}$/, 'the token of the bot, such as 123456:ABC-DEF')
    .describe('Token of the bot'),
  chat: text(100).describe('Id of the chat, or @name of a channel'),
  ...common,
});

const apprise = z.strictObject({
  kind: z.literal('apprise').describe('An Apprise API, which reaches a hundred other services'),
  url: httpUrl.describe('Its address with the key: http://apprise:8000/notify/KEY'),
  ...common,
});

const ca = text(1000).optional().describe('File of certificates (PEM) to trust beside the usual ones');

const mail = z.strictObject({
  kind: z.literal('mail').describe('E-mail by SMTP'),
  host: text(255).describe('The mail server'),
  port: z.int().min(1).max(65_535).default(587).describe('Its port'),
  security: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .describe('tls: from the first byte (port 465); none: in the clear'),
  username: secret.default('').describe('Login; left out, none'),
  password: secret.default('').describe('Its password'),
  from: z.email('an e-mail address').describe('Sender'),
  to: z.array(z.email('an e-mail address')).min(1).max(100).describe('Receivers'),
  ca,
  ...common,
});

const mqtt = z.strictObject({
  kind: z.literal('mqtt').describe('MQTT, with discovery by Home Assistant'),
  url: z
    .string()
    .max(2000)
    .regex(
      /^mqtts?:\/\/[^/@\s]+\/?$/,
      'mqtt://host:1883 or mqtts://host:8883, without user name and password',
    )
    .describe('The broker'),
  username: secret.default('').describe('Login; left out, none'),
  password: secret.default('').describe('Its password'),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, dash and underscore, at most 64')
    .default('plumbline')
    .describe('First part of every topic'),
  values: z
    .boolean()
    .default(true)
    .describe(
      'Whether the last reading and the score of every series are published after each run, retained',
    ),
  discovery: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,64}$/, 'letters, digits, dash and underscore, at most 64')
    .default('homeassistant')
    .describe('First part of the discovery topics of Home Assistant; empty: nothing is announced'),
  ca,
  ...common,
});

const influxdb = z
  .strictObject({
    kind: z.literal('influxdb').describe('Written back to InfluxDB, for dashboards'),
    url: httpUrl.describe('The server'),
    org: text().optional().describe('Organisation'),
    bucket: text().optional().describe('Bucket to write to: one of its own'),
    database: text().optional().describe('Of InfluxDB 1, in place of org and bucket: database to write to'),
    token: secret.default('').describe('API token that may write to it; of InfluxDB 1 user:password'),
    measurement: text(100)
      .default('plumbline')
      .describe(
        'Measurement of the states; findings go to this name with _finding, the words to it with _news',
      ),
    ...common,
  })
  .refine(
    ({ org, bucket, database }) =>
      database === undefined ? org !== undefined && bucket !== undefined : !org && !bucket,
    { path: ['bucket'], error: 'org and bucket, or database' },
  );

export const targetSchema = z.discriminatedUnion('kind', [
  webhook,
  slack,
  discord,
  ntfy,
  gotify,
  telegram,
  apprise,
  mail,
  mqtt,
  influxdb,
]);

const MAX_TARGETS = 100;

export const targetsSchema = z
  .record(name, targetSchema)
  .refine((targets) => Object.keys(targets).length <= MAX_TARGETS, `at most ${MAX_TARGETS} targets`)
  .default({})
  .describe('Where news go, each under a name of its own');

const hourOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day, such as 22:00')
  .meta({ title: 'time of day' });

/** When a change of state is news. A monitor may say otherwise for itself. */
const when = {
  from: z
    .enum(['suspect', 'missing', 'anomalous'])
    .describe('The least that is news: suspect is everything, missing is silence and what is anomalous'),
  for: duration('0s', '30d').describe('How long a state must have lasted before it is news'),
  remind: z
    .union([z.literal('never'), duration('1m', '366d')])
    .describe('A problem that lasts is told again after so long'),
};

export const newsSchema = z.strictObject({
  from: when.from.default('suspect'),
  for: when.for.prefault('0s'),
  remind: when.remind.prefault('1d'),
  quiet: z
    .strictObject({ from: hourOfDay.describe('Begins'), to: hourOfDay.describe('Ends') })
    .optional()
    .describe('Hours in which only failures are sent; everything else waits until they are over'),
  timezone: timezone.default('UTC').describe('Time zone of the quiet hours and of times in messages'),
  perHour: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe('Most messages an hour to one target; what is more comes as one summary'),
  maxAge: duration('1m', '366d')
    .prefault('6h')
    .describe(
      'Windows that ended longer ago are not told; neither are those that are made up for after an outage, but the newest',
    ),
  giveUp: duration('1m', '30d')
    .prefault('1d')
    .describe('News that could not be delivered for so long are given up'),
  waitForModel: duration('0s', '10m')
    .prefault('20s')
    .describe('How long news wait for the wording of the model; then they go with the text that code wrote'),
  link: httpUrl
    .optional()
    .describe('Address under which the page is reached, for links in messages: http://plumbline.local:8686'),
});

export const monitorNewsSchema = z
  .strictObject({
    from: when.from.optional(),
    for: when.for.optional(),
    remind: when.remind.optional(),
    targets: z.array(name).max(100).optional().describe('Names of targets; left out, all of them; [] none'),
  })
  .prefault({})
  .describe('News of this monitor, where they differ from those of all');
