import { at, type Telling, wordsBetween } from './telling.ts';

/** Indices of islands, both inclusive. */
export interface NumberList {
  readonly first: number;
  readonly last: number;
}

/**
 * The list of numbers that an island stands in, the island alone where there is none: "20.3, 20.1 and 20.2". Between two of them
 * stand only words that `joint` takes, the second has no name of its own; a longer list than `most` is cut off.
 */
export function numberList(telling: Telling, index: number, joint: RegExp, most: number): NumberList {
  let first = index;
  while (index - first < most && isListed(telling, first - 1, joint)) first -= 1;
  let last = first;
  while (last - first < most && isListed(telling, last, joint)) last += 1;
  return { first, last };
}

/** Whether an island and the next one are two numbers of a list. */
function isListed(telling: Telling, index: number, joint: RegExp): boolean {
  const words = wordsBetween(telling, index, index + 1);
  return (
    isNumber(telling, index) &&
    at(telling, index + 1, 'measure') !== undefined &&
    words.length > 0 &&
    words.every((word) => joint.test(word))
  );
}

function isNumber(telling: Telling, index: number): boolean {
  return at(telling, index, 'measure') !== undefined || at(telling, index, 'figure')?.quantity !== undefined;
}
