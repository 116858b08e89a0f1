import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, has, literal, statistic } from '../../phrases/built.ts';
import { partOf, WHOLE } from '../../phrases/implied.ts';
import { measuredReadings } from '../movements/measured.ts';
import { doubtful, reading } from '../scene.ts';
import { filled, type Telling, type Topic, wordsBetween } from '../telling.ts';
import { stepEqual } from './statistics.ts';

const readingAt = (time: Time): Num => ({ num: 'reading at', at: time });

/** The number of what the clause has just named: an extreme, an event, some readings. */
export function topicReadings(
  telling: Telling,
  index: number,
  topic: Topic | null,
  quantity: Quantity,
): Reading[] {
  const right = literal(quantity);
  if (topic?.of === 'num') return [reading(equal(filled(telling, index, topic.num), right))];
  if (topic?.of === 'part') {
    const of = filled(telling, index, topic.part);
    return [
      reading({ is: 'level', quantity, of }),
      reading(equal(statistic('mean', of), right), 'another statistic'),
      reading(has(quantity, of), 'loose wording'),
    ];
  }
  if (topic?.of !== 'event') return [];
  const event = filled(telling, index, topic.event);
  const first = equal(readingAt({ time: 'start', of: event }), right);
  const inside = has(quantity, partOf(event));
  // A spike has one reading; what lasts may come to the value in any of its own.
  if (event.event === 'stretch' && event.part.part === 'both' && event.part.b.part === 'around')
    return [reading({ is: 'or', formulas: [inside, equal(readingAt(event.part.b.at), right)] })];
  const isLone = event.event !== 'finding' || LONE.has(event.of);
  return isLone
    ? [reading(first), reading(inside, 'loose wording')]
    : [reading({ is: 'or', formulas: [first, inside] })];
}

/** "The jump is 8 °C", "the only upward step, of 0.1 °C", "the total change is 0.2": how large, and no reading. */
export function eventSize(
  telling: Telling,
  index: number,
  topic: Topic,
  quantity: Quantity,
): Reading[] | undefined {
  const event = topic.of === 'event' ? filled(telling, index, topic.event) : undefined;
  const words = wordsBetween(telling, topic.at, index);
  const isSize = topic.at === index - 1 && words.length > 0 && words.every((word) => SIZED.test(word));
  if (event?.event !== 'step' || !isSize) return undefined;
  const { direction, of } = event;
  const change: Num = { num: 'change', of };
  const loose = doubtful(has(quantity, WHOLE), 'loose wording');
  const moved = direction === 'either' ? undefined : measuredReadings(telling, index, 'size', quantity, []);
  if (moved !== undefined) return [...moved, loose];
  return [
    reading({
      is: 'or',
      formulas: [
        stepEqual({ num: 'largest step', direction, of }, quantity),
        equal(change, literal(quantity)),
        equal(change, literal({ ...quantity, value: -quantity.value })),
      ],
    }),
    doubtful(equal(statistic('range', WHOLE), literal(quantity)), 'another statistic'),
    loose,
  ];
}

const SIZED = /^(?:is|was|of|by|measures?|measured|amounts?|amounted|to|:|,|=|equals)$/;

const LONE: ReadonlySet<string> = new Set(['spike', 'dropout', 'outlier', 'any']);
