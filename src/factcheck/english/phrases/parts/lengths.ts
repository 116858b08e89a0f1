import type { Quantity } from '../../../statement/literals.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Time } from '../../../statement/times.ts';
import { isIt } from '../implied.ts';

import { isTime, quantity, secondsOf } from '../measures.ts';
import { after, before, between } from '../parts.ts';
import { rule } from '../rule.ts';

const ON = '=from|after|following|starting|beginning|since|past|behind';
const UP_TO = '=before|preceding|until|ending|ahead|prior';

const one = (unit: string): Quantity => quantity({ value: 1, step: 1 }, unit);

/** So long a stretch from a time on, or up to it; where that was only pointed at, it is for the text to say. */
function beside(
  word: string | undefined,
  time: Time,
  length: Quantity,
  side: 'before' | 'after',
): Part | undefined {
  const seconds = secondsOf(length);
  const event = time.time === 'start' || time.time === 'end' ? time.of : undefined;
  if (!Number.isFinite(seconds) || isIt(event)) return undefined;
  // What is after an event begins when that is over.
  if (event !== undefined && OUTSIDE.test(word ?? ''))
    return side === 'before'
      ? { part: 'last', of: before(event), size: { size: 'seconds', seconds } }
      : { part: 'first', of: after(event), size: { size: 'seconds', seconds } };
  const size: Quantity = { value: seconds, step: seconds, hedge: 'exact', unit: 's' };
  const other: Time = { time: 'offset', from: time, seconds: size, sign: side === 'after' ? 1 : -1 };
  return side === 'after' ? between(time, other) : between(other, time);
}

const OUTSIDE = /^(?:before|preceding|after|following|past|behind)$/;
const MEETS = '=begins|starts|began|started|ends|ended';

/** Stretches of a length that are told by the moment or the event beside them: "the hour from 13:00", "the ten minutes after the spike". */
export const LENGTH_PART_RULES = [
  rule(
    'unit of time from a moment on',
    'part',
    ['=the', 'unit', ON, '=at|with?', 'time'],
    (_, unit, word, __, time) => beside(word, time, one(unit), 'after'),
  ),
  rule(
    'so long from a moment on',
    'part',
    ['=the', 'duration', ON, '=at|with?', 'time'],
    (_, length, word, __, time) => beside(word, time, length, 'after'),
  ),
  rule(
    'unit of time that begins or ends at a moment',
    'part',
    ['=the', 'unit', '=that|which', MEETS, '=at|with|on', 'time'],
    (_, unit, __, verb, ___, time) =>
      beside(verb, time, one(unit), verb?.startsWith('end') === true ? 'before' : 'after'),
  ),
  rule(
    'unit of time up to a moment',
    'part',
    ['=the', 'unit', UP_TO, '=at|of?', 'time'],
    (_, unit, word, __, time) => beside(word, time, one(unit), 'before'),
  ),
  rule(
    'so long up to a moment',
    'part',
    ['=the', 'duration', UP_TO, '=at|of?', 'time'],
    (_, length, word, __, time) => beside(word, time, length, 'before'),
  ),
  rule('unit of time in between', 'part', ['=the', 'unit', '=in?', '=between|in-between'], (_, unit) =>
    isTime(unit) ? { part: 'unknown' } : undefined,
  ),
];
