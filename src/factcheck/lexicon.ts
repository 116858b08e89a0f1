import { CHANGE_WORDS } from './words-change.ts';
import { FIGURE_WORDS } from './words-figures.ts';
import { GRAMMAR_WORDS } from './words-grammar.ts';

/**
 * Words by what they can mean: category -> sense -> spellings, divided by `|`. A word may stand in several categories ("low" is
 * an extreme and a judgement); the grammar decides which one holds. `climb~` stands for climb, climbs, climbed and climbing.
 */
export type WordTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a word or phrase may mean: category -> sense. */
export type Senses = ReadonlyMap<string, string>;

const LEXICON: ReadonlyMap<string, Senses> = build([FIGURE_WORDS, CHANGE_WORDS, GRAMMAR_WORDS]);

/** For the first word of a phrase, the length in characters of the longest phrase that begins with it. */
const PHRASES: ReadonlyMap<string, number> = longestPhrases(LEXICON.keys());

const NO_SENSES: Senses = new Map();

function build(tables: readonly WordTable[]): Map<string, Map<string, string>> {
  const lexicon = new Map<string, Map<string, string>>();
  for (const [category, senses] of tables.flatMap((table) => Object.entries(table))) {
    for (const [sense, spellings] of Object.entries(senses)) {
      for (const spelling of spellings.split('|').flatMap(forms)) {
        const entry = lexicon.get(spelling) ?? new Map<string, string>();
        entry.set(category, sense);
        lexicon.set(spelling, entry);
      }
    }
  }
  return lexicon;
}

/** The forms of a regular verb, written with a `~` after its stem ("step~ up"); another spelling as it is. */
function forms(spelling: string): string[] {
  const [stem, rest] = spelling.split('~', 2);
  if (stem === undefined || stem === '' || rest === undefined) return [spelling];
  const bare = stem.endsWith('e') ? stem.slice(0, -1) : stem;
  const third = /(?:s|x|ch|sh)$/.test(stem) ? `${stem}es` : `${stem}s`;
  const doubled = `${bare}${bare.at(-1) ?? ''}`;
  const doubles =
    /[^aeiou][aeiou][bdgmnpt]$/.test(bare) && !stem.endsWith('e') ? [`${doubled}ed`, `${doubled}ing`] : [];
  return [stem, third, `${bare}ed`, `${bare}ing`, ...doubles].map((form) => form + rest);
}

function longestPhrases(spellings: Iterable<string>): Map<string, number> {
  const longest = new Map<string, number>();
  for (const spelling of spellings) {
    const [head = ''] = spelling.match(/^[\p{L}\d'-]+/u) ?? [spelling];
    if (spelling.length > head.length) longest.set(head, Math.max(longest.get(head) ?? 0, spelling.length));
  }
  return longest;
}

/** How many characters a phrase that begins with this word may have; 0 when none does. */
export function longestPhraseFrom(word: string): number {
  return PHRASES.get(word) ?? 0;
}

/** What a word or phrase may mean; a plural means what its singular does besides. */
export function lookUp(phrase: string): Senses | undefined {
  const own = LEXICON.get(phrase);
  const singular = singularOf(phrase);
  if (own === undefined || singular === undefined) return own ?? singular;
  return new Map([...singular, ...own]);
}

function singularOf(phrase: string): Senses | undefined {
  if (!phrase.endsWith('s') || phrase.endsWith('ss') || phrase.length < 4) return undefined;
  return (
    LEXICON.get(phrase.slice(0, -1)) ?? (phrase.endsWith('es') ? LEXICON.get(phrase.slice(0, -2)) : undefined)
  );
}

/** As `lookUp`, with no senses for an unknown word. */
export function sensesOf(word: string): Senses {
  return lookUp(word) ?? NO_SENSES;
}
