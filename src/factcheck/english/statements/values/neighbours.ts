import type { Event } from '../../../statement/events.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, literal } from '../../phrases/built.ts';
import { isIt } from '../../phrases/implied.ts';
import { placesAs } from '../mood.ts';
import { numberList } from '../number-list.ts';
import { placed } from '../scene.ts';
import { at, type Telling, wordsBetween } from '../telling.ts';
import { momentOf } from '../timings.ts';
import { anchorsOf } from './following.ts';

const JOINT = /^(?:,|and|\/|&|to|resp|respectively)$/;
/** What names the two readings beside something. */
const BESIDE =
  /\b(?:neighbours|(?:either|both|each) sides?|(?:adjacent|surrounding|neighbouring|adjoining) (?:readings|values|samples|points|ones)|(?:readings|values|samples|ones) (?:around|beside|next to|surrounding|adjacent to) (?:it|them|that|the \w+)|next to it|flanked by|framed by)\b/;

/**
 * "Its neighbours are 21.1 and 21", "the values on either side read 21.1 and 21": the readings before and after what was spoken of. Undefined
 * for other numbers.
 */
export function neighbourReadings(
  telling: Telling,
  index: number,
  quantity: Quantity,
): Reading[] | undefined {
  const { first, last } = numberList(telling, index, JOINT, 2);
  if (last - first !== 1 || !isBeside(telling, first)) return undefined;
  const [[start], [end]] = [anchorsOf(telling, first, 'start'), anchorsOf(telling, first, 'end')];
  return start === undefined || end === undefined
    ? undefined
    : besideReadings(start, end, index === first, quantity);
}

/** The reading before a time, or the one after another. */
export function besideReadings(from: Time, to: Time, isBefore: boolean, quantity: Quantity): Reading[] {
  const time: Time = { time: 'readings on', from: isBefore ? from : to, k: isBefore ? -1 : 1 };
  return placed(equal({ num: 'reading at', at: time }, literal(quantity)), quantity);
}

function endOf(of: Event): Time {
  return { time: 'end', of };
}

function isBeside({ tokens, mood, islands }: Telling, first: number): boolean {
  const from = islands[first]?.from ?? 0;
  const words = placesAs(mood.piece, from).filter((place) => place < from);
  return BESIDE.test(words.map((place) => tokens[place]?.norm ?? '').join(' '));
}

/**
 * "62 at 09:00, between 75 and 70", "the spike stands between 21.1 and 21": what one reading lies between. The times of the two; undefined
 * where it is no single reading that does.
 */
export function standsBetween(telling: Telling, index: number): readonly [Time, Time] | undefined {
  const { islands, tokens } = telling;
  if (tokens[islands[index]?.from ?? -1]?.norm !== 'between') return undefined;
  if (!wordsBetween(telling, index - 1, index).every((word) => STANDS.test(word))) return undefined;
  const moment = momentOf(at(telling, index - 1, 'timing'));
  if (moment !== undefined) return isOfReading(telling, index - 2) ? [moment, moment] : undefined;
  const event = at(telling, index - 1, 'event');
  return event?.event === 'finding' && !isIt(event)
    ? [{ time: 'start', of: event }, endOf(event)]
    : undefined;
}

const STANDS =
  /^(?:,|stands|stood|sits|sat|sandwiched|wedged|squeezed|embedded|right|isolated|is|was|alone)$/;

function isOfReading(telling: Telling, index: number): boolean {
  return at(telling, index, 'measure') !== undefined || at(telling, index, 'event')?.event === 'finding';
}
