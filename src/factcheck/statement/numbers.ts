import type { Event, FindingClass } from './events.ts';
import type { Quantity } from './literals.ts';
import type { Condition, Part, Relation } from './parts.ts';
import type { Time } from './times.ts';

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
  /** Readings in a row that meet a condition, the longest stretch; `any`: another may be meant as well. */
  | {
      readonly count: 'stretch length';
      readonly condition: Condition;
      readonly within: Part;
      readonly any?: true;
    }
  /** Equal readings in a row, the longest run. */
  | { readonly count: 'run length'; readonly value: Num | null; readonly within: Part; readonly any?: true }
  /** Steps that all go one way, the longest row of them; or the readings from its first to its last. */
  | {
      readonly count: 'steps in a row';
      readonly direction: 'up' | 'down';
      readonly within: Part;
      readonly any?: true;
    }
  /** Steps from one reading to the next in one direction, or in either, whose size stands in a relation. */
  | {
      readonly count: 'steps';
      readonly direction: 'up' | 'down' | 'either';
      readonly relation: Relation;
      readonly to: Num;
      readonly within: Part;
    };
