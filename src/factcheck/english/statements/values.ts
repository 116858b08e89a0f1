import type { Quantity } from '../../statement/literals.ts';
import type { StatisticName } from '../../statement/numbers.ts';
import type { Reading } from '../../statement/text.ts';
import { equal, literal, statistic } from '../phrases/built.ts';
import { extremeReadings, foundReadings } from './found.ts';
import { listedReadings } from './listed.ts';
import { movedReadings } from './movements/ends.ts';
import { otherParts } from './other-parts.ts';
import { positionedReadings } from './positions.ts';
import { datedReadings, pairReadings } from './roles.ts';
import { distinct, doubtful, reading } from './scene.ts';
import { stayReadings } from './stays.ts';
import { tableReadings } from './tables.ts';
import { before, filled, type Telling, type Topic, wordsBetween } from './telling.ts';
import { againReadings } from './values/again.ts';
import { figureChange, goesOn } from './values/figure-changes.ts';
import { followingReadings } from './values/following.ts';
import { eventSize, topicReadings } from './values/named.ts';
import { namedPlaceReadings } from './values/named-place.ts';
import { neighbourReadings } from './values/neighbours.ts';
import { levelOfPart } from './values/of-part.ts';
import { orderedReadings } from './values/ordered.ts';
import { plainReadings } from './values/plain.ts';
import { repeatedReadings } from './values/repeated.ts';
import { pairedReadings } from './values/statistics.ts';

/** The part that a number has to play by what stands around it, whatever its value; undefined where it has none. */
export function roleReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  return (
    tableReadings(telling, index, quantity) ??
    listedReadings(telling, index, quantity) ??
    orderedReadings(telling, index, quantity) ??
    neighbourReadings(telling, index, quantity) ??
    pairedReadings(telling, index, quantity) ??
    againReadings(telling, index, quantity) ??
    levelOfPart(telling, index, quantity) ??
    (goesOn(telling, index - 1) ? figureChange(telling, index, quantity, false) : undefined) ??
    followingReadings(telling, index, quantity) ??
    movedReadings(telling, index, quantity) ??
    extremeReadings(telling, index, quantity) ??
    repeatedReadings(telling, index, quantity) ??
    namedPlaceReadings(telling, index, quantity) ??
    pairReadings(telling, index, quantity)
  );
}

/** What a number by itself is said to be. */
export function valueReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  return roleReadings(telling, index, quantity) ?? bareReadings(telling, index, quantity);
}

/** A number without such a part: of what the clause is about, else a reading that has it. */
export function bareReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const told =
    foundReadings(telling, index, quantity) ??
    positionedReadings(telling, index, quantity) ??
    stayReadings(telling, index, quantity);
  if (told !== undefined) return told;
  const topic = topicOf(telling, index);
  const placed =
    topic === null ? datedReadings(telling, index, quantity) : eventSize(telling, index, topic, quantity);
  if (placed !== undefined) return placed;
  if (topic?.of === 'num' && topic.num.num === 'statistic' && !isExtreme(topic.name)) {
    const own = equal(filled(telling, index, topic.num), literal(quantity));
    const others = otherParts(telling, index).map((of) =>
      equal(statistic(topic.name, of), literal(quantity)),
    );
    return distinct([reading(own), ...others.map((other) => doubtful(other, 'part carried over'))]);
  }
  const plain = plainReadings(telling, index, quantity);
  // A value told of what was found at a time is of that time; that another reading has it proves nothing.
  const isDated =
    topic?.of === 'event' && topic.event.event === 'stretch' && topic.event.part.part === 'both';
  // "the lowest value, 0 °C": of that and no other, however many readings are 0.
  const isNamed =
    topic?.of === 'num' &&
    topic.at === index - 1 &&
    wordsBetween(telling, index - 1, index).every((word) => /^(?:,|:|\(|-|−|–|of|is|was|at|=)$/.test(word));
  // "The third reading, taken at 12:10, is 21.4 °C": of that one.
  const isNumbered = topic?.of === 'num' && topic.num.num === 'reading at';
  return distinct([
    ...topicReadings(telling, index, topic, quantity),
    ...(isDated || isNamed || isNumbered
      ? plain.map(({ formula, assumes }) => doubtful(formula, ...assumes))
      : plain),
  ]);
}

export function isExtreme(name: StatisticName): boolean {
  return name === 'max' || name === 'min';
}

/** What a number is said of: the last thing named, unless another number was said of it already. */
export function topicOf(telling: Telling, index: number): Topic | null {
  const topic = telling.topics[index] ?? null;
  if (topic === null) return null;
  const taken = before(telling, index, 'measure', 'figure', 'range');
  if (taken > topic.at) return null;
  return topic;
}
