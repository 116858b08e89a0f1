import type { ClaimKind } from '../../claim.ts';
import type { Reading } from '../../statement/text.ts';
import { meaningOf } from '../phrases/phrase.ts';
import { PART_NAME } from '../words/joints.ts';
import type { Island } from './island.ts';
import { isOfPiece } from './listed.ts';
import { placesAs } from './mood.ts';
import type { Place } from './names.ts';
import { numberList } from './number-list.ts';
import { pairedName } from './paired.ts';
import { at, type Telling } from './telling.ts';
import { chosenBefore } from './values/statistics.ts';

/**
 * What a claim may also be said of: readings that its sentence speaks of in a way that no rule follows. Where it fails for the readings that were
 * found, it need not be false.
 */
export const UNPLACED: Reading = {
  formula: {
    is: 'and',
    formulas: [
      { is: 'beyond', what: 'which readings are meant' },
      { is: 'state', state: 'vague', of: { part: 'unknown' } },
    ],
  },
  assumes: ['another part'],
};

/** Whether a claim stands in a sentence that hands its numbers out, points at readings or names them in a way that was not followed. */
export function isUnplaced(
  telling: Telling,
  { kind, from, to }: Place,
  [natural]: readonly Reading[],
): boolean {
  if (isOfPace(telling, from) || isHeading(telling, natural, to) || isFromElsewhere(telling, natural))
    return true;
  if (!OF_READINGS.has(kind)) return false;
  const index = telling.islands.findIndex((island) => island.from <= from && island.to > from);
  return (
    (kind === 'comparison' && isChoosing(telling, index)) ||
    isHandedOut(telling, index, kind) ||
    isBehindTo(telling, index, natural) ||
    isOfTheOthers(telling, from, to, kind) ||
    isOfSteps(telling, from, kind) ||
    (kind === 'count' && telling.tokens.slice(from, to).some(({ norm }) => norm === 'extremes')) ||
    (kind !== 'value' && isUnderLabel(telling, from)) ||
    pointsAtPart(telling, from, to) ||
    leavesOutSeveral(telling)
  );
}

/** "The slowest took 439 s": by a time it is the longest, by a speed the lowest. */
function isOfPace({ tokens, mood }: Telling, from: number): boolean {
  return placesAs(mood.clause, from).some((place) => PACE.test(tokens[place]?.norm ?? ''));
}

const PACE = /^(?:fastest|slowest|quickest)$/;

/** "Samples under 500: 25 of 45": how many they are is told behind it. */
function isHeading({ tokens }: Telling, natural: Reading | undefined, to: number): boolean {
  return natural?.formula.is === 'quantified' && /^(?::|=)$/.test(tokens[to]?.text ?? '');
}

/** "The readings above 22 average 23": which ones they are. */
function isChoosing(telling: Telling, index: number): boolean {
  return at(telling, index + 1, 'figure') !== undefined && chosenBefore(telling, index + 1) !== undefined;
}

/** "It is dearest at noon": which number that is was told in another sentence, if at all. */
function isFromElsewhere({ tokens }: Telling, natural: Reading | undefined): boolean {
  const formula = natural?.formula;
  if (formula?.is !== 'compare' || formula.left.num !== 'literal' || formula.right.num !== 'statistic')
    return false;
  const { value } = formula.left.quantity;
  return !tokens.some(({ number }) => number !== undefined && Math.abs(number.value) === Math.abs(value));
}

/** "The mean of the other 15": as many as are left of what was told before. */
function isOfTheOthers({ tokens }: Telling, from: number, to: number, kind: ClaimKind): boolean {
  if (kind !== 'statistic') return false;
  return tokens
    .slice(from, to)
    .some(({ norm }, nth) => norm === 'other' && tokens[from + nth + 1]?.number !== undefined);
}

const OF_READINGS: ReadonlySet<ClaimKind> = new Set([
  'statistic',
  'value',
  'range',
  'comparison',
  'trend',
  'count',
]);

/** "The three phases average 19.7, 67.0 and 77.2": one figure and several numbers of it, of parts that were not told apart; "-7 ± 2.8". */
function isHandedOut(telling: Telling, index: number, kind: ClaimKind): boolean {
  if ((kind !== 'statistic' && kind !== 'value') || index === -1) return false;
  if (telling.tokens.some(({ norm }, place) => PLUS_MINUS.test(norm) && !isRead(telling, place))) return true;
  const { first, last } = numberList(telling, index, /^(?:,|and|&|then)$/, MOST_LISTED);
  const figure = at(telling, first, 'figure');
  const isOfOne = figure !== undefined && figure.name !== 'first' && figure.name !== 'last';
  const unit = figure?.quantity?.unit;
  if (unit !== undefined && at(telling, last, 'measure')?.unit !== unit) return false;
  return first < last && isOfOne && pairedName(telling, index) === undefined && !isOfPiece(telling, index);
}

