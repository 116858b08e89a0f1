import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { filled, type Telling } from '../telling.ts';
import { statistic, topicOf } from '../values.ts';

/** How a part scatters, or where it lies, against the rest or the part that is named. */
export function aspectReadings(
  telling: Telling,
  index: number,
  { relation, aspect, against, nth }: Comparison,
): Reading[] {
  const open = reading({ is: 'beyond', what: 'how a part that was not named compares' });
  if (relation !== 'over' && relation !== 'under') return [open];
  const topic = topicOf(telling, index);
  const named =
    topic?.of === 'part'
      ? filled(telling, index, topic.part)
      : (telling.parts[index] ?? telling.scenes[index]?.part ?? null);
  const name = aspect === 'spread' ? 'stddev' : 'mean';
  const piece =
    named?.part === 'piece' && nth !== undefined ? { ...named, k: nth < 0 ? named.n : nth } : null;
  const other = against === undefined ? piece : filled(telling, index, against);
  if (named === null && other === null) return [open];
  const mine: Part = named ?? { part: 'without', of: WHOLE, out: other ?? WHOLE };
  const rest: Part = other ?? { part: 'without', of: WHOLE, out: mine };
  return [reading({ is: 'compare', left: statistic(name, mine), relation, right: statistic(name, rest) })];
}
