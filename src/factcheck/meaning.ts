import type { ClaimKind } from './claim.ts';
import type { Moment, Quantity } from './tokens.ts';

export type StatisticName =
  | 'mean'
  | 'median'
  | 'mode'
  | 'stddev'
  | 'variance'
  | 'min'
  | 'max'
  | 'spread'
  | 'first'
  | 'last'
  | 'sum'
  | 'iqr'
  | 'mad'
  | 'p05'
  | 'p25'
  | 'p75'
  | 'p95'
  | 'skewness'
  | 'cv'
  | 'limit';

/** "about", "almost", "just over": how loosely a number is meant. */
export type Approximation = 'about' | undefined;

/** How many: closed bounds; `share` bounds are of all readings. */
export interface Amount {
  readonly low: number;
  readonly high: number;
  readonly share?: readonly [low: number, high: number];
  readonly about?: boolean;
  /** "20 of the 60 readings": the whole that is named. */
  readonly whole?: number;
}

/** What is counted. `outlier` and the kinds of finding are judged by the findings, `point` by the data. */
export type Counted = 'outlier' | 'anomaly' | 'point' | 'missing' | 'other' | FindingWord;
export type FindingWord =
  | 'spike'
  | 'dropout'
  | 'gap'
  | 'stuck'
  | 'level shift'
  | 'drift'
  | 'noise burst'
  | 'clipped'
  | 'duplicate'
  | 'jump';

export type Comparator = 'gt' | 'ge' | 'lt' | 'le' | 'within' | 'outside' | 'near' | 'equal';

/** What a comparison measures against. */
export type Reference =
  | { readonly to: 'number'; readonly quantity: Quantity }
  | { readonly to: 'range'; readonly low: Quantity; readonly high: Quantity }
  | { readonly to: 'statistic'; readonly name: StatisticName; readonly factor?: number }
  /** Distance from the mean in standard deviations, or from a statistic in the unit of the series. */
  | {
      readonly to: 'distance';
      readonly quantity: Quantity;
      readonly from: StatisticName;
      readonly side: 'above' | 'below' | 'either';
      readonly at: 'exactly' | 'gt' | 'lt';
    }
  | { readonly to: 'rest' }
  | { readonly to: 'limits'; readonly which: 'upper' | 'lower' | 'both' }
  | { readonly to: 'unknown' };

export type Direction =
  | 'up'
  | 'down'
  | 'flat'
  | 'vary'
  | 'stable'
  | 'none'
  | 'jump up'
  | 'jump down'
  | 'jump'
  | 'up and down';

/** Part of the window that a statement is about. */
export interface Part {
  readonly readings?: { readonly side: 'first' | 'last'; readonly count: number };
  readonly share?: readonly [from: number, to: number];
  readonly from?: Moment;
  readonly to?: Moment;
}

/** What a piece of text states, before it is held against the data. */
export type Meaning =
  | {
      readonly is: 'statistic';
      readonly name: StatisticName;
      readonly quantity: Quantity;
      readonly about: boolean;
      readonly part?: Part;
    }
  | {
      readonly is: 'value';
      readonly quantity: Quantity;
      readonly about: boolean;
      readonly role?: 'first' | 'last' | 'before gap' | 'after gap';
    }
  | {
      readonly is: 'change';
      readonly quantity: Quantity;
      readonly about: boolean;
      readonly direction: 'up' | 'down' | 'any';
    }
  | { readonly is: 'range'; readonly low: Quantity; readonly high: Quantity; readonly about: boolean }
  | { readonly is: 'count'; readonly amount: Amount; readonly of: Counted }
  | {
      readonly is: 'time';
      readonly from: Moment;
      readonly to?: Moment;
      readonly preposition: string;
      readonly about: boolean;
    }
  | {
      readonly is: 'position';
      readonly place: 'first' | 'last' | 'start' | 'end' | 'middle' | 'first half' | 'second half';
    }
  | { readonly is: 'duration'; readonly seconds: number; readonly step: number; readonly about: boolean }
  | { readonly is: 'interval'; readonly seconds: number; readonly about: boolean }
  | {
      readonly is: 'rate';
      readonly quantity: Quantity;
      readonly perSeconds: number;
      readonly direction: 'up' | 'down' | 'any';
      readonly about: boolean;
    }
  | {
      readonly is: 'comparison';
      readonly comparator: Comparator;
      readonly against: Reference;
      readonly about: boolean;
      readonly negated: boolean;
    }
  | { readonly is: 'trend'; readonly direction: Direction; readonly negated: boolean }
  | { readonly is: 'state'; readonly state: StateName; readonly negated: boolean }
  | { readonly is: 'series'; readonly name: string; readonly key?: string }
  | { readonly is: 'cause' };

export type StateName =
  | 'normal'
  | 'anomalous'
  | 'missing'
  | 'complete'
  | 'stuck'
  | 'faulty'
  | 'working'
  | 'skewed right'
  | 'skewed left'
  | 'skewed'
  | 'symmetric'
  | 'normally distributed'
  | 'vague';

/** A statement and its place: token indices within its sentence, `end` exclusive. */
export interface Draft {
  readonly first: number;
  readonly end: number;
  readonly kind: ClaimKind;
  readonly meaning: Meaning;
}
