import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { statistic } from '../../phrases/built.ts';
import type { Comparison, Ranking } from '../../phrases/phrase.ts';
import { goesBack, reading } from '../scene.ts';
import { filled, type Telling } from '../telling.ts';
import type { Subject } from './subject.ts';

/**
 * "The last third has the highest average": higher than that of each other piece. Undefined where the words do not rank, or rank single
 * readings.
 */
export function rankedAmong(
  telling: Telling,
  index: number,
  comparison: Comparison,
  subject: Subject,
): Reading[] | undefined {
  const among = comparison.among ?? ofLevel(comparison) ?? ofOthers(comparison);
  if (among === undefined) return undefined;
  const part = pieceOf(telling, index, comparison, subject);
  if (part === undefined)
    return comparison.among === undefined
      ? undefined
      : [reading({ is: 'beyond', what: 'which part is the first of its kind' })];
  return [reading(firstOf(part, among))];
}

/** "The last third is the warmest": of a part, that is said of its mean. */
function ofLevel({ relation, to, by }: Comparison): Ranking | undefined {
  const isRank = relation === 'equal' && by === undefined && to?.num === 'statistic';
  return isRank && (to.name === 'max' || to.name === 'min') ? { which: to.name, name: 'mean' } : undefined;
}

/** "The final quarter averages more than any of the others". */
function ofOthers({ relation, against, by, aspect }: Comparison): Ranking | undefined {
  if (against?.part !== 'without' || !goesBack(against) || by !== undefined) return undefined;
  if (relation !== 'over' && relation !== 'under') return undefined;
  return { which: relation === 'over' ? 'max' : 'min', name: aspect === 'spread' ? 'stddev' : 'mean' };
}

type Piece = Part & { readonly part: 'piece' };

function pieceOf(telling: Telling, index: number, { left }: Comparison, subject: Subject): Piece | undefined {
  const named = subject.of === 'number' ? subject.num : undefined;
  const own = left === undefined ? named : filled(telling, index, left);
  const part = own?.num === 'statistic' ? own.of : subject.of === 'readings' ? subject.part : undefined;
  return part?.part === 'piece' && part.n > 1 ? part : undefined;
}

function firstOf(part: Piece, { which, name }: Ranking): Formula {
  const mine: Num = statistic(name, part);
  const others = Array.from({ length: part.n }, (_, nth) => nth + 1).filter((k) => k !== part.k);
  return {
    is: 'and',
    formulas: others.map((k) => ({
      is: 'compare',
      left: mine,
      relation: which === 'max' ? 'over' : 'under',
      right: statistic(name, { ...part, k }),
    })),
  };
}
