import type { Claim } from './claim.ts';
import type { CheckContext } from './context.ts';
import { read } from './english/read.ts';
import { evaluatorOf, type Judgement, judge } from './judge/judge.ts';
import { isMisnamed } from './judge/named.ts';
import { parseSeriesName } from './series-names.ts';
import { type JudgedSentence, judgeSentences, summaryOf } from './show/show.ts';
import type { ReadText, Statement } from './statement/text.ts';

/** A text after the check. */
export interface CheckedText {
  /** In the order of the text. */
  readonly claims: readonly Claim[];
  readonly sentences: readonly JudgedSentence[];
  /** What may be shown of it; null when nothing may. */
  readonly summary: string | null;
}

/** What a claim was made of, for those who want to question a verdict. */
export interface Explained extends CheckedText {
  readonly statements: readonly { readonly statement: Statement; readonly judgement: Judgement }[];
}

/** No answer states more; what a hostile text goes on to say is left open, so that it can't hold up the worker. */
const MAX_JUDGED = 300;

const TOO_MANY: Judgement = {
  verdict: 'unverifiable',
  evidence: `only the first ${MAX_JUDGED} statements of a text are checked`,
  reading: '',
  tried: [],
};

const MISNAMED = {
  verdict: 'unverifiable',
  evidence: 'no reading of that value is among what was found',
} as const;

/** Longest text that is read; what is beyond it is not shown. Answers of models are some hundred characters. */
export const MAX_LENGTH = 65_536;

/**
 * Reads an English text, holds each of its statements against the window, and says what of it may be shown. Takes time in proportion to
 * the text and never throws; a text in another language has nothing that may be shown.
 */
export function checkText(text: string, context: CheckContext): CheckedText {
  const { claims, sentences, summary } = explainText(text, context);
  return { claims, sentences, summary };
}

/** The same with every statement and what came of each of its readings. */
export function explainText(text: string, context: CheckContext): Explained {
  const readText = readOf(text, context);
  const on = evaluatorOf(context, readText.statements);
  const clauses = readText.sentences.flatMap((sentence) => sentence.clauses);
  const judged = readText.statements.slice(0, MAX_JUDGED);
  const statements = readText.statements.map((statement, nth) => {
    if (nth >= MAX_JUDGED) return { statement, judgement: TOO_MANY };
    const clause = clauses.find((one) => isWithin(statement, one));
    const isWrong = clause !== undefined && isMisnamed(statement, clause, readText.statements, on);
    const sentence = readText.sentences.find((one) => isWithin(statement, one));
    const beside = sentence === undefined ? [] : judged.filter((one) => isWithin(one, sentence));
    const inClause = clause === undefined ? [] : beside.filter((one) => isWithin(one, clause));
    const judgement = judge(statement, on, beside, inClause);
    return { statement, judgement: isWrong ? { ...judgement, ...MISNAMED } : judgement };
  });
  const claims = statements.map(({ statement, judgement }) => claimOf(text, statement, judgement, context));
  const sentences = judgeSentences(text, readText, claims, context);
  return { claims, sentences, summary: summaryOf(sentences), statements };
}

type Place = { readonly start: number; readonly end: number };

function isWithin(inner: Place, outer: Place): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function readOf(text: string, { series, unit }: CheckContext): ReadText {
  const { words, tags } = parseSeriesName(series);
  return read(text.slice(0, MAX_LENGTH), { unit, words, tags });
}

function claimOf(
  text: string,
  { start, end, kind }: Statement,
  { verdict, evidence, reading }: Judgement,
  { facts = [] }: CheckContext,
): Claim {
  const claim = text.slice(start, end);
  const fact = verdict === 'supported' ? factWith(claim, facts) : undefined;
  return {
    start,
    end,
    text: claim,
    kind,
    verdict,
    evidence: fact === undefined ? evidence : `${fact}: ${evidence}`,
    reading,
  };
}

/** The id of a fact that states the same numbers. */
function factWith(claim: string, facts: NonNullable<CheckContext['facts']>): string | undefined {
  const numbers = claim.match(/\d+(?:[.:]\d+)*/g) ?? [];
  if (numbers.length === 0) return undefined;
  return facts.find(({ text }) => {
    const stated = new Set(text.match(/\d+(?:[.:]\d+)*/g));
    return numbers.every((number) => stated.has(number));
  })?.id;
}
