import { rule } from '../rule.ts';
import { asFactor } from './made.ts';

const SCATTERED =
  '=noisy|variable|scattered|volatile|erratic|restless|turbulent|unsteady|unstable|jumpy|uneven|spread|wide|broad';

/** How many times as much, what share of it, and as much as what. */
export const FACTOR_RULES = [
  rule('as high as', 'likeness', ['=as', 'adjective'], (_, way) => way),
  rule('as high a thing as', 'likeness', ['=as', 'adjective', '=a|an', 'reading'], (_, way) => way),
  rule('as much as', 'likeness', ['=as', '=much|many', 'unknown?'], () => 'over'),
  rule('times as much as something', 'comparison', ['factor', 'likeness', 'than'], (by, _, other) => ({
    relation: 'equal',
    by: asFactor(by),
    ...other,
  })),
  rule(
    'times as scattered as something',
    'comparison',
    ['factor', '=as', SCATTERED, 'than'],
    (by, _, __, other) => ({ relation: 'equal', aspect: 'spread', by: asFactor(by), ...other }),
  ),
  rule(
    'bounded times as much as something',
    'comparison',
    ['bound', 'factor', 'likeness', 'than'],
    (relation, by, _, other) => ({ relation, by: asFactor(by), ...other }),
  ),
  rule(
    'so many percent as much as something',
    'comparison',
    ['measure', 'likeness', 'than'],
    ({ unit, ...by }, _, other) =>
      unit === '%'
        ? { relation: 'equal', by: asFactor({ ...by, value: by.value / 100, step: by.step / 100 }), ...other }
        : undefined,
  ),
  rule('as much as something', 'comparison', ['likeness', 'than'], (_, other) =>
    // "as high as it gets".
    other.back === true ? undefined : { relation: 'near', ...other },
  ),
  rule('about as much as something', 'comparison', ['approx', 'likeness', 'than'], (_, __, other) =>
    other.back === true ? undefined : { relation: 'near', ...other },
  ),
  rule(
    'not as much as something',
    'comparison',
    ["=not|isn't|wasn't|aren't|weren't|never|nowhere", '=nearly|quite|near|half?', 'likeness', 'than'],
    (_, __, way, other) => ({ relation: way === 'over' ? 'under' : 'over', ...other }),
  ),
  rule('times something', 'comparison', ['factor', 'more?', '=than|of?', 'other'], (by, _, __, other) =>
    // "a quarter of them" counts.
    by.value < 1 && other.back === true ? undefined : { relation: 'equal', by: asFactor(by), ...other },
  ),
  rule(
    'bounded times something',
    'comparison',
    ['bound', 'factor', 'more?', '=than|of?', 'other'],
    (bound, by, _, __, other) => ({
      relation: bound,
      by: asFactor(by),
      ...other,
    }),
  ),
  rule('bounded times', 'comparison', ['bound', 'factor'], (bound, by) => ({
    relation: bound,
    by: asFactor(by),
  })),
  rule('ratio by its name', 'comparison', ['=ratio|quotient', 'link*', 'measure'], (_, __, by) =>
    by.unit === undefined ? { relation: 'equal', by: asFactor(by), isEither: true } : undefined,
  ),
  rule('times as much', 'comparison', ['factor', 'likeness'], (by) => ({
    relation: 'equal',
    by: asFactor(by),
    isEither: true,
  })),
  rule('share of something', 'comparison', ['measure', '=of', 'other'], ({ unit, ...share }, _, other) =>
    unit === '%' && other.to !== undefined
      ? {
          relation: 'equal',
          by: { ...share, value: share.value / 100, step: share.step / 100, unit: 'times' },
          ...other,
        }
      : undefined,
  ),
  rule('so many times', 'comparison', ['factor'], (by) =>
    // "a third of" alone counts.
    by.value < 1 ? undefined : { relation: 'equal', by: asFactor(by) },
  ),
];
