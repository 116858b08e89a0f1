import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Counted, Num } from '../../../statement/numbers.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { findUnit } from '../../../units.ts';
import { countIs, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison, Counting } from '../../phrases/phrase.ts';
import { conditionOf } from '../comparisons/condition.ts';
import { placesAs } from '../mood.ts';
import { doubtful, reading } from '../scene.ts';
import { after, at, before, partAt, sameClause, samePiece, type Telling, wordsBetween } from '../telling.ts';

/** Nouns for readings in a row. */
const RUN =
  /^(?:run|runs|streak|streaks|stretch|plateau|plateaus|sequence|succession|string|spell|row|chain|standstill|flatline|consecutively)$/;
/** So many tokens may stand between the noun and the number. */
const REACH = 12;

/** "The longest run of equal values has 6 readings", "a streak of nine readings at 13.27": whether a count says how long readings go on in a row. */
export function isRunLength(telling: Telling, index: number, { amount, of, place }: Counting): boolean {
  const { tokens, islands, mood } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  if (amount.amount !== 'number' || of?.part === 'event' || place !== undefined) return false;
  const isIn = (nth: number) => mood.piece[nth] === mood.piece[from];
  const noun = placesAs(mood.piece, from).findLast(
    (nth) => nth < from && from - nth <= REACH && isIn(nth) && RUN.test(tokens[nth]?.norm ?? ''),
  );
  const isNamed = noun !== undefined && !isCounted(telling, noun, index);
  const next = tokens.slice(to, to + 3).map(({ norm }) => norm);
  return isNamed || (isIn(to) && BEHIND.test(next.join(' ')));
}

const BEHIND =
  /^(?:long|running|in a row|in succession|in direct succession|in sequence|on end|on the trot|back to back|consecutively|one after another)\b/;

/** The words around a length of readings in a row that its readings took up. */
export function runTokens(telling: Telling, index: number): number[] {
  const { tokens, islands, mood } = telling;
  return placesAs(mood.piece, islands[index]?.from ?? -1).filter((nth) => {
    const word = tokens[nth]?.norm ?? '';
    return RUN.test(word) || AROUND.test(word);
  });
}

const AROUND =
  /^(?:begins?|beginning|began|starts?|started|starting|ends?|ended|ending|lasts?|lasted|unbroken|uninterrupted|longest|consecutive|identical|equal|same|constant|unchanged|long|interruption|change|of|in)$/;

/** "Two stretches": the noun goes with a number of its own, or another count stands between. */
function isCounted({ islands, mood, tokens }: Telling, noun: number, index: number): boolean {
  const plural = /s$/.test(tokens[noun]?.norm ?? '');
  return (
    plural ||
    islands.some(
      ({ category, from, to }, other) =>
        other < index &&
        category === 'count' &&
        (from >= noun || to > noun) &&
        mood.piece[from] === mood.piece[noun],
    )
  );
}

/** How many in a row, or in how many stretches: equal ones, such as meet the condition told beside it, or steps that all go one way. */
export function runReadings(
  telling: Telling,
  index: number,
  kind: 'run length' | 'stretches',
  amount: Amount,
  own?: Condition,
): Reading[] {
  const within = runPart(telling, index);
  const readings = readingsWithin(telling, index, kind, amount, own, within);
  // "no value is repeated more than five times in a row".
  if (at(telling, before(telling, index, 'count'), 'count')?.amount.amount === 'none')
    return readings.map(({ formula }) => reading({ is: 'not', formula }));
  const [first] = within === WHOLE ? [] : readingsWithin(telling, index, kind, amount, own, WHOLE);
  return first === undefined ? readings : [...readings, doubtful(first.formula, 'part carried over')];
}

function readingsWithin(
  telling: Telling,
  index: number,
  kind: 'run length' | 'stretches',
  amount: Amount,
  own: Condition | undefined,
  within: Part,
): Reading[] {
  const told = own === undefined ? comparisonBeside(telling, index) : { condition: own };
  if (told !== undefined) {
    const { condition } = told;
    if (condition === undefined) return [UNTOLD];
    if (kind === 'stretches') return [counted({ count: 'stretches', condition, within }, amount)];
    return [
      lengthReading(telling, index, [{ count: 'stretch length', condition, within }], amount),
      ...ofAnyValue(telling, index, condition, within, amount),
    ];
  }
  return kind === 'stretches' ? [UNNAMED] : inARow(telling, index, amount, within);
}

