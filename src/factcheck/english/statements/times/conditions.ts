import type { Event } from '../../../statement/events.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { sameTime, WINDOW_END, WINDOW_START } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { partOfTiming } from '../../phrases/parts.ts';
import type { Timing } from '../../phrases/phrase.ts';
import { CATEGORIES } from '../anchors.ts';
import { conditionOf } from '../comparisons/condition.ts';
import { doubtful, reading } from '../scene.ts';
import { at, type Telling, toldBefore, wordsBetween } from '../telling.ts';

/** Of several times in a row, what the first of them follows: "exceed 50 at 17:59, 18:09 and 18:59". */
function listed(telling: Telling, nearest: number): number {
  let at = nearest;
  while (
    telling.islands[at]?.category === 'timing' &&
    wordsBetween(telling, at, at + 1).every((word) => /^(?:,|and|at|or|&|again|then|\()$/.test(word))
  )
    at = toldBefore(telling, at, ...CATEGORIES, 'timing');
  return at;
}

/** Readings that are told by what they are: "above 50 at 14:05", "two of them before 1 am". */
export function conditionReadings(telling: Telling, index: number, timing: Timing): Reading[] {
  const nearest = listed(telling, toldBefore(telling, index, ...CATEGORIES, 'timing'));
  const comparison = at(telling, nearest, 'comparison');
  const condition =
    comparison === undefined
      ? at(telling, nearest, 'count')?.condition
      : conditionOf(telling, nearest, comparison);
  if (condition === undefined) return [];
  const part = partOfTiming(timing);
  if (comparison !== undefined && comparison.passing !== true) {
    if (timing.to !== undefined) return spellReadings(condition, timing.time, timing.to, part);
    if (timing.role === 'since') return spellReadings(condition, timing.time, WINDOW_END, part);
    if (timing.role === 'until') return spellReadings(condition, WINDOW_START, timing.time, part);
  }
  // "first rose above 20 at 14:05".
  const k = telling.tokens[telling.islands[nearest]?.from ?? -1]?.norm === 'first' ? 1 : null;
  return [
    reading(
      sameTime(
        { time: 'of reading', condition, of: WHOLE, k },
        part === undefined ? timing.time : { time: 'within', part },
      ),
    ),
  ];
}

/** "below 10,000 from 03:00 to 09:00": all of that time, whether it is longer or not. */
function spellReadings(condition: Condition, from: Time, to: Time, part: Part | undefined): Reading[] {
  const spell: Event = { event: 'spell', condition, which: 'any', of: WHOLE };
  return [
    reading({ is: 'spans', of: spell, from, to }),
    ...(part === undefined
      ? []
      : [doubtful({ is: 'quantified', amount: { amount: 'all' }, of: part, condition }, 'loose wording')]),
  ];
}
