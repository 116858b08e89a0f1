import type { Num } from '../statement/numbers.ts';
import type { Condition, Relation } from '../statement/parts.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, agreementAt, computed, type Figure } from './figure.ts';
import { coveredBy, findingsOf } from './findings.ts';
import { show } from './say.ts';

/** Whether the reading at a position of the window meets a condition. */
export interface Test {
  readonly holds: (position: number) => boolean;
  /** "above 50". */
  readonly said: string;
}

/** Whether two numbers stand in a relation; strict ones hold for the numbers as they were written. */
export function relates(a: Figure, relation: Relation, b: Figure): boolean {
  switch (relation) {
    case 'equal':
      return agree(a, b);
    case 'not equal':
      return !agree(a, b);
    case 'over':
      return a.value > b.value;
    case 'under':
      return a.value < b.value;
    case 'at least':
      return a.value >= b.value || agree(a, b);
    case 'at most':
      return a.value <= b.value || agree(a, b);
  }
}

export const RELATION_SAID: Readonly<Record<Relation, string>> = {
  equal: 'equal to',
  'not equal': 'other than',
  over: 'above',
  under: 'below',
  'at least': 'at least',
  'at most': 'at most',
};

/** A condition as a test of one reading; undefined where what it names is not in the window. */
export function testOf(condition: Condition, on: Evaluator): Test | undefined {
  const { values, times } = on.window;
  const at = (position: number) => values[position] ?? Number.NaN;
  switch (condition.if) {
    case 'compare': {
      const to = on.figures(condition.to, 'reading')[0];
      if (to === undefined) return undefined;
      const { relation } = condition;
      const said = `${RELATION_SAID[relation]} ${named(condition.to, to)}`;
      const limit = to.value;
      if (relation === 'over') return { holds: (position) => at(position) > limit, said };
      if (relation === 'under') return { holds: (position) => at(position) < limit, said };
      if (relation === 'equal') return { holds: agreementAt(values, to), said };
      return { holds: (position) => relates(computed(at(position), ''), relation, to), said };
    }
    case 'between': {
      const [low, high] = [on.figures(condition.low, 'reading')[0], on.figures(condition.high, 'reading')[0]];
      if (low === undefined || high === undefined) return undefined;
      const [from, to] = [Math.min(low.value, high.value), Math.max(low.value, high.value)];
      return {
        holds: (position) => at(position) >= from && at(position) <= to,
        said: `between ${show(from)} and ${show(to)}`,
      };
    }
    case 'null':
      return { holds: () => false, said: 'null' };
    case 'found': {
      const isFound = coveredBy(findingsOf(condition.of, on.window.findings), times);
      return {
        holds: (position) => isFound[position] === 1,
        said: condition.of === 'any' ? 'found unusual' : `part of a ${condition.of}`,
      };
    }
    case 'extreme': {
      const extreme = condition.which === 'max' ? on.whole.max : on.whole.min;
      return {
        holds: (position) => at(position) === extreme,
        said: condition.which === 'max' ? 'highest' : 'lowest',
      };
    }
    case 'not': {
      const inner = testOf(condition.condition, on);
      return inner && { holds: (position) => !inner.holds(position), said: `not ${inner.said}` };
    }
  }
}

/** "1012 or more" may leave out 1011.8, though it rounds to 1012: the limit to its last digit; undefined where it is no such limit. */
export function strictTest(condition: Condition, on: Evaluator): Test | undefined {
  if (condition.if !== 'compare' || condition.to.num !== 'literal') return undefined;
  const { relation } = condition;
  const [to] = on.figures(condition.to, 'reading');
  if (to === undefined || (relation !== 'at least' && relation !== 'at most')) return undefined;
  const { values } = on.window;
  const sign = relation === 'at least' ? 1 : -1;
  return {
    holds: (position) => ((values[position] ?? Number.NaN) - to.value) * sign >= 0,
    said: `${RELATION_SAID[relation]} ${show(to.value)}`,
  };
}

function named(num: Num, figure: Figure): string {
  return num.num === 'literal' ? show(figure.value) : `${figure.said} (${show(figure.value)})`;
}
