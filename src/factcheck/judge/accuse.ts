import type { Event } from '../statement/events.ts';
import type { Formula } from '../statement/formulas.ts';
import type { Quantity } from '../statement/literals.ts';
import type { Condition, Part } from '../statement/parts.ts';
import type { Statement } from '../statement/text.ts';
import { FEW_SHARE } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { isLoose, isMove } from './loose.ts';
import { isOtherwise } from './meant.ts';
import { isMoment } from './moments.ts';

/**
 * Whether the words are plain enough to call them false: both sides of a comparison and what is counted were named, and a bare number is
 * one of the readings for sure. A length of time, and a number that no reading comes near, may be said of anything: false only where
 * the window has none such.
 */
export function mayAccuse(statement: Statement, on: Evaluator): boolean {
  const { kind, readings } = statement;
  const formula = readings[0]?.formula;
  // How many meet a condition is told of some part, and each that may be meant was tried.
  const isTried = kind === 'count' && isOfCondition(formula);
  const isAssumed = readings.some(({ assumes }) =>
    assumes.some((one) => one !== 'loose wording' && !(isTried && /part/.test(one))),
  );
  const isCount = kind === 'count' || (kind === 'state' && formula?.is === 'count');
  if ((kind === 'comparison' || isCount) && isAssumed && !isSize(formula)) return false;
  if (isLoose(statement)) return false;
  if (isAtEnd(formula, on) || isOfMany(formula, on) || isRounded(formula, on)) return false;
  if (formula !== undefined && isOtherwise(formula, on)) return false;
  const isUnsure = (kind === 'duration' && isLength(formula)) || isFarOff(formula, on);
  if (isUnsure) return on.isNoFigure(statement);
  const isBare = formula?.is === 'has value' && formula.quantity.unit === undefined;
  return !(isBare && on.window.context.unit !== '');
}

/** "Fell by 0.4": over all of it or in one step, and both were tried. */
function isSize(formula: Formula | undefined): boolean {
  if (isMove(formula)) return true;
  return formula?.is === 'compare' && (formula.left.num === 'change' || formula.left.num === 'largest step');
}

/** So many readings above a level, in a row, or missing, so many of what is found; half of them above their median is a manner of speaking. */
function isOfCondition(formula: Formula | undefined): boolean {
  switch (formula?.is) {
    case 'and':
    case 'or':
      return isOfCondition(formula.formulas[0]);
    case 'not':
      return isOfCondition(formula.formula);
    case 'quantified':
      return formula.amount.amount === 'share' && !isOfMedian(formula.condition);
    case 'count':
      // What is a peak is a matter of taste.
      if (formula.counted.count === 'peaks' || formula.counted.count === 'valleys') return false;
      return formula.counted.count !== 'readings' || TOLD.has(formula.counted.of.part);
    default:
      return false;
  }
}

/** Parts of which a text says which readings they hold. */
const TOLD: ReadonlySet<Part['part']> = new Set<Part['part']>(['where', 'between', 'before', 'after']);

function isOfMedian(condition: Condition): boolean {
  return condition.if === 'compare' && condition.to.num === 'statistic' && condition.to.name === 'median';
}

/** "20.4 at 14:05", where one reading in twenty has that value: that it is another's proves nothing. */
function isOfMany(formula: Formula | undefined, on: Evaluator): boolean {
  if (formula?.is !== 'same time' || formula.a.time !== 'start') return false;
  const { of } = formula.a;
  if (of.event !== 'reading' && !(of.event === 'step' && of.by !== undefined)) return false;
  return on.happenings(formula.a.of).length > Math.max(1, on.window.values.length * FEW_SHARE);
}

/** "49.4 at 17:00", where the readings begin or end: of the two, it is rather the number that is wrong. */
function isAtEnd(formula: Formula | undefined, { window }: Evaluator): boolean {
  if (formula?.is !== 'same time' || formula.a.time !== 'start' || formula.b.time !== 'moment') return false;
  const { moment } = formula.b;
  return (
    formula.a.of.event === 'reading' &&
    [window.times[0], window.times.at(-1)].some((ms) => ms !== undefined && isMoment(ms, moment, window))
  );
}

/** Events that begin and end where the data say so. */
const HAS_ENDS: ReadonlySet<Event['event']> = new Set(['finding', 'gap', 'null', 'run']);

/** "For 20 minutes": how long some readings last, from one thing to another, or an event whose ends are a matter of words. */
function isLength(formula: Formula | undefined): boolean {
  if (formula?.is !== 'compare' || formula.relation !== 'equal') return false;
  const { left, right } = formula;
  if (right.num !== 'literal' || right.quantity.hedge !== 'exact') return false;
  if (left.num === 'event duration') return !HAS_ENDS.has(left.of.event);
  return left.num === 'duration' || left.num === 'time between';
}

/** Further from every reading than these are from each other, or on the other side of zero: a difference, if anything. */
function isFarOff(formula: Formula | undefined, { window, whole, figures }: Evaluator): boolean {
  const quantity = readingIn(formula);
  if (quantity === undefined) return false;
  const value = figures({ num: 'literal', quantity }, 'reading')[0]?.value;
  const spread = whole.max - whole.min;
  return (
    value !== undefined &&
    window.values.length > 0 &&
    (value > whole.max + spread || value < whole.min - spread || (value < 0 && whole.min >= 0))
  );
}

/** "361,000", where a reading is 361,152: how far it was rounded its zeros leave open. */
function isRounded(formula: Formula | undefined, { window, figures }: Evaluator): boolean {
  const quantity = readingIn(formula) ?? endIn(formula);
  const [figure] = quantity === undefined ? [] : figures({ num: 'literal', quantity }, 'reading');
  if (quantity === undefined || figure === undefined || quantity.value % ROUND !== 0 || quantity.value === 0)
    return false;
  const reach = figure.tolerance * ROUND;
  return window.values.some((value) => Math.abs(value - figure.value) <= reach);
}

/** A number that ends in so many zeros was rounded. */
const ROUND = 1000;

/** The number that is said to be that of a reading, of any or of one that is told. */
function readingIn(formula: Formula | undefined): Quantity | undefined {
  if (formula?.is === 'or') return readingIn(formula.formulas[0]);
  if (formula?.is === 'has value') return formula.quantity;
  const isReading =
    formula?.is === 'compare' && formula.left.num === 'reading at' && formula.relation === 'equal';
  return isReading && formula.right.num === 'literal' ? formula.right.quantity : undefined;
}

/** The same for the first and the last. */
function endIn(formula: Formula | undefined): Quantity | undefined {
  if (formula?.is === 'or') return endIn(formula.formulas[0]);
  const isEnd =
    formula?.is === 'compare' &&
    formula.left.num === 'statistic' &&
    (formula.left.name === 'first' || formula.left.name === 'last');
  return isEnd && formula.right.num === 'literal' ? formula.right.quantity : undefined;
}
