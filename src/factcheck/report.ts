import type { Claim } from './claim.ts';
import type { CheckContext } from './context.ts';
import type { ReadSentence } from './extract.ts';

/** A sentence, and whether a reader may see it. */
export interface JudgedSentence {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly shown: boolean;
  /** Why it is left out, or that its claims hold. */
  readonly reason: string;
}

/** So many words outside the vocabulary may stand in a sentence that is shown: with more, it may say what no rule has seen. */
const MAX_UNKNOWN = 2;

/** Decides whether a sentence may be shown: everything it states must hold, and it must state something. */
export function judgeSentence(
  sentence: ReadSentence,
  claims: readonly Claim[],
  context: CheckContext,
): JudgedSentence {
  const reason = objection(sentence, claims, context);
  const { start, end } = sentence.span;
  return { start, end, shown: reason === undefined, reason: reason ?? 'every claim holds' };
}

function objection(
  { span, tokens, hedged }: ReadSentence,
  claims: readonly Claim[],
  context: CheckContext,
): string | undefined {
  if (span.cut === true) return 'it is longer than any sentence';
  const refuted = claims.find(({ verdict }) => verdict === 'refuted');
  if (refuted !== undefined) return `refuted: "${refuted.text}" (${refuted.evidence})`;
  const open = claims.find(({ verdict }) => verdict === 'unverifiable');
  if (open !== undefined) return `unverifiable: "${open.text}" (${open.evidence})`;
  if (claims.length === 0) {
    const possible = hedged.some(Boolean) && context.truth.length > 0;
    return possible ? undefined : 'it states nothing that can be checked';
  }
  const unknown = tokens.filter(({ senses }) => senses.has('unknown'));
  if (unknown.length > MAX_UNKNOWN)
    return `too many words are unknown: ${unknown.map(({ norm }) => norm).join(', ')}`;
  const covered = (start: number, end: number) =>
    claims.some((claim) => claim.start < end && claim.end > start);
  const loose = tokens.find(
    (token) =>
      (token.quantity !== undefined || token.moment !== undefined) &&
      !covered(token.start, token.end) &&
      !/^\p{L}/u.test(token.norm),
  );
  return loose === undefined ? undefined : `"${loose.norm}" is not accounted for`;
}

/** The sentences that may be shown, joined; null when there is none. */
export function summaryOf(text: string, sentences: readonly JudgedSentence[]): string | null {
  const shown = sentences
    .filter((sentence) => sentence.shown)
    .map(({ start, end }) => text.slice(start, end));
  return shown.length === 0 ? null : shown.join(' ');
}
