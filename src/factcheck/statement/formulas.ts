import type { Event } from './events.ts';
import type { Amount, Quantity } from './literals.ts';
import type { Counted, Num } from './numbers.ts';
import type { Condition, Part, Relation } from './parts.ts';
import type { Time } from './times.ts';

/** `aimless`: neither up nor down, however much it varies. */
export type Direction = 'up' | 'down' | 'flat' | 'vary' | 'steady' | 'mixed' | 'aimless';

/** One of several movements in a row. */
export type Leg = 'up' | 'down' | 'flat';

/** How a change goes. */
export type Manner =
  | 'sudden'
  /** It may have been one step, though nobody said that it was. */
  | 'at once'
  /** In one step or in several. */
  | 'fast'
  | 'gradual'
  | 'slight'
  | 'strong'
  | 'overall'
  | 'steady'
  /** Not one step goes the other way. */
  | 'unbroken'
  /** To the last digit: all readings are alike. */
  | 'exact';

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

export type MoveMeasure = 'size' | 'length' | 'rate';

/** What a text says of one rise or fall; what it does not say is null. */
export interface ToldMove {
  readonly direction: 'up' | 'down';
  readonly start: Time | null;
  readonly end: Time | null;
  /** The readings that it begins and ends with. */
  readonly from: Num | null;
  readonly to: Num | null;
  /** How far it goes, without sign: in the unit of the readings, or in parts of where it began where the unit is %. */
  readonly size: Quantity | null;
  /** Seconds; `within`: at most so many. */
  readonly length: Quantity | null;
  readonly within: boolean;
  /** Per second, without sign. */
  readonly rate: Quantity | null;
}

export type Formula =
  | { readonly is: 'compare'; readonly left: Num; readonly relation: Relation; readonly right: Num }
  /** Some reading of the part has this value. */
  | { readonly is: 'has value'; readonly quantity: Quantity; readonly of: Part }
  /** Readings of the part go from one value to another, and past neither of the two on their way. */
  | { readonly is: 'moves'; readonly from: Quantity; readonly to: Quantity; readonly of: Part }
  /** Nearly all readings of the part are this, within a twentieth of its size or the rounding. */
  | { readonly is: 'level'; readonly quantity: Quantity; readonly of: Part }
  /**
   * The readings of the part lie between the two, and reach both ends within rounding; `loose`: lie between is enough; `all`: it is said
   * of the readings by their name, where no part was spoken of.
   */
  | {
      readonly is: 'range';
      readonly low: Num;
      readonly high: Num;
      readonly of: Part;
      readonly loose: boolean;
      readonly all?: true;
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
  /** A rise or fall from one reading to a later one: all that is told of it picks the two, and one of its measures is claimed. */
  | { readonly is: 'told move'; readonly told: ToldMove; readonly claims: MoveMeasure; readonly of: Part }
  /** One movement after another, from the start of a part to its end; `leg`: only this one of them is claimed, from 0. */
  | {
      readonly is: 'course';
      readonly legs: readonly Leg[];
      readonly leg: number | null;
      readonly of: Part;
    }
  /** A rise or fall goes ever faster or ever slower; null where its direction is not told. */
  | {
      readonly is: 'pace';
      readonly change: 'faster' | 'slower';
      readonly direction: 'up' | 'down' | null;
      readonly of: Part;
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
