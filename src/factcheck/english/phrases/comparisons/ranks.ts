import { statistic } from '../built.ts';
import { WHOLE } from '../implied.ts';
import { ranked } from '../named.ts';
import { rule } from '../rule.ts';
import { FIRST, LAST } from './made.ts';

const IS = '=is|was|are|were|remains|being|as|also';

const BEGINS =
  '=starts|started|begins|began|opens|opened|ends|ended|closes|closed|finishes|finished|finish|concludes|concluded|stops|stopped';

/** Which place among all readings. */
export const RANK_RULES = [
  rule('rank by its verb', 'comparison', ['=ranks|ranked|ranking|comes|places', 'ordinal'], (_, nth) =>
    Number(nth) > 0 ? { relation: 'equal', to: ranked(Number(nth), true) } : undefined,
  ),
  rule(
    'begins or ends on an extreme',
    'comparison',
    [BEGINS, '=on|at|with|as', '=very?', 'extreme', 'reading?'],
    (verb, _, __, which) => ({
      relation: 'equal',
      left: /^(?:ends?|ended|clos|finish|conclud|stop)/.test(verb ?? '') ? LAST : FIRST,
      to: statistic(which, WHOLE),
    }),
  ),
  rule('is the highest', 'comparison', [IS, 'extreme', 'reading?'], (_, which) => ({
    relation: 'equal',
    to: statistic(which),
  })),
  rule('is the second highest', 'comparison', [IS, 'ordinal', 'extreme', 'reading?'], (_, nth, which) =>
    Number(nth) > 1 ? { relation: 'equal', to: ranked(Number(nth), which === 'max') } : undefined,
  ),
  rule(
    'superlative of the window',
    'comparison',
    ['extreme', 'reading?', '=of|in|for|during|within|recorded', 'window'],
    (which) => ({ relation: 'equal', to: statistic(which) }),
  ),
  rule('superlative of all', 'comparison', ['extreme', 'reading?', '=of', '=all'], (which) => ({
    relation: 'equal',
    to: statistic(which),
  })),
  rule(
    'among the so many highest',
    'comparison',
    ['=among|amongst|one', '=of?', 'number', 'extreme', 'reading?'],
    (_, __, { value: k }, which) =>
      Number.isInteger(k) && k > 1
        ? {
            relation: which === 'max' ? 'at least' : 'at most',
            to: { ...ranked(k, which === 'max'), distinct: false },
          }
        : undefined,
  ),
  rule(
    'in the upper half of the range',
    'comparison',
    ['=in|into', '=upper|lower|top|bottom', '=half', '=of', '=range|span|band'],
    (_, word) => ({
      relation: word === 'upper' || word === 'top' ? 'over' : 'under',
      to: statistic('midrange'),
    }),
  ),
];
