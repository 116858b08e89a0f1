import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Relation } from '../../../statement/parts.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { resolve } from '../scene.ts';
import { loosely } from './condition.ts';

/** One number against another: which is more, or by how much, or how many times. */
export function comparedWith(left: Num, to: Num, comparison: Comparison): Formula | undefined {
  const { relation, by, high, than, rival } = comparison;
  if ((than ?? rival) !== undefined && (relation === 'over' || relation === 'under'))
    return {
      is: 'compare',
      left: { num: 'distance', a: left, b: to },
      relation,
      right: { num: 'distance', a: rival === undefined ? left : resolve(rival, WHOLE, null), b: than ?? to },
    };
  if (high !== undefined && relation === 'within') return betweenTwo(left, to, high);
  if (by !== undefined && comparison.isEither === true)
    return { is: 'or', formulas: [byFormula(left, to, relation, by), byFormula(to, left, relation, by)] };
  if (by !== undefined) return byFormula(left, to, relation, by);
  if (relation === 'near') return equal(left, loosely(to));
  return relation === 'within' || relation === 'outside'
    ? undefined
    : { is: 'compare', left, relation, right: to };
}

/** Between two figures, whichever is the higher one. */
function betweenTwo(left: Num, a: Num, b: Num): Formula {
  const inside = (low: Num, high: Num): Formula => ({
    is: 'and',
    formulas: [compare(left, low, 'at least'), compare(left, high, 'at most')],
  });
  return { is: 'or', formulas: [inside(a, b), inside(b, a)] };
}

function byFormula(left: Num, to: Num, relation: Comparison['relation'], by: Quantity): Formula {
  if (by.unit === 'times') return timesFormula(left, to, relation, by);
  if (by.unit === 'standard deviations') return deviationFormula(left, to, relation, by);
  const away: Num = { num: 'distance', a: left, b: to };
  if (by.unit === '%' && (relation === 'within' || relation === 'outside'))
    return percentAway(away, to, relation, by);
  if (relation === 'within') return compare(away, literal(by), 'at most');
  if (relation === 'outside') return compare(away, literal(by), 'over');
  if (by.unit === '%') return percentFormula(left, to, relation, by);
  return compare(relation === 'equal' ? away : signedOf(left, to, relation), literal(by));
}

/** "three times the mean"; "three times higher" means the same to most writers. */
function timesFormula(left: Num, to: Num, relation: Comparison['relation'], by: Quantity): Formula {
  const isBound = relation !== 'within' && relation !== 'outside' && relation !== 'near';
  return compare({ num: 'ratio', a: left, b: to }, literal(bare(by)), isBound ? relation : 'equal');
}

function deviationFormula(left: Num, to: Num, relation: Comparison['relation'], by: Quantity): Formula {
  const spread = statistic('stddev', WHOLE);
  const far: Num = { num: 'product', a: literal(bare(by)), b: spread };
  const away: Num = { num: 'distance', a: left, b: to };
  if (relation === 'within') return compare(away, far, 'at most');
  if (relation === 'outside') return compare(away, far, 'over');
  const signed = relation === 'equal' ? away : signedOf(left, to, relation);
  return compare({ num: 'ratio', a: signed, b: spread }, literal(bare(by)));
}

/** "within 2 % of the maximum": of that, or of readings in percent by so many points. */
function percentAway(away: Num, to: Num, relation: 'within' | 'outside', by: Quantity): Formula {
  const part = literal({ ...bare(by), value: by.value / 100, step: by.step / 100 });
  const how = relation === 'within' ? 'at most' : 'over';
  return {
    is: 'or',
    formulas: [compare(away, { num: 'product', a: part, b: to }, how), compare(away, literal(by), how)],
  };
}

/** Of the other number; of readings in percent it may be points: either will do. */
function percentFormula(left: Num, to: Num, relation: Comparison['relation'], by: Quantity): Formula {
  const change: Num = { num: 'relative change', a: left, b: to };
  const back: Num = { num: 'relative change', a: to, b: left };
  const part = (sign: 1 | -1): Num =>
    literal({ ...bare(by), value: sign * (by.value / 100), step: by.step / 100 });
  if (relation === 'equal')
    return {
      is: 'or',
      formulas: [
        compare(change, part(1)),
        compare(change, part(-1)),
        // "They differ by 12 %": of the one or of the other.
        compare(back, part(1)),
        compare(back, part(-1)),
        compare({ num: 'distance', a: left, b: to }, literal(by)),
      ],
    };
  return {
    is: 'or',
    formulas: [
      compare(change, part(relation === 'under' ? -1 : 1)),
      compare(signedOf(left, to, relation), literal(by)),
    ],
  };
}

function signedOf(left: Num, to: Num, relation: Comparison['relation']): Num {
  return relation === 'under' ? { num: 'difference', a: to, b: left } : { num: 'difference', a: left, b: to };
}

function compare(left: Num, right: Num, relation: Relation = 'equal'): Formula {
  return { is: 'compare', left, relation, right };
}

function bare({ value, step, hedge }: Quantity): Quantity {
  return { value, step, hedge };
}
