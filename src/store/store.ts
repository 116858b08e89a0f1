import type { SeriesPast } from '../facts/past.ts';
import type { PlumblineError } from '../lib/errors.ts';
import type { ModelStatus, Reply } from '../model/model.ts';
import type { Window } from '../source/source.ts';
import type { BaselineKey, BaselineStep, StoredBaseline } from './baseline.ts';
import type { DeliveryClaim, DeliveryCounts, NewDelivery, Telling, ToldSeries } from './delivery.ts';
import type { Activity, DigestRecord, Trouble } from './digest.ts';
import type { Evaluation, EvaluationSummary, ModelRecord } from './evaluation.ts';
import type { CheckedAnswer, Prompt, RejectedAnswer } from './exchange.ts';
import type { ClaimFeedback, ClaimPlace, Feedback, Judgement, Word } from './feedback.ts';
import type { ClaimOptions, Retry, Run, RunClaim, RunFilter, SkippedWindow } from './ledger.ts';
import type { Neighbour } from './neighbour.ts';
import type {
  FinishedRun,
  HourlyRange,
  KnownSeries,
  NewestResult,
  Result,
  ResultFilter,
  ResultWithClaims,
} from './result.ts';
import type { Shared } from './shared.ts';

/**
 * Everything that Plumbline keeps. `test/store/contract/` says in code what an implementation must do.
 *
 * - **Transactions.** Each operation is exactly one: all of it happens or nothing, also after `kill -9` in the middle.
 *   What it has resolved for is seen by every later operation of every process on the same database.
 * - **Errors.** An operation rejects with a `PlumblineError` and nothing else: `database_locked` (retryable) when another
 *   program keeps the database locked for longer than some seconds, `database_unreachable` (retryable) when its server is away
 *   for longer, `database_full` (retryable) when its disk is full, `database_damaged` when it cannot be read or written, `internal` for a mistake of ours. No operation blocks the
 *   process while it waits. One may be done a second time where only the word of the first was lost: that changes nothing.
 * - **Texts** are kept word for word; a database that knows no NUL and no half character in a text has U+FFFD in its place.
 * - **Times** are epoch ms and come from the caller: the store knows no clock.
 * - **Cost** is given as the rows that are read or written; each is found by an index.
 */
export interface Store
  extends Ledger,
    Results,
    Neighbours,
    Exchanges,
    Workers,
    Baselines,
    Opinions,
    Deliveries,
    Digests {
  /** What messages call this database: the path of its file, or its address without a password. */
  readonly location: string;
  /**
   * Copies all that is kept, as it stands at one moment, while others write, and proves the copy whole; the file bears its name only
   * once it is. Returns its size in bytes. Rejects with `usage` where the file is there already. Reads everything.
   */
  backUp(file: string): Promise<number>;

  /** Undefined for a file: what workers on several machines need beyond it. */
  readonly shared?: Shared;

  /** Ends it; nothing may be called afterwards. */
  close(): Promise<void>;
}

/** Whether a missing database is created, one changed only if it is there, or only looked at. */
export type Access = 'create' | 'change' | 'read';

/** Each due (monitor, window) exactly once, whoever of several workers does it. */
export interface Ledger {
  /**
   * Takes a run for `leaseMs`. Undefined when it is done, skipped, out of attempts, or under way elsewhere: of two workers
   * that ask at once exactly one gets it. Undefined also while an older run of the monitor is under way or to be tried
   * again, which must not be overtaken; backfilled runs neither wait nor are waited for. One row, and the open ones.
   */
  claimRun(monitor: string, window: Window, options: ClaimOptions): Promise<RunClaim | undefined>;

  /** Keeps a long run ours; false when somebody else has taken it over. One row. */
  renewLease(run: RunClaim, until: number): Promise<boolean>;

  /**
   * Ends a run as failed; it is due again while attempts are left. `spent: false`: the failure was none of the window's, and
   * costs it no attempt. One that is done `again` stays done, as it was. Nothing happens to one that is no longer ours.
   * One row.
   */
  failRun(run: RunClaim, error: PlumblineError, now: number, spent?: boolean): Promise<void>;

  /** Gives an unfinished run back, for a shutdown: its lease ends, and it was no attempt. One row. */
  releaseRun(run: RunClaim, now: number): Promise<void>;

