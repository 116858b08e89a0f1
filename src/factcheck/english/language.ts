import type { Telling } from './statements/telling.ts';

/** Fewer words tell nothing of a language. */
const FEWEST_WORDS = 4;

/** Whether most words of a text are in no table: then it is in another language, or about something else altogether. */
export function isForeign(sentences: readonly Telling[]): boolean {
  let words = 0;
  let unknown = 0;
  for (const { tokens, chart } of sentences)
    for (const [at, { norm, kind }] of tokens.entries()) {
      if (kind !== 'word' || !/^\p{L}{3,}$/u.test(norm)) continue;
      words += 1;
      if (chart.at(at).some(({ category }) => category === 'unknown')) unknown += 1;
    }
  return words >= FEWEST_WORDS && unknown * 10 > words * 7;
}
