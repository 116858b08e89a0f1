import type { Num } from '../statement/numbers.ts';
import type { Condition, Relation } from '../statement/parts.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, agreement, computed, type Figure } from './figure.ts';
import { covers, findingsOf } from './findings.ts';
import { show } from './say.ts';

/** Whether a reading meets a condition. */
export interface Test {
  readonly holds: (value: number, position: number) => boolean;
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
  switch (condition.if) {
    case 'compare': {
      const to = on.figures(condition.to, 'reading')[0];
      if (to === undefined) return undefined;
      const { relation } = condition;
      const said = `${RELATION_SAID[relation]} ${named(condition.to, to)}`;
      if (relation === 'over') return { holds: (value) => value > to.value, said };
      if (relation === 'under') return { holds: (value) => value < to.value, said };
      if (relation === 'equal') return { holds: agreement(to), said };
      return { holds: (value) => relates(computed(value, ''), relation, to), said };
    }
    case 'between': {
      const [low, high] = [on.figures(condition.low, 'reading')[0], on.figures(condition.high, 'reading')[0]];
      if (low === undefined || high === undefined) return undefined;
      const [from, to] = [Math.min(low.value, high.value), Math.max(low.value, high.value)];
      return {
        holds: (value) => value >= from && value <= to,
        said: `between ${show(from)} and ${show(to)}`,
      };
    }
    case 'null':
      return { holds: () => false, said: 'null' };
    case 'found': {
      const found = findingsOf(condition.of, on.window.findings);
      const { times } = on.window;
      return {
        holds: (_, position) => found.some((finding) => covers(finding, times[position] ?? Number.NaN)),
        said: condition.of === 'any' ? 'found unusual' : `part of a ${condition.of}`,
      };
    }
    case 'extreme': {
      const extreme = condition.which === 'max' ? on.whole.max : on.whole.min;
      return { holds: (value) => value === extreme, said: condition.which === 'max' ? 'highest' : 'lowest' };
    }
    case 'not': {
      const inner = testOf(condition.condition, on);
      return (
        inner && { holds: (value, position) => !inner.holds(value, position), said: `not ${inner.said}` }
      );
    }
  }
}

function named(num: Num, figure: Figure): string {
  return num.num === 'literal' ? show(figure.value) : `${figure.said} (${show(figure.value)})`;
}
