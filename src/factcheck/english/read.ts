import type { ReadText, Vocabulary } from '../statement.ts';

/** What a text states; knows English and no data. Takes time in proportion to the text, never throws. */
export function read(_text: string, _vocabulary: Vocabulary): ReadText {
  return { statements: [], sentences: [], foreign: false };
}
