import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { WHOLE } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import type { Move, Timing } from '../phrases/phrase.ts';
import { apposedSize } from './comparisons/concluded.ts';
import { reading } from './scene.ts';
import { after, at, before, filled, partAt, type Telling, wordsBetween } from './telling.ts';
import { isExtreme, literal } from './values.ts';

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
  const words = wordsBetween(telling, previous, index);
  // "Spike 21.8 °C 01:04": what it came to.
  if (words.length === 0 && isFinding(telling, previous)) return undefined;
  if (
    !words.every((word) => /^(?:of|by|,|about|some|a|the|just|only|another)$/.test(word)) ||
    (words.length > 0 && !words.some((word) => word === 'of' || word === 'by'))
  )
    return undefined;
  const apposed = apposedSize(telling, previous, quantity, change.direction);
  if (apposed !== undefined) return apposed;
  if (isOfFigures(telling, index)) return [reading({ is: 'beyond', what: 'which figures it lies between' })];
  const next = at(telling, index + 1, 'timing');
  const own = next === undefined || next.role === 'at' ? undefined : partOfTiming(next);
  if (own?.part === 'between' && own.from !== null) return changeSizes(quantity, change.direction, own);
  const sizes = changeSizes(quantity, change.direction, partAt(telling, index));
  const step = stepSize(telling, previous, index, quantity, change, change.direction);
  if (step !== undefined) return [step, ...sizes];
  const stretch = stretchSize(telling, previous, index, quantity, change.direction);
  return [
    ...betweenFigures(telling, index, quantity, change.direction),
    ...(stretch === undefined ? sizes : [...stretch, ...sizes]),
  ];
}

/**
 * "cools to 10.99 at 08:30 and warms by 2.68 until 15:00": from the moment or the extreme told last to the one told next. Where it is not
 * said up to when, nothing more is sure than that it began there.
 */
function stretchSize(
  telling: Telling,
  change: number,
  index: number,
  quantity: Quantity,
  direction: 'up' | 'down',
): Reading[] | undefined {
  const part = telling.parts[index];
  const isBounded = part?.part === 'between' && part.from !== null && part.to !== null;
  const start = isBounded ? undefined : lastTold(telling, change);
  if (start === undefined) return undefined;
  const open = reading({ is: 'beyond', what: 'up to when it changes by so much' });
  const timing = at(telling, after(telling, index, 'timing'), 'timing');
  const end = timing === undefined ? undefined : endOf(timing);
  if (end === undefined) return [open];
  const [a, b]: [Num, Num] = [
    { num: 'reading at', at: end },
    { num: 'reading at', at: start },
  ];
  const sign = direction === 'up' ? 1 : -1;
  return [
    reading({
      is: 'compare',
      left: { num: 'difference', a, b },
      relation: 'equal',
      right: literal({ ...quantity, value: sign * quantity.value }),
    }),
    open,
  ];
}

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
  if (!manner.includes('sudden') || time === undefined) return undefined;
  const sign = direction === 'up' ? 1 : -1;
  const right = literal({ ...quantity, value: sign * quantity.value });
  return reading({
    is: 'compare',
    left: { num: 'largest step', direction, of: { part: 'around', at: time } },
    relation: 'equal',
    right,
  });
}

/** The moment, or the time of the extreme, that was told last before a phrase of its sentence. */
function lastTold(telling: Telling, index: number): Time | undefined {
  for (let other = index - 1; other >= 0; other -= 1) {
    const timing = at(telling, other, 'timing');
    if (timing !== undefined) return endOf(timing) ?? (timing.to?.time === 'moment' ? timing.to : undefined);
    const name = at(telling, other, 'figure')?.name;
    if (name === 'max' || name === 'min')
      return { time: 'start', of: { event: 'extreme', which: name, of: WHOLE } };
  }
  return undefined;
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
  return [reading({ is: 'compare', left: change, relation: 'equal', right })];
}

export function changeSizes(quantity: Quantity, direction: 'up' | 'down', of: Part): Reading[] {
  const sign = direction === 'up' ? 1 : -1;
  const isPercent = quantity.unit === '%';
  const signed = literal({ ...quantity, value: sign * quantity.value });
  const equal = (left: Num, right: Num): Formula => ({ is: 'compare', left, relation: 'equal', right });
  const first: Num = { num: 'statistic', name: 'first', of };
  const last: Num = { num: 'statistic', name: 'last', of };
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
