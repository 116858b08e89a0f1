import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { partOf, WHOLE } from '../phrases/implied.ts';
import { type Figure, meaningOf } from '../phrases/phrase.ts';
import { figureAgain } from './again.ts';
import { foundReadings } from './found.ts';
import { listedReadings } from './listed.ts';
import { pairedName } from './paired.ts';
import { positionedReadings } from './positions.ts';
import { datedReadings } from './roles.ts';
import { distinct, doubtful, reading, resolve } from './scene.ts';
import { stayReadings } from './stays.ts';
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
  if (figure.num.num === 'largest step') return [reading(stepEqual(figure.num, quantity))];
  const listed = listedReadings(telling, index, quantity) ?? pairedReadings(telling, index, quantity);
  if (listed !== undefined) return listed;
  const relative = relativeDistance(telling, own, quantity);
  if (relative !== undefined) return [reading(relative)];
  if (isDenied(telling, index)) return [reading({ is: 'not', formula: equal(own, right) })];
  const readings = [reading(equal(own, right))];
  if (figure.num.num === 'statistic') {
    for (const part of otherParts(telling, index))
      readings.push(doubtful(equal(filledWith(figure, part), right), 'part carried over'));
    readings.push(...looseFigures(figure.name, partAt(telling, index), quantity));
  }
  // "..., which averaged 38.6": which of the two parts it is, is not told.
  const lead = telling.tokens[(telling.islands[index]?.from ?? 0) - 1]?.norm ?? '';
  if (
    /^(?:which|that|who|latter|former|and|or)$/.test(lead) &&
    telling.islands.slice(0, index).some(({ category }) => category === 'comparison' || category === 'part')
  )
    readings.push(reading({ is: 'beyond', what: 'which part this is of' }));
  if (isOneOfSeveral(telling, index, figure) || isBracketed(telling, index))
    readings.push(reading({ is: 'beyond', what: 'which of several this is' }));
  return distinct(readings);
}

/** "A smaller crest, 11,279", "the second highest speed, 98", "during the day it peaked at 7.5": not that of all readings. */
function isOneOfSeveral(telling: Telling, index: number, { name }: Figure): boolean {
  if (name !== 'max' && name !== 'min') return false;
  const { tokens, islands } = telling;
  const { from = 0 } = islands[index] ?? {};
  const before = tokens.slice(Math.max(0, from - 2), from).map(({ norm }) => norm);
  return partAt(telling, index) === WHOLE && before.some((word) => LESSER.test(word));
}

const LESSER =
  /^(?:another|smaller|lesser|second|2nd|third|3rd|next|local|minor|secondary|further|later|earlier|other|fourth|subsequent|subsidiary|following|previous|day|night|morning|evening|afternoon|daytime|nighttime|noon|midday)$/;

/** "... and lowest in the middle third (mean 31.39 %)": of what the bracket stands behind. */
function isBracketed(telling: Telling, index: number): boolean {
  const { islands, mood } = telling;
  const piece = mood.piece[islands[index]?.from ?? -1] ?? -1;
  const host = mood.host.get(piece);
  if (host === undefined || partAt(telling, index) !== WHOLE) return false;
  const outside = islands.findLast(({ from }, other) => other < index && mood.piece[from] !== piece);
  return outside?.category === 'comparison' && mood.piece[outside.from] === host;
}

function pairedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const name = pairedName(telling, index);
  return name === undefined ? undefined : [reading(equal(filled(telling, index, name), literal(quantity)))];
}

/** "Relative to the mean, top and bottom are 8 % apart". */
function relativeDistance(telling: Telling, own: Num, quantity: Quantity): Formula | undefined {
  const to = telling.islands
    .map((edge) => meaningOf(edge, 'partner')?.to)
    .find((other) => other !== undefined);
  if (own.num !== 'distance' || quantity.unit !== '%' || to === undefined) return undefined;
  const share = { value: quantity.value / 100, step: quantity.step / 100, hedge: quantity.hedge };
  return equal({ num: 'ratio', a: own, b: resolve(to, WHOLE, null) }, literal(share));
}

/** A step is told by its size; a fall has no sign when it is called one. */
function stepEqual(step: Num & { num: 'largest step' }, quantity: Quantity): Formula {
  const signed = (value: number): Formula => equal(step, literal({ ...quantity, value }));
  if (step.direction === 'down') return signed(-Math.abs(quantity.value));
  return step.direction === 'up'
    ? signed(quantity.value)
    : { is: 'or', formulas: [signed(quantity.value), signed(-quantity.value)] };
}

