import type { Event } from '../../statement/events.ts';
import type { MoveSense } from '../words/change.ts';
import type { WordCategories } from '../words/lexicon.ts';
import { HERE, IT } from './implied.ts';
import { rule } from './rule.ts';

const extreme = (which: 'max' | 'min'): Event => ({ event: 'extreme', which, of: HERE });

/** A finding as an event: gaps and nulls have one of their own, found or not. */
export function eventOf(of: WordCategories['finding'], k: number | null): Event {
  if (of === 'gap') return { event: 'gap', k };
  if (of === 'missing') return { event: 'null', k };
  return { event: 'finding', of, k };
}

/** A change as an event: the largest step in its direction. */
function stepOf(move: MoveSense): Event | undefined {
  if (move.startsWith('up') || move === 'on') return { event: 'step', direction: 'up', of: HERE };
  if (move.startsWith('down') || move === 'off') return { event: 'step', direction: 'down', of: HERE };
  return undefined;
}

const IS = '=comes|came|falls|fell|lies|lay|occurs|occurred|is|was';

export const EVENT_RULES = [
  rule('finding as an event', 'event', ['finding'], (of) => eventOf(of, null)),
  rule('finding by its number', 'event', ['ordinal', 'finding'], (nth, of) =>
    nth === 'middle' ? undefined : eventOf(of, Number(nth)),
  ),
  rule('unusual reading as an event', 'event', ['odd', 'reading'], (of) => eventOf(of, null)),
  rule('change as an event', 'event', ['move'], (move) => stepOf(move)),
  rule('step as an event', 'event', ['=change|transition|switch|changeover|turning', '=point?'], () => ({
    event: 'step',
    direction: 'either',
    of: HERE,
  })),
  rule('extreme as an event', 'event', ['stat'], (name) =>
    name === 'max' || name === 'min' ? extreme(name) : undefined,
  ),
  rule('extreme reading as an event', 'event', ['extreme', 'reading'], (which) => extreme(which)),
  rule('superlative alone as an event', 'event', ['extreme'], (which) => extreme(which)),
  rule(
    'event spoken of before',
    'event',
    [
      '=it|that|this|them|those|these|which|these|former|latter|point|reading|readings|value|values|stretch|moment|period|phase|two|three|pair',
    ],
    () => IT,
  ),
  rule(
    'one before the other',
    'order',
    ['event', `${IS}|precedes|preceded`, '=before|earlier?', '=than?', 'event'],
    (first, verb, word, _, second) =>
      word !== undefined || verb?.startsWith('precede') === true ? { first, second } : undefined,
  ),
  rule(
    'one after the other',
    'order',
    ['event', `${IS}|follows|followed`, '=after|later?', '=than?', 'event'],
    (second, verb, word, _, first) =>
      word !== undefined || verb?.startsWith('follow') === true ? { first, second } : undefined,
  ),
  rule(
    'stretch of equal readings',
    'event',
    ['=longest|constant|flat|unchanging', '=constant|flat|run|stretch|unchanged', '=stretch|run|of?'],
    () => ({ event: 'run', value: null, of: HERE }),
  ),
];
