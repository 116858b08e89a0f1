import type { Hedge, Quantity } from '../../statement/literals.ts';
import type { Written } from '../tokens/numbers.ts';
import { rule } from './rule.ts';

/** Units of time in seconds, by their keys in the table of units. */
export const SECONDS: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
  ['wk', 604_800],
  ['month', 2_629_746],
  ['year', 31_556_952],
]);

export function quantity(number: Written, unit?: string, hedge: Hedge = 'exact'): Quantity {
  return { ...number, hedge, ...(unit === undefined ? {} : { unit }) };
}

export function secondsOf({ value, unit }: Quantity): number {
  return value * (SECONDS.get(unit ?? '') ?? Number.NaN);
}

const isTime = (unit: string): boolean => SECONDS.has(unit);
const negative = (written: Written): Written => ({ ...written, value: -written.value });

const FRACTION_WORDS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fourth: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  sixth: 1 / 6,
  seventh: 1 / 7,
  eighth: 1 / 8,
  ninth: 1 / 9,
  tenth: 1 / 10,
  tenths: 1 / 10,
  twentieth: 1 / 20,
  hundredth: 1 / 100,
};
const FRACTION =
  '=half|third|thirds|quarter|quarters|fourth|fifth|fifths|sixth|seventh|eighth|ninth|tenth|tenths|twentieth|hundredth';
const fractionOf = (word: string | undefined): number => FRACTION_WORDS[word ?? ''] ?? Number.NaN;

const FACTOR_WORDS: Readonly<Record<string, number>> = {
  twice: 2,
  double: 2,
  thrice: 3,
  triple: 3,
  treble: 3,
  quadruple: 4,
  twofold: 2,
  threefold: 3,
  fourfold: 4,
  fivefold: 5,
  tenfold: 10,
};

