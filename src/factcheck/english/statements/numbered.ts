import type { Formula } from '../../statement/formulas.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { WHOLE } from '../phrases/implied.ts';
import { reading } from './scene.ts';
import { at, before, leadOf, type Telling } from './telling.ts';

const same = (a: Time, b: Time): Formula => ({ is: 'same time', a, b });

/** "The first reading above 22 came at 12:30". */
function endOfNamed(telling: Telling, index: number): Time | undefined {
  const named = at(telling, before(telling, index, 'part', 'measure', 'figure', 'count'), 'part');
  const isEnd = (named?.part === 'first' || named?.part === 'last') && named.of.part === 'where';
  return isEnd && named.of.part === 'where'
    ? {
        time: 'of reading',
        condition: named.of.condition,
        of: WHOLE,
        k: named.part === 'first' ? 1 : -1,
      }
    : undefined;
}

/** "the first one is at 22:40": of the readings that were spoken of. */
export function numberedReadings(telling: Telling, index: number, time: Time): Reading[] {
  const named = endOfNamed(telling, index);
  if (named !== undefined) return [reading(same(named, time))];
  const ofThem = endOfSet(telling, index);
  if (ofThem !== undefined)
    return ofThem === null
      ? [reading({ is: 'beyond', what: 'which readings these are' })]
      : [reading(same(ofThem, time))];
  const event = telling.scenes[index]?.event;
  const previous = at(telling, index - 1, 'num');
  const one =
    previous?.num === 'statistic' && (previous.name === 'first' || previous.name === 'last')
      ? previous.name
      : undefined;
  // "and the last at 15:22".
  const bare = /^(first|last|earliest|latest)$/.exec(leadOf(telling, index, 1)[0] ?? '')?.[1];
  if (bare !== undefined && (event?.event !== 'stretch' || event.part.part !== 'where'))
    return [
      reading(
        same({ time: bare === 'first' || bare === 'earliest' ? 'part start' : 'part end', of: WHOLE }, time),
      ),
    ];
  const word =
    one ?? leadOf(telling, index, 5).findLast((norm) => /^(?:first|last|latest|earliest)$/.test(norm));
  if (word === undefined || event?.event !== 'stretch' || event.part.part !== 'where') return [];
  const { condition, of } = event.part;
  const k = word === 'first' || word === 'earliest' ? 1 : -1;
  return [reading(same({ time: 'of reading', condition, of, k }, time))];
}

/** "the last such reading came at 21:29", "the first of them is found at 9:10": of the readings spoken of; null where none were. */
function endOfSet(telling: Telling, index: number): Time | null | undefined {
  const { tokens, islands } = telling;
  const { from = 0 } = islands[index] ?? {};
  const words = tokens.slice(Math.max(0, from - 7), from).map(({ norm }) => norm);
  const word = words.findLast((norm) => /^(?:first|last|latest|earliest)$/.test(norm));
  const behind =
    word === undefined ? [] : words.slice(words.lastIndexOf(word) + 1, words.lastIndexOf(word) + 3);
  const bare =
    word !== undefined &&
    words.at(-1) === word &&
    islands.slice(0, index).some((_, other) => endOf(telling, other) !== undefined);
  const isOfThem =
    behind[0] === 'such' || (behind[0] === 'of' && /^(?:them|these|those|which)$/.test(behind[1] ?? ''));
  if (word === undefined || !(isOfThem || bare)) return undefined;
  const set = telling.scenes[index]?.set;
  // "Low: 29.5 %, seven readings, the last of them at 00:27": those, not all.
  return set == null || (set.part === 'whole' && isOfThem)
    ? null
    : { time: word === 'first' || word === 'earliest' ? 'part start' : 'part end', of: set };
}

/** A timing before, that was told of the first or last of them. */
function endOf(telling: Telling, index: number): Time | null | undefined {
  return telling.islands[index]?.category === 'timing' ? endOfSet(telling, index) : undefined;
}
