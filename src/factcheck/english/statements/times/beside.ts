import type { Reading } from '../../../statement/text.ts';
import { isIt } from '../../phrases/implied.ts';
import type { Timing } from '../../phrases/phrase.ts';
import { HAPPENING } from '../../words/happening.ts';
import { reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';
import { extremeThen, valueThen } from './then.ts';
import { extremeAt, isLocal, valueAt } from './told.ts';

/**
 * "21.3 °C at 14:02", "the peak of 24 °C falls at 12:19", "29 was seen at 11:40 and 11:52", "14:02: 21.3": a moment and a reading told side by
 * side, so that no other words are needed to say what was then. Where no reading has the value, that is what is wrong, and not the
 * time. Undefined where nothing of the kind is told.
 */
export function besideReadings(telling: Telling, index: number, timing: Timing): Reading[] | undefined {
  const { role, time, to } = timing;
  if (role !== 'at' || to !== undefined || time.time !== 'moment' || time.moment.hour === undefined)
    return undefined;
  const named = toldBeside(telling, index);
  // "reaching 19.3 by 08:06": there or before.
  if (named === -1 || (named < index && isBy(telling, index))) return undefined;
  const value = valueAt(telling, named);
  const extreme = extremeAt(telling, named);
  if (value === undefined || value.hedge !== 'exact') return undefined;
  const told =
    extreme === undefined
      ? valueThen(value, time)
      : extremeThen(value, extreme, time, isLocal(telling, named));
  return isEnd(telling, named) || isBy(telling, index) ? [...told, WHICH] : told;
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
  let behind = index + 1;
  while (isPassing(telling, behind)) behind += 1;
  const [here, next] = [islands[index], islands[behind]];
  if (here === undefined || next === undefined || !isLeading(telling, index)) return -1;
  const between = tokens.slice(here.to, next.from);
  // "14:02 → 21.3".
  const isArrow = between.length === 1 && /^(?:→|->|=>)$/.test(between[0]?.norm ?? '');
  if (between.length > MOST_BETWEEN || !(isArrow || isNear(telling, index, behind))) return -1;
  return between.every(({ norm }) => AHEAD.test(norm) || HAPPENING.has(norm)) ? behind : -1;
}

/** "it was back at": who it is, and a verb that a table takes for a movement. */
function isPassing(telling: Telling, index: number): boolean {
  if (at(telling, index, 'change') !== undefined) return isWord(telling, index);
  return isIt(at(telling, index, 'event'));
}

const MOST_BETWEEN = 6;
const AHEAD = /^(?:the|a|an|it|its|we|they|of|with|to|→|->|=>|reading|value|sensor|probe|level|display)$/;

/** Whether a moment opens its clause, and what follows is told of it. */
function isLeading(telling: Telling, index: number): boolean {
  const { islands, tokens } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const isOpening = from === 0 || /^(?:[,;:|(–—•.)]|and|but|then)$/.test(tokens[from - 1]?.norm ?? '');
  const next = tokens[to];
  return isOpening && next !== undefined && !/^(?:[,;.)]|and|or|when|which|where|while|but)$/.test(next.norm);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, nth) => from + nth);
}