  /** Records windows that will not be run, failed ones too, which keep their reason; others in the ledger stay as they are. A row for each. */
  skipRuns(monitor: string, skipped: readonly SkippedWindow[], now: number): Promise<void>;

  /** End of the newest window of a monitor; backfilled ones don't count; null before the first. One row. */
  lastWindowEnd(monitor: string): Promise<number | null>;

  /** The same of the newest window that is done. The runs of the monitor from that one on. */
  lastDoneEnd(monitor: string): Promise<number | null>;

  /**
   * Windows to try again, oldest first: failed ones, and those whose lease has ended. A run in which a worker died on
   * its last attempt is ended as failed here, so that one poisonous window can't kill every start.
   * The open and failed runs of the monitor.
   */
  retryRuns(monitor: string, attempts: number, now: number): Promise<readonly Retry[]>;

  /**
   * Of the newest `limit` windows of a monitor, those that were judged on a stand-in, oldest first; backfilled ones don't
   * count. `limit` rows.
   */
  standInWindows(monitor: string, limit: number): Promise<readonly Window[]>;

  /** The newest runs of a monitor, newest first. `limit` rows. */
  recentRuns(monitor: string, limit: number): Promise<readonly Run[]>;

  /** Runs that match, the newest window first. Rows from the newest on, until `limit` match. */
  findRuns(filter: RunFilter): Promise<readonly Run[]>;

  /**
   * Deletes some runs whose window ended before a moment, with their results, claims and feedback. The newest run of a
   * monitor stays: what is due follows from it. Where rows are kept by the month (UTC), a run goes when its month is past as a
   * whole: up to a month later. Call it again while there are `more`. Some hundred runs, or one of many thousand series, or
   * one month: some ten ms.
   */
  deleteRunsBefore(before: number): Promise<{ readonly deleted: number; readonly more: boolean }>;

  /**
   * Deletes prompts, responses and rejected answers of some windows that ended before a moment; claims, summaries and figures
   * stay, and so does what still waits for its answer. Call it again while there are `more`. Some hundred results.
   */
  deletePromptsBefore(before: number): Promise<{ readonly deleted: number; readonly more: boolean }>;
}

/** What came of the runs. */
export interface Results {
  /**
   * Ends a run as done: ledger, results, series and baselines together. What a stand-in gave for the window before goes;
   * the run keeps which it was. Returns the ids of the results, in their order.
   * Rejects, and writes nothing, when the lease was lost (`internal`) or another worker has advanced one of the
   * baselines (`internal`, retryable). What is new: a row for each result and baseline, never a whole baseline.
   */
  finishRun(run: RunClaim, finished: FinishedRun, now: number): Promise<readonly number[]>;

  /** Results that match, newest first. `limit` rows. */
  findResults(filter: ResultFilter): Promise<readonly Result[]>;

  /**
   * The newest result of each series that is watched, by monitor and series, of `limit` series from the one after `after` on. What
   * `series retire` took away is not among them. Three rows of an index and one of the table for each, however many results it has.
   */
  newestResults(
    after: Pick<Result, 'monitor' | 'series'> | undefined,
    limit: number,
  ): Promise<readonly NewestResult[]>;

  /** One result and the claims of its answer; undefined when there is none of this id. */
  getResult(id: number): Promise<ResultWithClaims | undefined>;

  /**
   * What came before a window in each of these series, without reading the source again; `min` and `max`: the extremes of the
   * window, null where it has none. What a stand-in gave does not count. For each the windows of 30 days in an index.
   */
  pastOf(
    monitor: string,
    window: Window,
    wanted: readonly { readonly series: string; readonly min: number | null; readonly max: number | null }[],
  ): Promise<readonly SeriesPast[]>;

  /**
   * Where the readings of a series lay, for each hour in which windows ended: the mean of their 5th and of their 95th percentiles.
   * `standIn`: of the windows that a stand-in gave. Oldest first. An entry of an index for each window.
   */
  hourlyRanges(
    of: Pick<Result, 'monitor' | 'series' | 'standIn'>,
    span: Window,
  ): Promise<readonly HourlyRange[]>;

  /** Every series of a monitor that this source ever had, by name. A row for each. */
  knownSeries(monitor: string, source: string): Promise<readonly KnownSeries[]>;

  /** Every series of every monitor and source, by their names. A row for each. */
  allSeries(): Promise<readonly KnownSeries[]>;

