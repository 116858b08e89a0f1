import { END, START } from './implied.ts';
import type { Timing } from './phrase.ts';
import { rule } from './rule.ts';

const at = (time: Timing['time']): Timing => ({ role: 'at', time });
const STARTED = '=started|began|starts|begins|opened|opens|start|begin';
const ENDED = '=ended|ends|finished|finishes|closed|closes|end|stopped|stops';
const IT_IS = '=it|they|things|the|this|that|we';

/** The ends of the window, as verbs tell of them. */
export const EDGE_RULES = [
  rule('to begin with', 'timing', ['=to', '=begin|start', '=with'], () => at(START)),
  rule('when it began', 'timing', ['=when|how|as', IT_IS, 'window?', STARTED], () => at(START)),
  // "The low dates from 13:24": it was then, and nothing goes on from there.
  rule(
    'dating from a moment',
    'timing',
    ['=dates|dated|dating|stems|stemmed|comes|came|hails', '=back?', '=from', 'time'],
    (_, __, ___, time) => (time.time === 'moment' ? at(time) : undefined),
  ),
  rule('when it ended', 'timing', ['=when|how|as', IT_IS, 'window?', ENDED], () => at(END)),
];
