import { AS_BEFORE, IT, partOf, WHOLE, without } from './implied.ts';
import { after, before, between, EDGE, edgeOf, end, IN, partOfTiming, start } from './parts.ts';
import { rule } from './rule.ts';

const WITHOUT =
  '=without|excluding|excepting|except|barring|discounting|ignoring|omitting|disregarding|minus';

/** Where words lead into a part: which readings their clause is about. */
export const SCOPE_RULES = [
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
  rule('through all of it', 'scope', ['=throughout|overall|altogether'], () => WHOLE),
  rule('during an event', 'scope', ['=during|throughout', 'event'], (_, event) => ({
    part: 'during',
    event,
  })),
  rule('without an event', 'scope', [WITHOUT, '=for?', 'event'], (_, __, event) => without(partOf(event))),
  rule(
    'if you ignore it',
    'scope',
    [
      '=if|when|once',
      '=you|one|we|i',
      '=ignore|ignores|disregard|disregards|exclude|excludes|omit|omits|discard|discards|discount|discounts|drop|drops|remove|removes',
      'event',
    ],
    (_, __, ___, event) => without(partOf(event)),
  ),
  rule(
    'if you leave it out',
    'scope',
    [
      '=if|when|once',
      '=you|one|we|i',
      '=leave|leaves|throw|throws|take|takes|set|sets|put|puts|cut|cuts|filter|filters',
      '=out|aside|away|off?',
      'event',
      '=out|aside|away|off?',
    ],
    (_, __, ___, before, event, behind) =>
      (before === undefined) === (behind === undefined) ? undefined : without(partOf(event)),
  ),
  rule('without a part', 'scope', [WITHOUT, '=for?', 'part'], (_, __, part) => without(part)),
  rule('without a moment', 'scope', [WITHOUT, '=for?', 'timing'], (_, __, timing) => {
    const part = partOfTiming(timing);
    return part === undefined ? undefined : without(part);
  }),
  rule(
    'without the one at a moment',
    'scope',
    [WITHOUT, '=for|from?', '=one|reading|value|sample|measurement|point', '=at', 'time'],
    (_, __, ___, ____, at) => without({ part: 'reading', at }),
  ),
  rule('outside of an event', 'scope', ['=outside|beyond', '=of', 'event'], (_, __, event) =>
    without(partOf(event)),
  ),
  rule(
    'apart from',
    'scope',
    ['=apart|aside|other|except|different', '=from|for|than', 'event'],
    (_, __, event) => without(partOf(event)),
  ),
  rule(
    'apart from those readings',
    'scope',
    ['=apart|aside|except', '=from|for', '=this|that|these|those', 'number?', 'reading'],
    () => without(partOf(IT)),
  ),
  rule(
    'apart from so many findings',
    'scope',
    ['=apart|aside|except', '=from|for', 'count'],
    (_, __, { counted, amount }) =>
      counted.count === 'findings' && amount.amount !== 'none'
        ? without(partOf({ event: 'finding', of: counted.of, k: null }))
        : undefined,
  ),
  rule('apart from a part', 'scope', ['=apart|aside|other|except', '=from|for|than', 'part'], (_, __, part) =>
    without(part),
  ),
  rule(
    'leaving out',
    'scope',
    ['=leaving|leave|left|taking|setting|set|putting|removing|with', '=out|aside|away|without', 'event'],
    (_, __, event) => without(partOf(event)),
  ),
  rule(
    'with it left out',
    'scope',
    ['=with', 'event', '=left|removed|excluded|taken|set|omitted|ignored|discarded', '=out|aside|away?'],
    (_, event) => without(partOf(event)),
  ),
  rule(
    'taking it out',
    'scope',
    ['=leaving|taking|setting|putting|removing|cutting', 'event', '=one|reading|value?', '=out|aside|away'],
    (_, event) => without(partOf(event)),
  ),
  rule('without it, nothing named', 'scope', ['=without|excluding'], () => without(partOf(IT))),
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
  rule('after an event', 'scope', ['=after|since|following|past', 'event'], (_, event) => after(event)),
  rule('between two events', 'scope', ['=between', 'event', '=and', 'event'], (_, a, __, b) =>
    between(end(a), start(b)),
  ),
  rule('at first', 'scope', ['=at', '=first|beginning'], () => ({
    part: 'first',
    of: WHOLE,
    size: { size: 'share', share: 1 / 3 },
  })),
];
