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

/** Whether a key of the table of units is one of time. */
export const isTime = (unit: string): boolean => SECONDS.has(unit);
/** The same number below zero. */
export const negative = (written: Written): Written => ({ ...written, value: -written.value });

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

/** Numbers with their units, fractions and factors. */
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
];
