/** A piece of news for one target, to be written. */
export interface NewDelivery {
  readonly target: string;
  /** Tells these news from all others; what a target has under this key already is not written again. */
  readonly key: string;
  /** The news as JSON. */
  readonly news: string;
  /** Not to be tried before, epoch ms. */
  readonly dueAt: number;
}

/** A delivery that is ours until its lease ends. */
export interface DeliveryClaim {
  readonly id: number;
  readonly token: string;
  readonly target: string;
  readonly key: string;
  readonly news: string;
  /** Attempts that have failed before this one. */
  readonly attempts: number;
  readonly createdAt: number;
}

/** What one target has waiting, and how it went. */
export interface DeliveryCounts {
  readonly target: string;
  readonly waiting: number;
  /** When the oldest that waits was written; null where none does. */
  readonly oldestAt: number | null;
  readonly sent: number;
  /** Given up. */
  readonly dead: number;
  /** When the newest of these was given up, and why; null where none was. */
  readonly deadAt: number | null;
  readonly deadReason: string | null;
  /** Why the newest attempt failed that has not been made good since; null where none has. */
  readonly reason: string | null;
}

/** What was last told of a series. */
export interface ToldSeries {
  readonly series: string;
  readonly verdict: string;
  readonly at: number;
  readonly thread: string;
}

/** What will have been told of series of one monitor. */
export interface Telling {
  readonly monitor: string;
  readonly told: readonly ToldSeries[];
}
