import type { Verdict } from '../detect/finding.ts';
import type { KindPower } from '../detect/power/power.ts';
import type { Claim } from '../factcheck/claim.ts';
import type { Origin, TracedFinding } from '../facts/origin.ts';
import { isoTime } from '../lib/time.ts';
import type { SourceNotes, Window } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import type { BaselineStep } from './baseline.ts';
import type { NewDelivery, ToldSeries } from './delivery.ts';
import type { Exchange } from './exchange.ts';
import type { Judgement, Word } from './feedback.ts';

/** One series of a run, inspected and put into words, before anybody asked a model. */
export interface NewResult {
  readonly series: string;
  readonly unit: string;
  readonly points: number;
  readonly statistics: Statistics;
  readonly verdict: Verdict;
  readonly score: number | null;
  readonly findings: readonly TracedFinding[];
  /** Where the cause of the worst of them lies; null where there is none. */
  readonly origin: Origin | null;
  /** For each kind of finding, whether it would have been found. */
  readonly judged: readonly KindPower[];
  readonly summary: string;
  readonly notes: SourceNotes;
  /** True when the model will be asked: the row then waits; otherwise its status is `not_asked`. */
  readonly toBeAsked: boolean;
  /** The whole question, where any worker on the database may ask it; only a store that is `shared` keeps it. */
  readonly question?: Uint8Array;
}

/** What ends a run. */
export interface FinishedRun {
  readonly source: string;
  readonly fallbackReason: string | null;
  /** True where the source stood in for the monitor's own with other data. */
  readonly standIn?: boolean;
  readonly results: readonly NewResult[];
  /** Of a run without any series: why a monitor that never saw a point has none. */
  readonly whyEmpty?: string | undefined;
  /** Where the time went, ms: reading the source; figures, detectors and words. */
  readonly took?: { readonly readMs: number; readonly judgeMs: number };
  /** What the baselines learned in this run. */
  readonly baselines: readonly BaselineStep[];
  /** News of this run. */
  readonly deliveries?: readonly NewDelivery[];
  /** What will have been told by them. */
  readonly told?: readonly ToldSeries[];
}

/** The figures that are kept; NaN where a window has none, as in `Statistics`. */
export type Figures = Pick<
  Statistics,
  | 'nulls'
  | 'mean'
  | 'stddev'
  | 'median'
  | 'mad'
  | 'min'
  | 'max'
  | 'p05'
  | 'p25'
  | 'p75'
  | 'p95'
  | 'first'
  | 'last'
  | 'lastAt'
  | 'usualIntervalMs'
  | 'longestGapMs'
>;

/** One series in one run, as it is kept. */
export interface Result {
  readonly id: number;
  readonly monitor: string;
  readonly series: string;
  /** Name of the source that was read; null where an earlier version did not say. */
  readonly source: string | null;
  /** True where it stood in for the monitor's own with other data. */
  readonly standIn: boolean;
  readonly window: Window;
  readonly unit: string;
  readonly points: number;
  readonly figures: Figures;
  readonly verdict: Verdict;
  readonly score: number | null;
  readonly findings: readonly KeptFinding[];
  /** Where the cause lies; null without a finding, and where an earlier version did not say. */
  readonly origin: Origin | null;
  /** Empty where an earlier version did not say. */
  readonly judged: readonly KeptPower[];
  readonly exchange: Exchange;
  /** What may be shown, and whose wording it is. */
  readonly summary: string;
  readonly summaryBy: 'model' | 'facts';
  /** What the model supposes beyond what was checked: its guess, never a fact; null where there is none. */
  readonly hypothesis: string | null;
  /** How many claims of the answer held; null without a checked answer. */
  readonly claimCounts: Readonly<Record<Claim['verdict'], number>> | null;
}

/** The newest window of a series, as a list of all series shows it. */
export interface NewestResult
  extends Pick<
    Result,
    | 'id'
    | 'monitor'
    | 'series'
    | 'source'
    | 'standIn'
    | 'unit'
    | 'points'
    | 'verdict'
    | 'findings'
    | 'origin'
    | 'summary'
    | 'summaryBy'
    | 'claimCounts'
  > {
  /** Epoch ms. */
  readonly windowEnd: number;
  /** End of the first window with this verdict; null where an earlier version did not say. */
  readonly since: number | null;
  /** Newest value of the window; NaN without one. */
  readonly last: number;
  readonly modelStatus: Exchange['status'];
  readonly modelReason: string | null;
  readonly promptedAt: number | null;
}

/** A finding as an earlier version may have written it, too: with kinds and detectors that this one does not know. */
export interface KeptFinding extends Omit<TracedFinding, 'kind' | 'detector' | 'observed'> {
  readonly kind: string;
  readonly detector: string;
  /** Null where it was no number. */
  readonly observed: number | null;
}

/** What was judged, as an earlier version may have written it, too. */
export interface KeptPower extends Omit<KindPower, 'kind'> {
  readonly kind: string;
}

/** A claim as an earlier version may have written it, too. */
export interface KeptClaim extends Omit<Claim, 'kind'> {
  readonly kind: string;
}

export interface ResultWithClaims {
  readonly result: Result;
  /** In the order of the text, each with the newest word on its check. */
  readonly claims: readonly JudgedClaim[];
  /** The newest word on the result; null where nobody has said anything. */
  readonly word: Word | null;
}

/** A claim, and whether somebody thinks its check right; null where nobody has said anything. */
export interface JudgedClaim extends KeptClaim {
  readonly judgement: Judgement | null;
}

export interface ResultFilter {
  readonly monitor?: string;
  readonly series?: string;
  readonly verdict?: string;
  /** Only what is suspect, anomalous or missing. */
  readonly unwell?: boolean;
  /** Windows that end at or after this, epoch ms. */
  readonly since?: number;
  /** Windows that end before this, epoch ms. */
  readonly until?: number;
  /** Only what comes after this one, in the order in which results are found. */
  readonly after?: Pick<Result, 'monitor' | 'series' | 'window'>;
  /** Only the newest of each series. */
  readonly latest?: boolean;
  readonly limit: number;
}

/** Where readings lay in the windows that ended within an hour. */
export interface HourlyRange {
  /** When the hour begins, epoch ms. */
  readonly hour: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of a series from its past windows in one source; times in epoch ms. */
export interface KnownSeries {
  readonly monitor: string;
  readonly series: string;
  readonly source: string;
  /** End of its newest window, and that window's verdict. */
  readonly windowEnd: number;
  readonly verdict: string;
  /** End of the first window with that verdict. */
  readonly since: number;
  /** End of the first window of a problem that lasts, whatever it is called meanwhile; null: there is none. */
  readonly problemSince: number | null;
  readonly unit: string;
  /** Time and value of the newest point; null: it never had one. */
  readonly lastSeen: number | null;
  readonly lastValue: number | null;
  /** Between two points, ms; null: it never had two in a window. */
  readonly usualIntervalMs: number | null;
  /** End of the newest window of which the model was asked about it; null: never. */
  readonly askedEnd: number | null;
}

/** Findings as JSON with times that people read: the form in which rows and files have them. */
export function findingsJson(findings: readonly (TracedFinding | KeptFinding)[]): string {
  const readable = findings.map((one) => ({ ...one, start: isoTime(one.start), end: isoTime(one.end) }));
  return JSON.stringify(readable);
}

/** What was judged as JSON, with times that people read. */
export function judgedJson(powers: readonly (KindPower | KeptPower)[]): string {
  return JSON.stringify(
    powers.map((one) => ({ ...one, when: one.when === null ? null : isoTime(one.when) })),
  );
}
