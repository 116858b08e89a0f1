import type { Quantity } from '../../statement/literals.ts';
import { isTime, quantity, SECONDS } from './measures.ts';
import { rule } from './rule.ts';

/** Lengths of time: "two hours", "an hour and a half", "five-minute". */
export const DURATION_RULES = [
  rule('length of time', 'duration', ['number', '=-|‑|‐?', 'unit'], (number, _, unit) =>
    isTime(unit) ? quantity(number, unit) : undefined,
  ),
  rule('one unit of time', 'duration', ['=a|an|one|single|full|whole', 'unit'], (_, unit) =>
    isTime(unit) ? quantity({ value: 1, step: 1 }, unit) : undefined,
  ),
  rule(
    'part of a unit of time',
    'duration',
    ['fraction', '=of?', '=a|an?', 'unit'],
    (fraction, _, __, unit) => (isTime(unit) ? quantity({ value: fraction, step: 0.25 }, unit) : undefined),
  ),
  rule(
    'so many and a half',
    'duration',
    ['number', '=and', 'fraction', 'unit'],
    (number, _, fraction, unit) =>
      isTime(unit) ? quantity({ value: number.value + fraction, step: 0.25 }, unit) : undefined,
  ),
  rule('an hour and three quarters', 'duration', ['duration', '=and', 'fraction'], (length, _, fraction) => ({
    ...length,
    value: length.value + fraction,
    step: 0.25,
  })),
  rule('hours and minutes', 'duration', ['duration', '=and|,?', 'duration'], (long, _, short) =>
    together(long, short),
  ),
  rule('hedged length of time', 'duration', ['approx', 'duration'], (hedge, length) => ({
    ...length,
    hedge,
  })),
  rule('bounded length of time', 'duration', ['=under|below|over|beyond', 'duration'], (word, length) => ({
    ...length,
    hedge: word === 'under' || word === 'below' ? 'almost' : 'just over',
  })),
  rule('length in an adjective', 'duration', ['unknown'], (word) => hyphenated(word)),
];

function together(long: Quantity, short: Quantity): Quantity | undefined {
  const [a, b] = [SECONDS.get(long.unit ?? ''), SECONDS.get(short.unit ?? '')];
  if (a === undefined || b === undefined || b >= a) return undefined;
  return { ...long, value: long.value + (short.value * b) / a, step: (short.step * b) / a };
}

const ADJECTIVE =
  /^(\d+|one|two|three|four|five|six|ten|fifteen|twenty|thirty|sixty|twelve)[-‐‑](second|minute|hour|day|week|month|year)s?(?:[-‐‑](?:long|interval|period))?$/;
const WORD_NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
};
const UNIT_WORDS: Readonly<Record<string, string>> = {
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'd',
  week: 'wk',
  month: 'month',
  year: 'year',
};

/** "five-minute", "2-hour". */
function hyphenated(word: string): Quantity | undefined {
  const parts = ADJECTIVE.exec(word);
  if (parts === null) return undefined;
  const [, many = '', unit = ''] = parts;
  return quantity({ value: WORD_NUMBERS[many] ?? Number(many), step: 1 }, UNIT_WORDS[unit] ?? 's');
}
