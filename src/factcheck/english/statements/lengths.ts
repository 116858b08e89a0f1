import type { Event } from '../../statement/events.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Reading } from '../../statement/text.ts';
import { equal, literal, WINDOW_START } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { secondsOf } from '../phrases/measures.ts';
import { meaningOf, type PhraseTypes } from '../phrases/phrase.ts';
import { anchorsOf, isLasting } from './anchors.ts';
import { apartReadings, areTold } from './apart.ts';
import { conditionOf } from './comparisons/condition.ts';
import { lapseReadings } from './lapses.ts';
import { swingLengths } from './movements/lengths.ts';
import { measuredReadings } from './movements/measured.ts';
import { distinct, reading } from './scene.ts';
import { isOfHole, isOfSpacing } from './spacing.ts';
import { spellReadings } from './spells.ts';
import { at, before, leadOf, partAt, type Telling, wordsBefore } from './telling.ts';

/** A length of time in seconds, as a literal. */
function inSeconds(quantity: Quantity): Quantity {
  const factor = secondsOf({ ...quantity, value: 1 });
  return { value: quantity.value * factor, step: quantity.step * factor, hedge: quantity.hedge, unit: 's' };
}

/** How long: the event told beside it, the spacing of the readings, the window. */
export function lastingReadings(
  telling: Telling,
  index: number,
  { quantity, whole }: PhraseTypes['lasting'],
): Reading[] {
  if (quantity === null) return wholeReadings(telling, index, whole === true);
  const right = literal(inSeconds(quantity));
  const part = partAt(telling, index);
  const words = [...leadOf(telling, index, 4), ...headOf(telling, index)];
  const told = toldReadings(telling, index, right, words, quantity);
  if (told !== undefined) return told;
  const readings: Reading[] = [];
  if (wordsBefore(telling, index, 3).some((word) => /^(?:silent|silence)$/.test(word)))
    return [
      reading(equal({ num: 'event duration', of: { event: 'finding', of: 'missing', k: null } }, right)),
    ];
  for (const { event: anchor } of anchorsOf(telling, index)) {
    // "the decline that set in at 20:41 lasts 7 minutes": how far it goes is not told.
    if (isMomentary(anchor)) readings.push(reading({ is: 'beyond', what: 'how far it goes' }));
    else if (isLasting(anchor)) readings.push(reading(equal({ num: 'event duration', of: anchor }, right)));
    else
      readings.push(
        reading(
          equal({ num: 'time between', a: WINDOW_START, b: { time: 'start', of: anchor } }, right),
          'a reading among several',
        ),
      );
  }
  // "the decline that set in at 20:41 lasts 7 minutes".
  if (
    words.some((word) => /^last(?:s|ed|ing)?$/.test(word)) &&
    anchorsOf(telling, index)[0]?.event.event === 'step'
  )
    readings.push(reading({ is: 'beyond', what: 'how far it goes' }));
  readings.push(reading(equal({ num: 'duration', of: part }, right)));
  // "after 80 minutes": after what is not sure.
  if (words.some((word) => /^(?:after|later|before|follows|followed|until)$/.test(word)))
    readings.push(reading({ is: 'beyond', what: 'what it is counted from' }));
  if (part !== WHOLE) readings.push(reading(equal({ num: 'duration', of: WHOLE }, right), 'another part'));
  readings.push(reading(equal({ num: 'interval', of: part }, right), 'a reading among several'));
  return distinct(readings);
}

/** What the words around a length say that it is of: the spacing of the readings, what lies apart, a spell, a rise. */
function toldReadings(
  telling: Telling,
  index: number,
  right: Num,
  words: readonly string[],
  quantity: Quantity,
): Reading[] | undefined {
  const interval = [reading(equal({ num: 'interval', of: partAt(telling, index) }, right))];
  if (isOfHole(telling, index))
    return [reading(equal({ num: 'event duration', of: { event: 'gap', k: null } }, right))];
  if (isOfSpacing(telling, index)) return interval;
  if (isBetweenReadings(telling, index)) return interval;
  if (isApart(telling, index, words) && isOfEvents(telling, index))
    return apartReadings(telling, index, right);
  const lapse = lapseReadings(telling, index, right);
  if (lapse !== undefined) return lapse;
  if (words.some((word) => SPACING.test(word))) return interval;
  const swung = swingLengths(telling, index, right);
  const moved = measuredReadings(telling, index, 'length', quantity, (swung ?? []).slice(0, -1));
  if (moved !== undefined && (swung !== undefined || isTaken(words))) return moved;
  return spellReadings(telling, index, right) ?? swung;
}

/** "gained 1.9 in 31 seconds": how long what moves takes. */
function isTaken(words: readonly string[]): boolean {
  return words.some((word) =>
    /^(?:in|over|within|takes?|took|taking|needs?|needed|lasts?|lasted)$/.test(word),
  );
}

const SPACING = /^(?:apart|every|interval|intervals|sampling|spacing|cadence|spaced|per|each|step)$/;

/** "the time between two readings". */
function isBetweenReadings(telling: Telling, index: number): boolean {
  const words = wordsBefore(telling, index, 6);
  return /\bbetween (?:two |consecutive |successive |neighbou?ring |the |one )*(?:readings?|samples?|measurements?|values|points)\b/.test(
    words.join(' '),
  );
}

/** "20 minutes apart", "a quarter of an hour from each other". */
function isApart({ tokens, islands }: Telling, index: number, words: readonly string[]): boolean {
  const { to = 0 } = islands[index] ?? {};
  const [last, next] = [tokens[to - 1]?.norm ?? '', tokens[to]?.norm ?? ''];
  return words.includes('apart') || next === 'apart' || /^(?:other|another)$/.test(last);
}

/** "20 minutes apart": of readings it is their spacing, of what was named before it is the time between. */
function isOfEvents(telling: Telling, index: number): boolean {
  const { islands, tokens } = telling;
  const isOfThem = wordsBefore(telling, index, 4).some((word) => /^(?:they|which|both|two)$/.test(word));
  return (
    isOfThem ||
    areTold(telling, index) ||
    islands.slice(0, index).some((island) => {
      // "32 readings, 15 min apart".
      const count = meaningOf(island, 'count');
      const isOfReadings = count?.counted.count === 'readings' && tokens[island.from]?.kind === 'number';
      if (isOfReadings && count.condition === undefined) return false;
      return ['measure', 'timing', 'event', 'count', 'num', 'pair'].includes(island.category);
    })
  );
}

function isMomentary(event: Event): boolean {
  return (
    event.event === 'stretch' &&
    (event.part.part === 'reading' || event.part.part === 'around' || event.part.part === 'calendar')
  );
}

function headOf({ tokens, islands }: Telling, index: number): string[] {
  const here = islands[index];
  return here === undefined ? [] : tokens.slice(here.from, here.to).map(({ norm }) => norm);
}

/** "the whole time": what is said beside it holds for all readings. */
function wholeReadings(telling: Telling, index: number, all: boolean): Reading[] {
  const comparison = before(telling, index, 'comparison');
  const found = at(telling, comparison, 'comparison');
  const condition = found === undefined ? undefined : conditionOf(telling, comparison, found);
  if (condition === undefined) return [];
  return [
    reading({
      is: 'quantified',
      amount: all ? { amount: 'all' } : { amount: 'share', low: 0.5, high: null, open: true },
      of: WHOLE,
      condition,
    }),
  ];
}
