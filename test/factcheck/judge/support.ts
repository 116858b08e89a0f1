import type { CheckContext } from '../../../src/factcheck/context.ts';
import { evaluatorOf, judge } from '../../../src/factcheck/judge/judge.ts';
import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import type { Moment, Quantity } from '../../../src/factcheck/statement/literals.ts';
import type { Num, StatisticName } from '../../../src/factcheck/statement/numbers.ts';
import type { Part } from '../../../src/factcheck/statement/parts.ts';
import type { Time } from '../../../src/factcheck/statement/times.ts';

export const WHOLE: Part = { part: 'whole' };

/** A number as it was written: its digits are its rounding. */
export function quantity(text: string, more: Partial<Quantity> = {}): Quantity {
  const decimals = text.split('.')[1]?.length ?? 0;
  return { value: Number(text), step: 10 ** -decimals, hedge: 'exact', ...more };
}

export function literal(text: string, more: Partial<Quantity> = {}): Num {
  return { num: 'literal', quantity: quantity(text, more) };
}

export function statistic(name: StatisticName, of: Part = WHOLE): Num {
  return { num: 'statistic', name, of };
}

export function is(left: Num, right: Num): Formula {
  return { is: 'compare', left, relation: 'equal', right };
}

/** "10:20", "10:20:30". */
export function clock(text: string, hedge: Moment['hedge'] = 'exact'): Time {
  const [hour = 0, minute = 0, second] = text.split(':').map(Number);
  return { time: 'moment', moment: { hour, minute, ...(second === undefined ? {} : { second }), hedge } };
}

/** The verdict on a claim with these readings, the most natural first. */
export function verdictOn(
  context: CheckContext,
  readings: readonly Formula[],
  unread: readonly string[] = [],
): string {
  const statement = {
    start: 0,
    end: 1,
    kind: 'value',
    readings: readings.map((formula) => ({ formula, assumes: [] })),
    unread,
    rules: [],
  } as const;
  return judge(statement, evaluatorOf(context)).verdict;
}
