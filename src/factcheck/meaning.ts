import type { ClaimKind } from './claim.ts';
import type { Approximation, Moment, Quantity } from './tokens.ts';

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
  | 'correlation'
  | 'cv'
  | 'limit';

/** How many: closed bounds. */
export interface Amount {
  readonly low: number;
  readonly high: number;
  /** Bounds as a share of all readings ("most", "half of"). */
  readonly share?: readonly [low: number, high: number];
  readonly about?: Approximation;
  /** "20 of the 60 readings": the whole that is named. */
  readonly whole?: number;
}

/**
 * What is counted. `outlier`, `anomaly`, `jump` and the kinds of finding are judged by the findings; `point`, `missing` and
 * `them` (what the sentence counted before) by the data; `other` is nothing that a window holds.
 */
export type Counted =
  | 'outlier'
  | 'anomaly'
  | 'jump'
  | 'spike'
  | 'dropout'
  | 'gap'
  | 'stuck'
  | 'level shift'
  | 'drift'
  | 'noise burst'
  | 'clipped'
  | 'duplicate'
  | 'point'
  | 'missing'
  | 'them'
  | 'group'
  | 'other';

export type Comparator = 'gt' | 'ge' | 'lt' | 'le' | 'within' | 'outside' | 'near' | 'equal';

/** What a comparison measures against. */
export type Reference =
  | { readonly to: 'number'; readonly quantity: Quantity }
  | { readonly to: 'range'; readonly low: Quantity; readonly high: Quantity }
  /** A statistic, or a multiple of it: "five times the mean", "one percent of the mean". */
  | { readonly to: 'statistic'; readonly name: StatisticName; readonly factor?: Quantity }
  /** So far from a statistic, in standard deviations or in the unit of the series. */
  | {
      readonly to: 'distance';
      readonly quantity: Quantity;
      readonly from: StatisticName;
      readonly side: 'above' | 'below' | 'either';
      readonly at: 'exactly' | 'gt' | 'lt';
    }
  /** So much more or less than what was named before: "41 % higher", "0.2 A lower than the first half", "warmer than the first half". */
  | { readonly to: 'earlier'; readonly quantity?: Quantity; readonly side: 'above' | 'below' }
  /** "more than doubled": the values named after it, or first to last. */
  | { readonly to: 'multiplied'; readonly factor: Quantity }
  /** The number named last: "nothing goes above that". */
  | { readonly to: 'that' }
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
  | 'from zero'
  | 'to zero'
  | 'back';

export type Place = 'first' | 'last' | 'start' | 'end' | 'middle' | 'first half' | 'second half';

export type StateName =
  | 'normal'
  | 'anomalous'
  | 'missing'
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
  | 'vague';

/** What a piece of text states, before it is held against the data. */
export type Meaning =
  | {
      readonly is: 'statistic';
      readonly name: StatisticName;
      readonly quantity: Quantity;
      /** "the first 13 readings average ..." */
      readonly part?: { readonly side: 'first' | 'last'; readonly count: number };
    }
  /** A reading; `end` where it is said to be the one or the other end of a change ("from 20 to 25"). */
  | { readonly is: 'value'; readonly quantity: Quantity; readonly end?: 'start' | 'stop' }
  | {
      readonly is: 'change';
      readonly quantity: Quantity;
      readonly direction: 'up' | 'down' | 'any';
      readonly bound?: 'over' | 'under';
    }
  | { readonly is: 'range'; readonly low: Quantity; readonly high: Quantity }
  | { readonly is: 'count'; readonly amount: Amount; readonly of: Counted }
  /** "23 % of the window". */
  | { readonly is: 'share'; readonly quantity: Quantity; readonly bound?: 'over' | 'under' }
  | { readonly is: 'time'; readonly from: Moment; readonly to?: Moment; readonly preposition: string }
  | { readonly is: 'position'; readonly place: Place }
  /** "one minute before the last gap". */
  | {
      readonly is: 'offset';
      readonly seconds: number;
      readonly side: 'before' | 'after';
      readonly of: Counted;
      readonly last: boolean;
    }
  /** "a minute later", negative for earlier. */
  | { readonly is: 'later'; readonly seconds: number }
  | {
      readonly is: 'duration';
      readonly seconds: number;
      readonly step: number;
      readonly about?: Approximation;
    }
  /** "for most of the hour". */
  | { readonly is: 'most of the time' }
  | { readonly is: 'interval'; readonly seconds: number }
  | {
      readonly is: 'rate';
      readonly quantity: Quantity;
      readonly perSeconds: number;
      readonly direction: 'up' | 'down' | 'any';
    }
  | {
      readonly is: 'comparison';
      readonly comparator: Comparator;
      readonly against: Reference;
      readonly negated: boolean;
    }
  | { readonly is: 'trend'; readonly direction: Direction; readonly negated: boolean }
  | { readonly is: 'state'; readonly state: StateName; readonly negated: boolean }
  | { readonly is: 'series'; readonly name: string; readonly key?: string }
  | { readonly is: 'cause' };

/** A statement and its place: token indices within its sentence, `end` exclusive. */
export interface Draft {
  readonly first: number;
  readonly end: number;
  readonly kind: ClaimKind;
  readonly meaning: Meaning;
}
