import type { Event } from '../../../statement/events.ts';
import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Timing } from '../../phrases/phrase.ts';
import { HAPPENING } from '../../words/happening.ts';
import { isRead } from '../places.ts';
import { doubtful, reading, resolve } from '../scene.ts';
import { sizeBefore, sizeReadings } from '../sizes.ts';
import { at, denialOf, partAt, type Telling } from '../telling.ts';
import type { MomentTime } from '../timings.ts';
import { equal, literal, statistic } from '../values.ts';

type Extreme = Event & { readonly event: 'extreme' };

const same = (a: Time, b: Time): Formula => ({ is: 'same time', a, b });
const start = (of: Event): Time => ({ time: 'start', of });

/**
 * "21.3 °C at 14:02", "the peak of 24 °C falls at 12:19", "29 was seen at 11:40 and 11:52", "14:02: 21.3": a moment and a reading told side by
 * side, so that no other words are needed to say what was then. Where no reading has the value, that is what is wrong, and not the
 * time. Undefined where nothing of the kind is told.
 */
export function besideReadings(telling: Telling, index: number, timing: Timing): Reading[] | undefined {
  const { role, time, to } = timing;
  if (role !== 'at' || to !== undefined || time.time !== 'moment' || time.moment.hour === undefined)
    return undefined;
  const named = isBy(telling, index) ? -1 : toldBeside(telling, index);
  if (named === -1) return undefined;
  const value = valueAt(telling, named);
  const extreme = extremeAt(telling, named);
  if (value === undefined || value.hedge !== 'exact') return undefined;
  const told =
    extreme === undefined
      ? valueThen(value, time)
      : extremeThen(value, extreme, time, isLocal(telling, named));
  return isEnd(telling, named) ? [...told, WHICH] : told;
}

const WHICH = reading({ is: 'beyond', what: 'whether the number or the time is meant' });

/** "rose from 13.3 at 20:00 to 15.0 at 06:00": of two ends of a movement either the number or the time may be wrong. */
function isEnd({ tokens, islands, mood }: Telling, index: number): boolean {
  const end = islands[index]?.from ?? 0;
  const isTo = tokens.slice(Math.max(0, end - 3), end).some(({ norm }) => norm === 'to');
  const from = tokens.findLastIndex(
    ({ norm }, at) => at < end && norm === 'from' && mood.piece[at] === mood.piece[end],
  );
  return isTo && from !== -1 && tokens.slice(from, end).some(({ kind }) => kind === 'moment');
}

const unread = (quantity: Quantity): Formula => ({
  is: 'quantified',
  amount: { amount: 'none' },
  of: WHOLE,
  condition: { if: 'compare', relation: 'equal', to: literal(quantity) },
});

/** No reading has the value, though it lies where readings of the window may: the number is what is wrong. */
function none(quantity: Quantity): Formula {
  const spread = statistic('range', WHOLE);
  const bound = (end: 'max' | 'min'): Num =>
    end === 'max'
      ? { num: 'sum of', a: statistic(end, WHOLE), b: spread }
      : { num: 'difference', a: statistic(end, WHOLE), b: spread };
  const beyond = (end: 'max' | 'min', relation: 'over' | 'under'): Formula => ({
    is: 'compare',
    left: bound(end),
    relation,
    right: literal(quantity),
  });
  return { is: 'and', formulas: [unread(quantity), beyond('max', 'over'), beyond('min', 'under')] };
}

const had = (quantity: Quantity): Event => ({ event: 'reading', value: literal(quantity) });

function valueThen(value: Quantity, time: MomentTime): Reading[] {
  const then = (at: Time): Formula => same(start(had(value)), at);
  return [reading(then(time)), reading({ is: 'and', formulas: [none(value), isRead(time.moment)] })];
}

