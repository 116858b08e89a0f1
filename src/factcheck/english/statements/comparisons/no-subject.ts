import type { Reading } from '../../../statement/text.ts';
import { statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { reading } from '../scene.ts';
import { before, leadOf, type Telling } from '../telling.ts';
import { numberReadings } from './between-numbers.ts';
import { saidNear } from './sides.ts';
import type { Subject } from './subject.ts';

/** Comparisons that do not say what is compared: "that's 5.6 times the median". */

/** "88.4 at 5:15! That's 5.6 times the median": of the number said last, wherever that was. */
export function ofNumberBefore(
  telling: Telling,
  index: number,
  comparison: Comparison,
  denied: boolean,
): Reading[] {
  const open = reading({ is: 'beyond', what: 'what is compared' });
  const [last] = saidNear(telling, index);
  // "The humidity is up 11.75 on the first reading": in the end.
  if (
    last === undefined &&
    /^(?:up|down)$/.test(telling.tokens[telling.islands[index]?.from ?? -1]?.norm ?? '')
  )
    return numberReadings(
      telling,
      index,
      { of: 'number', num: statistic('last', WHOLE) },
      comparison,
      denied,
    );
  if (last === undefined) return [open];
  const held = numberReadings(telling, index, { of: 'number', ...last }, comparison, denied);
  return isPointed(telling, index) ? held : [...held, open];
}

/** "That's", "it is", a dash: right before a comparison, of what stands before. */
function isPointed(telling: Telling, index: number): boolean {
  const lead = leadOf(telling, index, 4).filter(
    (word) => !/^(?:like|about|roughly|some|just|i\.e)$/.test(word),
  );
  return (
    /^(?:that's|it's|–|—)$/.test(lead.at(-1) ?? '') ||
    /^(?:it|that|this|which) (?:is|was|'s)$/.test(lead.slice(-2).join(' '))
  );
}

/** "the highest of the window" is one reading: of which, was not said. */
export function isRankOfAll(subject: Subject, { to, relation, by }: Comparison): boolean {
  const isRank =
    to?.num === 'ranked' || (to?.num === 'statistic' && (to.name === 'max' || to.name === 'min'));
  return (
    subject.of === 'readings' && subject.many === 'all' && isRank && relation === 'equal' && by === undefined
  );
}

/** "That is 12 % more than the mean", where no number was said: of readings in general it would be said otherwise. */
export function isOfNothing(
  telling: Telling,
  index: number,
  subject: Subject,
  { by, relation, to }: Comparison,
): boolean {
  const isPlain =
    subject.of === 'readings' &&
    subject.many !== 'none' &&
    before(telling, index, 'count', 'part', 'num', 'event') === -1;
  return (
    isPlain &&
    by !== undefined &&
    to !== undefined &&
    by.unit !== 'standard deviations' &&
    relation !== 'within' &&
    relation !== 'outside'
  );
}
