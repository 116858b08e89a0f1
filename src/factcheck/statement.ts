/**
 * The contract of the fact-check: what a text can state about a window, as formulas over parts of it. The reader (`english/`)
 * makes statements and knows no data; the judge (`judge/`) evaluates them and knows no words. Nothing here is a word of
 * a language, nothing here is a reading of a window.
 */
import type { FindingKind } from '../detect/kinds.ts';
import type { ClaimKind } from './claim.ts';

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

// ---------------------------------------------------------------------------------------------------------------- literals

/** How near a written number claims to be. */
export type Hedge = 'exact' | 'about' | 'almost' | 'just over';

/** A number as it was written. */
export interface Quantity {
  /** In the unit that was written, or bare. */
  readonly value: number;
  /** One unit in its last written digit: 0.01 for "19.36", 1 for "19", 1 for "twelve"; a million's tenth for "3.4 MB". */
  readonly step: number;
  readonly hedge: Hedge;
  /** The `name` of a unit in units.ts (`°c`, `min`, `standard deviations`); absent for a bare number. */
  readonly unit?: string;
}

/** "several", "a few", "most", "half", and numbers: how many of something. */
export type Amount =
  | { readonly amount: 'number'; readonly quantity: Quantity }
  /** Inclusive bounds; null where open. "several" is 3 and more, "a few" 2 to 5, "a handful" 2 to 8. */
  | { readonly amount: 'bounds'; readonly low: number | null; readonly high: number | null }
  /** A share of all, 0..1, exclusive where `open`: "most" is over 0.5. */
  | {
      readonly amount: 'share';
      readonly low: number | null;
      readonly high: number | null;
      readonly open: boolean;
    }
  | { readonly amount: 'all' }
  | { readonly amount: 'none' }
  /** "all but one": all less so many. */
  | { readonly amount: 'all but'; readonly quantity: Quantity };

/** A moment of the calendar or the clock, as far as it was written; UTC unless `offsetMinutes`. */
export interface Moment {
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  /** 0 (Sunday) to 6. */
  readonly weekday?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly offsetMinutes?: number;
  readonly hedge: Hedge;
}

/** Hours of a day, [from, to) in hours, `to` over 24 where the span passes midnight: an afternoon is 12 to 18. */
export interface DayPart {
  readonly from: number;
  readonly to: number;
}

// ------------------------------------------------------------------------------------------------------------------- parts

/** A set of readings of the window. */
export type Part =
  | { readonly part: 'whole' }
  /** From one moment to another, both included; null is the window's own end. */
  | { readonly part: 'between'; readonly from: Time | null; readonly to: Time | null }
  | { readonly part: 'before' | 'after'; readonly time: Time }
  | { readonly part: 'during'; readonly event: Event }
  | { readonly part: 'first' | 'last'; readonly of: Part; readonly size: PartSize }
  /** The k-th of n equal pieces of time: the second half is (2, 2), the middle third (2, 3). */
  | { readonly part: 'piece'; readonly of: Part; readonly k: number; readonly n: number }
  /** On these hours of the day, of every day or of the one named. */
  | { readonly part: 'hours'; readonly hours: DayPart; readonly on?: Moment }
  /** A whole minute, hour, day, ... of the calendar as far as `moment` names it. */
  | { readonly part: 'calendar'; readonly moment: Moment }
  | { readonly part: 'where'; readonly of: Part; readonly condition: Condition }
  | { readonly part: 'without'; readonly of: Part; readonly out: Part }
  | { readonly part: 'both'; readonly a: Part; readonly b: Part }
  /** The readings that a finding covers, or that are extreme. */
  | { readonly part: 'event'; readonly event: Event }
  /** The single reading at a moment, or next to it. */
  | { readonly part: 'reading'; readonly at: Time }
  /** A local neighbourhood: readings around a moment (a tenth of the window on either side). */
  | { readonly part: 'around'; readonly at: Time };

export type PartSize =
  | { readonly size: 'readings'; readonly count: number }
  | { readonly size: 'seconds'; readonly seconds: number }
  | { readonly size: 'share'; readonly share: number };

/** What a reading must be to be meant. */
export type Condition =
  | { readonly if: 'compare'; readonly relation: Relation; readonly to: Num }
  | { readonly if: 'between'; readonly low: Num; readonly high: Num }
  | { readonly if: 'null' }
  /** Covered by a finding of one of these kinds; 'any' is all of them. */
  | { readonly if: 'found'; readonly of: FindingClass }
  | { readonly if: 'extreme'; readonly which: 'max' | 'min' }
  | { readonly if: 'not'; readonly condition: Condition };

/** Relations of two numbers. `equal` is agreement within the rounding of the digits that were written. */
export type Relation = 'equal' | 'not equal' | 'over' | 'under' | 'at least' | 'at most';

// ------------------------------------------------------------------------------------------------------------------ events

/** A class of findings: 'outlier' is spike or dropout, 'anomaly' any but what only concerns the transmission. */
export type FindingClass = 'any' | 'outlier' | 'missing' | FindingKind;

