import type { Event } from '../../../statement/events.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { namedEvents } from '../anchors.ts';
import { reading, resolve } from '../scene.ts';
import { at, denialOf, partAt, samePiece, type Telling, wordsBetween } from '../telling.ts';

/** Words between what something is and which of the readings it is. */
const IS =
  /^(?:is|was|are|were|being|be|=|comes?|came|as|with|in|at|and|it|this|that|which|also|the|its|,|:|–|—|\(|only|precisely|exactly|even|just|right)$/;

/**
 * "The minimum is the third reading", "the maximum, 19.43 %, was the opening value": the place of a reading is when it came. Undefined for
 * another number.
 */
export function ordinalReadings(telling: Telling, index: number): Reading[] | undefined {
  const place = placeAt(telling, index);
  const named = place === undefined ? undefined : namedBefore(telling, index);
  if (place === undefined || named === undefined) return undefined;
  const of = resolve(named, partAt(telling, index), telling.scenes[index]?.event ?? null);
  return [reading({ is: 'same time', a: { time: 'start', of }, b: place })];
}

/** "Lowest: 24.38, second last reading." */
function isAdded({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  const lead = tokens[from - 1]?.norm ?? '';
  const next = tokens[to];
  return /^[,(]$/.test(lead) && (next === undefined || /^[.,;)]$/.test(next.norm));
}

/** When the first, the last or the third reading was. */
function placeAt(telling: Telling, index: number): Time | undefined {
  const num = at(telling, index, 'num');
  if (num?.num === 'reading at') return num.at.time === 'readings on' ? num.at : undefined;
  if (num?.num !== 'statistic' || (num.name !== 'first' && num.name !== 'last')) return undefined;
  return { time: num.name === 'first' ? 'part start' : 'part end', of: WHOLE };
}

/** The extreme, or the value, that is said to be that reading. */
function namedBefore(telling: Telling, index: number): Event | undefined {
  const { islands, tokens } = telling;
  for (let other = index - 1; other >= 0 && other >= index - 3; other -= 1) {
    if (!samePiece(telling, other, index) || denialOf(telling, index) !== -1) return undefined;
    const words = wordsBetween(telling, other, other + 1);
    if (!words.every((word) => IS.test(word))) return undefined;
    const [event] = namedEvents(telling, other);
    const isSaid = tokens
      .slice(islands[other]?.to, islands[index]?.from)
      .some(({ norm }) => /^(?:is|was|are|were|being|=|as|comes?|came)$/.test(norm));
    if (event?.event === 'extreme' && (isSaid || isAdded(telling, index))) return event;
    // Its value stands between: "the maximum, 19.43 %, is the opening value".
    if (event !== undefined && event.event !== 'reading') return undefined;
  }
  return undefined;
}