  /**
   * Forgets that there was a series, in all monitors or one: it is missed no more, and nothing that was told of it goes on. Its
   * results stay. Returns what it was in each monitor and source. A row for each.
   */
  forgetSeries(series: string, monitor?: string): Promise<readonly KnownSeries[]>;
}

/** The newest window of each monitor that others are related to, whichever worker has read it. */
export interface Neighbours {
  /**
   * Keeps these series of the window of a monitor that ended at a moment, in the place of all that is kept of it; nothing happens where
   * a newer window is kept. A row for each series.
   */
  keepNeighbours(monitor: string, end: number, series: readonly Neighbour['series'][]): Promise<void>;

  /** What is kept of these monitors, in their order, series by name. A row for each series. */
  neighboursOf(monitors: readonly string[]): Promise<readonly Neighbour[]>;
}

/**
 * What was asked about a result, and what came back. A question comes to its end once: when it has, as because its
 * worker was taken for dead, a late reply changes nothing. One row each, and one for each claim.
 */
export interface Exchanges {
  /** Stores what is about to be asked. Called before the model is. */
  recordPrompt(id: number, prompt: Prompt, now: number): Promise<void>;

  /** Stores the answer, its claims and, where something of it may be shown, the summary. */
  recordAnswer(id: number, answer: CheckedAnswer, now: number): Promise<void>;

  /** Stores a reply that is no answer: the plain sentence stays. */
  recordUnusableReply(
    id: number,
    why: { readonly status: 'truncated' | 'unparseable'; readonly reason: string },
    reply: Reply,
    now: number,
  ): Promise<void>;

  /** Keeps a reply that did not become the answer. */
  recordRejected(id: number, rejected: RejectedAnswer, now: number): Promise<void>;

  /** Says why questions have no reply at all; those that have come to an end stay as they are. A row for each. */
  recordNoReply(ids: readonly number[], status: ModelStatus, reason: string | null): Promise<void>;
}

/** Who is at work: what waits in the memory of a worker is its own as long as it lives. */
export interface Workers {
  /** Says that a worker lives, until a moment at least; `claimRun` says so as well. One row. */
  renewWorker(worker: string, until: number): Promise<void>;

  /** Says that a worker has ended. One row. */
  endWorker(worker: string): Promise<void>;

  /** Ends the questions that wait in the memory of no living worker; returns how many. The questions that wait. */
  closeOrphanedQuestions(now: number): Promise<number>;
}

/** What was learned of each series: a snapshot now and then, and the points pushed since. */
export interface Baselines {
  /** Number of the newest step, 0 before the first: tells whether a copy in memory is still true. One row. */
  baselineSeq(key: BaselineKey): Promise<number>;

  /** The snapshot and a row for each step since; undefined before the first snapshot. */
  loadBaseline(key: BaselineKey): Promise<StoredBaseline | undefined>;

  /**
   * Stores freshly learned baselines of a monitor, outside of any run, all or none; they have seen all points before
   * `upTo`. Rejects (`internal`, retryable) when another worker has taken one of the steps, has a run of the monitor under way, or
   * has done one to a later end: what that run saw would be missing. A row for each, some 40 kB.
   */
  saveBaselines(monitor: string, steps: readonly BaselineStep[], upTo: number): Promise<void>;

  /**
   * Forgets what was learned of a series, in all monitors or one, and returns what that was. An empty snapshot takes its
   * place, so that the number of its step goes on and a worker at work sees that its copy is no longer true. A row for
   * each monitor and source of the series; the names of all baselines are looked through.
   */
  forgetBaselines(series: string, monitor?: string): Promise<readonly BaselineKey[]>;
}

/** What people said of results, and what `eval` measured of models. */
export interface Opinions {
  /** Keeps a judgement; the result must exist. One row. */
  recordFeedback(resultId: number, judgement: Judgement, note: string, now: number): Promise<void>;

  /** What counts, oldest first: one for each result and detector. A row for each judged result. */
  feedback(monitor?: string): Promise<readonly Feedback[]>;

  /** Keeps a judgement on the check of a claim; false where the result has no such claim. One row. */
  recordClaimFeedback(
    resultId: number,
    claim: ClaimPlace,
    word: Pick<Word, 'judgement' | 'note'>,
    now: number,
  ): Promise<boolean>;

