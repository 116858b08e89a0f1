/** Words that change nothing of what a sentence says. */
const FILLERS = new Set([
  'the',
  'a',
  'an',
  'also',
  'as',
  'well',
  'too',
  'meanwhile',
  'however',
  'and',
  'utc',
  'that',
  'this',
  'it',
  'which',
]);

/**
 * The fact that a sentence says again: with the same words and numbers in the same order, fillers aside. What is around a window
 * cannot be checked against its readings, so that nothing but the computed statement itself counts as true.
 */
export function restatedFact<Some extends { readonly text: string }>(
  sentence: string,
  facts: readonly Some[],
): Some | undefined {
  const said = wordsOf(sentence);
  return said === '' ? undefined : facts.find(({ text }) => wordsOf(text) === said);
}

function wordsOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.:-]\p{N}+)*|[°%]+\p{L}*|[-−](?=\p{N})/gu) ?? [];
  return words.filter((word) => !FILLERS.has(word)).join(' ');
}
