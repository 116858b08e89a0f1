import { z } from 'zod';
import type { Verdict } from '../../detect/finding.ts';
import { ORIGINS, type Origin } from '../../facts/origin.ts';
import { PlumblineError } from '../../lib/errors.ts';
import { isoTime } from '../../lib/time.ts';
import type { ModelStatus } from '../../model/model.ts';
import type { Exchange } from '../exchange.ts';
import type { RunClaim } from '../ledger.ts';
import { type Figures, findingsJson, judgedJson, type NewResult, type Result } from '../result.ts';
import { momentOf } from './moment.ts';

/** A row of `results`, as it stands in the table; the table itself checks verdict and status. */
export interface ResultRow {
  readonly id: number;
  readonly monitor: string;
  readonly series: string;
  readonly source: string | null;
  readonly stand_in: 0 | 1;
  readonly window_start: string;
  readonly window_end: string;
  readonly unit: string;
  readonly points: number;
  readonly nulls: number;
  readonly mean: number | null;
  readonly stddev: number | null;
  readonly median: number | null;
  readonly mad: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly p05: number | null;
  readonly p25: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly last_at: string | null;
  readonly usual_interval_s: number | null;
  readonly longest_gap_s: number | null;
  readonly verdict: Verdict;
  readonly score: number | null;
  readonly findings: string;
  readonly origin: Origin | null;
  readonly judged: string;
  readonly prompt: string | null;
  readonly prompt_hash: string | null;
  readonly prompted_at: string | null;
  readonly response: string | null;
  readonly responded_at: string | null;
  readonly model: string | null;
  readonly model_requested: string | null;
  readonly model_status: ModelStatus | null;
  readonly model_reason: string | null;
  readonly model_verdict: string | null;
  readonly summary: string;
  readonly summary_by: 'model' | 'facts';
  readonly hypothesis: string | null;
  readonly claims_supported: number | null;
  readonly claims_refuted: number | null;
  readonly claims_unverifiable: number | null;
  readonly prompt_tokens: number | null;
  readonly completion_tokens: number | null;
}

/** The columns that are filled when a run is done. */
export const NEW_COLUMNS = (
  'monitor series source stand_in window_start window_end unit points nulls mean stddev median mad min max p05 p25 p75 p95 ' +
  'first last last_at usual_interval_s longest_gap_s verdict score findings origin judged model_status summary summary_by'
).split(' ');

/** What a result is when its run is done, before anybody asked a model. */
export function newRow(run: RunClaim, from: { source: string; standIn: boolean }, result: NewResult) {
  const { statistics } = result;
  const { mean, stddev, median, mad, min, max, p05, p25, p75, p95, first, last } = statistics;
  const figures = { mean, stddev, median, mad, min, max, p05, p25, p75, p95, first, last };
  return {
    monitor: run.monitor,
    series: result.series,
    source: from.source,
    stand_in: from.standIn ? 1 : 0,
    window_start: isoTime(run.window.start),
    window_end: isoTime(run.window.end),
    unit: result.unit,
    points: result.points,
    nulls: statistics.nulls,
    ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, finiteOrNull(figure)])),
    last_at: Number.isNaN(statistics.lastAt) ? null : isoTime(statistics.lastAt),
    usual_interval_s: finiteOrNull(statistics.usualIntervalMs / 1000),
    longest_gap_s: finiteOrNull(statistics.longestGapMs / 1000),
    verdict: result.verdict,
    score: result.score,
    findings: findingsJson(result.findings),
    origin: result.origin,
    judged: judgedJson(result.judged),
    model_status: result.toBeAsked ? null : 'not_asked',
    summary: result.summary,
    summary_by: 'facts',
  };
}

/** SQLite has no NaN, and an infinite figure says nothing in a table. */
function finiteOrNull(figure: number): number | null {
  return Number.isFinite(figure) ? figure : null;
}

