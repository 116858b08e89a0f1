import type { z } from 'zod';
import { cutAtClaims } from '../factcheck/marked.ts';
import { isoTime } from '../lib/time.ts';
import { parseAnswer } from '../model/answer.ts';
import type { Run } from '../store/ledger.ts';
import type { KeptFinding, Result, ResultWithClaims } from '../store/result.ts';
import type { FullResultJson, finding, ResultJson, RunJson } from './schemas.ts';

/** What is kept, in the forms of the API. */

export function isoOrNull(ms: number | null): string | null {
  return ms === null || Number.isNaN(ms) ? null : isoTime(ms);
}

/** JSON has no NaN. */
export function figureOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function resultJson({
  window,
  figures,
  findings,
  exchange,
  claimCounts,
  ...rest
}: Result): ResultJson {
  const { id, monitor, series, source, standIn, unit, points, verdict, score, origin, summary, summaryBy } =
    rest;
  const { mean, stddev, median, mad, min, max, first, last, nulls } = figures;
  const shown = { mean, stddev, median, mad, min, max, first, last };
  return {
    ...{ id, monitor, series, source, standIn, unit, points, verdict, score, origin, summary, summaryBy },
    windowStart: isoTime(window.start),
    windowEnd: isoTime(window.end),
    figures: {
      nulls,
      mean: figureOrNull(shown.mean),
      stddev: figureOrNull(shown.stddev),
      median: figureOrNull(shown.median),
      mad: figureOrNull(shown.mad),
      min: figureOrNull(shown.min),
      max: figureOrNull(shown.max),
      first: figureOrNull(shown.first),
      last: figureOrNull(shown.last),
    },
    findings: findings.map(findingJson),
    modelStatus: exchange.status,
    claims: claimCounts,
  };
}

function findingJson({ start, end, expected, ...rest }: KeptFinding): z.output<typeof finding> {
  const { kind, detector, flag, observed, score, sentence } = rest;
  return {
    ...{ kind, detector, flag, observed, score, sentence },
    start: isoTime(start),
    end: isoTime(end),
    expected: expected === null ? null : [expected[0], expected[1]],
  };
}

export function fullResultJson({ result, claims, word }: ResultWithClaims): FullResultJson {
  const { exchange } = result;
  const { model, modelRequested, reason, response, promptTokens, completionTokens } = exchange;
  const answer = answerOf(result);
  return {
    ...resultJson(result),
    hypothesis: result.hypothesis,
    feedback: word === null ? null : { ...word, at: isoTime(word.at) },
    answer: answer === null ? null : cutAtClaims(answer, claims).map((piece) => ({ ...piece })),
    claimList: claims.map((claim) => ({ ...claim })),
    exchange: {
      ...{ model, modelRequested, reason, response, promptTokens, completionTokens },
      prompt: exchange.prompt?.map(({ role, content }) => ({ role, content })) ?? null,
      promptedAt: isoOrNull(exchange.promptedAt),
      respondedAt: isoOrNull(exchange.respondedAt),
    },
  };
}

/** The text that was checked: the summary in the model's answer. */
function answerOf({ exchange: { status, response } }: Result): string | null {
  if (response === null || status !== 'answered') return null;
  const parsed = parseAnswer(response, 'full');
  return parsed.ok ? parsed.answer.summary : null;
}

export function runJson({ window, claimedAt, finishedAt, leaseUntil: _lease, ...rest }: Run): RunJson {
  return {
    ...rest,
    windowStart: isoTime(window.start),
    windowEnd: isoTime(window.end),
    claimedAt: isoOrNull(claimedAt),
    finishedAt: isoOrNull(finishedAt),
  };
}
