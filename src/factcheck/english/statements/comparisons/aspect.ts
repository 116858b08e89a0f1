import type { Formula } from '../../../statement/formulas.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { doubtful, reading } from '../scene.ts';
import { filled, type Telling } from '../telling.ts';
import { topicOf } from '../values.ts';
import { comparedWith } from './distance.ts';
import { partnerNamed } from './numbers.ts';

const BEYOND: Formula = { is: 'beyond', what: 'how a part that was not named compares' };

/** How a part scatters, where it lies, or how lively it is, against the rest or the part that is named. */
export function aspectReadings(telling: Telling, index: number, comparison: Comparison): Reading[] {
  const open = reading(BEYOND);
  const { relation, aspect } = comparison;
  const isWay = relation === 'over' || relation === 'under';
  if (!isWay && (comparison.by === undefined || aspect === 'liveliness')) return [open];
  const named = partCompared(telling, index, comparison);
  const other = partBeside(telling, index, comparison, named);
  if (named === null && other === null) return [open];
  const mine: Part = named ?? { part: 'without', of: WHOLE, out: other ?? WHOLE };
  const rest: Part = other ?? { part: 'without', of: WHOLE, out: mine };
  const by = (name: 'mean' | 'stddev'): Formula =>
    comparedWith(statistic(name, mine), statistic(name, rest), comparison) ?? BEYOND;
  if (aspect !== 'liveliness') return [reading(by(aspect === 'spread' ? 'stddev' : 'mean'))];
  // "quieter": lower, or with less scatter. Sure only where it is both.
  const both = [by('mean'), by('stddev')];
  return [reading({ is: 'and', formulas: both }), doubtful({ is: 'or', formulas: both })];
}

function partCompared(telling: Telling, index: number, { left }: Comparison): Part | null {
  const own = left === undefined ? undefined : filled(telling, index, left);
  if (own?.num === 'statistic') return own.of;
  const topic = topicOf(telling, index);
  return topic?.of === 'part'
    ? filled(telling, index, topic.part)
    : (telling.parts[index] ?? telling.scenes[index]?.part ?? null);
}

/** The part that it is held against, where one is told: by its name, its number, or in a phrase of its own. */
function partBeside(telling: Telling, index: number, told: Comparison, named: Part | null): Part | null {
  const { against, nth } =
    told.against === undefined && told.nth === undefined ? (partnerNamed(telling) ?? {}) : told;
  if (against !== undefined) return filled(telling, index, against);
  return named?.part === 'piece' && nth !== undefined ? { ...named, k: nth < 0 ? named.n : nth } : null;
}
