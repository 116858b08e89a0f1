import type { Event, FindingClass } from '../../statement/events.ts';
import type { Direction, Manner, StateName } from '../../statement/formulas.ts';
import type { Amount, Moment, Quantity } from '../../statement/literals.ts';
import type { Counted, Num, StatisticName } from '../../statement/numbers.ts';
import type { Condition, Part, Relation } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import type { Written } from '../tokens/numbers.ts';
import type { WordCategories } from '../words/lexicon.ts';

/** A change as it is told: which way, and how. */
export interface Move {
  readonly direction: Direction;
  readonly manner: readonly Manner[];
  /** Comes back, or never does; came on from zero, went off to it. */
  readonly turn?: 'back' | 'on' | 'off' | 'recover' | 'stay';
  /** What changes is how much the readings scatter. */
  readonly aspect?: 'spread';
}

/** Two numbers told side by side. */
export interface Pair {
  readonly a: Num;
  readonly b: Num;
}

/** What something is compared with. */
export interface Other {
  readonly to?: Num;
  /** A part whose readings it is held against: "that of the last third". */
  readonly against?: Part;
  /** "the first": of the pieces or readings spoken of. */
  readonly nth?: number;
  /** "that": what was said before. */
  readonly back?: boolean;
  /** Each of its readings: "than any of the first half". */
  readonly isEach?: boolean;
}

/** What a comparison is held against, and how far from it; nothing for "lower", where the rest of the clause has to say than what. */
export interface Comparison extends Other {
  readonly relation: Relation | 'within' | 'outside' | 'near';
  /** The other end of "within 20 to 25". */
  readonly high?: Num;
  /** A difference in the unit of the readings, in percent, in standard deviations or as a factor. */
  readonly by?: Quantity;
  /** What is compared, where the phrase itself says it: "warmer at noon than at night". */
  readonly left?: Num;
  /** What is compared when it is not the readings: their scatter. */
  readonly aspect?: 'spread' | 'level' | 'liveliness';
  readonly passing?: boolean;
  /** So much and hardly more, of the readings at most. */
  readonly barely?: 'max' | 'min';
  /** Of what the comparison before it is said of, and on the same side: "beats the start by 9 and the end by 7". */
  readonly isAgain?: boolean;
  /** Of each of so many pieces against the one before it: 3 for "each third is warmer than the one before". */
  readonly successive?: number;
  /** Which of the two is more is not said. */
  readonly isEither?: boolean;
  /** "closer to the one than to the other": the other. */
  readonly than?: Num;
  /** "closer to the mean than the minimum is": what lies elsewhere. */
  readonly rival?: Num;
  /** The highest or lowest of its kind: of what, compared by which figure. */
  readonly among?: Ranking;
}

/** "the highest average", "the most scattered": first of its kind by a figure. */
export interface Ranking {
  readonly which: 'max' | 'min';
  readonly name: StatisticName;
  /** Of so many pieces, where the words say it: 3 for "the warmest third". */
  readonly n?: number;
}

/** A part of the text that says when. */
export interface Timing {
  readonly role: 'at' | 'span' | 'before' | 'after' | 'until' | 'since';
  readonly time: Time;
  readonly to?: Time;
}

export interface Figure {
  readonly num: Num;
  readonly name: StatisticName;
  readonly quantity?: Quantity;
}

export interface Counting {
  readonly amount: Amount;
  readonly counted: Counted;
  /** What the counted readings are, where it is said: "ten readings above 50". */
  readonly condition?: Condition;
  /** All there are, named beside a part of them: "out of 24 values". */
  readonly total?: boolean;
  /** A part of all, that something else has to tell: "14 of 60 readings". */
  readonly ofAll?: boolean;
  /** Told by a number without a noun: "28 show 2 W". */
  readonly bare?: true;
  /** How many all are, where it is said beside a part of them. */
  readonly totalOf?: Quantity;
  /** "two of them", "the first 13 readings": says which, besides how many. */
  readonly of?: Part;
  /** On which side of what was said before: "ten above it". */
  readonly side?: 'over' | 'under';
  /** What was counted right before, counted once more: "five, to be exact". */
  readonly again?: true;
  /** Where they lie: "ten belong to the first half". */
  readonly place?: Part;
}

/** Nothing at all: no such thing, the number itself, or an interval that may as well not have been read. */
export type Nothing = 'none' | 'zero' | 'empty';

/** What each category of phrase stands for. */
export interface PhraseTypes extends WordCategories {
  /** A number by itself, in digits or words. */
  readonly number: Written;
  /** A word that no table has. */
  readonly unknown: string;
  /** A word for what is measured: the name of the quantity, 'own' for a word of the series' name. */
  readonly quantityWord: string;
  readonly tagValue: { readonly name: string; readonly key: string };
  readonly unit: string;
  /** A unit and one of time in one word: "ppm/h". */
  readonly rateUnit: { readonly unit: string; readonly per: string };
  /** A unit of time that the readings themselves are in. */
  readonly readingUnit: string;
  readonly fraction: number;
  readonly factor: Quantity;
  readonly measure: Quantity;
  readonly signed: Quantity;
  readonly duration: Quantity;
  readonly rate: Quantity;
  readonly amount: Amount;
  /** "no tweets", "idle", "darkness": a reading of 0. */
  readonly nil: Nothing;
  /** A number in words, where it may be an hour of the clock: "at nine". */
  readonly hour: number;
  readonly clock: Moment;
  readonly time: Time;
  readonly part: Part;
  readonly event: Event;
  readonly num: Num;
  readonly pair: Pair;
  readonly ranking: Ranking;
  readonly condition: Condition;
  // What makes a statement or sets its scene.
  readonly figure: Figure;
  readonly range: { readonly low: Quantity; readonly high: Quantity; readonly loose: boolean };
  readonly span: Quantity;
  readonly count: Counting;
  readonly timing: Timing;
  /** What comes before what. */
  readonly order: { readonly first: Event; readonly second: Event };
  readonly lasting: { readonly quantity: Quantity | null; readonly whole?: boolean };
  readonly comparison: Comparison;
  readonly other: Other;
  /** What follows a comparative: "than in the first half". */
  readonly than: Other;
  /** "as busy", "as many bikes": what is likened, before what it is like. */
  readonly likeness: 'over' | 'under';
  readonly change: Move;
  readonly state: { readonly state: StateName; readonly denied?: boolean };
  readonly series: { readonly name: string; readonly key?: string };
  readonly cause: 'cause';
  readonly scope: Part;
  /** What can be left out: "the spike", "the 12:30 value", "two readings". */
  readonly omission: Part;
  /** "plateau", "quiet spell": readings that only the text has a name for. */
  readonly stretch: 'stretch';
  /** "excluded", "taken out". */
  readonly removal: 'removal';
  /** What another is held against: "compared with the first half". */
  readonly partner: Other;
}

export type Category = keyof PhraseTypes;

/** A phrase over the tokens from `from` up to `to`. */
export interface Edge {
  readonly category: Category;
  readonly from: number;
  readonly to: number;
  readonly value: unknown;
  /** Names of the rules that made it, innermost first. */
  readonly rules: readonly string[];
}

/** The value of an edge as its category types it; undefined for an edge of another category. */
export function meaningOf<C extends Category>(
  edge: Edge | undefined,
  category: C,
): PhraseTypes[C] | undefined {
  // An edge is made by a rule whose category types its value.
  return edge?.category === category ? (edge.value as PhraseTypes[C]) : undefined;
}

export type { FindingClass };
