import type { Reading } from '../../statement/text.ts';
import { reading } from './scene.ts';
import { at, type Telling } from './telling.ts';

/** Verbs of how a change ends: what was before it does not count. */
const ENDING = /^(?:levels?|levell?ed|levell?ing|flattens?|flattened|settles?|settled|rebounds?|rebounded)$/;
const SIGN = /^(?:up|down|upwards?|downwards?)$/;

/**
 * "There was a quick rise", "5.1 points upwards", "then it levels off": some change that was not told apart. That it can be seen is enough to
 * find it true; that the stretch which was taken for it goes another way is too little to call it false.
 */
export function leftOpen(telling: Telling, index: number, readings: readonly Reading[]): readonly Reading[] {
  return readings.length > 0 && isIndefinite(telling, index)
    ? [...readings, reading({ is: 'beyond', what: 'which change is meant' }, 'loose wording')]
    : readings;
}

function isIndefinite(telling: Telling, index: number): boolean {
  const { islands, tokens } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const words = tokens.slice(from, to).map(({ norm }) => norm);
  const lead = tokens[from - 1]?.norm ?? '';
  const behind = `${tokens[to]?.norm ?? ''} ${tokens[to + 1]?.norm ?? ''}`;
  // "A steady decrease is visible".
  if (/^(?:is|was|can) (?:visible|seen|evident|apparent|discernible|obvious|clear|there|be)$/.test(behind))
    return false;
  if (/^(?:an?|another|some)$/.test(lead)) return !isStated(tokens[from - 2]?.norm ?? '');
  if (words.some((word) => ENDING.test(word))) return true;
  return words.length === 1 && SIGN.test(words[0] ?? '') && isAmount(telling, index - 1);
}

/** "There is a rise", "it shows a rise": of the readings as a whole. */
function isStated(verb: string): boolean {
  return /^(?:is|are|was|were|shows?|showed|exhibits?|exhibited|has|have|had|displays?|displayed|sees?|saw|with|reveals?|indicates?)$/.test(
    verb,
  );
}

function isAmount(telling: Telling, index: number): boolean {
  return (
    at(telling, index, 'measure') !== undefined ||
    at(telling, index, 'signed') !== undefined ||
    at(telling, index, 'figure') !== undefined ||
    at(telling, index, 'comparison') !== undefined ||
    at(telling, index, 'count') !== undefined
  );
}
