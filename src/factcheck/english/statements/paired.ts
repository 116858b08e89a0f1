import type { Num } from '../../statement/numbers.ts';
import { statistic } from '../phrases/built.ts';
import { numberList } from './number-list.ts';
import { at, type Telling, wordsBetween } from './telling.ts';

/** Longer lists have no names before them that anybody could keep apart. */
const MOST_NAMES = 6;
const JOINT = /^(?:,|and|\/|&|or|versus|vs|against|to|→|->)$/;
const LEAD = /^(?:,|:|is|are|was|were|of|at|the|an?|its|=|\(|come|comes|came|to|stands?|stood|respectively)$/;
/** Names in a word of its own: "first and last readings are ...". */
export const BARE: Readonly<Record<string, 'first' | 'last'>> = {
  first: 'first',
  opening: 'first',
  initial: 'first',
  start: 'first',
  last: 'last',
  final: 'last',
  closing: 'last',
  end: 'last',
};

/**
 * What a number of a list is the value of, where as many names stand before the list as it has numbers: "mean and median are 0.044 and
 * 0.055", "lowest / highest: 19.39 / 19.47", "first and last reading: 20 and 22.2, respectively". Undefined where nothing is handed out.
 */
export function pairedName(telling: Telling, index: number): Num | undefined {
  const { first, last } = numberList(telling, index, JOINT, MOST_NAMES);
  const names = namesBefore(telling, first);
  return names.length > 1 && names.length === last - first + 1 ? names[index - first] : undefined;
}

/** The names that stand before the first number of a list: its own, if it has one, and those joined to it. */
function namesBefore(telling: Telling, first: number): readonly Num[] {
  const own = at(telling, first, 'figure')?.num;
  const names: Num[] = own === undefined ? [] : [own];
  let index = first;
  if (own === undefined) {
    const words = wordsBetween(telling, first - 1, first);
    const named = at(telling, first - 1, 'num');
    if (named === undefined || !words.every((word) => LEAD.test(word))) return [];
    names.push(named);
    index = first - 1;
  }
  for (;;) {
    const name = at(telling, index - 1, 'num');
    const words = wordsBetween(telling, index - 1, index).filter((word) => word !== 'the');
    if (name === undefined || words.length === 0 || !words.every((word) => JOINT.test(word))) break;
    names.unshift(name);
    index -= 1;
  }
  return names.length === 1 ? [...bareBefore(telling, index), ...names] : names;
}

/** "Its first and last readings": the first is named by its number alone. */
function bareBefore({ tokens, islands }: Telling, index: number): readonly Num[] {
  const from = islands[index]?.from ?? 0;
  const name = BARE[tokens[from - 2]?.norm ?? ''];
  return name !== undefined && JOINT.test(tokens[from - 1]?.norm ?? '') ? [statistic(name)] : [];
}