const PLUS_MINUS = /^(?:±|\+\/-|\+-)$/;
const MOST_LISTED = 12;

/** "From 517 at 11:40 to 671": the moment stands by the other end. */
function isBehindTo(
  { tokens, islands, mood }: Telling,
  index: number,
  natural: Reading | undefined,
): boolean {
  const here = islands[index];
  if (here === undefined) return false;
  // "ranges from 41 (09:46) to 49".
  const lead = tokens
    .slice(Math.max(0, here.from - 2), here.from)
    .map(({ norm }) => norm)
    .join(' ');
  if (/^(?:rang|vari|swing|swung)\w* from$/.test(lead)) return true;
  if (tokens[here.from - 1]?.norm !== 'to') return false;
  const opened = placesAs(mood.piece, here.from).some(
    (place) => place < here.from && tokens[place]?.norm === 'from',
  );
  return opened && JSON.stringify(natural?.formula ?? null).includes('"reading at"');
}

/** "The typical step is 0.2": of the changes between readings. */
function isOfSteps({ tokens, mood }: Telling, from: number, kind: ClaimKind): boolean {
  if (kind !== 'value' && kind !== 'statistic' && kind !== 'count') return false;
  const words = placesAs(mood.piece, from).map((place) => tokens[place]?.norm ?? '');
  return words.some((word, nth) => USUAL.test(word) && STEP.test(words[nth + 1] ?? ''));
}

const USUAL = /^(?:typical|usual|normal|average|mean|median|common|ordinary)$/;
const STEP = /^(?:steps?|changes?|differences?|jumps?|increments?|moves?|swings?)$/;

/** "Night 1: never above 20", "**Before:** 48.5 on average": a label in front names the part. */
function isUnderLabel(telling: Telling, from: number): boolean {
  const { tokens, islands, parts, mood } = telling;
  const index = islands.findIndex((island) => island.from <= from && island.to > from);
  if ((parts[index] ?? null) !== null) return false;
  const end = tokens.slice(0, LONGEST_LABEL).findIndex(({ text }) => /^(?::|→|->|=>)$/.test(text));
  if (end === -1 || end > from || mood.piece[end + 1] !== mood.piece[from]) return false;
  if (
    telling.islands.some((_, nth) => isOfPiece(telling, nth)) ||
    tokens.slice(0, end).some(({ norm }) => BEING.test(norm))
  )
    return false;
  return tokens.slice(0, end).some(({ norm }, place) => {
    const island = islands.find((one) => one.from <= place && one.to > place);
    return island === undefined ? PART_NAME.test(norm) : isOfTime(island);
  });
}

const BEING = /^(?:is|are|was|were|has|have|had)$/;
const LONGEST_LABEL = 7;
const isOfTime = (island: Island): boolean => {
  const timing = meaningOf(island, 'timing');
  return timing === undefined
    ? island.category === 'scope' || island.category === 'part'
    : timing.role !== 'at';
};
/** "In that hour", "during this phase", "in the last one": a part that was told before, or nowhere. */
function pointsAtPart(telling: Telling, from: number, to: number): boolean {
  const { tokens, mood } = telling;
  const places = placesAs(mood.piece, from).filter(
    (place) => (place < from || place >= to) && !isRead(telling, place),
  );
  const text = places.map((place) => tokens[place]?.norm ?? '').join(' ');
  return (
    THAT_PART.test(text) ||
    LAST_ONE.test(
      placesAs(mood.clause, from)
        .map((place) => tokens[place]?.norm ?? '')
        .join(' '),
    )
  );
}

const THAT_PART =
  /\b(?:in|during|over|within|throughout|for|of|across) (?:(?:that|those|the same|said) (?:[\w-]+ )?(?:seconds?|minutes?|hours?|days?|nights?|mornings?|evenings?|afternoons?|phase|period|stretch|interval|block|spell|stage|part|half|third|quarter|time|span|section|segment|episode|plateau)|(?:this|these) (?:[\w-]+ )?(?:phase|stretch|block|spell|stage|part|half|third|quarter|section|segment|episode|plateau))\b/;
const LAST_ONE = /\b(?:in|during) the (?:first|second|third|last|next|other|final|middle) one\b/;

/** "Excluding them", "leave those two out": how many of them are left out was guessed. */
function leavesOutSeveral({ tokens }: Telling): boolean {
  return LEAVING.test(tokens.map(({ norm }) => norm).join(' '));
}

const LEAVING =
  /\b(?:without|excluding|exclude|ignoring|ignore|leaving|leave|omitting|omit|disregarding|disregard|removing|remove|dropping|drop|discounting|discount|except|barring|minus|apart from|aside from|setting|set) (?:out |aside )?(?:them|these|those|both|the (?:two|three|four|five)|two|three|four)(?! (?:readings|values|samples|points))\b/;

/** Whether a token stands in a phrase that was understood. */
function isRead({ islands }: Telling, place: number): boolean {
  return islands.some((island) => island.from <= place && island.to > place);
}
