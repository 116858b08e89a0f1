import type { Event } from '../../../statement/events.ts';
import type { Quantity } from '../../../statement/literals.ts';
import { literal } from '../../phrases/built.ts';
import { HERE, WHOLE } from '../../phrases/implied.ts';
import { sizeBefore } from '../movements/sizes.ts';
import { isPlacing } from '../placing.ts';
import { at, samePiece, type Telling, wordsBetween } from '../telling.ts';

interface Way {
  readonly direction: 'up' | 'down' | 'either';
  readonly is: 'largest' | 'sudden' | 'told';
}

/**
 * "a leap of 8.3 °C at 12:30", "the largest change, 20 L/min (14:05)": the step that has the size told. Of the largest one, and of one that is
 * sudden, the size may be what is wrong. Undefined for a number that is none.
 */
export function sizedStep(telling: Telling, index: number, quantity: Quantity): Event[] | undefined {
  const way = wayOf(telling, index, quantity);
  if (way === undefined || quantity.unit === '%') return undefined;
  const { direction, is } = way;
  const any: Event = { event: 'step', direction, of: HERE };
  const sized: Event = { ...any, by: literal(quantity) };
  if (is === 'largest') return [any, sized];
  return is === 'sudden' ? [sized, any] : [sized];
}

/** A number with its sign, as the size of a step. */
export function signedStep({ value, ...quantity }: Quantity): Event {
  const by = literal({ ...quantity, value: Math.abs(value) });
  return { event: 'step', direction: value < 0 ? 'down' : 'up', of: WHOLE, by };
}

/** Which way it went by so much. */
function wayOf(telling: Telling, index: number, quantity: Quantity): Way | undefined {
  const behind = isPlacing(telling, index + 1) ? undefined : wayAt(telling, index + 1);
  if (behind !== undefined && sizeBefore(telling, index, quantity) !== undefined) return behind;
  for (let other = index - 1; other >= 0 && samePiece(telling, other, index); other -= 1) {
    const way = wayAt(telling, other);
    if (way !== undefined) return isSizeOf(telling, other, index) ? way : undefined;
    if (!isPassed(telling, other)) return undefined;
  }
  return undefined;
}

/** "the largest change between neighbouring readings is 34 mph": what the step is further said to be. */
function isPassed({ islands }: Telling, index: number): boolean {
  return /^(?:num|part|scope|event)$/.test(islands[index]?.category ?? '');
}

/** Words between a step and its size. */
const SIZED = /^(?:of|by|a|an|\(|is|was|full|whole|some|only|just|good|about|measures|measured)$/;
/** Verbs that have a size right behind them. */
const MEASURED = /^(?:los(?:e|es|t|ing)|gain(?:s|ed|ing)?|shed(?:s|ding)?|add(?:s|ed|ing)?)$/;
const MOST_WORDS = 7;

function isSizeOf(telling: Telling, step: number, index: number): boolean {
  // "The largest change between neighbouring readings, 20 L/min".
  if (at(telling, step, 'num') !== undefined) {
    const all = wordsBetween(telling, step, index);
    return all.length <= MOST_WORDS && !all.some((word) => /^(?:to|as|from|at|until|till)$/.test(word));
  }
  const words = wordsBetween(telling, index - 1, index);
  const verb = telling.tokens[(telling.islands[step]?.to ?? 0) - 1]?.norm ?? '';
  if (words.length === 0 && !MEASURED.test(verb)) return false;
  return step === index - 1 && words.every((word) => SIZED.test(word));
}

function wayAt(telling: Telling, index: number): Way | undefined {
  const num = at(telling, index, 'num');
  if (num !== undefined)
    return num.num === 'largest step' ? { direction: num.direction, is: 'largest' } : undefined;
  if (isFound(telling, index)) return undefined;
  const { direction, manner = [] } = at(telling, index, 'change') ?? {};
  if (direction === 'up' || direction === 'down')
    return { direction, is: manner.some((one) => one === 'sudden' || one === 'fast') ? 'sudden' : 'told' };
  const event = at(telling, index, 'event');
  if (event?.event === 'step') return { direction: event.direction, is: 'told' };
  // "two drops of a full 0.1".
  const last = (telling.islands[index]?.to ?? 0) - 1;
  const isMove = telling.chart.at(last).some(({ category }) => category === 'move');
  return isMove && at(telling, index, 'count') !== undefined
    ? { direction: 'either', is: 'told' }
    : undefined;
}

/** "a spike of 31": what it came to. */
function isFound({ chart, islands }: Telling, index: number): boolean {
  const last = (islands[index]?.to ?? 0) - 1;
  return chart.at(last).some(({ category, to }) => category === 'finding' && to === last + 1);
}
