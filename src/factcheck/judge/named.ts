import type { Formula } from '../statement/formulas.ts';
import type { Quantity } from '../statement/literals.ts';
import type { Clause, Statement } from '../statement/text.ts';
import type { Evaluator } from './evaluator.ts';
import { agreement } from './figure.ts';
import { findingsOf } from './findings.ts';
import { positionAfter, positionAt } from './window.ts';

/**
 * Whether a value stands in a clause that speaks of what was found, and is none of it: "the value of 20.4 is an outlier". That there is an
 * outlier holds, that a reading has the value holds, and the clause does not.
 */
export function isMisnamed(
  statement: Statement,
  clause: Clause,
  others: readonly Statement[],
  on: Evaluator,
): boolean {
  const quantity = quantityIn(statement.readings[0]?.formula);
  if (quantity === undefined) return false;
  const speaksOfFindings = others.some(
    (other) =>
      other.start >= clause.start && other.end <= clause.end && isOfFindings(other.readings[0]?.formula),
  );
  const [written] = on.figures({ num: 'literal', quantity }, 'reading');
  if (!speaksOfFindings || written === undefined) return false;
  const { window } = on;
  const found = findingsOf('any', window.findings);
  const isWritten = agreement(written);
  return !found.some((finding) => {
    const { at, until = at, value } = finding;
    if (value !== undefined && isWritten(value)) return true;
    const [from, to] = [positionAt(window.times, at), positionAfter(window.times, until)];
    return window.values.subarray(from, to).some(isWritten);
  });
}

function quantityIn(formula: Formula | undefined): Quantity | undefined {
  return formula?.is === 'has value' ? formula.quantity : undefined;
}

/** Some outliers, or a state of being unusual: not that there are none. */
function isOfFindings(formula: Formula | undefined): boolean {
  if (formula?.is === 'state') return formula.state === 'unusual';
  if (formula?.is !== 'count' || formula.counted.count !== 'findings') return false;
  return formula.amount.amount !== 'none' && ['outlier', 'any', 'spike'].includes(formula.counted.of);
}

/**
 * Whether a value is that of a reading at a time that its sentence names, or of the one before: "20.4 °C (14:02)". That some reading has the
 * value would say little.
 */
export function isOfTime(statement: Statement, beside: readonly Statement[], on: Evaluator): boolean {
  const quantity = quantityIn(statement.readings[0]?.formula);
  const [written] = quantity === undefined ? [] : on.figures({ num: 'literal', quantity }, 'reading');
  if (written === undefined) return false;
  const isWritten = agreement(written);
  const { times, values } = on.window;
  return beside.some(({ readings }) =>
    readings.some(({ formula }) => {
      if (formula.is !== 'same time') return false;
      const moment = [formula.a, formula.b].find((time) => time.time === 'moment');
      const at = moment === undefined ? [] : on.instants(moment).at;
      return at.some((ms) => {
        const first = positionAt(times, ms);
        // Where there is a reading at that time, it is that one.
        const from = times[first] === ms ? first : Math.max(0, first - 1);
        return values.subarray(from, first + 1).some(isWritten);
      });
    }),
  );
}