/** Something that happens in a window. */
export type Event =
  /** The k-th finding of a class, from 1; -1 the last; null: the only one, or all as one. */
  | { readonly event: 'finding'; readonly of: FindingClass; readonly k: number | null }
  | { readonly event: 'extreme'; readonly which: 'max' | 'min'; readonly of: Part }
  /** A stretch without readings, found or not: the k-th, null for the longest. */
  | { readonly event: 'gap'; readonly k: number | null }
  | { readonly event: 'null'; readonly k: number | null }
  /** The largest step from one reading to the next. */
  | { readonly event: 'step'; readonly direction: 'up' | 'down' | 'either'; readonly of: Part }
  /** The readings come to be on the other side of a level: the k-th time, null for any. */
  | {
      readonly event: 'crossing';
      readonly level: Num;
      readonly direction: 'up' | 'down' | 'either';
      readonly k: number | null;
    }
  /** The longest run of equal readings, or of the value. */
  | { readonly event: 'run'; readonly value: Num | null; readonly of: Part }
  /** A reading that has this value. */
  | { readonly event: 'reading'; readonly value: Num }
  /** A rise, fall or stretch told before or beside: from one moment to another. */
  | { readonly event: 'stretch'; readonly part: Part };

// ----------------------------------------------------------------------------------------------------------------- numbers

export type StatisticName =
  | 'mean'
  | 'median'
  | 'mode'
  | 'stddev'
  | 'variance'
  | 'min'
  | 'max'
  | 'range'
  | 'first'
  | 'last'
  | 'sum'
  | 'mad'
  | 'iqr'
  | 'p05'
  | 'p25'
  | 'p75'
  | 'p95'
  | 'skewness'
  | 'coefficient of variation'
  | 'midrange'
  /** What is usual: mean, median or mode of what is not found unusual; any of them will do. */
  | 'typical';

/** Readings: a number. A number may be several where a text names no one reading ("a reading"): then any may hold. */
export type Num =
  | { readonly num: 'literal'; readonly quantity: Quantity }
  | { readonly num: 'statistic'; readonly name: StatisticName; readonly of: Part }
  /** Any reading of the part: a comparison holds where it holds for one of them. */
  | { readonly num: 'any reading'; readonly of: Part }
  | { readonly num: 'reading at'; readonly at: Time }
  /** The k-th largest or smallest. */
  | {
      readonly num: 'ranked';
      readonly k: number;
      readonly from: 'top' | 'bottom';
      readonly of: Part;
      readonly distinct: boolean;
    }
  | { readonly num: 'count'; readonly of: Counted }
  | { readonly num: 'difference'; readonly a: Num; readonly b: Num }
  /** |a - b|. */
  | { readonly num: 'distance'; readonly a: Num; readonly b: Num }
  | { readonly num: 'sum of'; readonly a: Num; readonly b: Num }
  | { readonly num: 'product'; readonly a: Num; readonly b: Num }
  | { readonly num: 'ratio'; readonly a: Num; readonly b: Num }
  /** (a - b) / |b|, in parts of one. */
  | { readonly num: 'relative change'; readonly a: Num; readonly b: Num }
  /** How many standard deviations of the whole `a` is from its mean, with sign. */
  | { readonly num: 'z-score'; readonly a: Num }
  /** Readings of the one among those of the other, 0..1. */
  | { readonly num: 'share'; readonly of: Part; readonly among: Part }
  /** Time between first and last reading of a part, in seconds (with and without the last interval, both will do). */
  | { readonly num: 'duration'; readonly of: Part }
  | { readonly num: 'event duration'; readonly of: Event }
  | { readonly num: 'time between'; readonly a: Time; readonly b: Time }
  /** The usual spacing of the readings in seconds. */
  | { readonly num: 'interval'; readonly of: Part }
  /** Change per second: of the fitted line, or from first to last; either will do. */
  | { readonly num: 'rate'; readonly of: Part }
  /** Last less first, or the change along the fitted line; either will do. */
  | { readonly num: 'change'; readonly of: Part }
  /** The largest step between consecutive readings, with sign. */
  | { readonly num: 'largest step'; readonly direction: 'up' | 'down' | 'either'; readonly of: Part }
  /** The step into the reading at a moment, with sign. */
  | { readonly num: 'step at'; readonly at: Time }
  | { readonly num: 'limit'; readonly which: 'low' | 'high' };

export type Counted =
  | { readonly count: 'readings'; readonly of: Part }
  | { readonly count: 'findings'; readonly of: FindingClass; readonly within: Part }
  | { readonly count: 'gaps'; readonly within: Part }
  | { readonly count: 'nulls'; readonly within: Part }
  /** Readings that the usual spacing would have had and the window has not, nulls included. */
  | { readonly count: 'missing readings'; readonly within: Part }
  | { readonly count: 'distinct values'; readonly of: Part }
  | {
      readonly count: 'crossings';
      readonly level: Num;
      readonly direction: 'up' | 'down' | 'either';
      readonly within: Part;
    }
  /** Local maxima or minima that stand out. */
  | { readonly count: 'peaks' | 'valleys'; readonly within: Part }
  /** Stretches in which a condition lasts. */
  | { readonly count: 'stretches'; readonly condition: Condition; readonly within: Part }
  /** Readings in a row that meet a condition, the longest stretch. */
  | { readonly count: 'stretch length'; readonly condition: Condition; readonly within: Part }
  /** Equal readings in a row, the longest run. */
  | { readonly count: 'run length'; readonly value: Num | null; readonly within: Part }
  /** Steps from one reading to the next that meet a condition on their size (signed). */
  | { readonly count: 'steps'; readonly relation: Relation; readonly to: Num; readonly within: Part };

