import { z } from 'zod';

/** The forms in which the API gives what is kept; the page takes its types from here. Times are ISO 8601 in UTC. */

const ORIGINS = ['sensor', 'surroundings', 'connection', 'schedule', 'unknown'] as const;
export const VERDICTS = ['normal', 'suspect', 'anomalous', 'missing', 'unknown'] as const;

const moment = z.string().describe('ISO 8601, UTC');
const figure = z.number().nullable();
const name = z.string();
const pair = z.array(z.number()).length(2).describe('Low and high');

export const finding = z.object({
  kind: z.string(),
  detector: z.string(),
  flag: z.number().describe('QARTOD: 3 suspect, 4 fail'),
  start: moment,
  end: moment,
  observed: figure,
  expected: pair.nullable(),
  score: z.number(),
  sentence: z.string(),
});

export const claimCounts = z
  .object({ supported: z.int(), refuted: z.int(), unverifiable: z.int() })
  .describe('Claims of the answer by verdict');

export const result = z.object({
  id: z.int(),
  monitor: name,
  series: name,
  source: name.nullable(),
  standIn: z.boolean().describe("True where the source stood in for the monitor's own with other data"),
  windowStart: moment,
  windowEnd: moment,
  unit: z.string(),
  points: z.int(),
  verdict: z.enum(VERDICTS),
  score: figure,
  figures: z.object({
    mean: figure,
    stddev: figure,
    median: figure,
    mad: figure,
    min: figure,
    max: figure,
    first: figure,
    last: figure,
    nulls: z.int(),
  }),
  findings: z.array(finding),
  origin: z.enum(ORIGINS).nullable().describe('Where the cause of the worst finding lies; null without one'),
  summary: z.string().describe('What may be shown'),
  summaryBy: z.enum(['model', 'facts']).describe('Whose wording it is'),
  modelStatus: z.string().nullable().describe('Null while the question waits for its turn'),
  claims: claimCounts.nullable(),
});

export const claim = z.object({
  start: z.int(),
  end: z.int(),
  text: z.string(),
  kind: z.string(),
  verdict: z.enum(['supported', 'refuted', 'unverifiable']),
  evidence: z.string().describe('What it was held against'),
  reading: z.string().describe('The part of the window on which that was computed'),
});

export const usual = z.object({
  monitor: name,
  series: name,
  times: z.array(z.number()).describe('Epoch ms'),
  low: z.array(figure).describe('Null where fewer than three days are known'),
  high: z.array(figure),
});

export const judgement = z.enum(['right', 'wrong']);

export const word = z
  .object({ judgement, note: z.string(), at: moment })
  .describe('The newest word that somebody said of it');

export const fullResult = result.extend({
  feedback: word.nullable().describe('Null where nobody has said anything'),
  hypothesis: z
    .string()
    .nullable()
    .describe('What the model supposes beyond what was checked: a guess, which nobody has checked'),
  answer: z
    .array(z.object({ text: z.string(), claim: z.int().nullable() }))
    .nullable()
    .describe('The text that was checked, cut at its claims; null without an answer'),
  claimList: z
    .array(claim.extend({ judgement: judgement.nullable().describe('What somebody said of its check') }))
    .describe('In the order of the text'),
  exchange: z.object({
    prompt: z.array(z.object({ role: z.string(), content: z.string() })).nullable(),
    promptedAt: moment.nullable(),
    response: z.string().nullable().describe('Word for word'),
    respondedAt: moment.nullable(),
    model: z.string().nullable(),
    modelRequested: z.string().nullable(),
    reason: z.string().nullable().describe('Why there is no answer'),
    promptTokens: figure,
    completionTokens: figure,
  }),
});

export const seriesRow = result
  .pick({
    id: true,
    monitor: true,
    series: true,
    source: true,
    standIn: true,
    unit: true,
    points: true,
    origin: true,
  })
  .extend({
    windowEnd: moment,
    verdict: z.enum(VERDICTS),
    since: moment.nullable().describe('End of the first window with this verdict'),
    last: figure,
    findings: z.array(finding.pick({ kind: true, flag: true, start: true, end: true })),
    summary: z.string(),
    summaryBy: z.enum(['model', 'facts']),
    modelStatus: z.string().nullable(),
    claims: claimCounts.nullable(),
    nextRun: moment.nullable().describe('When its next window is due'),
  });

export const monitor = z.object({
  name,
  cron: z.string(),
  timezone: z.string(),
  source: name,
  fallback: name.nullable(),
  unit: z.string(),
  windowMs: z.number(),
  limits: z.object({
    fail: pair.nullable(),
    suspect: pair.nullable(),
  }),
  nextRun: moment.nullable(),
});

