import type { Event } from '../../../statement/events.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { sameTime } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { denialOf } from '../denials.ts';
import { namedEvents } from '../named-events.ts';
import { reading, resolve } from '../scene.ts';
import { at, type Draft, partAt, samePiece, type Telling, wordsBetween } from '../telling.ts';

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
  return [reading(sameTime({ time: 'start', of }, place))];
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

const NUMBERED: ReadonlyMap<string, number> = new Map([
  ...'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, nth): [string, number] => [word, nth + 1]),
  ...['last', 'final', 'closing'].map((word): [string, number] => [word, -1]),
  ['opening', 1],
  ...['penultimate', 'second-last', 'second-to-last', 'next-to-last'].map((word): [string, number] => [
    word,
    -2,
  ]),
  ...['third-last', 'third-to-last'].map((word): [string, number] => [word, -3]),
]);
const BEFORE_ORDINAL =
  /^(?:,|:|\(|–|—|=|is|was|being|comes?|came|in|as|at|with|the|its|very|also|also|right|itself|only|thus)$/;
const A_READING =
  /^(?:one|reading|sample|value|minute|hour|second|interval|measurement|observation|record|entry|point|slot|bin)$/;

/** "The coldest minute was the first", "Min 18.2, second sample", "the lowest, 19.3, is the last one": where no phrase has the place. */
export function bareOrdinals(telling: Telling, drafts: readonly Draft[]): Draft[] {
  const { islands } = telling;
  return islands.flatMap((here, index): Draft[] => {
    const [event] = namedEvents(telling, index);
    if (event?.event !== 'extreme' || denialOf(telling, index) !== -1) return [];
    const value =
      at(telling, index + 1, 'measure') !== undefined &&
      wordsBetween(telling, index, index + 1).every((word) => /^(?:,|:|\(|of|at)$/.test(word));
    const place = placeBehind(telling, (value ? islands[index + 1] : here)?.to ?? here.to);
    const isTold = place !== undefined && drafts.some(({ from, to }) => from < place.to && to > place.from);
    if (place === undefined || isTold) return [];
    const of = resolve(event, partAt(telling, index), telling.scenes[index]?.event ?? null);
    const formula = { is: 'same time', a: { time: 'start', of }, b: nthReading(place.k) } as const;
    return [
      {
        kind: 'time',
        from: place.from,
        to: place.to,
        readings: [reading(formula)],
        rules: here.rules,
        isClosed: true,
      },
    ];
  });
}

function nthReading(k: number): Time {
  const edge: Time = { time: k > 0 ? 'part start' : 'part end', of: WHOLE };
  return Math.abs(k) === 1 ? edge : { time: 'readings on', from: edge, k: k > 0 ? k - 1 : k + 1 };
}

/** A place told from this token on, to the end of its clause. */
function placeBehind(
  { tokens }: Telling,
  start: number,
): { k: number; from: number; to: number } | undefined {
  let from = start;
  while (from < start + MOST_WORDS && BEFORE_ORDINAL.test(tokens[from]?.norm ?? '')) from += 1;
  const nth = NUMBERED.get(tokens[from]?.norm ?? '');
  if (nth === undefined) return undefined;
  let to = from + 1;
  let k = nth;
  // "second last", "second to last".
  const isFromEnd =
    tokens[to]?.norm === 'last' || (tokens[to]?.norm === 'to' && tokens[to + 1]?.norm === 'last');
  if (nth > 1 && isFromEnd) {
    k = -nth;
    to += tokens[to]?.norm === 'to' ? 2 : 1;
  }
  const isNamed = A_READING.test(tokens[to]?.norm ?? '');
  if (isNamed) to += 1;
  if (tokens[to]?.norm === 'of' && /^(?:all|them)$/.test(tokens[to + 1]?.norm ?? '')) to += 2;
  const next = tokens[to];
  const isEnd =
    next === undefined ||
    /^[,.;:)!?–—]$/.test(next.norm) ||
    /^(?:and|at|while|with|whereas)$/.test(next.norm);
  return isEnd && (isNamed || from > start) ? { k, from, to } : undefined;
}

const MOST_WORDS = 4;
