import type { Cell } from '../lib/csv.ts';
import { isoTime } from '../lib/time.ts';
import { findingsJson, judgedJson, type Result } from './result.ts';

/** A result under the names of the table's columns, which `docs/results.md` explains: for JSON and CSV. */
export function columnsOf({ window, figures, exchange, claimCounts, ...result }: Result) {
  return {
    ...{ id: result.id, monitor: result.monitor, series: result.series },
    ...{ source: result.source, stand_in: result.standIn ? 1 : 0 },
    ...{ window_start: isoTime(window.start), window_end: isoTime(window.end) },
    ...{ unit: result.unit, points: result.points, nulls: figures.nulls },
    ...{ mean: figure(figures.mean), stddev: figure(figures.stddev) },
    ...{ median: figure(figures.median), mad: figure(figures.mad) },
    ...{ min: figure(figures.min), max: figure(figures.max) },
    ...{ p05: figure(figures.p05), p25: figure(figures.p25) },
    ...{ p75: figure(figures.p75), p95: figure(figures.p95) },
    ...{ first: figure(figures.first), last: figure(figures.last) },
    last_at: time(figure(figures.lastAt)),
    usual_interval_s: figure(figures.usualIntervalMs / 1000),
    longest_gap_s: figure(figures.longestGapMs / 1000),
    ...{ verdict: result.verdict, score: result.score, findings: findingsJson(result.findings) },
    origin: result.origin,
    judged: judgedJson(result.judged),
    prompt: exchange.prompt === null ? null : JSON.stringify(exchange.prompt),
    ...{ prompt_hash: exchange.promptHash, prompted_at: time(exchange.promptedAt) },
    ...{ response: exchange.response, responded_at: time(exchange.respondedAt) },
    ...{ model: exchange.model, model_requested: exchange.modelRequested },
    ...{ model_status: exchange.status, model_reason: exchange.reason },
    model_verdict: exchange.modelVerdict,
    ...{ summary: result.summary, summary_by: result.summaryBy },
    hypothesis: result.hypothesis,
    claims_supported: claimCounts?.supported ?? null,
    claims_refuted: claimCounts?.refuted ?? null,
    claims_unverifiable: claimCounts?.unverifiable ?? null,
    prompt_tokens: exchange.promptTokens,
    completion_tokens: exchange.completionTokens,
  } satisfies Readonly<Record<string, Cell>>;
}

function figure(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function time(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
