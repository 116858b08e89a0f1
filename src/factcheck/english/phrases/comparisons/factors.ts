import { rule } from '../rule.ts';
import { asFactor } from './made.ts';

/** How many times as much, what share of it. */
export const FACTOR_RULES = [
  rule(
    'times something',
    'comparison',
    ['factor', '=as?', 'more?', '=than|as|of?', 'other'],
    (by, _, __, ___, other) =>
      // "a quarter of them" counts.
      by.value < 1 && other.back === true ? undefined : { relation: 'equal', by: asFactor(by), ...other },
  ),
  rule(
    'bounded times something',
    'comparison',
    ['bound', 'factor', '=as?', 'more?', '=than|as|of?', 'other'],
    (bound, by, _, __, ___, other) => ({
      relation: bound,
      by: asFactor(by),
      ...other,
    }),
  ),
  rule('bounded times', 'comparison', ['bound', 'factor'], (bound, by) => ({
    relation: bound,
    by: asFactor(by),
  })),
  rule('so many times', 'comparison', ['factor'], (by) =>
    // "a third of" alone counts.
    by.value < 1 ? undefined : { relation: 'equal', by: asFactor(by) },
  ),
  rule('share of a figure', 'comparison', ['measure', '=of', 'num'], ({ unit, ...share }, _, to) =>
    unit === '%'
      ? {
          relation: 'equal',
          by: { ...share, value: share.value / 100, step: share.step / 100, unit: 'times' },
          to,
        }
      : undefined,
  ),
  rule(
    'bounded share of a figure',
    'comparison',
    ['bound', 'measure', '=of', 'num'],
    (relation, { unit, ...share }, _, to) =>
      unit === '%'
        ? { relation, by: { ...share, value: share.value / 100, step: share.step / 100, unit: 'times' }, to }
        : undefined,
  ),
];
