import { check } from './check.ts';
import type { Claim } from './claim.ts';
import type { CheckContext } from './context.ts';
import { isDenied } from './denial.ts';
import { splitSentences } from './english/sentences.ts';
import { expectation } from './expectation.ts';
import { type ReadSentence, readSentence } from './extract.ts';
import { governing } from './governing.ts';
import { isForeign } from './language.ts';
import type { Draft } from './meaning.ts';
import type { Vocabulary } from './pieces.ts';
import { type JudgedSentence, judgeSentence, NOTHING_STATED, summaryOf } from './report.ts';
import { type Scope, scopesOf } from './scope.ts';
import { parseSeriesName } from './series-names.ts';
import { type Outcome, unverifiable } from './verdict.ts';
import { prepareWindow, type WindowData } from './window-data.ts';

/** A text after the check. */
export interface CheckedText {
  /** In the order of the text. */
  readonly claims: readonly Claim[];
  readonly sentences: readonly JudgedSentence[];
  /** The sentences whose claims all hold; null when none does. */
  readonly summary: string | null;
}

/** Longest text that is read; what is beyond it is not shown. Answers of models are some hundred characters. */
const MAX_LENGTH = 50_000;

/**
 * Finds the claims of an English text and holds each against the window. Takes time in proportion to the text and never throws;
 * a text in another language has no sentence that may be shown.
 */
export function checkText(text: string, context: CheckContext): CheckedText {
  const window = prepareWindow(context);
  const series = parseSeriesName(context.series);
  const vocabulary: Vocabulary = { unit: context.unit, measured: series.words };
  const claims: Claim[] = [];
  const sentences: JudgedSentence[] = [];
  let memory: Memory = { drafts: [], scope: undefined };
  const read = splitSentences(text.slice(0, MAX_LENGTH)).map((span) =>
    readSentence(text, span, series, vocabulary),
  );
  if (isForeign(read)) return inOtherLanguage(text, read);
  for (const sentence of read) {
    const scopes = scopesOf(sentence.tokens, sentence.drafts, window, memory.scope);
    const checked = checkSentence(text, sentence, scopes, window, memory);
    claims.push(...checked);
    sentences.push(underItsHead(text, judgeSentence(sentence, checked, context), sentences));
    memory = { drafts: sentence.drafts, scope: scopes.at(-1) };
  }
  return { claims, sentences, summary: summaryOf(text, sentences) };
}

/** Each sentence of a text that is not English is one claim that nothing decides. */
function inOtherLanguage(text: string, read: readonly ReadSentence[]): CheckedText {
  const evidence = 'the text is not English, so that nothing in it can be checked';
  const spans = read.map(({ span }) => span);
  return {
    claims: spans.map(({ start, end }) => ({
      start,
      end,
      text: text.slice(start, end),
      kind: 'state',
      verdict: 'unverifiable',
      evidence,
      reading: '',
    })),
    sentences: spans.map(({ start, end }) => ({ start, end, shown: false, marked: false, reason: evidence })),
    summary: null,
  };
}

/** An item of a list stands or falls with the line above the list: "Here are the outliers:". */
function underItsHead(
  text: string,
  judged: JudgedSentence,
  earlier: readonly JudgedSentence[],
): JudgedSentence {
  const isItem = ({ start, end }: JudgedSentence) =>
    /^\s*(?:[-*•–]|\d{1,3}[.)])\s/.test(text.slice(start, end));
  if (!judged.shown || !isItem(judged)) return judged;
  const head = earlier.findLast((sentence) => !isItem(sentence));
  const isHead = head !== undefined && text.slice(head.start, head.end).endsWith(':');
  return isHead && !head.shown && head.reason !== NOTHING_STATED
    ? { ...judged, shown: false, marked: false, reason: 'the line above its list is left out' }
    : judged;
}

/** What the sentence before leaves for "it", "that" and "there". */
interface Memory {
  readonly drafts: readonly Draft[];
  readonly scope: Scope | undefined;
}

function checkSentence(
  text: string,
  { tokens, drafts }: ReadSentence,
  scopes: readonly Scope[],
  whole: WindowData,
  memory: Memory,
): Claim[] {
  return drafts.flatMap((draft, index) => {
    const [first, last] = [tokens[draft.first], tokens[draft.end - 1]];
    if (first === undefined || last === undefined) return [];
    const window = governing(draft, scopes, tokens)?.window() ?? whole;
    const stated =
      expectation(draft, tokens, whole) ??
      check(draft.meaning, { window, whole, tokens, drafts, index, earlier: memory.drafts });
    const judged = isDenied(draft, tokens) ? denied(stated) : stated;
    const outcome = {
      ...judged,
      evidence: withFact(judged, text.slice(first.start, last.end), whole.context.facts ?? []),
    };
    const [start, end] = [first.start, last.end];
    return [{ start, end, text: text.slice(start, end), kind: draft.kind, ...outcome, reading: '' }];
  });
}

/** "the mean is not 22.4": false where it is; where it is not, what it is instead is left open. */
function denied({ verdict, evidence }: Outcome): Outcome {
  return verdict === 'supported'
    ? { verdict: 'refuted', evidence: `${evidence}, which is denied` }
    : unverifiable(evidence);
}

/** Evidence that begins with the id of a fact, where one states the same numbers. */
function withFact(
  { verdict, evidence }: Outcome,
  claim: string,
  facts: NonNullable<CheckContext['facts']>,
): string {
  const numbers = claim.match(/\d+(?:[.:]\d+)*/g) ?? [];
  if (verdict !== 'supported' || numbers.length === 0) return evidence;
  const fact = facts.find(({ text }) => {
    const stated = new Set(text.match(/\d+(?:[.:]\d+)*/g));
    return numbers.every((number) => stated.has(number));
  });
  return fact === undefined ? evidence : `${fact.id}: ${evidence}`;
}
