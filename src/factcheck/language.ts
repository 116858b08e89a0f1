import type { Token } from './tokens.ts';

/** Fewer words tell nothing of a language. */
const FEWEST_WORDS = 4;

/** Whether most words of a text are in no table: then it is in another language, or about something else altogether. */
export function isForeign(sentences: readonly { readonly tokens: readonly Token[] }[]): boolean {
  const words = sentences.flatMap(({ tokens }) => tokens.filter(({ norm }) => /^\p{L}{3,}$/u.test(norm)));
  const unknown = words.filter(({ senses }) => senses.has('unknown'));
  return words.length >= FEWEST_WORDS && unknown.length * 2 > words.length;
}
