import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { literal } from '../values.ts';
import { conditionBefore } from './told.ts';

/** "the last 24 readings are identical", "19.0 % for the last 37 readings": which ones they are; what is claimed is said of all of them,
 * and nothing where no more is said than which ones they are. */
export function edgeReadings(telling: Telling, index: number, of: Part): Reading[] {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const words = tokens.slice(to, to + 6).map(({ norm }) => norm);
  if (words.some((word) => SAME.test(word)))
    return [
      reading({
        is: 'compare',
        left: { num: 'statistic', name: 'range', of },
        relation: 'equal',
        right: ZERO,
      }),
    ];
  const isLasting = tokens.slice(Math.max(0, from - 2), from + 1).some(({ norm }) => norm === 'for');
  const said = islands.findLastIndex(({ category }, other) => other < index && category === 'measure');
  const measure = isLasting ? at(telling, said, 'measure') : undefined;
  // "are all at this ceiling": at the level that was named before.
  const isBack = words.some((word) => word === 'this' || word === 'that');
  const level =
    measure === undefined ? (isBack ? telling.scenes[index]?.level : undefined) : literal(measure);
  const told = level == null && isLasting ? conditionBefore(telling, index)?.condition : undefined;
  if (told !== undefined)
    return [reading({ is: 'quantified', amount: { amount: 'all' }, of, condition: told })];
  return level == null
    ? []
    : [
        reading({
          is: 'quantified',
          amount: { amount: 'all' },
          of,
          condition: { if: 'compare', relation: 'equal', to: level },
        }),
      ];
}

const SAME = /^(?:same|identical|equal|constant|unchanged|alike)$/;
const ZERO = literal({ value: 0, step: 1e-12, hedge: 'exact' });