/** Of "a crest of 87" the number may be what is wrong; the maximum is one of the window. */
function extremeThen(value: Quantity, extreme: Extreme, time: MomentTime, isLocal: boolean): Reading[] {
  const then = (of: Event): Formula => same(start(of), time);
  // Where the minimum is that, no other reading that is as low is meant.
  const isOther: Formula = {
    is: 'not',
    formula: equal(statistic(extreme.which, extreme.of), literal(value)),
  };
  const local: Formula = { is: 'and', formulas: [then(had(value)), isOther] };
  return [
    reading({ is: 'or', formulas: [then(extreme), local] }),
    reading({ is: 'and', formulas: [none(value), then(extreme)] }),
    ...(isLocal
      ? [doubtful({ is: 'and', formulas: [none(value), isRead(time.moment)] }, 'loose wording')]
      : []),
  ];
}

/** Whether a moment is told so. */
export function isBeside(telling: Telling, index: number, timing: Timing): boolean {
  return besideReadings(telling, index, timing) !== undefined;
}

/** "is back at 21.3 by 14:02": then or before. */
function isBy({ tokens, islands }: Telling, index: number): boolean {
  return tokens[islands[index]?.from ?? -1]?.norm === 'by';
}

/** The island right before a moment, or right behind one that opens its clause, that tells a reading; -1 for none. */
function toldBeside(telling: Telling, index: number): number {
  const before = namedBefore(telling, index);
  return before === -1 ? namedBehind(telling, index) : before;
}

function namedBefore(telling: Telling, index: number): number {
  const { tokens, islands } = telling;
  const here = islands[index];
  let named = index - 1;
  while (isBetween(telling, named)) named -= 1;
  const there = islands[named];
  if (here === undefined || there === undefined || !isNear(telling, named, index)) return -1;
  const between = range(there.to, here.from).filter((token) => !isOfTime(telling, token));
  const isPlain = between.every((token) => isWordBetween(telling, token, named, index));
  const isApart = between.some((token) => /^[,:]$/.test(tokens[token]?.norm ?? ''));
  return isPlain && !(isApart && isLeading(telling, index)) ? named : -1;
}

/** Words between what was read and its moment say that it was then, or go on with a list of moments. */
function isWordBetween(telling: Telling, token: number, named: number, index: number): boolean {
  const word = telling.tokens[token]?.norm ?? '';
  if (HAPPENING.has(word)) return true;
  // "at 14:02, 14:05 and 14:08".
  return /^(?:and|or|&)$/.test(word) && index - named > 1;
}

/** Another moment of a list, or a verb that a table takes for a movement: "falls at", "turned up at". */
function isBetween(telling: Telling, index: number): boolean {
  const timing = at(telling, index, 'timing');
  if (timing !== undefined) return timing.role === 'at' && timing.time.time === 'moment';
  return telling.islands[index]?.category === 'change' && isWord(telling, index);
}

