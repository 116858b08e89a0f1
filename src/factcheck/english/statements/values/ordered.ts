import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, has, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { type NumberList, numberList } from '../number-list.ts';
import { placed, reading } from '../scene.ts';
import { at, type Telling, wordsBetween } from '../telling.ts';

const JOINT = /^(?:,|and|then|→|->|⇒|\/|;|to|finally|lastly|&|followed|by)$/;
const LEAD = /^(?:,|:|=|is|are|was|were|read|reads|being|measure|measured|showed|show|at|of|in|row|there)$/;
/** Longer lists nobody writes out. */
const MOST_LISTED = 12;

/**
 * "The first three readings are 20, 20.2 and 19.9", "it ends with 22.2, 22 and 22.1", "the two highest are 29.4 and 22.3": each number of the
 * list is the reading in its place. Undefined for another list, or one of another length.
 */
export function orderedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const list = numberList(telling, index, JOINT, MOST_LISTED);
  const count = list.last - list.first + 1;
  if (count < 2) return undefined;
  const part = partBefore(telling, list) ?? partOfVerb(telling, list, count);
  if (part === undefined) return undefined;
  // The highest of all in any order.
  if (part.part === 'where') return [reading(has(quantity, part))];
  const place = placeOf(part, index - list.first, count);
  return place === undefined ? undefined : placed(equal(place, literal(quantity)), quantity, part);
}

/** Whether a list of readings follows a phrase that says which these are: "the last three are 22.3, 22 and 22.2". */
export function leadsList(telling: Telling, index: number): boolean {
  return orderedReadings(telling, index + 1, { value: 0, step: 1, hedge: 'exact' }) !== undefined;
}

function partBefore(telling: Telling, { first, last }: NumberList): Part | undefined {
  const part =
    at(telling, first - 1, 'part') ?? at(telling, first - 1, 'scope') ?? at(telling, first - 1, 'count')?.of;
  const isLed = wordsBetween(telling, first - 1, first).every((word) => LEAD.test(word));
  return part !== undefined && isLed && sizeOf(part) === last - first + 1 ? part : undefined;
}

/** "It starts with 20, 20.2 and 19.9": the first of them is told with the verb. */
function partOfVerb(telling: Telling, { first }: NumberList, count: number): Part | undefined {
  const figure = at(telling, first, 'figure');
  const isVerb = telling.chart
    .at(telling.islands[first]?.from ?? -1)
    .some(({ category }) => category === 'figureVerb');
  return isVerb && (figure?.name === 'first' || figure?.name === 'last')
    ? { part: figure.name, of: WHOLE, size: { size: 'readings', count } }
    : undefined;
}

/** How many readings a part names; undefined where it is none of those that are told in a row. */
function sizeOf(part: Part): number | undefined {
  if ((part.part === 'first' || part.part === 'last') && part.of.part === 'whole')
    return part.size.size === 'readings' ? part.size.count : undefined;
  const to = part.part === 'where' && part.condition.if === 'compare' ? part.condition.to : undefined;
  return to?.num === 'ranked' ? to.k : undefined;
}

/** The k-th of so many at one end, counted from 0. */
function placeOf(part: Part, k: number, count: number): Num | undefined {
  const edge = (time: 'part start' | 'part end', steps: number): Num => {
    const from: Time = { time, of: WHOLE };
    return { num: 'reading at', at: steps === 0 ? from : { time: 'readings on', from, k: steps } };
  };
  if (part.part === 'first') return edge('part start', k);
  return part.part === 'last' ? edge('part end', k - count + 1) : undefined;
}
