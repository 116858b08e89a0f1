import type { FindingKind } from '../../detect/kinds.ts';
import type { Num } from './numbers.ts';
import type { Condition, Part } from './parts.ts';

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
  /** The largest step from one reading to the next; any that is so large, where `by` is told. */
  | {
      readonly event: 'step';
      readonly direction: 'up' | 'down' | 'either';
      readonly of: Part;
      readonly by?: Num;
    }
  /** Rises or falls from one turning point to the next, any of them: large ones cross half of the spread. */
  | {
      readonly event: 'swing';
      readonly direction: 'up' | 'down';
      readonly size: 'large' | 'small';
      readonly of: Part;
    }
  /** The readings come to be on the other side of a level: the k-th time, null for any. */
  | {
      readonly event: 'crossing';
      readonly level: Num;
      readonly direction: 'up' | 'down' | 'either';
      readonly k: number | null;
    }
  /** Readings in a row that meet a condition, as long as they do. */
  | {
      readonly event: 'spell';
      readonly condition: Condition;
      readonly which: 'any' | 'longest';
      readonly of: Part;
    }
  /** The longest run of equal readings, or of the value. */
  | { readonly event: 'run'; readonly value: Num | null; readonly of: Part }
  /** A reading that has this value. */
  | { readonly event: 'reading'; readonly value: Num }
  /** A rise, fall or stretch told before or beside: from one moment to another. */
  | { readonly event: 'stretch'; readonly part: Part };