export function toResult(row: ResultRow): Result {
  const { id, monitor, series, source, unit, points, verdict, score, summary } = row;
  return {
    ...{ id, monitor, series, source, standIn: row.stand_in === 1, unit, points, verdict, score, summary },
    window: { start: Date.parse(row.window_start), end: Date.parse(row.window_end) },
    figures: figuresOf(row),
    findings: findingsOf(row),
    origin: row.origin,
    judged: parseJson(row, 'judged', judgedSchema),
    exchange: exchangeOf(row),
    summaryBy: row.summary_by,
    hypothesis: row.hypothesis,
    claimCounts: claimCountsOf(row),
  };
}

export function findingsOf(row: Pick<ResultRow, 'id' | 'findings'>): Result['findings'] {
  return parseJson(row, 'findings', findingsSchema);
}

function figuresOf(row: ResultRow): Figures {
  const { mean, stddev, median, mad, min, max, p05, p25, p75, p95, first, last } = row;
  return {
    nulls: row.nulls,
    ...{ mean: orNaN(mean), stddev: orNaN(stddev), median: orNaN(median), mad: orNaN(mad) },
    ...{ min: orNaN(min), max: orNaN(max), first: orNaN(first), last: orNaN(last) },
    ...{ p05: orNaN(p05), p25: orNaN(p25), p75: orNaN(p75), p95: orNaN(p95) },
    lastAt: orNaN(momentOf(row.last_at)),
    usualIntervalMs: orNaN(row.usual_interval_s) * 1000,
    longestGapMs: orNaN(row.longest_gap_s) * 1000,
  };
}

function exchangeOf(row: ResultRow): Exchange {
  return {
    prompt: row.prompt === null ? null : parseJson(row, 'prompt', messagesSchema),
    promptHash: row.prompt_hash,
    promptedAt: momentOf(row.prompted_at),
    response: row.response,
    respondedAt: momentOf(row.responded_at),
    model: row.model,
    modelRequested: row.model_requested,
    status: row.model_status,
    reason: row.model_reason,
    modelVerdict: row.model_verdict,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
  };
}

export function claimCountsOf(
  row: Pick<ResultRow, 'claims_supported' | 'claims_refuted' | 'claims_unverifiable'>,
): Result['claimCounts'] {
  const { claims_supported: supported, claims_refuted: refuted, claims_unverifiable: unverifiable } = row;
  if (supported === null || refuted === null || unverifiable === null) return null;
  return { supported, refuted, unverifiable };
}

export function orNaN(figure: number | null): number {
  return figure ?? Number.NaN;
}

const momentSchema = z.iso.datetime().transform((text) => Date.parse(text));
const findingsSchema = z.array(
  z.looseObject({
    kind: z.string(),
    detector: z.string(),
    flag: z.union([z.literal(3), z.literal(4)]),
    start: momentSchema,
    end: momentSchema,
    points: z.number(),
    observed: z.number().nullable(),
    expected: z.tuple([z.number(), z.number()]).nullable(),
    score: z.number(),
    origin: z.enum(ORIGINS).optional().catch(undefined),
    sentence: z.string(),
  }),
);
const judgedSchema = z.array(
  z.looseObject({
    kind: z.string(),
    judged: z.boolean(),
    from: z.number().nullable(),
    when: momentSchema.nullable(),
  }),
);
const messagesSchema = z.array(
  z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }),
);

/** A column that holds JSON; somebody may have edited it. */
function parseJson<T, Column extends 'findings' | 'judged' | 'prompt'>(
  row: Pick<ResultRow, 'id' | Column>,
  column: Column,
  schema: z.ZodType<T>,
): T {
  try {
    return schema.parse(JSON.parse(row[column] ?? ''));
  } catch (cause) {
    throw new PlumblineError('database_damaged', `the ${column} of result ${row.id} cannot be read`, {
      hint: 'They are JSON that Plumbline wrote; restore the row from a backup, or delete it.',
      cause,
    });
  }
}
