import type { FindingClass } from '../../statement/events.ts';
import type { StateName } from '../../statement/formulas.ts';
import type { Hedge } from '../../statement/literals.ts';
import type { StatisticName } from '../../statement/numbers.ts';
import type { Relation } from '../../statement/parts.ts';
import { ADJECTIVES } from './adjectives.ts';
import { DENIED_STATES, MANNERS, type MannerSense, MOVES, type MoveSense, STATES } from './change.ts';
import {
  EXTREMES,
  FIGURE_VERBS,
  FINDING_ADJECTIVES,
  FINDING_NOUNS,
  READING_NOUNS,
  STATISTICS,
} from './figures.ts';
import { formsOf } from './forms.ts';
import {
  ADVICE,
  AMOUNTS,
  type AmountSense,
  APPROXIMATIONS,
  BOUNDS,
  CAUSES,
  COMPARATIVES,
  COMPARISONS,
  type CompareSense,
  ELSEWHERE,
  FILLERS,
  LINKS,
  NEGATIONS,
  ORDINALS,
  POSSIBILITIES,
  WEAK_CAUSES,
  WINDOW_NOUNS,
} from './grammar.ts';

import { IDLE, LADEN } from './plain.ts';

/** What a word may mean, by category. */
export interface WordCategories {
  readonly stat: StatisticName;
  readonly extreme: 'max' | 'min';
  readonly figureVerb: StatisticName;
  /** 'readings' is its plural. */
  readonly reading: 'reading' | 'readings' | 'interval' | 'time';
  readonly finding: FindingClass;
  readonly odd: FindingClass;
  readonly move: MoveSense;
  readonly manner: MannerSense;
  readonly stateWord: StateName;
  readonly deniedState: StateName;
  readonly link: 'is' | 'of';
  readonly approx: Hedge;
  readonly bound: Relation;
  readonly compare: CompareSense;
  readonly more: keyof typeof COMPARATIVES;
  readonly adjective: keyof typeof ADJECTIVES;
  readonly amountWord: AmountSense;
  readonly ordinal: keyof typeof ORDINALS;
  readonly window: 'window';
  readonly not: string;
  readonly possibility: string;
  readonly because: 'surely' | 'perhaps';
  readonly advice: string;
  readonly filler: string;
  readonly elsewhere: string;
  readonly plain: 'idle' | 'laden';
}

export type WordCategory = keyof WordCategories;

/** Each category with its words: a category without a table does not compile. */
const TABLES: { readonly [C in WordCategory]: Readonly<Record<string, string>> } = {
  stat: STATISTICS,
  extreme: EXTREMES,
  figureVerb: FIGURE_VERBS,
  reading: READING_NOUNS,
  finding: FINDING_NOUNS,
  odd: FINDING_ADJECTIVES,
  move: MOVES,
  manner: MANNERS,
  stateWord: STATES,
  deniedState: DENIED_STATES,
  link: LINKS,
  approx: APPROXIMATIONS,
  bound: BOUNDS,
  compare: COMPARISONS,
  more: COMPARATIVES,
  adjective: ADJECTIVES,
  amountWord: AMOUNTS,
  ordinal: ORDINALS,
  window: WINDOW_NOUNS,
  not: { not: NEGATIONS },
  possibility: { may: POSSIBILITIES },
  because: { surely: CAUSES, perhaps: WEAK_CAUSES },
  advice: { do: ADVICE },
  filler: { filler: FILLERS },
  elsewhere: { elsewhere: ELSEWHERE },
  plain: { idle: IDLE, laden: LADEN },
};

export interface Sense {
  readonly category: WordCategory;
  readonly sense: string;
}

const LEXICON: ReadonlyMap<string, readonly Sense[]> = build();
/** For the first word of a phrase, the most words that a phrase which begins with it has. */
const LONGEST: ReadonlyMap<string, number> = longestPhrases();

function build(): Map<string, Sense[]> {
  const lexicon = new Map<string, Sense[]>();
  for (const [category, table] of Object.entries(TABLES)) {
    for (const [sense, spellings] of Object.entries(table)) {
      for (const spelling of spellings.split('|').flatMap(formsOf)) {
        const senses = lexicon.get(spelling) ?? [];
        if (isWordCategory(category)) senses.push({ category, sense });
        lexicon.set(spelling, senses);
      }
    }
  }
  return lexicon;
}

function isWordCategory(name: string): name is WordCategory {
  return Object.hasOwn(TABLES, name);
}

function longestPhrases(): Map<string, number> {
  const longest = new Map<string, number>();
  for (const spelling of LEXICON.keys()) {
    const [head = spelling] = /^[\p{L}\p{N}'’_-]+/u.exec(spelling) ?? [];
    // A full stop or a sign is a token of its own.
    const size = spelling.split(/ |(?=[./])|(?<=[./])/).length;
    longest.set(head, Math.max(longest.get(head) ?? 0, size));
  }
  return longest;
}

/** How many words the longest known phrase has that begins with this one; 0 when none does. */
export function longestFrom(word: string): number {
  return LONGEST.get(word) ?? 0;
}

/** What a word or phrase may mean; a plural means what its singular does besides. */
export function sensesOf(phrase: string): readonly Sense[] {
  return SENSES.get(phrase) ?? NONE;
}

const NONE: readonly Sense[] = [];

function sensesWithPlural(phrase: string): readonly Sense[] {
  const own = LEXICON.get(phrase) ?? [];
  const singular = singularOf(phrase).filter(
    ({ category, sense }) => !own.some((other) => other.category === category && other.sense === sense),
  );
  return singular.length === 0 ? own : [...own, ...singular];
}

/** Only nouns have a plural. */
const NOUNS: ReadonlySet<WordCategory> = new Set(['stat', 'reading', 'finding', 'move', 'window', 'filler']);

/** Of every word and phrase, and of every plural of one: asked of each word of a text several times. */
const SENSES: ReadonlyMap<string, readonly Sense[]> = new Map(
  [...LEXICON.keys()].flatMap((phrase) =>
    [phrase, `${phrase}s`, `${phrase}es`].map((form) => [form, sensesWithPlural(form)] as const),
  ),
);

function singularOf(phrase: string): readonly Sense[] {
  // Plural, they are a unit.
  if (phrase === 'standard deviations' || phrase === 'sds') return [];
  if (!phrase.endsWith('s') || phrase.endsWith('ss') || phrase.length < 4) return [];
  const found =
    LEXICON.get(phrase.slice(0, -1)) ??
    (phrase.endsWith('es') ? LEXICON.get(phrase.slice(0, -2)) : undefined);
  return (found ?? []).filter(({ category }) => NOUNS.has(category));
}
