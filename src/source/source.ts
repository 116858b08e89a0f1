import type { Window } from '../schedule/due.ts';
import type { ReadBudget } from './budget.ts';
import type { Contents } from './contents.ts';

export type { Window };

/** What a source saw while reading that a reader of the row may want to know. */
export interface SourceNotes {
  /** Rows of a file that could not be read, and the first three of them: the same in each series of one reading. */
  readonly unreadable: number;
  readonly unreadableSamples: readonly string[];
  /** Points that shared a time with a later one; the last was kept. */
  readonly duplicates: number;
  /** Points that came before an earlier one and were sorted. */
  readonly disordered: number;
  /** Cells of a file with words in place of a number, read as nulls, and the first of them. */
  readonly words?: number;
  readonly wordSample?: string;
  /** Readings of a file that its `nullValues` made nulls. */
  readonly nulled?: number;
  /** What a file was taken for: its encoding, delimiter, times; the same in each series of one reading. */
  readonly remarks?: readonly string[];
}

export const NO_NOTES: SourceNotes = { unreadable: 0, unreadableSamples: [], duplicates: 0, disordered: 0 };

/** One series in one window. Times rise strictly: sorted, one point a time. */
export interface SeriesWindow {
  /** `measurement.field{tag=value,...}`, tags sorted by name; without tags no braces. */
  readonly series: string;
  /** Epoch milliseconds; a part of a millisecond stays as a fraction where the source has it. */
  readonly times: Float64Array;
  /** As long as `times`; NaN where the source has a null, a NaN or an infinity. */
  readonly values: Float64Array;
  readonly notes: SourceNotes;
  /** Others of the same answer, to compare it with. */
  readonly relatives?: readonly SeriesWindow[];
}

/** What to read: the typed query, or text in the source's own language. */
export interface StructuredQuery {
  readonly measurement: string;
  readonly fields: readonly string[];
  /** Tag equals value, all of them. */
  readonly where: Readonly<Record<string, string>>;
  /** Tags that tell series apart; empty: every tag set is a series of its own. */
  readonly groupBy: readonly string[];
  /** Interval of the aggregation on the server, milliseconds; absent: raw points. */
  readonly everyMs?: number;
  readonly aggregate: 'mean' | 'median' | 'min' | 'max' | 'sum' | 'count' | 'first' | 'last';
}
export type Query =
  | StructuredQuery
  | { readonly flux: string }
  | { readonly influxql: string }
  | { readonly sql: string };

/** The tags in the names of the series of a query; undefined where every tag is. */
export function keptTags({ where, groupBy }: StructuredQuery): ReadonlySet<string> | undefined {
  return groupBy.length === 0 ? undefined : new Set([...Object.keys(where), ...groupBy]);
}

/** Where points come from. */
export interface Source {
  /** Its name in the config. */
  readonly name: string;
  readonly kind: 'influxdb2' | 'influxql' | 'influxdb3' | 'csv';
  readonly budget: ReadBudget;
  /** True of a recording that is played as if it were live: nobody's sensors. */
  readonly isPlayed?: boolean;
  /**
   * All series of one window, in the order of their names; empty when there is no point.
   * Throws a `PlumblineError` with a `source_*` code and never returns a window cut short in silence.
   */
  read(query: Query, window: Window, signal: AbortSignal): Promise<readonly SeriesWindow[]>;
  /** What there is of that which a query names; a server may look at its last weeks only. Throws as `read` does. */
  contents?(query: StructuredQuery, signal: AbortSignal): Promise<Contents>;
}

/** The canonical name of a series: `measurement.field{a=1,b=2}`. */
export function seriesName(
  measurement: string,
  field: string,
  tags: Readonly<Record<string, string>>,
): string {
  const parts = Object.keys(tags)
    .sort()
    .map((tag) => `${tag}=${tags[tag]}`);
  return parts.length === 0 ? `${measurement}.${field}` : `${measurement}.${field}{${parts.join(',')}}`;
}

/** What is before the tags: `environment.temperature` of `environment.temperature{room=lab}`. */
export function fieldOf(series: string): string {
  const tags = series.indexOf('{');
  return tags < 0 ? series : series.slice(0, tags);
}
