import type { Formula } from '../../statement/formulas.ts';
import { chanceOf } from '../compare.ts';
import type { Cut } from '../cut.ts';
import { PASSING_SHARE } from '../definitions.ts';
import type { Evaluator } from '../evaluator.ts';
import { agreement, computed } from '../figure.ts';
import { type Outcome, outcome } from '../outcome.ts';
import { show, showTime } from '../say.ts';
import { asReading } from '../values-judged.ts';

/** Readings of a cut go from one value to another: none in between lies past either of the two. */
export function movesBetween(
  formula: Formula & { is: 'moves' },
  { values, times, name, natural, distinct }: Cut,
  on: Evaluator,
): Outcome {
  const [from, to] = [asReading(formula.from, on), asReading(formula.to, on)];
  if ('holds' in from) return from;
  if ('holds' in to) return to;
  const reading = `a movement from ${show(from.value)} to ${show(to.value)} in ${name}`;
  const past = Math.abs(to.value - from.value) * PASSING_SHARE + from.tolerance + to.tolerance;
  const [low, high] = [Math.min(from.value, to.value) - past, Math.max(from.value, to.value) + past];
  const [isFrom, isTo] = [agreement(from), agreement(to)];
  let begun = -1;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value < low || value > high) begun = -1;
    if (begun !== -1 && isTo(value)) {
      const chance = Math.min(1, distinct * chanceOf(computed(from.value, ''), from, 'reading', on));
      const evidence = `from ${showTime(times[begun] ?? 0)} to ${showTime(times[at] ?? 0)}`;
      return outcome(true, reading, evidence, { natural, chance });
    }
    if (isFrom(value)) begun = at;
  }
  return outcome(false, reading, 'there is none', { natural });
}
