import type { Verdict } from '../detect/finding.ts';
import type { Delivery, News, NewsPlot } from './news.ts';

/** Where news go. One lives as long as the worker, so that a connection can be kept. */
export interface Target {
  /** Its name in the config. */
  readonly name: string;
  /** What messages may call its address: without any part that is secret. */
  readonly location: string;
  /** True where people read it: they are told no more than so much an hour. A program wants all of it. */
  readonly isRead: boolean;
  /** No attempt takes longer. */
  readonly timeoutMs: number;
  /** Connects, where a connection says that the worker lives. Never throws. */
  start?(): void;
  /**
   * How series of a monitor are after a run, news or not: the newest replaces what was before, so that it needs no outbox. Takes no time
   * and never throws; absent where nobody would see it.
   */
  observe?(monitor: string, states: readonly SeriesState[]): void;
  /** One attempt. Ends within the limits of the target or with `signal`; never throws but for the signal. */
  deliver(news: News, signal: AbortSignal): Promise<Delivery>;
  close(): Promise<void>;
}

/** How a series is in the newest window. */
export interface SeriesState {
  readonly series: string;
  readonly unit: string;
  readonly verdict: Verdict;
  /** 0..1; null where it could not be judged. */
  readonly score: number | null;
  /** The last reading of the window; null: it has none. */
  readonly last: number | null;
}

/** What every target that people read is given. */
export interface Presentation {
  readonly timezone: string;
  /** Address of the page about a piece of news; undefined where no page is configured. */
  linkTo(news: News): string | undefined;
  /** A picture of the course; undefined where there is nothing to draw. */
  draw(plot: NewsPlot, news: News): Uint8Array<ArrayBuffer> | undefined;
}
