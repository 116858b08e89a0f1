import type { Formula } from '../statement/formulas.ts';
import type { Statement } from '../statement/text.ts';

/**
 * Whether the words leave open what is meant, whatever the window holds: how near is near, what a share is of, where a movement begins. What
 * fails then is no lie.
 */
export function isLoose(statement: Statement): boolean {
  const { kind, readings } = statement;
  const formula = readings[0]?.formula;
  // What is held against a figure of guessed readings.
  const isGuessed =
    kind === 'comparison' && formula?.is === 'quantified' && isOfFigure(formula) && isAssumed(statement);
  return (
    isGuessed ||
    isVague(formula) ||
    isOfTaste(formula) ||
    isAboutMoment(formula) ||
    isOfPart(statement) ||
    isWholeAgainstPart(formula) ||
    isShareOf(formula) ||
    isOfOneReading(formula)
  );
}

function isOfFigure({ condition }: Formula & { is: 'quantified' }): boolean {
  return condition.if === 'compare' && condition.to.num === 'statistic';
}

function isAssumed({ readings }: Statement): boolean {
  return readings.some(({ assumes }) => assumes.length > 0);
}

/** What is denied of a course, and that a sensor is broken: that nothing was found proves neither. */
function isOfTaste(formula: Formula | undefined): boolean {
  if (formula?.is === 'state') return formula.state === 'faulty';
  return formula?.is === 'not' && formula.formula.is === 'trend';
}

/** A direction told with one moment: where the movement begins and ends is told loosely. */
function isAboutMoment(formula: Formula | undefined): boolean {
  if (formula?.is !== 'or') return false;
  const parts = formula.formulas.flatMap((one) => (one.is === 'trend' ? [one.of.part] : []));
  return parts.includes('around') && !parts.includes('between');
}

/** "No reading came near 20", "just before 12:00": how near is near was not said. */
function isVague(formula: Formula | undefined): boolean {
  if (formula?.is === 'same time') {
    const hedge = formula.b.time === 'moment' ? formula.b.moment.hedge : 'exact';
    return hedge === 'almost' || hedge === 'just over';
  }
  return (
    formula?.is === 'quantified' &&
    formula.amount.amount === 'none' &&
    formula.condition.if === 'compare' &&
    formula.condition.relation === 'equal'
  );
}

/** The mean of all against that of a part: some other part was meant, whose words were not understood. */
function isWholeAgainstPart(formula: Formula | undefined): boolean {
  if (formula?.is !== 'compare') return false;
  const { left, right } = formula;
  return (
    left.num === 'statistic' &&
    right.num === 'statistic' &&
    left.name === right.name &&
    left.of.part === 'whole' &&
    right.of.part !== 'whole'
  );
}

/** A mean in parts of the first reading: "the first" was rather the first half. */
function isOfOneReading(formula: Formula | undefined): boolean {
  if (formula?.is === 'or' || formula?.is === 'and') return formula.formulas.some(isOfOneReading);
  if (formula?.is !== 'compare') return false;
  const { left } = formula;
  if (left.num !== 'relative change') return false;
  const names = [left.a, left.b].map((num) => (num.num === 'statistic' ? num.name : undefined));
  return names.includes('first') && names.includes('mean');
}

/** "A rise of 31 %": a share may be of anything. */
function isShareOf(formula: Formula | undefined): boolean {
  return (
    formula?.is === 'compare' &&
    (formula.left.num === 'change' || formula.left.num === 'largest step') &&
    formula.right.num === 'literal' &&
    formula.right.quantity.unit === '%'
  );
}

/** A rate of a stretch: where the change that is meant begins and ends is for the writer to know. */
function isOfPart({ kind, readings: [natural, ...others] }: Statement): boolean {
  if (kind !== 'rate' || !others.some(({ assumes }) => assumes.includes('event carried over'))) return false;
  const formula = natural?.formula;
  if (isMove(formula)) return false;
  const left = formula?.is === 'compare' ? formula.left : undefined;
  const rate = left?.num === 'distance' ? left.a : left;
  return !(rate?.num === 'rate' && rate.of.part === 'whole');
}

/** A measure of a rise or fall whose beginning or end is told. */
export function isMove(formula: Formula | undefined): boolean {
  return formula?.is === 'told move' || (formula?.is === 'or' && formula.formulas.some(isMove));
}
