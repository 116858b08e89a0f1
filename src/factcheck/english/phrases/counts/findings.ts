import { HERE } from '../implied.ts';
import { rule } from '../rule.ts';
import { bounds, counting, findings } from './made.ts';

/** How many of what is found in a window: spikes, gaps, nulls, peaks. */
export const FINDING_COUNT_RULES = [
  rule('so many findings', 'count', ['amount', 'finding'], (amount, of) => counting(amount, findings(of))),
  rule('so many unusual readings', 'count', ['amount', 'odd', 'reading'], (amount, of) =>
    counting(amount, findings(of)),
  ),
  rule('so many unusual findings', 'count', ['amount', 'odd', 'finding'], (amount, of, noun) =>
    counting(amount, findings(noun === 'any' ? of : noun)),
  ),
  rule('so many unusual things', 'count', ['amount', 'odd', 'unknown'], (amount, of) =>
    counting(amount, findings(of)),
  ),
  rule('so many unusual ones', 'count', ['amount', 'odd'], (amount, of) =>
    amount.amount === 'none' ? counting(amount, findings(of)) : undefined,
  ),
  rule('so many findings of two names', 'count', ['count', '=or|and|/|nor', 'finding'], (count) =>
    count.counted.count === 'findings' ? count : undefined,
  ),
  rule(
    'readings that are missing',
    'count',
    ['amount', '=of?', 'unknown?', 'reading', 'link*', '=missing|lost|absent|dropped|null|blank|skipped'],
    (amount) =>
      amount.amount === 'none' || amount.amount === 'number' || amount.amount === 'bounds'
        ? counting(amount, { count: 'missing readings', within: HERE })
        : undefined,
  ),
  rule(
    'readings that did not arrive',
    'count',
    [
      'amount',
      'reading',
      '=did|do|does|never|failed|were|was|have|has|are',
      '=not|never|to?',
      '=get|got|come|came|make|made|been?',
      '=arrive|arrived|through|received|recorded|transmitted|delivered|in|it|logged|stored',
    ],
    (amount, _, verb, not) =>
      (verb === 'never' || verb === 'failed' || not === 'not' || not === 'never') &&
      (amount.amount === 'none' || amount.amount === 'number' || amount.amount === 'bounds')
        ? counting(amount, { count: 'missing readings', within: HERE })
        : undefined,
  ),
  rule(
    'readings without a value',
    'count',
    ['amount', 'reading', '=without', '=a|any', 'reading'],
    (amount) => counting(amount, { count: 'missing readings', within: HERE }),
  ),
  rule(
    'peaks and valleys',
    'count',
    ['amount', '=peaks|valleys|maxima|minima|crests|troughs|humps'],
    (amount, word) =>
      counting(amount, {
        count: /valley|minima|trough/.test(word ?? '') ? 'valleys' : 'peaks',
        within: HERE,
      }),
  ),
  rule('a finding', 'count', ['=a|an|another|one|this', 'finding'], (_, of) =>
    counting(bounds(1, null), findings(of)),
  ),
  rule('an unusual reading', 'count', ['=a|an|another|one', 'odd', 'reading'], (_, of) =>
    counting(bounds(1, null), findings(of)),
  ),
  rule(
    'readings too few',
    'count',
    ['amount', 'reading', '=fewer|less|too', '=than|few', '=expected|planned|usual|due?'],
    (amount, _, word, then) =>
      (amount.amount === 'number' || amount.amount === 'bounds') && (word === 'too') === (then === 'few')
        ? counting(amount, { count: 'missing readings', within: HERE })
        : undefined,
  ),
];
