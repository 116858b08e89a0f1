import { rule } from '../rule.ts';
import { FIRST, LAST } from './made.ts';

const ENDS = '=ends|ended|ending|finishes|finished|finishing|closes|closed|closing|concludes|concluded';
const STARTS = '=starts|started|starting|begins|began|beginning|opens|opened|opening';

/** Where the readings end or begin, held against something. */
export const END_RULES = [
  rule('ending so', 'comparison', [ENDS, 'comparison'], (_, comparison) =>
    comparison.left === undefined ? { ...comparison, left: LAST } : undefined,
  ),
  rule('starting so', 'comparison', [STARTS, 'comparison'], (_, comparison) =>
    comparison.left === undefined ? { ...comparison, left: FIRST } : undefined,
  ),
  rule('now so far', 'comparison', ['=now|currently|presently', 'comparison'], (_, comparison) =>
    comparison.left === undefined ? { ...comparison, left: LAST } : undefined,
  ),
];