  /** The newest word on the check of each claim, newest first, with what the check had said. `limit` rows. */
  claimFeedback(limit: number): Promise<readonly ClaimFeedback[]>;

  /**
   * What came of the questions about windows that ended in a span of time, those that were never asked left out. An entry of an index for each
   * question.
   */
  modelRecords(span: Window): Promise<readonly ModelRecord[]>;

  recordEvaluation(evaluation: Evaluation): Promise<void>;

  /** The newest evaluation of each data file, model, role and prompt, oldest first. */
  evaluations(): Promise<readonly EvaluationSummary[]>;
}

/** News on their way to targets, and what was told before. They are written by `finishRun`, or by `enqueue`. */
export interface Deliveries {
  /** What was last told of each series of a monitor. A row for each. */
  told(monitor: string): Promise<readonly ToldSeries[]>;

  /** Monitors whose series in a thread were told to be normal again. All that was told is looked through. */
  endedIn(thread: string): Promise<readonly string[]>;

  /**
   * Writes news that belong to no run that is done, and what will have been told by them, together. What a target has under the same key
   * already stays as it is. A row for each.
   */
  enqueue(deliveries: readonly NewDelivery[], now: number, telling?: Telling): Promise<void>;

  /**
   * Takes the oldest news that wait for a target, for `leaseMs`. Undefined when none are due, when the oldest have failed and are
   * not due yet again, or when somebody else is delivering to this target: order is kept. Only what was held back from its
   * beginning, as by quiet hours, is overtaken. One row, and those that are held back.
   */
  claimDelivery(target: string, now: number, leaseMs: number): Promise<DeliveryClaim | undefined>;

  /**
   * Says what became of it: `sent`, `dead` (it will not be tried again), or due again at a time. Nothing happens to one that is
   * no longer ours: whoever took it over says so. One row.
   */
  endDelivery(
    claim: DeliveryClaim,
    end:
      | { readonly state: 'sent' }
      | { readonly state: 'dead'; readonly reason: string }
      | { readonly state: 'waiting'; readonly reason: string; readonly dueAt: number },
    now: number,
  ): Promise<void>;

  /**
   * Lets news that wait for the words of the model go: those of a run that are due before `until`, and no others, which quiet hours
   * hold back. Returns how many. The rows that wait.
   */
  hastenDeliveries(keys: readonly string[], until: number, now: number): Promise<number>;

  /** When the next delivery to a target is due, epoch ms; null when none waits. The rows that wait. */
  nextDeliveryAt(target: string, now: number): Promise<number | null>;

  /** When the n-th last message to a target was sent; null where there are not so many. That many rows of an index. */
  nthLastSentAt(target: string, n: number): Promise<number | null>;

  /**
   * Puts one piece of news in the place of all that wait for a target and `mayJoin`, where there are two or more of them and none that
   * waits is being delivered; returns how many it replaced. `join` makes it of theirs, oldest first. A row for each.
   */
  joinWaiting(
    target: string,
    mayJoin: (news: string) => boolean,
    join: (news: readonly string[]) => Pick<NewDelivery, 'key' | 'news'>,
    now: number,
  ): Promise<number>;

  /** What waits, was sent and was given up, by target. The waiting rows, and the ended ones of `database.keep`. */
  deliveryCounts(): Promise<readonly DeliveryCounts[]>;

  /** Deletes what has ended before a moment. Some hundred rows; call it again while there are `more`. */
  deleteDeliveriesBefore(before: number): Promise<{ readonly deleted: number; readonly more: boolean }>;
}

/** Reports of what happened: what they count, and which there were. */
export interface Digests {
  /**
   * The series that were suspect, anomalous or silent in windows that ended in [start, end), what stood in aside. The windows of
   * these, found by an index of their own.
   */
  troubles(span: Window): Promise<readonly Trouble[]>;

  /** How the runs and questions of the windows that ended in [start, end) went, backfilled ones aside. A row for each run and answer. */
  activity(span: Window): Promise<Activity>;

  /** When the newest digest was due, epoch ms; null before the first. One row. */
  lastDigestEnd(): Promise<number | null>;

  /**
   * Keeps that a digest was due, together with its news; false, and nothing is written, where that is kept already. A row, and one
   * for each delivery.
   */
  recordDigest(digest: DigestRecord, deliveries: readonly NewDelivery[], now: number): Promise<boolean>;
}
