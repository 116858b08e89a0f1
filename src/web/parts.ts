import type { Config, MonitorConfig } from '../config/schema.ts';
import type { ConfigState } from '../config/state.ts';
import type { PageConfig } from '../config/web.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import type { Tell } from '../measures.ts';
import type { ServerState } from '../model/model.ts';
import type { WindowView } from '../prompt/facts.ts';
import type { Reading } from '../source/fallback.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import type { Result } from '../store/result.ts';
import type { Store } from '../store/store.ts';
import type { Change } from '../store/watched.ts';

/** What the page and the API are given; they know no source, no model and no SQL. */
export interface WebParts {
  /** Who may do what, as the config says now; `listen` is that of the server. */
  web(): PageConfig;
  /** What is watched and told now: another object after each change of the config. */
  config(): Pick<Config, 'monitors' | 'news' | 'targets' | 'model'>;
  /** Whether the config is the newest that was written, or that one has mistakes; and since when this one counts. */
  configState(): ConfigState;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How the worker is, in one line: every due window run, and the newest one of each monitor not failed. */
  health(): Promise<{ readonly healthy: boolean; readonly reason: string }>;
  /** What is known of each of several model servers; empty where there is one or none. */
  modelServers(): readonly ServerState[];
  /** Rejects where the database can't be written. */
  proveWritable(): Promise<void>;
  /** The series of a monitor in a span of time, from its source, or the fallback while that is away. Throws as a source does. */
  readSeries(monitor: MonitorConfig, span: Window, signal: AbortSignal): Promise<Reading>;
  /** A window as facts and claims see it. Throws where what was read is not what was judged, or has no such series. */
  describe(window: WindowRead, signal: AbortSignal): Promise<DescribedWindow>;
  /** Runs a monitor's window that ends now. Whoever asks while it is under way gets the same one. */
  runNow(monitor: string): Promise<AskedRun>;
  /** Sends a message that means nothing to a target. Undefined where the config has no such target. */
  tryTarget(target: string): Promise<TriedTarget | undefined>;
  /** Calls back with everything that is written from now on; returns what ends it. */
  onChange(tell: (change: Change) => void): () => void;
  /** Calls back with everything that is measured from now on; returns what ends it. */
  onMeasure(tell: Tell): () => void;
}

/** A window of a series, read again from its source. */
export interface WindowRead {
  readonly monitor: MonitorConfig;
  readonly series: string;
  readonly window: Window;
  /** What a run recorded of just this window; undefined: no run had it. */
  readonly result: Result | undefined;
  readonly reading: Reading;
}

export interface DescribedWindow {
  readonly view: WindowView;
  /** Its points. */
  readonly series: SeriesWindow;
  /** What a reader should know of where it comes from, a sentence each. */
  readonly remarks: readonly string[];
}

/** The window that was run, or why none was. */
export type AskedRun = { readonly window: Window } | { readonly refused: string };

/** What a target did with a message. */
export interface TriedTarget {
  readonly taken: boolean;
  /** Why it was not taken, or what the receiver remarked. */
  readonly remark: string | null;
}