export const run = z.object({
  monitor: name,
  windowStart: moment,
  windowEnd: moment,
  status: z.enum(['running', 'done', 'failed', 'skipped']),
  attempt: z.int(),
  backfilled: z.boolean(),
  source: name.nullable(),
  fallbackReason: z.string().nullable(),
  stoodIn: z.string().nullable(),
  points: figure,
  series: figure,
  claimedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  readMs: figure.describe('How long the source took'),
  judgeMs: figure.describe('How long figures, detectors and words took'),
  modelMs: figure.describe('How long the model took, all questions about its series together'),
  errorCode: z.string().nullable(),
  error: z.string().nullable(),
});

export const delivery = z.object({
  target: name,
  kind: z.string().nullable().describe('Null where the config no longer has the target'),
  waiting: z.int(),
  oldestAt: moment.nullable(),
  sent: z.int(),
  dead: z.int().describe('Given up'),
  reason: z.string().nullable().describe('Why the newest attempt failed that has not been made good since'),
});

export const overview = z.object({
  now: moment,
  worker: z.object({
    healthy: z.boolean(),
    reason: z.string(),
    onFallback: z.array(z.object({ monitor: name, source: name, reason: z.string() })),
    modelAway: z.string().nullable().describe('Why the newest question got no answer'),
    deliveriesWaiting: z.int(),
    deliveriesDead: z.int(),
  }),
  monitors: z.array(monitor),
  series: z.array(seriesRow).describe('What needs attention first'),
});

export const signal = z.object({
  monitor: name,
  series: name,
  start: moment,
  end: moment,
  source: name.describe('Which source was read'),
  fallbackReason: z.string().nullable().describe("Why it was not the monitor's own"),
  rawPoints: z
    .int()
    .describe('So many points it has; more than were asked for are thinned by their extremes'),
  times: z.array(z.number()).describe('Epoch ms'),
  values: z.array(z.number().nullable()).describe('Null where data is missing'),
});

export const ranNow = z.object({
  run,
  results: z.array(z.int()).describe('Ids of its results, what needs attention first'),
});

export const claimFeedback = claim.omit({ reading: true }).extend({
  result: z.int(),
  monitor: name,
  series: name,
  judgement: judgement.describe('Of the check: wrong where the data says otherwise'),
  note: z.string(),
  at: moment,
});

const modelRecord = z.object({
  model: name.nullable().describe('The one that answered; null where none did'),
  status: z.string(),
  questions: z.int(),
  shown: z.int().describe('Answers of which something could be shown'),
  supported: z.int(),
  refuted: z.int(),
  unverifiable: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  ms: z.number().describe('From question to answer, all together'),
  longestMs: z.number(),
});

export const model = z.object({
  requested: z
    .object({ name, role: z.string() })
    .nullable()
    .describe('What the config asks for; null: no model'),
  servers: z
    .array(
      z.object({
        where: z.string(),
        model: name.describe('Empty: not known'),
        state: z.enum(['unknown', 'there', 'away']).describe('unknown: nobody has asked it yet'),
        reason: z.string().nullable().describe('Why it is away'),
        contextTokens: z.number().nullable(),
        latencyMs: z.number().nullable().describe('Mean time of its answers, the newest counting most'),
        underWay: z.number().describe('Questions that it has not answered yet'),
      }),
    )
    .describe('Of several model servers each, as this worker knows it; empty where there is one or none'),
  days: z.array(
    z.object({
      day: z.string().describe('UTC'),
      records: z.array(modelRecord).describe('Windows that ended on that day'),
    }),
  ),
});

export const evaluation = z.object({
  at: moment,
  data: z.string().describe('The file that its windows were taken from'),
  model: name,
  role: z.string(),
  promptHash: z.string(),
  figures: z.array(z.object({ name: z.string(), figure: z.string() })),
});

export const tried = z.object({ taken: z.boolean(), remark: z.string().nullable() });

export const accepted = z.object({ stored: z.boolean() });

export type UsualJson = z.output<typeof usual>;
export type ModelJson = z.output<typeof model>;
export type ModelRecordJson = z.output<typeof modelRecord>;
export type EvaluationJson = z.output<typeof evaluation>;
export type RanNowJson = z.output<typeof ranNow>;
export type TriedJson = z.output<typeof tried>;
export type ResultJson = z.output<typeof result>;
export type FullResultJson = z.output<typeof fullResult>;
export type SeriesRowJson = z.output<typeof seriesRow>;
export type MonitorJson = z.output<typeof monitor>;
export type RunJson = z.output<typeof run>;
export type DeliveryJson = z.output<typeof delivery>;
export type OverviewJson = z.output<typeof overview>;
export type SignalJson = z.output<typeof signal>;
export type FindingJson = z.output<typeof finding>;
export type ClaimJson = FullResultJson['claimList'][number];
