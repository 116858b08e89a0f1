import { AS_BEFORE, IT, WHOLE } from '../implied.ts';
import { after, before, between, EDGE, edgeOf, end, IN, start } from '../parts.ts';
import { rule } from '../rule.ts';

/** Where words lead into a part, or to one side of something: which readings their clause is about. */
export const PLACED_RULES = [
  rule(
    'close to one end',
    'scope',
    [
      '=toward|towards|near|close|around|about',
      '=to?',
      '=the?',
      '=very?',
      '=end|close|finish|start|beginning|outset',
    ],
    (where, _, __, ___, edge) =>
      edgeOf(
        /^(?:end|close|finish)$/.test(edge ?? '') ? 'last' : 'first',
        where?.startsWith('toward') === true ? 1 / 3 : EDGE,
      ),
  ),
  rule('in a part', 'scope', [IN, 'part'], (word, part) =>
    // "on 10 August", "in the evening" say when something happened.
    part.part === 'calendar' ||
    ((word === 'for' || word === 'of') && (part.part === 'between' || part.part === 'where')) ||
    (part.part === 'hours' && word !== 'during' && word !== 'throughout')
      ? undefined
      : part,
  ),
  // "0.03 in the first half and 0.04 in the second": of as many pieces as were spoken of.
  rule('in another piece', 'scope', ['=in|during|over|for', 'ordinal', '=one?'], (_, nth) =>
    /^-?[1-6]$/.test(nth) ? { part: 'piece', of: WHOLE, k: Number(nth), n: AS_BEFORE } : undefined,
  ),
  // What holds until a moment ends where the text goes on.
  rule('then', 'scope', ['=then'], () => WHOLE),
  rule(
    'over everything',
    'scope',
    ['=over|across|of|for|in', '=everything|all', '=together?'],
    (_, word, together) => (word === 'everything' || together !== undefined ? WHOLE : undefined),
  ),
  rule('through all of it', 'scope', ['=throughout|overall|altogether'], () => WHOLE),
  rule('during an event', 'scope', ['=during|throughout', 'event'], (_, event) => ({
    part: 'during',
    event,
  })),
  rule(
    'before that',
    'scope',
    ['=before|prior|preceding|until|till|previously|beforehand|earlier', '=to?', '=that|then|this|it|which?'],
    () => before(IT),
  ),
  rule(
    'after that',
    'scope',
    [
      '=afterwards|afterward|thereafter|subsequently|after|since|following',
      '=that|then|this|it|which|wards?',
    ],
    (word, that) => (word === 'since' && that === undefined ? undefined : after(IT)),
  ),
  rule('from then on', 'scope', ['=from', '=then|that|there', '=point|moment?', '=on|onward|onwards'], () =>
    after(IT),
  ),
  rule(
    'before an event',
    'scope',
    ['=before|until|till|ahead|prior|preceding', '=of|to?', 'event'],
    (_, __, event) => before(event),
  ),
  rule('after an event', 'scope', ['=after|since|following|past|behind', 'event'], (_, event) =>
    after(event),
  ),
  rule('between two events', 'scope', ['=between', 'event', '=and', 'event'], (_, a, __, b) =>
    between(end(a), start(b)),
  ),
  rule('at first', 'scope', ['=at', '=first|beginning'], () => ({
    part: 'first',
    of: WHOLE,
    size: { size: 'share', share: 1 / 3 },
  })),
];
