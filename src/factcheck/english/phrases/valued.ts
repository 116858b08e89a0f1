import type { Num, StatisticName } from '../../statement/numbers.ts';
import { statistic } from './built.ts';
import { isHere } from './implied.ts';
import { endmost, THING } from './named.ts';
import { narrowed, partOfTiming } from './parts.ts';
import type { Figure } from './phrase.ts';
import { rule } from './rule.ts';

const asFigure = (num: Num): Figure | undefined =>
  num.num === 'statistic'
    ? { num, name: num.name }
    : num.num === 'ranked'
      ? { num, name: num.from === 'top' ? 'max' : 'min' }
      : num.num === 'limit'
        ? { num, name: num.which === 'high' ? 'max' : 'min' }
        : num.num === 'distance' || num.num === 'largest step'
          ? { num, name: 'range' }
          : undefined;

/** Statistics that are a reading of their own, which has its moment. */
const OF_ONE_READING: ReadonlySet<StatisticName> = new Set(['first', 'last']);

/** Figures with their value: "the mean of the night is 20.1 °C". */
export const VALUED_RULES = [
  rule(
    'band of so much',
    'figure',
    [
      '=within|in|inside',
      '=a|the|one',
      '=narrow|tight|small|tiny|mere|total|wide?',
      '=band|corridor|bandwidth|margin|strip|range|span',
      '=of',
      '=only|just|merely|about|some?',
      'measure',
    ],
    (_, __, ___, ____, _____, ______, quantity) => ({
      num: statistic('range'),
      name: 'range',
      quantity: { ...quantity, hedge: quantity.hedge === 'exact' ? 'about' : quantity.hedge },
    }),
  ),
  rule('statistic with its value', 'figure', ['num', 'link*', 'measure'], (num, _, quantity) =>
    withValue(num, quantity),
  ),
  rule(
    'statistic of so many readings with its value',
    'figure',
    ['num', '=of', 'number', 'reading', 'link*', 'measure'],
    (num, _, { value }, __, ___, quantity) =>
      num.num === 'statistic' && Number.isInteger(value) && value > 0
        ? withValue(
            { ...num, of: { part: 'first', of: num.of, size: { size: 'readings', count: value } } },
            quantity,
          )
        : undefined,
  ),
  rule(
    'statistic with its value in brackets',
    'figure',
    ['num', '=,|(', 'measure', '=,|)'],
    (num, _, quantity) => withValue(num, quantity),
  ),
  rule(
    'from one statistic to another',
    'figure',
    ['=from', 'num', '=to', 'num', '=it', '=is|was', 'measure'],
    (_, a, __, b, ___, ____, quantity) => withValue({ num: 'distance', a, b }, quantity),
  ),
  rule(
    'statistic of something with its value',
    'figure',
    ['num', THING, 'unknown', 'link*', 'measure'],
    (num, _, __, ___, quantity) => withValue(num, quantity),
  ),
  rule(
    'statistic of its own readings with its value',
    'figure',
    ['num', THING, 'reading', 'link*', 'measure'],
    (num, _, __, ___, quantity) => withValue(num, quantity),
  ),
  rule(
    'verb of a statistic with its value',
    'figure',
    ['figureVerb', 'link*', 'measure'],
    (name, _, quantity) => withValue(statistic(name), quantity),
  ),
  rule(
    'start or end with its value',
    'figure',
    ['=start|beginning|finish|end', '=(', 'measure', '=)'],
    (word, _, quantity) =>
      withValue(statistic(word === 'start' || word === 'beginning' ? 'first' : 'last'), quantity),
  ),
  rule('first or last with its value', 'figure', ['ordinal', '=:|=?', 'measure'], (nth, _, quantity) =>
    withValue(endmost(nth), quantity),
  ),
  rule('value, then its statistic', 'figure', ['measure', '=on', '=average|mean'], (quantity) =>
    withValue(statistic('mean'), quantity),
  ),
  rule('value as a statistic', 'figure', ['measure', '=as', 'num'], (quantity, _, num) =>
    withValue(num, quantity),
  ),
  rule(
    'statistic by its time with its value',
    'figure',
    ['num', 'timing', 'link*', 'measure'],
    (num, timing, _, quantity) => {
      const of = partOfTiming(timing);
      // The "average to 10:05" is of what came until then: one moment has none.
      if (of === undefined && num.num === 'statistic' && !OF_ONE_READING.has(num.name)) return undefined;
      if (num.num !== 'statistic' || of === undefined) return withValue(num, quantity);
      return withValue({ ...num, of: isHere(num.of) ? of : narrowed(num.of, of) }, quantity);
    },
  ),
  rule('range named as one number', 'figure', ['num', 'link*', 'signed'], (num, _, quantity) =>
    withValue(num, quantity),
  ),
];

function withValue(num: Num | undefined, quantity: NonNullable<Figure['quantity']>): Figure | undefined {
  const figure = num && asFigure(num);
  return figure === undefined ? undefined : { ...figure, quantity };
}