function isWord({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens.slice(from, to).every(({ norm }) => HAPPENING.has(norm));
}

function isOfTime({ islands }: Telling, token: number): boolean {
  return islands.some(({ category, from, to }) => category === 'timing' && token >= from && token < to);
}

/** In the same piece of the sentence, or a bracket right behind it. */
function isNear({ islands, mood }: Telling, named: number, index: number): boolean {
  const [there, here] = [mood.piece[islands[named]?.from ?? -1], mood.piece[islands[index]?.from ?? -2]];
  return there === here || (there !== undefined && there === mood.host.get(here ?? -1));
}

/** "At 11:40 the probe flashed 29.4 °C", "11:40: 29.4", "11:40 | 29.4". */
function namedBehind(telling: Telling, index: number): number {
  const { tokens, islands } = telling;
  const [here, next] = [islands[index], islands[index + 1]];
  if (here === undefined || next === undefined || !isLeading(telling, index)) return -1;
  const between = tokens.slice(here.to, next.from);
  if (between.length > MOST_BETWEEN || !isNear(telling, index, index + 1)) return -1;
  return between.every(({ norm }) => AHEAD.test(norm) || HAPPENING.has(norm)) ? index + 1 : -1;
}

const MOST_BETWEEN = 6;
const AHEAD = /^(?:the|a|an|it|its|we|they|of|with|reading|value|sensor|probe|level|display)$/;

/** Whether a moment opens its clause, and what follows is told of it. */
function isLeading(telling: Telling, index: number): boolean {
  const { islands, tokens } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const isOpening = from === 0 || /^(?:[,;:|(–—•]|and|but|then)$/.test(tokens[from - 1]?.norm ?? '');
  const next = tokens[to];
  return isOpening && next !== undefined && !/^(?:[,;.)]|and|or|when|which|where|while|but)$/.test(next.norm);
}

/** A reading that has the value told: a number in the unit of the readings, or in digits, that is no size of a change. */
function valueAt(telling: Telling, index: number): Quantity | undefined {
  const figure = at(telling, index, 'figure');
  if (figure?.quantity !== undefined)
    return extremeAt(telling, index) === undefined ? undefined : figure.quantity;
  const quantity = at(telling, index, 'measure');
  const here = telling.islands[index];
  if (quantity === undefined || here === undefined || denialOf(telling, index) !== -1) return undefined;
  const lead = telling.tokens[here.from - 1]?.norm ?? '';
  const isOther =
    sizeBefore(telling, index, quantity) !== undefined ||
    sizeReadings(telling, index, quantity) !== undefined ||
    NO_VALUE.test(lead) ||
    isMoved(telling, index);
  const isBare = quantity.unit === undefined && telling.tokens[here.from]?.kind !== 'number';
  return isOther || isBare ? undefined : quantity;
}

/** Words before a number that is no reading: so much more, at such a pace. */
const NO_VALUE =
  /^(?:by|than|within|over|under|above|below|beyond|past|every|per|another|further|extra|after)$/;

/** "It lost 1.5 at 14:00", "a drop of 3", "the largest change, 20 L/min": how far it went. */
function isMoved(telling: Telling, index: number): boolean {
  const { islands, tokens } = telling;
  const [previous, here] = [islands[index - 1], islands[index]];
  if (previous === undefined || here === undefined || !isNear(telling, index - 1, index)) return false;
  if (at(telling, index - 1, 'num')?.num === 'largest step') return true;
  const between = tokens.slice(previous.to, here.from);
  return isStep(telling, index - 1) && between.every(({ norm }) => SIZED.test(norm));
}

const SIZED = /^(?:of|a|an|,|:|\(|is|was|full|whole|some|only|just|good)$/;

function isStep(telling: Telling, index: number): boolean {
  const direction = at(telling, index, 'change')?.direction;
  if (direction === 'up' || direction === 'down') return true;
  if (at(telling, index, 'event')?.event === 'step') return true;
  // "two drops of a full 0.1".
  const last = (telling.islands[index]?.to ?? 0) - 1;
  const isMove = telling.chart.at(last).some(({ category }) => category === 'move');
  return isMove && at(telling, index, 'count') !== undefined;
}

function extremeAt(telling: Telling, index: number): Extreme | undefined {
  const num = at(telling, index, 'figure')?.num ?? namedOf(telling, index);
  if (num?.num !== 'statistic' || (num.name !== 'max' && num.name !== 'min')) return undefined;
  return {
    event: 'extreme',
    which: num.name,
    of: resolve(num.of, partAt(telling, index), telling.scenes[index]?.event ?? null),
  };
}

/** "The smallest load, 91.8 %, was seen at 13:24": of that. */
function namedOf(telling: Telling, index: number): Num | undefined {
  const { islands, tokens } = telling;
  const [named, here] = [islands[index - 1], islands[index]];
  if (named === undefined || here?.category !== 'measure') return undefined;
  const between = range(named.to, here.from).filter((token) => !isNoun(telling, token));
  return between.length <= 2 && between.every((token) => JOINT.test(tokens[token]?.norm ?? ''))
    ? at(telling, index - 1, 'num')
    : undefined;
}

/** "a first crest of 87.0", "bottoming out around 5.4": one of several, or none too exact. */
function isLocal({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  const lead = tokens
    .slice(Math.max(0, from - 2), from)
    .some(({ norm }) => /^(?:an?|one|another)$/.test(norm));
  return (
    lead || tokens.slice(from, to).some(({ text }) => /^(?:an?|around|about|near|nearly|almost)$/.test(text))
  );
}

const JOINT = /^(?:,|:|\(|of|is|was|=|at|–|—)$/;

/** "load", "rate": another word for what is measured. */
function isNoun({ chart }: Telling, token: number): boolean {
  return chart.at(token).some(({ category }) => category === 'unknown' || category === 'quantityWord');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, nth) => from + nth);
}