// ------------------------------------------------------------------------------------------------------------------- times

export type Time =
  | { readonly time: 'moment'; readonly moment: Moment }
  | { readonly time: 'hours'; readonly hours: DayPart; readonly on?: Moment }
  /** When an event begins or ends; an extreme that occurs several times is any of them. */
  | { readonly time: 'start' | 'end'; readonly of: Event }
  | { readonly time: 'part start' | 'part end'; readonly of: Part }
  /** Seconds after (negative: before) another time. */
  | { readonly time: 'offset'; readonly from: Time; readonly seconds: Quantity; readonly sign: 1 | -1 }
  /** k readings after (negative: before) another time. */
  | { readonly time: 'readings on'; readonly from: Time; readonly k: number }
  /** A reading that meets the condition: the k-th of the part, null for any. */
  | {
      readonly time: 'of reading';
      readonly condition: Condition;
      readonly of: Part;
      readonly k: number | null;
    }
  /** Somewhere in a part. */
  | { readonly time: 'within'; readonly part: Part };

// ---------------------------------------------------------------------------------------------------------------- formulas

export type Direction = 'up' | 'down' | 'flat' | 'vary' | 'steady' | 'mixed';

/** How a change goes. */
export type Manner = 'sudden' | 'gradual' | 'slight' | 'strong' | 'overall' | 'steady';

export type StateName =
  | 'normal'
  | 'unusual'
  | 'missing data'
  | 'complete'
  | 'stuck'
  | 'clipped'
  | 'zero'
  | 'faulty'
  | 'working'
  | 'evenly spaced'
  | 'skewed right'
  | 'skewed left'
  | 'skewed'
  | 'symmetric'
  | 'normally distributed'
  | 'within limits'
  /** A judgement that no window decides: "healthy", "small", "comfortable". */
  | 'vague';

export type Formula =
  | { readonly is: 'compare'; readonly left: Num; readonly relation: Relation; readonly right: Num }
  /** Some reading of the part has this value. */
  | { readonly is: 'has value'; readonly quantity: Quantity; readonly of: Part }
  /** Nearly all readings of the part are this, within a twentieth of its size or the rounding. */
  | { readonly is: 'level'; readonly quantity: Quantity; readonly of: Part }
  /** The readings of the part lie between the two, and reach both ends within rounding; `loose`: lie between is enough. */
  | {
      readonly is: 'range';
      readonly low: Num;
      readonly high: Num;
      readonly of: Part;
      readonly loose: boolean;
    }
  /** What was expected instead of a finding: between the two. */
  | { readonly is: 'expected'; readonly low: Num; readonly high: Num }
  /** How many readings of the part meet the condition. */
  | { readonly is: 'quantified'; readonly amount: Amount; readonly of: Part; readonly condition: Condition }
  | { readonly is: 'count'; readonly counted: Counted; readonly relation: Relation; readonly amount: Amount }
  | { readonly is: 'same time'; readonly a: Time; readonly b: Time }
  | { readonly is: 'earlier'; readonly a: Time; readonly b: Time }
  /** An event or part spans from one moment to another. */
  | { readonly is: 'spans'; readonly of: Event | Part; readonly from: Time; readonly to: Time }
  /** Something lies at a moment: the readings there meet the condition. */
  | { readonly is: 'holds during'; readonly condition: Condition; readonly part: Part }
  | {
      readonly is: 'trend';
      readonly direction: Direction;
      readonly of: Part;
      readonly manner: readonly Manner[];
      /** From and to where it names them. */
      readonly from?: Num;
      readonly to?: Num;
    }
  /** Comes back to an earlier level: of the part, or to the typical one. */
  | { readonly is: 'returns'; readonly to: Num | null; readonly after: Event | null }
  | { readonly is: 'state'; readonly state: StateName; readonly of: Part }
  /** A named thing is where the data comes from; `key` where the text says what it is ("room"). */
  | { readonly is: 'series'; readonly name: string; readonly key?: string }
  /** What is measured is this quantity. */
  | { readonly is: 'quantity'; readonly name: string }
  /** Why it happened, or what it means for the world. */
  | { readonly is: 'cause' }
  | { readonly is: 'not'; readonly formula: Formula }
  | { readonly is: 'and' | 'or'; readonly formulas: readonly Formula[] }
  /** What can be so in no window: a time of day that no clock shows. */
  | { readonly is: 'impossible'; readonly what: string }
  /** Something is stated and it was read, but no formula here can say it. */
  | { readonly is: 'beyond'; readonly what: string };
