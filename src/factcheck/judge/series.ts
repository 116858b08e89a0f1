import { parseSeriesName } from '../series-names.ts';
import type { Formula } from '../statement/formulas.ts';
import { type Outcome, outcome, undecided } from './outcome.ts';
import { saySeries } from './say.ts';
import type { JudgedWindow } from './window.ts';

/** A name stated as where the data comes from, or what is measured, against the name of the series. */
export function judgeSeries(
  formula: Formula & { is: 'series' | 'quantity' },
  { context }: JudgedWindow,
): Outcome {
  const { tags, words } = parseSeriesName(context.series);
  const name = formula.name.toLowerCase();
  const reading = `it speaks of the ${name}`;
  const evidence = saySeries(reading, context.series);
  if (formula.is === 'quantity') return outcome(words.has(name), reading, evidence);
  const own = formula.key === undefined ? undefined : tags.get(formula.key);
  if ([...tags.values()].includes(name)) return outcome(own === undefined || own === name, reading, evidence);
  if ([...tags].some(([key, value]) => name === `${value} ${key}`)) return outcome(true, reading, evidence);
  return own === undefined && tags.size === 0
    ? undecided(reading, 'the series names no place')
    : outcome(false, reading, evidence);
}
