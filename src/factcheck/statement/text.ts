/**
 * The contract of the fact-check: what a text can state about a window, as formulas over parts of it. The reader (`english/`)
 * makes statements and knows no data; the judge (`judge/`) evaluates them and knows no words. Nothing in this folder is a word
 * of a language, nothing is a reading of a window.
 */
import type { ClaimKind } from '../claim.ts';
import type { FindingClass } from './events.ts';
import type { Formula } from './formulas.ts';

/** What the reader is told of a series beside the text: names and unit, no data. */
export interface Vocabulary {
  /** As the series writes it: "°C"; empty where it has none. */
  readonly unit: string;
  /** Lower-case words of measurement and field: environment, temperature. */
  readonly words: ReadonlySet<string>;
  /** Lower case: room -> office. */
  readonly tags: ReadonlyMap<string, string>;
}

/** `read(text, vocabulary)`: what a text states, and how it is built, so that a part of it can be left out. */
export interface ReadText {
  /** In the order of the text. */
  readonly statements: readonly Statement[];
  /** In the order of the text; every statement lies within a clause of one of them. */
  readonly sentences: readonly Sentence[];
  /** In another language: each sentence is one statement that is `beyond`. */
  readonly foreign: boolean;
}

/** A sentence, a list item, or a heading. Offsets leave out white space around it, list marks are inside. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** `head`: introduces the items or lines that follow ("Outliers:"), which fall with it when it is false. */
  readonly form: 'prose' | 'item' | 'head';
  /** Ends in mid-air ("the mean is"), or is longer than any sentence: never shown. */
  readonly broken: boolean;
  /** In order; together they cover the sentence, white space between them aside. */
  readonly clauses: readonly Clause[];
}

/** The unit of what is shown. */
export interface Clause {
  /** From its joint ("and", a comma, an opening bracket) to its end, closing mark included. */
  readonly start: number;
  readonly end: number;
  /** Where its own words begin: what is shown of it when it comes to be the first of its sentence. */
  readonly core: number;
  /**
   * `alone`: has its own subject and verb, and can be a sentence. `droppable`: the sentence is good English without it, but it
   * is none without its host ("and is not a normal value", "which is high", "(0.3 above the mean)"). `bound`: neither; it
   * falls with its host, and its host with it ("that the mean is 22").
   */
  readonly hold: 'alone' | 'droppable' | 'bound';
  /**
   * Index in `clauses` of the one that it leans on: what it hangs on, or what its "it", "that", "there" mean; null for none. When
   * the host is left out, so is this.
   */
  readonly host: number | null;
  readonly mood: 'stated' | 'possible' | 'advised' | 'asked';
  /** What its verb is said of, where that is a thing that the vocabulary does not name ("humidity", "kitchen", "people"). */
  readonly foreignSubject: string | null;
  /** What it takes for granted without stating it: "these outliers". */
  readonly presumes: readonly FindingClass[];
  /** Words that no rule understood, in statements or between them. */
  readonly unread: readonly string[];
  /** Numbers, comparisons and changes that were understood, and that no statement was made of. */
  readonly untold: readonly string[];
}

/** What a text states at one place: one claim in one or more readings. */
export interface Statement {
  /** UTF-16 offsets: `text.slice(start, end)` is the claim. */
  readonly start: number;
  readonly end: number;
  readonly kind: ClaimKind;
  /** The most natural first; never empty. */
  readonly readings: readonly Reading[];
  /**
   * What the clause is said of, where that is not the series itself: a quantity, a room. One that does not hold, or that can't
   * be decided, leaves the claim unverifiable.
   */
  readonly about?: readonly Formula[];
  /** Words of the claim's clause that no rule understood: with one of them nothing is refuted. */
  readonly unread: readonly string[];
  /** Names of the rules that made it, innermost first, for `--explain`. */
  readonly rules: readonly string[];
}

/** One way to understand a claim. */
export interface Reading {
  readonly formula: Formula;
  /** What had to be assumed beyond the words: "it" is the subject before, the part of the clause before goes on, ... */
  readonly assumes: readonly Assumption[];
}

export type Assumption =
  | 'subject carried over'
  | 'part carried over'
  | 'event carried over'
  | 'part left out'
  | 'another statistic'
  | 'another part'
  | 'another unit'
  | 'loose wording'
  | 'a reading among several';
