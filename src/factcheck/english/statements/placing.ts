import { isIt } from '../phrases/implied.ts';
import { at, samePiece, type Telling } from './telling.ts';

/** "the readings fall into two groups", "fall within ...": nothing falls. */
export function isPlacing(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const here = islands[index];
  if (
    here !== undefined &&
    /^(?:hold|keep|kept|held)/.test(tokens[here.from]?.norm ?? '') &&
    islands[index + 1]?.category === 'count'
  )
    return true;
  // "118 W turns up in three readings".
  if (
    here !== undefined &&
    /^(?:turn|come|came|pop|crop)/.test(tokens[here.from]?.norm ?? '') &&
    tokens[here.to - 1]?.norm === 'up' &&
    /^(?:in|on|at|for|as)$/.test(tokens[here.to]?.norm ?? '')
  )
    return true;
  // "the maximum fell close to the end".
  const named = at(telling, index - 1, 'num');
  if (
    here !== undefined &&
    /^f[ae]ll/.test(tokens[here.from]?.norm ?? '') &&
    here.to - here.from === 1 &&
    named?.num === 'statistic' &&
    (named.name === 'max' || named.name === 'min') &&
    (islands[index + 1]?.category === 'scope' || islands[index + 1]?.category === 'timing')
  )
    return true;
  if (here === undefined || here.to - here.from > 1 || !/^f[ae]ll/.test(tokens[here.from]?.norm ?? ''))
    return false;
  const next = tokens[here.to]?.norm ?? '';
  // "The largest step is a fall at 14:05".
  if (/^(?:an?|the)$/.test(tokens[here.from - 1]?.norm ?? '')) return false;
  // "The temperature falls in the second half" by itself; "the maximum falls in it".
  const isTime = /^(?:in|after|before|on|at|during|near|close|towards?|around|right|just|shortly)$/.test(
    next,
  );
  return isTime
    ? islands.some(
        (_, other) => other < index && samePiece(telling, other, index) && isPlaceable(telling, other),
      )
    : /^(?:into|within|between|outside|short)$/.test(next);
}

/** What has a place in time, rather than a level. */
function isPlaceable(telling: Telling, index: number): boolean {
  const event = at(telling, index, 'event');
  if (event !== undefined) return !isIt(event);
  return /^(?:num|count|figure|measure|part)$/.test(telling.islands[index]?.category ?? '');
}
