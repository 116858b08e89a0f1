import type { ClaimKind } from '../../claim.ts';
import type { Category } from '../phrases/phrase.ts';
import type { Telling } from './telling.ts';

/** A claim in its sentence: the tokens from `from` up to `to`. */
export interface Place {
  readonly kind: ClaimKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a word that no table knows only names what is measured, where, by what or by whom: "the consumption", "the pH logger at Tony
 * Grove", "the drum's strongest moment". Not where it is a verb that leads up to the claim, says which of several is meant, or ranks them.
 */
export function isIdleName(telling: Telling, at: number, claim: Place): boolean {
  return !(
    RANKING.test(telling.tokens[at]?.norm ?? '') ||
    isVerb(telling, at, claim) ||
    isChoosing(telling, at, claim) ||
    isTimed(telling, at, claim) ||
    isJudged(telling, at, claim) ||
    isOfPart(telling, at)
  );
}

/** "the mildest": one of many. */
const RANKING = /.{3}est$/;

/** "it hums along between 2 and 3": what is said of the readings was not understood. */
function isVerb({ tokens, mood }: Telling, at: number, { from }: Place): boolean {
  const [word, before] = [tokens[at]?.norm ?? '', tokens[at - 1]?.norm ?? ''];
  if (DETERMINERS.test(before)) return false;
  if (/.{3}ing$/.test(word)) return true;
  const isBefore = at < from && mood.clause[at] === mood.clause[from];
  return isBefore && !PREPOSITIONS.test(before) && /(?:[^s]s|ed)$/.test(word);
}

/** "the genuine readings", "a genuine rise begins at 14:05": which ones. */
function isChoosing({ islands, tokens }: Telling, at: number, { kind }: Place): boolean {
  if (COUNTED.test(tokens[at + 1]?.norm ?? '')) return true;
  const next = islands.find(({ from }) => from === at + 1)?.category;
  if (next === undefined || UNCHOSEN.has(next)) return false;
  return next !== 'change' || kind === 'time' || kind === 'duration';
}

const COUNTED =
  /^(?:readings?|values?|samples?|points?|measurements?|ones?|hours?|minutes?|half|halves|thirds?|quarters?)$/;
const UNCHOSEN: ReadonlySet<Category> = new Set(['timing', 'comparison', 'figure', 'measure']);

/** "a second swell, around midnight": what happened then has no other name. */
function isTimed({ tokens }: Telling, at: number, { kind, from }: Place): boolean {
  return kind === 'time' && at < from && tokens.slice(at + 1, from).every(({ norm }) => BESIDE.test(norm));
}

const BESIDE = /^(?:,|\(|is|are|was|were|came|comes|occurs|occurred|happens|happened)$/;

/** "the compressor is off": how a thing is that may be no reading. */
function isJudged({ mood }: Telling, at: number, { kind, from }: Place): boolean {
  return kind === 'state' && at < from && mood.clause[at] === mood.clause[from];
}

/** "in the doldrums", "after lunch": a part. */
function isOfPart({ tokens }: Telling, at: number): boolean {
  for (let left = at - 1; left > at - 4; left -= 1) {
    const { norm = '', kind } = tokens[left] ?? {};
    if (PARTS.test(norm)) return true;
    if (PREPOSITIONS.test(norm) || kind !== 'word') return false;
  }
  return false;
}

const DETERMINERS = /^(?:the|a|an|its|their|our|my|your|this|that|these|those)$/;
const PREPOSITIONS = /^(?:of|for|at|on|with|by|to|from|into)$/;
const PARTS =
  /^(?:in|during|over|after|before|until|till|since|within|between|except|without|per|through|throughout|outside|among|around|towards?|save|against|like|than)$/;
