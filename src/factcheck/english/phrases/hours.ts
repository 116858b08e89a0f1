import type { Hedge } from '../../statement/literals.ts';
import type { Time } from '../../statement/times.ts';
import type { Token } from '../tokens/token.ts';
import type { Timing } from './phrase.ts';
import { rule } from './rule.ts';

const HOURS: ReadonlyMap<string, number> = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index): [string, number] => [word, index + 1]),
);

/** Words before an hour that is told by its number alone. */
const BEFORE =
  /^(?:at|by|around|about|until|till|since|after|before|past|from|between|towards?|to|and|shortly|just|almost|roughly)$/;
/** What may follow it: nothing that it could count or be a value of. */
const BEHIND =
  /^(?:[,.;:)!?—–]|and|in|on|at|it|they|we|when|where|while|which|that|then|the|there|to|till|until|with|but|already|again|no|all|every|each|none|nothing|sharp|onwards?|exactly|before|after)$/;

/** The hour of twelve that a word tells without another: "at nine"; undefined where it counts or is a value. */
export function hourAt(tokens: readonly Token[], at: number): number | undefined {
  const hour = HOURS.get(tokens[at]?.norm ?? '');
  const [before, next] = [tokens[at - 1]?.norm ?? '', tokens[at + 1]?.norm];
  // "after one of them", "nine in the morning" and "nine in a row" go on.
  const isRow = next === 'in' && /^(?:a|all|total|succession|number)$/.test(tokens[at + 2]?.norm ?? '');
  if (hour === undefined || !BEFORE.test(before) || isRow) return undefined;
  return next === undefined || BEHIND.test(next) ? hour : undefined;
}

const clock = (hour: number, hedge: Hedge = 'exact'): Time => ({
  time: 'moment',
  moment: { hour: hour % 12, isEitherHalf: true, hedge },
});

/** The hour to its minute: what goes up to it ends there. */
const sharp = (hour: number): Time => ({
  time: 'moment',
  moment: { hour: hour % 12, minute: 0, isEitherHalf: true, hedge: 'exact' },
});

const span = (time: Time, to: Time): Timing => ({ role: 'span', time, to });

/** Hours of the clock by a word alone: they need the preposition. */
export const HOUR_RULES = [
  rule('at a bare hour', 'timing', ['=at|by|towards|toward', 'hour'], (_, hour) => ({
    role: 'at',
    time: clock(hour),
  })),
  rule('around a bare hour', 'timing', ['=around|about|roughly|almost', 'hour'], (word, hour) => ({
    role: 'at',
    time: clock(hour, word === 'almost' ? 'almost' : 'about'),
  })),
  rule(
    'shortly before or after a bare hour',
    'timing',
    ['=shortly|just', '=before|after|past', 'hour'],
    (_, word, hour) => ({ role: 'at', time: clock(hour, word === 'before' ? 'almost' : 'just over') }),
  ),
  rule('on one side of a bare hour', 'timing', ['=before|after|until|till|since', 'hour'], (word, hour) => ({
    role: word === 'before' || word === 'after' || word === 'since' ? word : 'until',
    time: sharp(hour),
  })),
  rule(
    'from one bare hour to another',
    'timing',
    ['=from', 'hour', '=to|until|till', 'hour'],
    (_, from, __, to) => span(sharp(from), sharp(to)),
  ),
  rule(
    'from a time to a bare hour',
    'timing',
    ['=from|between', 'time', '=to|until|till|and', 'hour'],
    (_, from, __, to) =>
      from.time === 'moment' && from.moment.hour !== undefined ? span(from, sharp(to)) : undefined,
  ),
  rule(
    'from a bare hour to a time',
    'timing',
    ['=from|between', 'hour', '=to|until|till|and', 'time'],
    (_, from, __, to) => (to.time === 'moment' || to.time === 'part end' ? span(sharp(from), to) : undefined),
  ),
];
