import type { Part } from '../../../statement/parts.ts';
import { IT, partOf, withAfterAll, without } from '../implied.ts';
import { partOfTiming } from '../parts.ts';
import { rule } from '../rule.ts';

const WITHOUT =
  '=without|excluding|excepting|except|barring|save|sans|discounting|ignoring|omitting|disregarding|minus|neglecting';
const VERB =
  '=leaving|leave|left|taking|take|taken|setting|set|putting|put|removing|remove|cutting|with|ignoring|excluding|disregarding|omitting|discarding|discounting|skipping';
const AWAY = '=out|aside|away|apart|off';
const GONE = '=excluded|removed|omitted|ignored|discarded|disregarded|discounted|deleted';
const TAKEN = '=taken|left|set|put|cut|dropped|filtered';
const ONE = '=one|two|three|both|few';
const NOUN =
  '=reading|value|sample|measurement|point|minute|interval|readings|values|samples|measurements|points|minutes|exception|exceptions';

/** The reading at a moment. */
const readingAt = (at: Parameters<typeof partOfTiming>[0]['time']): Part => ({ part: 'reading', at });

/** What can be left out of the readings. */
export const OMISSION_RULES = [
  rule('event that can be left out', 'omission', ['event'], (event) => partOf(event)),
  rule('part that can be left out', 'omission', ['part'], (part) => part),
  rule('time that can be left out', 'omission', ['timing'], (timing) => partOfTiming(timing)),
  rule('one at a moment that can be left out', 'omission', [NOUN, '=at|from|of', 'time'], (_, __, at) =>
    at.time === 'moment' ? readingAt(at) : undefined,
  ),
  rule('reading called by its moment that can be left out', 'omission', ['clock', NOUN], (moment) =>
    moment.hour === undefined ? undefined : readingAt({ time: 'moment', moment }),
  ),
  rule(
    'readings spoken of that can be left out',
    'omission',
    ['=this|that|these|those|it|them', 'number?', 'reading?'],
    () => partOf(IT),
  ),
  rule('so many findings that can be left out', 'omission', ['count'], ({ counted, amount }) =>
    counted.count === 'findings' && amount.amount !== 'none'
      ? partOf({ event: 'finding', of: counted.of, k: null })
      : undefined,
  ),
  // "save one reading": the one that was spoken of, or what was found.
  rule('so many readings that can be left out', 'omission', [ONE, 'unknown?', NOUN], () => partOf(IT)),
  rule('nameless ones that can be left out', 'omission', ['=two|three|both'], () => partOf(IT)),
];

/** Rules of what is left out by its number alone: which ones these are was not said. */
export const NAMELESS_RULES = ['so many readings that can be left out', 'nameless ones that can be left out'];

/** What was done to them. */
export const REMOVAL_RULES = [
  rule('removed', 'removal', [GONE], () => 'removal' as const),
  rule('taken out', 'removal', [TAKEN, '=out|aside|away'], () => 'removal' as const),
];

/** Which readings their clause is about: those that are left. */
export const LEFT_OUT_RULES = [
  rule('without something', 'scope', [WITHOUT, '=for|from?', 'omission'], (_, __, out) => without(out)),
  rule('but for something', 'scope', ['=but', '=for', 'omission'], (_, __, out) => without(out)),
  rule('outside of something', 'scope', ['=outside|beyond', '=of', 'omission'], (_, __, out) => without(out)),
  rule(
    'apart from something',
    'scope',
    ['=apart|aside|other|except|different|away', '=from|for|than', 'omission'],
    (_, __, out) => without(out),
  ),
  rule('not counting something', 'scope', ['=not', '=counting|including', 'omission'], (_, __, out) =>
    without(out),
  ),
  rule('leaving something out', 'scope', [VERB, 'omission', AWAY], (_, out) => without(out)),
  rule('leaving out something', 'scope', [VERB, AWAY, '=with?', 'omission'], (_, __, ___, out) =>
    without(out),
  ),
  rule('something aside', 'scope', ['omission', '=aside|excepted|notwithstanding'], (out) => without(out)),
  rule('some event apart', 'scope', ['event', '=apart'], (event) => without(partOf(event))),
  rule('something removed', 'scope', ['omission', '=being?', 'removal'], (out) => without(out)),
  rule('with something removed', 'scope', ['=with', 'omission', 'removal'], (_, out) => without(out)),
  rule(
    'once something is removed',
    'scope',
    ['=once|after|if|when', 'omission', '=is|are|was|were|gets', 'removal'],
    (_, out) => without(out),
  ),
  rule(
    'if you ignore it',
    'scope',
    [
      '=if|when|once',
      '=you|one|we|i',
      '=ignore|ignores|disregard|disregards|exclude|excludes|omit|omits|discard|discards|discount|discounts|drop|drops|remove|removes|skip|skips|delete|deletes',
      'omission',
    ],
    (_, __, ___, out) => without(out),
  ),
  rule(
    'if you leave it out',
    'scope',
    [
      '=if|when|once',
      '=you|one|we|i',
      '=leave|leaves|throw|throws|take|takes|set|sets|put|puts|cut|cuts|filter|filters',
      '=out|aside|away|off?',
      'omission',
      '=out|aside|away|off?',
    ],
    (_, __, ___, before, out, behind) =>
      (before === undefined) === (behind === undefined) ? undefined : without(out),
  ),
  rule(
    'order to leave something out',
    'scope',
    ['=ignore|exclude|disregard|drop|omit|discard|discount|skip|remove|delete', 'omission', '=and'],
    (_, out) => without(out),
  ),
  rule('without it, nothing named', 'scope', ['=without|excluding'], () => without(partOf(IT))),
  rule('elsewhere', 'scope', ['=elsewhere|otherwise'], () => without(partOf(IT))),
  rule('with it after all', 'scope', ['=with|including|counting', '=it|them|that|those|these|both'], () =>
    withAfterAll(partOf(IT)),
  ),
  rule('with something after all', 'scope', ['=including|counting', 'omission'], (_, out) =>
    withAfterAll(out),
  ),
  rule('with what was named', 'scope', ['=with', '=the|that|this|those|these', 'omission'], (_, __, out) =>
    withAfterAll(out),
  ),
  rule('with it, nothing named', 'scope', ['=including'], () => withAfterAll(partOf(IT))),
];