/** "the mean is not 20.5": between the statistic and its value. */
function isDenied({ islands, tokens, chart }: Telling, index: number): boolean {
  const here = islands[index];
  const inside = [...tokens.keys()].slice(here?.from ?? 0, here?.to ?? 0);
  // "without the spike" denies nothing of the figure.
  return inside.some(
    (at) => tokens[at]?.norm !== 'without' && chart.at(at).some(({ category }) => category === 'not'),
  );
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

/** The parts that a clause may be about besides its own: the last spoken of, and all of the window. */
export function otherParts(telling: Telling, index: number): Part[] {
  const own = partAt(telling, index);
  const spoken = telling.parts[index] == null ? telling.scenes[index]?.part : undefined;
  return [...(spoken == null ? [] : [spoken]), WHOLE].filter((part) => !isSame(part, own));
}

const LEVEL_NAMES: readonly StatisticName[] = ['typical', 'mean', 'median'];
const has = (quantity: Quantity, of: Part): Formula => ({ is: 'has value', quantity, of });

/** A number by itself: of what the clause is about, else a reading that has it. */
export function valueReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const told =
    listedReadings(telling, index, quantity) ??
    pairedReadings(telling, index, quantity) ??
    foundReadings(telling, index, quantity) ??
    positionedReadings(telling, index, quantity) ??
    stayReadings(telling, index, quantity);
  if (told !== undefined) return told;
  const topic = topicOf(telling, index);
  const placed =
    topic === null ? datedReadings(telling, index, quantity) : eventSize(telling, index, topic, quantity);
  if (placed !== undefined) return placed;
  const again = figureAgain(telling, index);
  if (again !== undefined) return namedReadings(telling, index, again, quantity);
  if (topic?.of === 'num' && topic.num.num === 'statistic' && !isExtreme(topic.name)) {
    const own = equal(filled(telling, index, topic.num), literal(quantity));
    return distinct([reading(own), ...namedReadings(telling, index, topic.name, quantity).slice(1)]);
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

/** A statistic that was named before, now of this part. */
function namedReadings(telling: Telling, index: number, name: StatisticName, quantity: Quantity): Reading[] {
  const right = literal(quantity);
  return [
    reading(equal(statistic(name, partAt(telling, index)), right)),
    ...otherParts(telling, index).map((of) =>
      doubtful(equal(statistic(name, of), right), 'part carried over'),
    ),
  ];
}

/** The number of what the clause has just named: an extreme, an event, some readings. */
function topicReadings(telling: Telling, index: number, topic: Topic | null, quantity: Quantity): Reading[] {
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
function eventSize(telling: Telling, index: number, topic: Topic, quantity: Quantity): Reading[] | undefined {
  const event = topic.of === 'event' ? filled(telling, index, topic.event) : undefined;
  const words = wordsBetween(telling, topic.at, index);
  const isSize = topic.at === index - 1 && words.length > 0 && words.every((word) => SIZED.test(word));
  if (event?.event !== 'step' || !isSize) return undefined;
  const { direction, of } = event;
  const change: Num = { num: 'change', of };
  return [
    reading({
      is: 'or',
      formulas: [
        stepEqual({ num: 'largest step', direction, of }, quantity),
        equal(change, literal(quantity)),
        equal(change, literal({ ...quantity, value: -quantity.value })),
      ],
    }),
    doubtful(equal({ num: 'statistic', name: 'range', of: WHOLE }, literal(quantity)), 'another statistic'),
    doubtful(has(quantity, WHOLE), 'loose wording'),
  ];
}

const SIZED = /^(?:is|was|of|by|measures?|measured|amounts?|amounted|to|:|,|=|equals)$/;

const LONE: ReadonlySet<string> = new Set(['spike', 'dropout', 'outlier', 'any']);

/** A number that is said of nothing in particular: a reading has it, wherever that is, or the readings are about that. */
function plainReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const part = partAt(telling, index);
  const name = telling.scenes[index]?.name;
  const levels = [part, ...otherParts(telling, index)].flatMap((of) => levelReadings(of, quantity));
  const values = [reading(has(quantity, WHOLE)), reading(has(quantity, part), 'loose wording')];
  return [
    ...(quantity.hedge === 'exact' ? [...values, ...levels] : [...levels, ...values]),
    ...(isSummed(telling, index)
      ? [reading(equal(statistic('sum', part), literal(quantity)), 'another statistic')]
      : []),
    ...(quantity.unit === undefined ? inUnitBefore(telling, index, quantity) : []),
    ...(name == null ? [] : [reading(equal(statistic(name, part), literal(quantity)), 'another statistic')]),
  ];
}

/** "75 in total", "received 22.8 MB": all of it together. */
function isSummed({ tokens, islands, mood }: Telling, index: number): boolean {
  const piece = mood.piece[islands[index]?.from ?? -1];
  return tokens.some(
    ({ norm }, at) =>
      mood.piece[at] === piece &&
      /^(?:total|altogether|received|combined|sum|overall|sent|counted|consumed|used)$/.test(norm),
  );
}

function levelReadings(of: Part, quantity: Quantity): Reading[] {
  return [
    reading({ is: 'level', quantity, of }, 'loose wording'),
    ...LEVEL_NAMES.map((name) => reading(equal(statistic(name, of), literal(quantity)), 'another statistic')),
  ];
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
