import type { Claim } from './claim.ts';
import type { CheckContext } from './context.ts';
import type { ReadSentence } from './extract.ts';
import { asCounted, findingsOf } from './findings.ts';

/** A sentence, and whether a reader may see it. */
export interface JudgedSentence {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly shown: boolean;
  /** Shown though the data does not settle it, because the config says so. */
  readonly marked: boolean;
  /** Why it is left out or marked, or that its claims hold. */
  readonly reason: string;
}

/** What follows a marked sentence in a summary. */
export const UNVERIFIED_MARK = '(not verifiable from the data)';

/**
 * So many words outside the vocabulary may stand in a sentence that is shown: with more, it may say what no rule
 * has seen.
 */
const MAX_UNKNOWN = 2;

/** The reason against a sentence without a claim. */
export const NOTHING_STATED = 'it states nothing that can be checked';

interface Objection {
  readonly reason: string;
  /** False things are never shown; what the data cannot settle may be, where the config says so. */
  readonly isFalse: boolean;
}

/** Decides whether a sentence may be shown: everything it states must hold, and it must state something. */
export function judgeSentence(
  sentence: ReadSentence,
  claims: readonly Claim[],
  context: CheckContext,
): JudgedSentence {
  const { start, end } = sentence.span;
  const objection =
    falsehood(sentence, claims) ?? presumption(sentence, context) ?? openQuestion(sentence, claims, context);
  if (objection === undefined) return { start, end, shown: true, marked: false, reason: 'every claim holds' };
  const shown = !objection.isFalse && context.unverifiable === 'show';
  return { start, end, shown, marked: shown, reason: objection.reason };
}

function falsehood({ span, tokens }: ReadSentence, claims: readonly Claim[]): Objection | undefined {
  if (span.cut === true) return { reason: 'it is longer than any sentence', isFalse: true };
  if (breaksOff(tokens)) return { reason: 'it breaks off', isFalse: true };
  const refuted = claims.find(({ verdict }) => verdict === 'refuted');
  if (refuted !== undefined)
    return { reason: `refuted: "${refuted.text}" (${refuted.evidence})`, isFalse: true };
  const covered = (start: number, end: number) =>
    claims.some((claim) => claim.start < end && claim.end > start);
  const loose = tokens.find(
    ({ quantity, moment, norm, start, end }) =>
      (quantity !== undefined || moment !== undefined) && !covered(start, end) && !/^\p{L}/u.test(norm),
  );
  return loose === undefined ? undefined : { reason: `"${loose.norm}" is not accounted for`, isFalse: true };
}

const DANGLING =
  /^(?:an?|the|of|to|with|that|which|and|or|but|is|are|was|were|it's|its|towards?|than|from|by|as|for|at|between)$/;

/** The last sentence of an answer that ran out of tokens. */
function breaksOff(tokens: ReadSentence['tokens']): boolean {
  return DANGLING.test(tokens.at(-1)?.norm ?? '');
}

/** "these outliers are ...": it takes for granted what was not found. */
function presumption(
  { tokens, hedged, drafts }: ReadSentence,
  { truth }: CheckContext,
): Objection | undefined {
  const presumed = tokens.find(({ senses }, at) => {
    const of = asCounted(senses.get('anom') ?? '');
    const stated = drafts.some(({ first, end }) => first <= at && end > at);
    return of !== undefined && !stated && hedged[at] !== true && findingsOf(of, truth).length === 0;
  });
  return presumed === undefined
    ? undefined
    : { reason: `it speaks of "${presumed.norm}", and none was found`, isFalse: true };
}

function openQuestion(
  { tokens, hedged }: ReadSentence,
  claims: readonly Claim[],
  context: CheckContext,
): Objection | undefined {
  const open = claims.find(({ verdict }) => verdict === 'unverifiable');
  if (open !== undefined)
    return { reason: `unverifiable: "${open.text}" (${open.evidence})`, isFalse: false };
  const unread = tokens.find(
    ({ senses, norm, start, end }, at) =>
      (/^(?:faster|slower|quicker|earlier|longer|shorter)$/.test(norm) ||
        (senses.has('cmp') && /er(?: than)?$|^(?:more|less) than$/.test(norm))) &&
      !/^(?:over|under|other)$/.test(norm) &&
      hedged[at] !== true &&
      !(tokens[at + 1]?.senses.has('normal') === true && isUnusualMovement(norm, context)) &&
      !claims.some((claim) => claim.start < end && claim.end > start),
  );
  if (unread !== undefined) return { reason: `"${unread.norm}" is not accounted for`, isFalse: false };
  const unknown = tokens.filter(({ senses }) => senses.has('unknown')).map(({ norm }) => norm);
  // "People entered the office at 07:00": a place and a time of something that no rule has read.
  const isElsewhere =
    claims.length > 0 &&
    claims.every(({ kind }) => ['series', 'time', 'duration'].includes(kind)) &&
    !tokens.some(({ senses }) => ['meas', 'item', 'anom'].some((sense) => senses.has(sense)));
  if (unknown.length > (isElsewhere ? 0 : MAX_UNKNOWN))
    return { reason: `unknown words: ${unknown.join(', ')}`, isFalse: false };
  // Advice and possibilities are worth reading where something was found; on a clean window they only alarm.
  const isAside = claims.length === 0 && !(hedged.some(Boolean) && context.truth.length > 0);
  return isAside
    ? {
        reason: NOTHING_STATED,
        isFalse: claims.length === 0 && context.truth.length === 0,
      }
    : undefined;
}

/** "scatters much more than usual", "moves less than usual": so it does where that was found. */
function isUnusualMovement(comparison: string, { truth }: CheckContext): boolean {
  const kinds = comparison === 'more than' ? ['noise burst'] : ['attenuated', 'stuck'];
  return truth.some(({ kind }) => kinds.includes(kind));
}

/** The sentences that may be shown, joined; null when there is none. */
export function summaryOf(text: string, sentences: readonly JudgedSentence[]): string | null {
  const shown = sentences
    .filter((sentence) => sentence.shown)
    .map(({ start, end, marked }) => `${text.slice(start, end)}${marked ? ` ${UNVERIFIED_MARK}` : ''}`);
  return shown.length === 0 ? null : shown.join(' ');
}
