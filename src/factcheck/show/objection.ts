import type { Claim } from '../claim.ts';
import type { CheckContext } from '../context.ts';
import { findingsOf } from '../judge/findings.ts';
import type { Clause } from '../statement/text.ts';

/** So many words that no rule has understood may stand in a clause that is shown: with more, it may say anything. */
const MAX_UNREAD = 1;

/** Why a clause may not be shown. */
export interface Objection {
  readonly reason: string;
  /** False things are never shown; what the data cannot settle may be, where the config says so. */
  readonly isFalse: boolean;
}

export function objectionTo(
  clause: Clause,
  claims: readonly Claim[],
  context: CheckContext,
): Objection | undefined {
  const own = claims.filter(({ start, end }) => start < clause.end && end > clause.start);
  return falsehood(clause, own, context) ?? openQuestion(clause, own);
}

function falsehood(clause: Clause, claims: readonly Claim[], { truth }: CheckContext): Objection | undefined {
  const refuted = claims.find(({ verdict }) => verdict === 'refuted');
  if (refuted !== undefined)
    return { reason: `refuted: "${refuted.text}" (${refuted.evidence})`, isFalse: true };
  if (clause.foreignSubject !== null)
    return { reason: `it is said of ${clause.foreignSubject}`, isFalse: true };
  const loose = looseNumber(clause);
  if (loose !== undefined) return { reason: `"${loose}" is not accounted for`, isFalse: true };
  const presumed = clause.presumes.find((of) => findingsOf(of, truth).length === 0);
  return presumed === undefined
    ? undefined
    : {
        reason: `it speaks of ${presumed === 'any' ? 'something unusual' : `a ${presumed}`}, and none was found`,
        isFalse: true,
      };
}

/** A number that no rule has understood: it may state anything. */
function looseNumber({ mood, unread }: Clause): string | undefined {
  return mood === 'stated' ? unread.find((word) => /^\d/.test(word)) : undefined;
}

function openQuestion({ unread, untold, mood }: Clause, claims: readonly Claim[]): Objection | undefined {
  const open = claims.find(({ verdict }) => verdict === 'unverifiable');
  if (open !== undefined)
    return { reason: `unverifiable: "${open.text}" (${open.evidence})`, isFalse: false };
  if (untold.length > 0 && mood === 'stated')
    return { reason: `"${untold[0]}" states what was not understood`, isFalse: false };
  if (mood === 'asked') return { reason: 'it is a question', isFalse: false };
  return unread.length > MAX_UNREAD && mood === 'stated'
    ? { reason: `words that were not understood: ${unread.join(', ')}`, isFalse: false }
    : undefined;
}
