import type { Verdict } from '../detect/finding.ts';
import type { FindingKind } from '../detect/kinds.ts';

/** What kind of word goes out. */
export type NewsKind =
  /** A series became suspect, anomalous or missing. */
  | 'problem'
  /** It is worse than what was told before. */
  | 'worse'
  /** It still lasts. */
  | 'reminder'
  /** It is over. */
  | 'over'
  /** More news came in an hour than are sent one by one. */
  | 'summary'
  | 'digest'
  | 'test';

export type Severity = 'success' | 'info' | 'warning' | 'failure';

/** One series that a piece of news is about, as its newest result has it. */
export interface NewsItem {
  readonly series: string;
  readonly unit: string;
  readonly verdict: Verdict;
  /** End of the first window with this verdict, epoch ms. */
  readonly since: number;
  /** The row in `results`; null where nothing was stored. */
  readonly result: number | null;
  readonly findings: readonly NewsFinding[];
  /** The last reading of the window and its time; null where there is none. */
  readonly last: { readonly value: number; readonly at: number } | null;
}

export interface NewsFinding {
  readonly kind: FindingKind;
  readonly start: number;
  readonly end: number;
  readonly observed: number;
  readonly expected: readonly [low: number, high: number] | null;
  readonly sentence: string;
}

/** The course of one series, thinned: what a picture needs. */
export interface NewsPlot {
  readonly series: string;
  readonly unit: string;
  /** Epoch ms and value, at most some hundred; null where data was missing. */
  readonly points: readonly (readonly [time: number, value: number | null])[];
}

/**
 * One piece of news: what happened to one or several series of a monitor by one cause. It is kept in the outbox as JSON, so
 * everything in it is plain data. Texts in it come from code, from tags or were checked: they are text, never markup.
 */
export interface News {
  /** Tells this piece of news from every other, for ever: a receiver that has seen it may drop the second. */
  readonly key: string;
  /** What belongs together (a problem and its end) has the same thread. */
  readonly thread: string;
  readonly kind: NewsKind;
  readonly severity: Severity;
  /** When it became known, epoch ms. */
  readonly at: number;
  readonly monitor: string;
  readonly window: { readonly start: number; readonly end: number } | null;
  readonly items: readonly NewsItem[];
  /** One line. */
  readonly title: string;
  /** Some sentences: the checked summary. */
  readonly text: string;
  readonly plot: NewsPlot | null;
}

/** What became of one attempt to deliver. */
export type Delivery =
  | { readonly outcome: 'delivered' }
  /** Try again, not before `afterMs` where the receiver named a time. */
  | { readonly outcome: 'later'; readonly reason: string; readonly afterMs?: number }
  /** It will never be taken: wrong address, wrong key, refused content. */
  | { readonly outcome: 'refused'; readonly reason: string };
