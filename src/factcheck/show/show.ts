import type { Claim } from '../claim.ts';
import type { CheckContext } from '../context.ts';
import type { Clause, ReadText, Sentence } from '../statement/text.ts';
import { joinClauses } from './join.ts';
import { objectionTo } from './objection.ts';

/** A sentence, and what a reader may see of it. */
export interface JudgedSentence {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** What is shown of it; null: nothing. */
  readonly text: string | null;
  readonly shown: boolean;
  /** Shown though the data does not settle it, because the config says so. */
  readonly marked: boolean;
  /** Why it is left out, cut or marked, or that its claims hold. */
  readonly reason: string;
}

/** What follows a marked sentence in a summary. */
export const UNVERIFIED_MARK = '(not verifiable from the data)';

/** Decides for each sentence what of it may be shown: the clauses in which everything holds. */
export function judgeSentences(
  text: string,
  read: ReadText,
  claims: readonly Claim[],
  context: CheckContext,
): readonly JudgedSentence[] {
  let headIsFalse = false;
  let next = 0;
  return read.sentences.map((sentence) => {
    // Both are in the order of the text: each claim is looked at once.
    const first = next;
    while ((claims[next]?.start ?? Number.POSITIVE_INFINITY) < sentence.end) next += 1;
    const own = claims.slice(first, next);
    const judged = judgeSentence(text, sentence, own, context);
    const fallen = sentence.form === 'item' && headIsFalse;
    if (sentence.form === 'head') headIsFalse = statesFalse(sentence, own, context);
    else if (sentence.form === 'prose') headIsFalse = false;
    return fallen
      ? { ...judged, text: null, shown: false, marked: false, reason: 'the line above its list is left out' }
      : judged;
  });
}

/** A head that states something false takes its list along; one that states nothing, or what nobody can decide, does not. */
function statesFalse({ clauses }: Sentence, claims: readonly Claim[], context: CheckContext): boolean {
  return clauses.some((clause) => objectionTo(clause, claims, context)?.isFalse === true);
}

/** The reason against a sentence without a claim. */
export const NOTHING_STATED = 'it states nothing that can be checked';

function judgeSentence(
  text: string,
  sentence: Sentence,
  claims: readonly Claim[],
  context: CheckContext,
): JudgedSentence {
  const { start, end, clauses } = sentence;
  const left = (reason: string): JudgedSentence => ({
    start,
    end,
    text: null,
    shown: false,
    marked: false,
    reason,
  });
  if (sentence.broken) return left('it breaks off');
  const objections = clauses.map((clause) => objectionTo(clause, claims, context));
  const first = objections.find((objection) => objection !== undefined);
  const kept = remaining(clauses, (index) => objections[index] === undefined);
  const isStating = clauses.some((clause) => isStated(clause, claims, context));
  if (
    context.unverifiable === 'show' &&
    isStating &&
    first !== undefined &&
    objections.every((objection) => objection?.isFalse !== true)
  )
    return { start, end, text: text.slice(start, end), shown: true, marked: true, reason: first.reason };
  if (!kept.some((clause) => isStated(clause, claims, context))) return left(first?.reason ?? NOTHING_STATED);
  if (first === undefined)
    return {
      start,
      end,
      text: text.slice(start, end),
      shown: true,
      marked: false,
      reason: 'every claim holds',
    };
  return {
    start,
    end,
    text: joinClauses(text, sentence, kept),
    shown: true,
    marked: false,
    reason: first.reason,
  };
}

/** Advice and possibilities are worth reading where something was found; on a clean window they only alarm. */
function isStated({ start, end, mood }: Clause, claims: readonly Claim[], { truth }: CheckContext): boolean {
  if (claims.some((claim) => claim.start >= start && claim.end <= end)) return true;
  return truth.length > 0 && (mood === 'possible' || mood === 'advised');
}

/** The clauses that stay: those without an objection, whose host stays, and that lose no clause they can't be without. */
function remaining(clauses: readonly Clause[], isSound: (index: number) => boolean): readonly Clause[] {
  const gone = new Set(clauses.map((_, index) => index).filter((index) => !isSound(index)));
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const [index, { host, hold }] of clauses.entries()) {
      if (host !== null && gone.has(host)) gone.add(index);
      if (host !== null && hold === 'bound' && gone.has(index)) gone.add(host);
    }
  }
  return clauses.filter((_, index) => !gone.has(index));
}

/** What may be shown, joined, each sentence once; null when there is nothing. */
export function summaryOf(sentences: readonly JudgedSentence[]): string | null {
  const seen = new Set<string>();
  const shown = sentences.flatMap(({ text, marked }) => {
    if (text === null) return [];
    const key = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (seen.has(key)) return [];
    seen.add(key);
    return [marked ? `${text} ${UNVERIFIED_MARK}` : text];
  });
  return shown.length === 0 ? null : shown.join(' ');
}
