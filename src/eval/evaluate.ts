import { type Attempt, askAgain, askOnce } from '../ask/ask.ts';
import { ALL_JUDGED } from '../detect/power/power.ts';
import type { Claim } from '../factcheck/claim.ts';
import { type CheckContext, knownFindings } from '../factcheck/context.ts';
import { namesFinding } from '../factcheck/show/worth.ts';
import { contextOf } from '../facts/context.ts';
import type { Model, ModelStatus } from '../model/model.ts';
import type { Answer, Role } from '../prompt/answer-schema.ts';
import type { Detail } from '../prompt/detail.ts';
import { type Fact, stateContext, stateFacts, type WindowView } from '../prompt/facts.ts';
import { renderPrompt } from '../prompt/render.ts';
import { plainSummary } from '../prompt/summary.ts';
import type { Template } from '../prompt/template.ts';
import { describe } from '../statistics/describe.ts';
import type { EvalCase } from './cases.ts';
import { type KnownOrigin, originsNamed } from './origin.ts';

/** What a model made of one window, and what a reader would have been shown. */
export interface CaseOutcome {
  readonly series: string;
  readonly windowStart: number;
  /** What was put in; null in a clean window. */
  readonly fault: string | null;
  readonly status: ModelStatus;
  readonly said: string;
  readonly modelVerdict: Answer['verdict'] | null;
  readonly claims: { readonly supported: number; readonly refuted: number; readonly unverifiable: number };
  readonly sentences: number;
  readonly sentencesShown: number;
  readonly shown: string;
  readonly shownBy: 'model' | 'facts';
  /** The model's shown words all stand in the facts that it was given. */
  readonly onlyRepeats: boolean;
  /** Supported statements in the model's shown words that the text of code does not make. */
  readonly beyondCode: number;
  /** What is shown names the fault; null in a clean window. */
  readonly namesFault: boolean | null;
  /** Where the cause lies; null in a clean window, and where no relatives are there to tell it by. */
  readonly origin: KnownOrigin | null;
  /** Where what is shown says that it lies: empty where it says nothing, several where it contradicts itself. */
  readonly originsNamed: readonly KnownOrigin[];
  /** What is shown speaks of something unusual, by a plain word search that knows nothing of the check. */
  readonly speaksOfAnomaly: boolean;
  /** A second attempt was made, and whether its words could be shown. */
  readonly repair: 'not tried' | 'helped' | 'did not help';
  readonly model: string | null;
  readonly elapsedMs: number | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** Who is asked, and how. */
export interface Examinee {
  readonly model: Model;
  readonly template: Template;
  readonly role: Role;
  /** How much it is given; absent: the findings and figures alone. */
  readonly detail?: Detail;
  /** Tokens of the context kept free for the answer. */
  readonly maxTokens: number;
  /** Makes a second attempt with the objections where the first could not be shown. */
  readonly repair: boolean;
}

/** Puts one window to a model as the worker would, with what is known of it in place of the detectors' findings. */
export async function examine(
  evalCase: EvalCase,
  unit: string,
  examinee: Examinee,
  signal: AbortSignal,
): Promise<CaseOutcome> {
  const view = viewOf(evalCase, unit);
  const facts = stateFacts(view);
  const { detail = 'brief' } = examinee;
  const around = detail === 'full' ? stateContext(view, facts.length) : [];
  const room = await examinee.model.contextTokens(signal);
  const messages = renderPrompt(
    examinee.template,
    view,
    [...around, ...facts],
    room === null ? undefined : room - examinee.maxTokens,
  );
  const inquiry = { messages, view, context: checkedBy(evalCase, view, facts), around, detail };
  const first = await askOnce(inquiry, examinee.model, signal);
  const second = examinee.repair ? await askAgain(inquiry, first, examinee.model, signal) : null;
  return summarise(evalCase, view, [...facts, ...around], first, second);
}

function viewOf({ series, window, fault, findings, past, ties }: EvalCase, unit: string): WindowView {
  return {
    monitor: 'eval',
    series: series.series,
    unit,
    window,
    statistics: describe(series.times, series.values),
    findings,
    verdict: fault === null ? 'normal' : 'anomalous',
    judged: ALL_JUDGED,
    limits: {},
    ...(series.relatives?.length
      ? { context: contextOf(findings, series, past, (name) => ties.get(name) ?? null) }
      : {}),
  };
}

function checkedBy({ series, window }: EvalCase, view: WindowView, facts: readonly Fact[]): CheckContext {
  return { ...series, unit: view.unit, window, truth: knownFindings(view.findings), facts };
}

function summarise(
  { series, window, fault, findings, origin }: EvalCase,
  view: WindowView,
  facts: readonly Fact[],
  first: Attempt,
  second: Attempt | null,
): CaseOutcome {
  const { outcome, status, answer, checked } = first;
  const reply = 'reply' in outcome ? outcome.reply : null;
  const worth = first.summary ?? second?.summary ?? null;
  const shown = worth ?? plainSummary(view);
  const worst = findings[0];
  const claims = checked?.claims ?? [];
  const count = (verdict: string): number => claims.filter((claim) => claim.verdict === verdict).length;
  return {
    series: series.series,
    windowStart: window.start,
    fault,
    status,
    said: reply?.text ?? '',
    modelVerdict: answer?.verdict ?? null,
    claims: {
      supported: count('supported'),
      refuted: count('refuted'),
      unverifiable: count('unverifiable'),
    },
    sentences: checked?.sentences.length ?? 0,
    sentencesShown: checked?.sentences.filter((sentence) => sentence.shown).length ?? 0,
    shown,
    shownBy: worth === null ? 'facts' : 'model',
    onlyRepeats: worth !== null && repeats(worth, facts),
    beyondCode: worth === null ? 0 : beyond(claims, worth, plainSummary(view)),
    namesFault: worst === undefined ? null : namesFinding(shown, worst, view),
    origin,
    originsNamed: originsNamed(shown),
    speaksOfAnomaly: SPEAKS_OF_ANOMALY.test(shown.replace(DENIED, '')),
    repair: second === null ? 'not tried' : second.summary === null ? 'did not help' : 'helped',
    model: reply?.model ?? null,
    elapsedMs: reply?.elapsedMs ?? null,
    promptTokens: reply?.promptTokens ?? null,
    completionTokens: reply?.completionTokens ?? null,
  };
}

const SPEAKS_OF_ANOMALY =
  /anomal|abnormal|unusual|outlier|spike|stuck|frozen|faulty|missing|malfunction|drift|suspect|out of range|stands out|alarm|problem|error/i;
const DENIED = /\b(no|nothing|not|none|without)\b[^.!?]*/gi;

/** True when every word and number of a text stands in the facts as well. */
function repeats(text: string, facts: readonly Fact[]): boolean {
  const given = new Set(wordsOf(facts.map((fact) => fact.text).join(' ')));
  return wordsOf(text).every((word) => given.has(word));
}

/** Statements that hold, are shown, and have a word or number that the text of code has not. */
function beyond(claims: readonly Claim[], shown: string, byCode: string): number {
  const told = new Set(wordsOf(byCode));
  return claims.filter(
    ({ verdict, text }) =>
      verdict === 'supported' && shown.includes(text) && wordsOf(text).some((word) => !told.has(word)),
  ).length;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.:]\p{N}+)*/gu) ?? [];
}
