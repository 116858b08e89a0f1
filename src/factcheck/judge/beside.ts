import type { ClaimKind } from '../claim.ts';
import type { Formula } from '../statement/formulas.ts';
import type { Statement } from '../statement/text.ts';
import type { Evaluator } from './evaluator.ts';
import { outcomesOf } from './formulas.ts';
import { settle } from './outcome.ts';

/** Kinds of claim that are of readings which a time in front of them may name. */
const OF_A_TIME: ReadonlySet<ClaimKind> = new Set(['statistic', 'range', 'trend']);

/**
 * Whether a claim of the whole window stands behind a time or a length of time of its clause that was made nothing of: "in that hour the mean was 20",
 * "night 1: 20 on average". Then it is rather of that time.
 */
export function isBesideUnplacedTime(
  { kind, start, readings: [natural] }: Statement,
  inClause: readonly Statement[],
  on: Evaluator,
): boolean {
  if (!OF_A_TIME.has(kind) || natural === undefined || isOfSomeTime(natural.formula)) return false;
  return inClause.some(
    (other) =>
      other.start < start &&
      (other.kind === 'time' || other.kind === 'duration') &&
      isUnplaced(other.readings[0]?.formula, on),
  );
}

/** Whether a time was made nothing of; one beside an extreme or a value has several things that it may be of, and is placed. */
function isUnplaced(formula: Formula | undefined, on: Evaluator): boolean {
  return formula !== undefined && formula.is !== 'or' && settle(outcomesOf(formula, on)).holds === null;
}

/** Whether an expression names a time, or a part other than the whole. */
function isOfSomeTime(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('time' in node || ('part' in node && typeof node.part === 'string' && node.part !== 'whole'))
    return true;
  return Object.values(node).some(isOfSomeTime);
}