/** The part of its clause, without what readings are said to be there; one told behind "and" is of what follows. */
function runPart(telling: Telling, index: number): Part {
  const part = partAt(telling, index);
  const isToldBefore = telling.islands.some((_, other) => {
    const role = at(telling, other, 'timing')?.role ?? 'at';
    const isPart = role !== 'at' || at(telling, other, 'scope') !== undefined;
    return other < index && isPart && samePiece(telling, other, index);
  });
  const next = after(telling, index, 'scope', 'timing', 'part');
  const isOfOther = !isToldBefore && next !== -1 && wordsBetween(telling, index, next).includes('and');
  if (isOfOther) return WHOLE;
  return part.part === 'where' ? part.of : part;
}

/** "The longest run has 10 readings of 20.36": where the value is wrong, the number need not be. */
function ofAnyValue(
  telling: Telling,
  index: number,
  condition: Condition,
  within: Part,
  amount: Amount,
): Reading[] {
  const isValue = condition.if === 'compare' && condition.relation === 'equal';
  return isValue && isLongest(telling, index)
    ? [counted({ count: 'run length', value: null, within }, amount)]
    : [];
}

const UNNAMED = reading({ is: 'beyond', what: 'stretches of what was not named' });
const UNTOLD = reading({ is: 'beyond', what: 'how long a stretch of such readings lasts' });

/** The comparison that says which readings; "equal values" and "six at most" say nothing of them. */
function comparisonBeside(telling: Telling, index: number): { condition: Condition | undefined } | undefined {
  const earlier = before(telling, index, 'comparison');
  for (const beside of [earlier, after(telling, index, 'comparison')]) {
    const comparison = at(telling, beside, 'comparison');
    if (comparison === undefined || isBare(comparison)) continue;
    return { condition: conditionOf(telling, beside, comparison) };
  }
  return undefined;
}

function isBare({ relation, to, by, against, back }: Comparison): boolean {
  const isNamed = [to, by, against, back].some((one) => one !== undefined);
  return !isNamed && /^(?:equal|at least|at most)$/.test(relation);
}

const counted = (what: Counted, amount: Amount): Reading => reading(countIs(what, amount));

/** The longest such run has that length; where it is not said to be the longest, another may be meant. */
function lengthReading(telling: Telling, index: number, whats: readonly Counted[], amount: Amount): Reading {
  const any = isLongest(telling, index) ? {} : ({ any: true } as const);
  const formulas = whats.map((what): Formula => countIs({ ...what, ...any }, amount));
  const [only] = formulas;
  return reading(only !== undefined && formulas.length === 1 ? only : { is: 'or', formulas });
}

function isLongest({ tokens, islands, mood }: Telling, index: number): boolean {
  const { from = 0 } = islands[index] ?? {};
  return placesAs(mood.piece, from).some((nth) => /^(?:longest|most)$/.test(tokens[nth]?.norm ?? ''));
}

/** "three times in a row": equal readings, of the value that is told beside it; rises or falls where these are told. */
export function inARow(
  telling: Telling,
  index: number,
  amount: Amount,
  within: Part = runPart(telling, index),
): Reading[] {
  const direction = directionBeside(telling, index);
  if (direction !== undefined)
    return [lengthReading(telling, index, [{ count: 'steps in a row', direction, within }], amount)];
  const value = valueBeside(telling, index);
  const equal: Counted = { count: 'run length', value, within };
  if (value === null) return [lengthReading(telling, index, [equal], amount)];
  // "13 readings of 22.7": such as round to it, or are equal besides.
  const condition: Condition = { if: 'compare', relation: 'equal', to: value };
  return [
    lengthReading(telling, index, [equal, { count: 'stretch length', condition, within }], amount),
    ...ofAnyValue(telling, index, condition, within, amount),
  ];
}

function directionBeside(telling: Telling, index: number): 'up' | 'down' | undefined {
  const change = at(telling, before(telling, index, 'change', 'measure', 'figure', 'state'), 'change');
  const own = telling.chart
    .at((telling.islands[index]?.to ?? 0) - 1)
    .find(({ category }) => category === 'move')?.value;
  if (own === 'up' || own === 'down') return own;
  return change?.direction === 'up' || change?.direction === 'down' ? change.direction : undefined;
}

/** The value that is told beside it, in the unit of the readings; or the extreme that is. */
function valueBeside(telling: Telling, index: number): Num | null {
  const said = before(telling, index, 'measure', 'figure', 'num');
  const next = said === -1 ? after(telling, index, 'measure') : said;
  if (said === -1 && !sameClause(telling, index, next)) return null;
  const num = at(telling, next, 'num');
  if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min')) return { ...num, of: WHOLE };
  const quantity = at(telling, next, 'measure') ?? at(telling, next, 'figure')?.quantity;
  // A bare whole number, or one in per cent, may be of anything where the readings are in another unit.
  const isBare = (quantity?.unit === undefined && quantity?.step === 1) || quantity?.unit === '%';
  const isOther = isBare && findUnit(telling.vocabulary.unit, '')?.name !== quantity?.unit;
  return quantity === undefined || isOther ? null : literal(quantity);
}
