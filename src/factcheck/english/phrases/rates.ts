import type { Quantity } from '../../statement/literals.ts';
import { negative, quantity, SECONDS } from './measures.ts';
import { rule } from './rule.ts';

/** Changes per time: "0.2 °C an hour", "5 every ten minutes". */
export const RATE_RULES = [
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

/** Seconds go into the value, so that the unit is that of the readings. */
function perSecond(measure: Quantity, unit: string, times: number): Quantity | undefined {
  const seconds = SECONDS.get(unit);
  // "one every five minutes" is a spacing.
  if (measure.unit === undefined && measure.value === 1) return undefined;
  if (seconds === undefined || !(times > 0)) return undefined;
  return { ...measure, value: measure.value / (seconds * times), step: measure.step / (seconds * times) };
}
