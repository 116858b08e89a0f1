import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import type { Telling } from '../telling.ts';
import { partnersOf } from './partner.ts';
import type { Subject } from './subject.ts';

/** "Each third is warmer than the one before": piece by piece. Undefined where the words say no such thing. */
export function successiveReadings({ successive, relation, aspect }: Comparison): Reading[] | undefined {
  if (successive === undefined || (relation !== 'over' && relation !== 'under')) return undefined;
  const of = (k: number): Num =>
    statistic(aspect === undefined ? 'mean' : 'stddev', { part: 'piece', of: WHOLE, k, n: successive });
  const formulas = Array.from(
    { length: successive - 1 },
    (_, at): Formula => ({ is: 'compare', left: of(at + 2), relation, right: of(at + 1) }),
  );
  return [reading({ is: 'and', formulas })];
}

/** "Every reading of the second half is higher than any of the first": the lowest of the one above the highest of the other. */
export function eachReadings(
  telling: Telling,
  index: number,
  subject: Subject,
  comparison: Comparison,
): Reading[] | undefined {
  const { relation, isEach } = comparison;
  if (isEach !== true || (relation !== 'over' && relation !== 'under')) return undefined;
  const isOver = relation === 'over';
  const left = subject.of === 'number' ? subject.num : statistic(isOver ? 'min' : 'max', subject.part);
  const of = subject.of === 'number' ? undefined : subject.part;
  const partner = partnersOf(telling, index, statistic('mean', of ?? WHOLE), comparison)[0]?.num;
  const other: Part | undefined = partner?.num === 'statistic' ? partner.of : undefined;
  if (other === undefined || (subject.of === 'readings' && subject.many !== 'all'))
    return [reading({ is: 'beyond', what: 'which readings are compared' })];
  return [reading({ is: 'compare', left, relation, right: statistic(isOver ? 'max' : 'min', other) })];
}
