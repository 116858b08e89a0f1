import type { Formula, Num, Part, Quantity, Reading, StatisticName, Time } from '../../statement.ts';
import { partOf, WHOLE } from '../phrases/implied.ts';
import type { Figure } from '../phrases/phrase.ts';
import { distinct, doubtful, reading } from './scene.ts';
import { at, before, filled, partAt, type Telling, type Topic, wordsBetween } from './telling.ts';

export const literal = (quantity: Quantity): Num => ({ num: 'literal', quantity });
export const statistic = (name: StatisticName, of: Part): Num => ({ num: 'statistic', name, of });
export const equal = (left: Num, right: Num): Formula => ({ is: 'compare', left, relation: 'equal', right });
const readingAt = (time: Time): Num => ({ num: 'reading at', at: time });
const isSame = (a: Part, b: Part): boolean => JSON.stringify(a) === JSON.stringify(b);

/** "mean of 22.4": the statistic of its part, or of what the text spoke of before. */
export function figureReadings(telling: Telling, index: number, figure: Figure): Reading[] {
  const quantity = figure.quantity;
  if (quantity === undefined) return [];
  const right = literal(quantity);
  const own = filled(telling, index, figure.num);
  const readings = [reading(equal(own, right))];
  if (figure.num.num === 'statistic') {
    for (const part of otherParts(telling, index))
      readings.push(doubtful(equal(filledWith(figure, part), right), 'part carried over'));
    readings.push(...looseFigures(figure.name, partAt(telling, index), quantity));
  }
  return distinct(readings);
}

function filledWith({ name }: Figure, of: Part): Num {
  return statistic(name, of);
}

/** A local peak is a peak too; "the range is 14" can be said of a difference. */
function looseFigures(name: StatisticName, of: Part, quantity: Quantity): Reading[] {
  if (name === 'typical')
    return ['median', 'mean', 'mode'].map((other) =>
      reading(
        equal(
          statistic(other === 'median' ? 'median' : other === 'mean' ? 'mean' : 'mode', of),
          literal(quantity),
        ),
        'another statistic',
      ),
    );
  if (name === 'first' || name === 'last') return [];
  return [];
}

/** The parts that a clause which names none may still be about, the last spoken of first. */
export function otherParts(telling: Telling, index: number): Part[] {
  const named = telling.parts[index] ?? null;
  const scene = telling.scenes[index];
  const parts: Part[] = [];
  if (named === null && scene?.part != null) parts.push(scene.part);
  // A part that another clause named may not reach this far.
  if (named !== null && !isNamedNear(telling, index)) parts.push(WHOLE);
  return parts.filter((part) => !isSame(part, partAt(telling, index)));
}

const LEVEL_NAMES: readonly StatisticName[] = ['typical', 'mean', 'median'];

/** A number by itself: of what the clause is about, else a reading that has it. */
export function valueReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const right = literal(quantity);
  const part = partAt(telling, index);
  const topic = topicOf(telling, index);
  const readings: Reading[] = [];
  const again = figureAgain(telling, index);
  if (again !== undefined)
    return [
      reading(equal(statistic(again, part), right)),
      ...otherParts(telling, index).map((of) =>
        doubtful(equal(statistic(again, of), right), 'part carried over'),
      ),
    ];
  const has = (of: Part): Formula => ({ is: 'has value', quantity, of });
  if (topic?.of === 'num') readings.push(reading(equal(filled(telling, index, topic.num), right)));
  if (topic?.of === 'part') {
    const of = filled(telling, index, topic.part);
    readings.push(
      reading({ is: 'level', quantity, of }),
      reading(equal(statistic('mean', of), right), 'another statistic'),
      reading(has(of), 'loose wording'),
    );
  }
  if (topic?.of === 'event') {
    const event = filled(telling, index, topic.event);
    readings.push(
      reading(equal(readingAt({ time: 'start', of: event }), right)),
      reading(has(partOf(event)), 'loose wording'),
    );
  }
  if (topic?.of === 'num' && (isExtreme(topic.name) || topic.num.num === 'reading at'))
    readings.push(reading(has(part), 'loose wording'));
  if (topic?.of === 'num' && !isExtreme(topic.name) && topic.num.num === 'statistic') {
    for (const other of otherParts(telling, index))
      readings.push(doubtful(equal(statistic(topic.name, other), right), 'part carried over'));
    return distinct(readings);
  }
  readings.push(
    ...(quantity.hedge === 'exact'
      ? [reading(has(part)), ...levels(part, quantity)]
      : [...levels(part, quantity), reading(has(part), 'loose wording')]),
  );
  if (!isSame(part, WHOLE)) readings.push(reading(has(WHOLE), 'another part'));
  for (const other of otherParts(telling, index))
    readings.push(reading(has(other), 'part carried over'), ...levels(other, quantity));
  if (quantity.unit === undefined) readings.push(...inUnitBefore(telling, index, quantity));
  const name = telling.scenes[index]?.name;
  if (name != null) readings.push(reading(equal(statistic(name, part), right), 'another statistic'));
  return distinct(readings);
}

/** "1.13 in the second half, compared with 0.39 in the first": the same figure of another part. */
function figureAgain(telling: Telling, index: number): StatisticName | undefined {
  const here = telling.islands[index];
  const next = telling.islands[index + 1];
  const name = telling.scenes[index]?.name;
  if (here === undefined || name == null || next?.category !== 'scope' || next.from !== here.to)
    return undefined;
  for (let other = index - 1; other >= 0; other -= 1) {
    if (at(telling, other, 'figure')?.name === name) return name;
    if (!['scope', 'part', 'timing', 'filler'].includes(telling.islands[other]?.category ?? ''))
      return undefined;
  }
  return undefined;
}

/** A bare number in the unit of the number before it: "2.67 MB with it, 2.76 without". */
function inUnitBefore(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const part = partAt(telling, index);
  const name = telling.scenes[index]?.name;
  for (let other = index - 1; other >= 0; other -= 1) {
    const unit = (at(telling, other, 'measure') ?? at(telling, other, 'figure')?.quantity)?.unit;
    if (unit === undefined) continue;
    const written = literal({ ...quantity, unit });
    return [
      reading({ is: 'has value', quantity: { ...quantity, unit }, of: part }, 'another unit'),
      ...(name == null ? [] : [reading(equal(statistic(name, part), written), 'another unit')]),
    ];
  }
  return [];
}

function levels(of: Part, quantity: Quantity): Reading[] {
  return [
    reading({ is: 'level', quantity, of }, 'loose wording'),
    ...LEVEL_NAMES.map((name) => reading(equal(statistic(name, of), literal(quantity)), 'another statistic')),
  ];
}

/** Whether the clause itself says which part it speaks of. */
function isNamedNear({ islands, mood }: Telling, index: number): boolean {
  const clause = mood.clause[islands[index]?.from ?? -1];
  return islands.some(
    (edge) => mood.clause[edge.from] === clause && ['scope', 'part', 'timing'].includes(edge.category),
  );
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

/** Whether two numbers stand as the ends of one change: "from 20.9 to 21.3". */
export function isSecondOfPair(telling: Telling, index: number): boolean {
  const other = before(telling, index, 'measure');
  return (
    other !== -1 &&
    at(telling, other, 'measure') !== undefined &&
    wordsBetween(telling, other, index).join(' ') === 'to'
  );
}
