import type { Claim } from '../claim.ts';
import type { CheckContext } from '../context.ts';
import { findingsOf } from '../judge/findings.ts';
import type { Clause } from '../statement.ts';

/** So many words that no rule has understood may stand in a clause that is shown: with more, it may say anything. */
const MAX_UNREAD = 1;

/** Why a clause may not be shown. */
export interface Objection {
  readonly reason: string;
  /** False things are never shown; what the data cannot settle may be, where the config says so. */
  readonly isFalse: boolean;
}

export function objectionTo(
  text: string,
  clause: Clause,
  claims: readonly Claim[],
  context: CheckContext,
): Objection | undefined {
  const own = claims.filter(({ start, end }) => start < clause.end && end > clause.start);
  return falsehood(text, clause, own, context) ?? openQuestion(clause, own);
}

function falsehood(
  text: string,
  clause: Clause,
  claims: readonly Claim[],
  { truth }: CheckContext,
): Objection | undefined {
  const refuted = claims.find(({ verdict }) => verdict === 'refuted');
  if (refuted !== undefined)
    return { reason: `refuted: "${refuted.text}" (${refuted.evidence})`, isFalse: true };
  if (clause.foreignSubject !== null)
    return { reason: `it is said of ${clause.foreignSubject}`, isFalse: true };
  const loose = looseNumber(text, clause, claims);
  if (loose !== undefined) return { reason: `"${loose}" is not accounted for`, isFalse: true };
  const presumed = clause.presumes.find((of) => findingsOf(of, truth).length === 0);
  return presumed === undefined
    ? undefined
    : {
        reason: `it speaks of ${presumed === 'any' ? 'something unusual' : `a ${presumed}`}, and none was found`,
        isFalse: true,
      };
}

/** A number outside of every claim: it may state what no rule has seen. The number of a list item is none. */
function looseNumber(
  text: string,
  { start, core, end, mood }: Clause,
  claims: readonly Claim[],
): string | undefined {
  if (mood !== 'stated') return undefined;
  for (const match of text.slice(core, end).matchAll(/\d[\d.,:]*/g)) {
    const at = core + match.index;
    const isCovered = claims.some((claim) => claim.start < at + match[0].length && claim.end > at);
    const isName = /[\p{L}_#-]$/u.test(text.slice(start, at));
    if (!isCovered && !isName) return match[0];
  }
  return undefined;
}

function openQuestion({ unread, mood }: Clause, claims: readonly Claim[]): Objection | undefined {
  const open = claims.find(({ verdict }) => verdict === 'unverifiable');
  if (open !== undefined)
    return { reason: `unverifiable: "${open.text}" (${open.evidence})`, isFalse: false };
  if (mood === 'asked') return { reason: 'it is a question', isFalse: false };
  return unread.length > MAX_UNREAD && mood === 'stated'
    ? { reason: `words that were not understood: ${unread.join(', ')}`, isFalse: false }
    : undefined;
}
