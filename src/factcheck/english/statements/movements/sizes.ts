import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { partOfTiming } from '../../phrases/parts.ts';
import type { Move, Timing } from '../../phrases/phrase.ts';
import { apposedSize } from '../comparisons/concluded.ts';
import { reading } from '../scene.ts';
import { at, before, filled, partAt, type Telling, wordsBetween } from '../telling.ts';
import { isExtreme } from '../values.ts';
import { measuredReadings, stretchOf } from './measured.ts';

/** "a 20 unit increase": the size stands before its noun. */
export function sizeBefore(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const [here, next] = [telling.islands[index], telling.islands[index + 1]];
  const change = at(telling, index + 1, 'change');
  if (
    here === undefined ||
    next?.from !== here.to ||
    (change?.direction !== 'up' && change?.direction !== 'down')
  )
    return undefined;
  if (!/(?:se|ne|ain|ise|all|op|mp|dip|ease|ction|owth|rge)$/.test(telling.tokens[next.to - 1]?.norm ?? ''))
    return undefined;
  return changeSizes(quantity, change.direction, partAt(telling, index));
}

/** A number beside a change: its size. "a rise of 18", "gained 3 degrees", "by 0.2". */
export function sizeReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const previous = before(telling, index, 'change', 'measure', 'figure', 'count', 'comparison');
  const change = at(telling, previous, 'change');
  if (
    change === undefined ||
    (change.direction !== 'up' && change.direction !== 'down') ||
    change.turn === 'back'
  )
    return undefined;
  if (!isBeside(telling, previous, index)) return undefined;
  const isStep = change.manner.includes('fast') || change.manner.includes('sudden');
  const sizes = changeSizes(quantity, change.direction, partAt(telling, index));
  const moved = isStep ? undefined : measuredReadings(telling, index, 'size', quantity, sizes);
  const apposed = apposedSize(telling, previous, quantity, change.direction);
  // The readings at the moments that are told are surer than the numbers beside them, which were rounded.
  if (apposed !== undefined)
    return moved !== undefined && stretchOf(telling, previous) !== undefined ? moved : apposed;
  if (isOfFigures(telling, index)) return [reading({ is: 'beyond', what: 'which figures it lies between' })];
  if (moved !== undefined) return moved;
  const next = at(telling, index + 1, 'timing');
  const own = next === undefined || next.role === 'at' ? undefined : partOfTiming(next);
  if (own?.part === 'between' && own.from !== null) return changeSizes(quantity, change.direction, own);
  const step = stepSize(telling, previous, index, quantity, change, change.direction);
  if (step !== undefined) return [step, ...sizes];
  return [...betweenFigures(telling, index, quantity, change.direction), ...sizes];
}

/** Whether a number is how far the change before it goes, by the words around it. */
function isBeside(telling: Telling, change: number, index: number): boolean {
  const words = wordsBetween(telling, change, index);
  // "a loss of 13.6 against the maximum": how far it is from another.
  if (PARTED.test(telling.tokens[telling.islands[index]?.to ?? -1]?.norm ?? '')) return false;
  // "Spike 21.8 °C 01:04": what it came to.
  if (words.length === 0) return !isFinding(telling, change);
  return (
    words.every((word) => /^(?:of|by|,|about|some|a|the|just|only|another)$/.test(word)) &&
    words.some((word) => word === 'of' || word === 'by')
  );
}

const PARTED = /^(?:against|compared|versus|vs|below|above|than|off|away)$/;

/** "at 11:25 it leapt by 6.5": the largest step around that moment. */
function stepSize(
  telling: Telling,
  change: number,
  index: number,
  quantity: Quantity,
  { manner }: Move,
  direction: 'up' | 'down',
): Reading | undefined {
  const beside = [change - 1, index + 1].find((other) => at(telling, other, 'timing')?.role === 'at');
  const timing = beside === undefined ? undefined : at(telling, beside, 'timing');
  const time = timing === undefined ? undefined : endOf(timing);
  if (!(manner.includes('sudden') || manner.includes('fast')) || time === undefined) return undefined;
  const sign = direction === 'up' ? 1 : -1;
  const right = literal({ ...quantity, value: sign * quantity.value });
  return reading(equal({ num: 'largest step', direction, of: { part: 'around', at: time } }, right));
}

function endOf({ role, time, to }: Timing): Time | undefined {
  if (role === 'span') return to?.time === 'moment' ? to : undefined;
  return role !== 'before' && time.time === 'moment' && time.moment.minute !== undefined ? time : undefined;
}

function isFinding({ chart, islands }: Telling, index: number): boolean {
  const { from = -1, to = 0 } = islands[index] ?? {};
  return to - from === 1 && chart.at(from).some(({ category }) => category === 'finding');
}

/** "... had a mean of 20.4; since then it has had one of 20.9, so there has been an increase of 0.5". */
function isOfFigures(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const from = islands[index]?.from ?? 0;
  const isConcluded = tokens.slice(0, from).some(({ norm }) => norm === 'so');
  return (
    isConcluded &&
    islands.slice(0, index).some((_, other) => {
      const name = at(telling, other, 'figure')?.name;
      return name !== undefined && !isExtreme(name) && name !== 'first' && name !== 'last';
    })
  );
}

/** "(average 17.2) ... (average 12.4), a decrease of 28 %": from one figure to the next of its kind. */
function betweenFigures(
  telling: Telling,
  index: number,
  quantity: Quantity,
  direction: 'up' | 'down',
): Reading[] {
  const figures = telling.islands.slice(0, index).flatMap((_, other) => {
    const figure = at(telling, other, 'figure');
    return figure === undefined ? [] : [{ name: figure.name, num: filled(telling, other, figure.num) }];
  });
  const [b, a] = [figures.at(-1), figures.at(-2)];
  if (a === undefined || b === undefined || a.name !== b.name) return [];
  const sign = direction === 'up' ? 1 : -1;
  const change: Num =
    quantity.unit === '%'
      ? { num: 'relative change', a: b.num, b: a.num }
      : { num: 'difference', a: b.num, b: a.num };
  const scale = quantity.unit === '%' ? 100 : 1;
  const right = literal({
    ...(quantity.unit === '%' ? { hedge: quantity.hedge } : quantity),
    value: (sign * quantity.value) / scale,
    step: quantity.step / scale,
  });
  return [reading(equal(change, right))];
}

export function changeSizes(quantity: Quantity, direction: 'up' | 'down', of: Part): Reading[] {
  const sign = direction === 'up' ? 1 : -1;
  const isPercent = quantity.unit === '%';
  const signed = literal({ ...quantity, value: sign * quantity.value });
  const first: Num = statistic('first', of);
  const last: Num = statistic('last', of);
  const relative = literal({
    value: (sign * quantity.value) / 100,
    step: quantity.step / 100,
    hedge: quantity.hedge,
  });
  return [
    reading(equal({ num: 'change', of }, signed)),
    ...(isPercent ? [reading(equal({ num: 'relative change', a: last, b: first }, relative))] : []),
    reading(equal({ num: 'largest step', direction, of }, signed), 'a reading among several'),
  ];
}