export const MEASURE_RULES = [
  rule('number with its unit', 'measure', ['number', 'unit'], (number, unit) =>
    isTime(unit) ? undefined : quantity(number, unit),
  ),
  rule('number with the unit of the series', 'measure', ['number', 'readingUnit'], (number, unit) =>
    quantity(number, unit),
  ),
  rule(
    'value of so much',
    'measure',
    ['=value|reading|level|figure|measurement|temperature', '=of', 'measure'],
    (_, __, measure) => measure,
  ),
  rule('bare number', 'measure', ['number'], (number) => quantity(number)),
  rule('number with its sign', 'measure', ['=-|−|–|minus', 'measure'], (_, measure) =>
    measure.value > 0 ? { ...measure, ...negative(measure) } : undefined,
  ),
  rule('fraction of a unit', 'measure', ['fraction', '=of?', '=a|an?', 'unit'], (fraction, _, __, unit) =>
    isTime(unit) ? undefined : quantity({ value: fraction, step: 0.1 }, unit),
  ),
  rule(
    'up or down by so much',
    'signed',
    ['=up|down|gained|lost|added|shed|gains|loses|adds|sheds', '=by?', 'measure'],
    (word, _, measure) =>
      /^(?:down|lost|shed|loses|sheds)$/.test(word ?? '') ? { ...measure, value: -measure.value } : measure,
  ),
  rule('number of a currency', 'measure', ['=$|€|£|¥', 'number'], (_, number) => quantity(number)),
  rule('signed change', 'signed', ['=+|±|+/-', 'measure'], (_, measure) => measure),
  rule('net change', 'signed', ['signed', '=net|overall|altogether|all'], (change, word) =>
    word === 'all' ? undefined : change,
  ),
  rule('number and a half', 'number', ['number', '=and', '=a|one?', FRACTION], ({ value }, _, __, word) =>
    Number.isInteger(value) && value > 0 && value < 100 && !word?.endsWith('s')
      ? { value: value + fractionOf(word), step: 0.25 }
      : undefined,
  ),
  rule('hedged number', 'measure', ['approx', 'measure'], (hedge, measure) =>
    measure.hedge === 'exact' ? { ...measure, hedge } : undefined,
  ),
  rule('about one of its unit', 'measure', ['approx', '=a|an', 'unit'], (hedge, _, unit) =>
    isTime(unit) || unit === '%' ? undefined : quantity({ value: 1, step: 1 }, unit, hedge),
  ),
  rule('barely one of its unit', 'measure', ['=barely|hardly|scarcely', '=a|an', 'unit'], (_, __, unit) =>
    isTime(unit) || unit === '%' ? undefined : quantity({ value: 1, step: 1 }, unit, 'about'),
  ),
  // "barely a degree": no denial.
  rule('number hardly reached', 'measure', ['=barely|hardly|scarcely', 'measure'], (_, measure) =>
    measure.hedge === 'exact' ? { ...measure, hedge: 'about' } : undefined,
  ),
  rule('number hedged behind', 'measure', ['measure', '=or', '=so'], (measure) => ({
    ...measure,
    hedge: 'about',
  })),
  rule('number of things', 'measure', ['number', 'unknown'], (number, noun) =>
    /^\p{L}{3,}s$/u.test(noun) ? quantity(number) : undefined,
  ),
  rule('number of points', 'measure', ['number', '=points|point'], (number) =>
    Number.isInteger(number.value) ? undefined : quantity(number),
  ),
  rule('number of the quantity', 'measure', ['number', 'quantityWord'], (number) => quantity(number)),
  rule('fraction', 'fraction', ['=a|an|one', FRACTION], (_, word) => fractionOf(word)),
  rule('several fractions', 'fraction', ['number', FRACTION], ({ value }, word) =>
    value >= 1 && value < 20 ? value * fractionOf(word) : undefined,
  ),
  rule('half', 'fraction', ['=half'], () => 0.5),
  rule('factor', 'factor', ['measure', '=times|x|×|fold|-fold'], ({ unit: _, ...number }) => number),
  rule('half again', 'factor', ['=half', '=again'], () => quantity({ value: 1.5, step: 0.1 })),
  rule('factor before', 'factor', ['=x|×|factor', '=of?', 'number'], (_, __, number) => quantity(number)),
  rule('by a factor', 'factor', ['=by', '=factor', '=of', 'measure'], (_, __, ___, measure) => measure),
  rule(
    'factor in a word',
    'factor',
    ['=twice|double|thrice|triple|treble|quadruple|twofold|threefold|fourfold|fivefold|tenfold'],
    (word) => quantity({ value: FACTOR_WORDS[word ?? ''] ?? 2, step: 0.5 }),
  ),
  rule('hedged factor', 'factor', ['approx', 'factor'], (hedge, factor) => ({ ...factor, hedge })),
  rule('fraction as a factor', 'factor', ['fraction', '=of|as|the'], (fraction) =>
    quantity({ value: fraction, step: 0.01 }, undefined, 'about'),
  ),
  rule('length of time', 'duration', ['number', 'unit'], (number, unit) =>
    isTime(unit) ? quantity(number, unit) : undefined,
  ),
  rule('length of time with a hyphen', 'duration', ['number', '=-|‑|‐', 'unit'], (number, _, unit) =>
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
  rule('change per time', 'rate', ['measure', '=per|a|an|every|each|/', 'unit'], (measure, _, unit) =>
    perSecond(measure, unit, 1),
  ),
  rule(
    'change per several units of time',
    'rate',
    ['measure', '=per|every|each', 'duration'],
    (measure, _, length) => perSecond(measure, length.unit ?? '', length.value),
  ),
  rule(
    'change with every unit of time',
    'rate',
    ['measure', '=with|in|for', '=every|each', 'unit'],
    (measure, _, __, unit) => perSecond(measure, unit, 1),
  ),
  rule(
    'average change per time',
    'rate',
    ['=average|mean|rate|pace', '=of|rate', '=of?', 'rate'],
    (_, __, ___, rate) => rate,
  ),
  rule('change per time with its sign', 'rate', ['=+|-|−|minus|plus', 'rate'], (sign, rate) =>
    sign === '+' || sign === 'plus' ? rate : rate.value > 0 ? { ...rate, ...negative(rate) } : undefined,
  ),
  rule('change in a unit per time', 'rate', ['number', 'rateUnit'], (number, { unit, per }) =>
    perSecond(quantity(number, unit), per, 1),
  ),
  rule('change an hour', 'rate', ['measure', '=hourly|daily'], (measure, word) =>
    perSecond(measure, word === 'daily' ? 'd' : 'h', 1),
  ),
];

function together(long: Quantity, short: Quantity): Quantity | undefined {
  const [a, b] = [SECONDS.get(long.unit ?? ''), SECONDS.get(short.unit ?? '')];
  if (a === undefined || b === undefined || b >= a) return undefined;
  return { ...long, value: long.value + (short.value * b) / a, step: (short.step * b) / a };
}

/** Seconds go into the value, so that the unit is that of the readings. */
function perSecond(measure: Quantity, unit: string, times: number): Quantity | undefined {
  const seconds = SECONDS.get(unit);
  // "one every five minutes" is a spacing.
  if (measure.unit === undefined && measure.value === 1) return undefined;
  if (seconds === undefined || !(times > 0)) return undefined;
  return { ...measure, value: measure.value / (seconds * times), step: measure.step / (seconds * times) };
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
