import type { Config, MonitorConfig } from './config/schema.ts';
import { contextsOf, learnedBy } from './context/context.ts';
import { neighboursOf } from './context/neighbours.ts';
import { newsOfRun, type RunNews, type RunResults, type Wordless } from './deliver/newsroom.ts';
import type { SeriesState } from './deliver/target.ts';
import type { Failure } from './deliver/unread.ts';
import { intake, untilEnd } from './detect/baseline/intake.ts';
import type { Verdict } from './detect/finding.ts';
import { inspect } from './detect/inspect.ts';
import { settingsBySeries } from './detect/settings.ts';
import { withSilence } from './detect/silence.ts';
import type { Learned } from './facts/companions.ts';
import type { SeriesContext } from './facts/context.ts';
import { traced } from './facts/origin.ts';
import { breathe } from './lib/breathe.ts';
import type { Clock } from './lib/clock.ts';
import { type PlumblineError, toPlumblineError } from './lib/errors.ts';
import type { WindowView } from './prompt/facts.ts';
import { plainSummary } from './prompt/summary.ts';
import { chooseQuestions } from './questions/choose.ts';
import { withQuestions } from './questions/content.ts';
import { commonSilence } from './reading/common-silence.ts';
import { historyFirst, type Past } from './reading/history-first.ts';
import { readWindow, type WindowReading, whyNothing } from './reading/read-window.ts';
import { awayBehind, failureOf, newsOfReading } from './reading/unread.ts';
import { isOutage } from './source/fallback.ts';
import type { SeriesWindow, Window } from './source/source.ts';
import type { BaselineStep } from './store/baseline.ts';
import { type HeldBaseline, stepOf } from './store/baseline-pool.ts';
import type { ToldSeries } from './store/delivery.ts';
import type { RunClaim } from './store/ledger.ts';
import { isStoreAway } from './store/refusals.ts';
import type { FinishedRun, NewResult } from './store/result.ts';

/** What every run of the process shares. */
export interface Pipeline extends Past {
  readonly clock: Clock;
  readonly leaseMs: number;
  /** Token of this process, by which other workers on the same database know it. */
  readonly worker: string;
  /** What others are related to by name; absent where each monitor is alone, as in a replay. */
  readonly named?: ReadonlySet<string>;
  /** Where news go, and what is news; absent where nobody is told, as in a replay. */
  readonly news?: Pick<Config, 'targets' | 'news' | 'monitors'>;
}

/** A series of a finished run that is to be explained, with all that the claim check will need. */
export interface Question {
  readonly resultId: number;
  readonly series: SeriesWindow;
  readonly view: WindowView;
}

export interface RunOptions {
  /** A window of the past, that was asked for: it tells nothing of what is due. */
  readonly backfilled?: boolean;
  /** The window was judged on a stand-in, and the source may be back. */
  readonly again?: boolean;
  /** A newer window is due already: what this one shows nobody waits to read in the model's words. */
  readonly isLate?: boolean;
}

export type RunReport =
  | { readonly status: 'taken' }
  | { readonly status: 'failed'; readonly error: PlumblineError; readonly attempt: number }
  | FinishedReport;

export interface FinishedReport {
  readonly status: 'done';
  readonly source: string;
  readonly fallbackReason: string | null;
  readonly points: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly resultIds: readonly number[];
  /** Why a monitor that never saw a point has none; undefined for one that did. */
  readonly whyEmpty: string | undefined;
  /** What to ask the model, the worst findings first. */
  readonly questions: readonly Question[];
  /** News of the run that wait for the model's words. */
  readonly wordless: readonly Wordless[];
  /** How each series is; none where another source stood in. */
  readonly states: readonly SeriesState[];
  /** Series whose baseline has still to be learned. */
  readonly untrained: readonly string[];
}

/**
 * One monitor, one window, from the claim in the ledger to the rows in the database. The model is not asked
 * here: the questions go back to the caller, so that a slow model never delays a figure.
 * Throws only when `signal` fires; the run is given back to the ledger then.
 */
export async function runWindow(
  monitor: MonitorConfig,
  window: Window,
  pipeline: Pipeline,
  signal: AbortSignal,
  { backfilled = false, again = false, isLate = false }: RunOptions = {},
): Promise<RunReport> {
  const { store, clock, leaseMs, worker } = pipeline;
  const { name, attempts } = monitor;
  const options = { now: clock(), leaseMs, worker, attempts, backfilled, again };
  const claim = await store.claimRun(name, window, options);
  if (claim === undefined) return { status: 'taken' };
  const lease = keepLease(claim, pipeline);
  try {
    const places = { monitor, sources: pipeline.sources, store };
    const began = performance.now();
    const reading = await readWindow(places, window, again, signal);
    const readAt = performance.now();
    const inspected = await inspectAll(monitor, window, reading, pipeline, signal);
    const took = { readMs: readAt - began, judgeMs: performance.now() - readAt };
    const whyEmpty = await whyNothing(places, reading, signal);
    const read = { ...reading, whyEmpty, took };
    return await record(monitor, claim, read, inspected, pipeline, { isLate, backfilled });
  } catch (thrown) {
    if (signal.aborted) {
      await store.releaseRun(claim, clock());
      throw thrown;
    }
    const error = toPlumblineError(thrown);
    const isSpent = !isOutage(error) && !isStoreAway(error);
    await store.failRun(claim, error, clock(), isSpent);
    const isGivenUp = isSpent && claim.attempt >= attempts;
    if (!backfilled && !isStoreAway(error)) await tellUnread(monitor, failureOf(error, isGivenUp), pipeline);
    return { status: 'failed', error, attempt: claim.attempt };
  } finally {
    clearInterval(lease);
  }
}

/** A live run renews its lease; a dead one loses it, and another worker may take the run over. */
function keepLease(claim: RunClaim, { store, clock, leaseMs }: Pipeline): NodeJS.Timeout {
  const renew = () => store.renewLease(claim, clock() + leaseMs);
  // A database that can't be written keeps the run from ending as well, and that is told.
  return setInterval(() => void renew().catch(() => false), leaseMs / 3).unref();
}

/** A series, what was found in it, and what its baseline learned. */
interface Inspected {
  readonly series: SeriesWindow;
  readonly inspection: ReturnType<typeof withSilence>;
  /** The same for the eyes of prompt and summary. */
  readonly view: WindowView;
  readonly isTrained: boolean;
  /** Where it stays in memory. */
  readonly held: HeldBaseline | undefined;
  readonly step: BaselineStep | undefined;
}

async function inspectAll(
  monitor: MonitorConfig,
  window: Window,
  reading: WindowReading,
  pipeline: Pipeline,
  signal: AbortSignal,
): Promise<readonly Inspected[]> {
  const { series, known } = reading;
  const { store, baselines, clock } = pipeline;
  const before = new Map(known.map((one) => [one.series, one]));
  const feedback = await store.feedback(monitor.name);
  const settingsOf = settingsBySeries(monitor, feedback);
  const now = Math.max(clock(), window.end);
  const judging = { monitor, window, reading, settingsOf: (name: string) => settingsOf(name).baseline };
  const taught = await historyFirst(judging, pipeline, signal);
  const inspected: (Omit<Inspected, 'view'> & { readonly learned: Learned })[] = [];
  for (const one of series) {
    await breathe(signal);
    const settings = settingsOf(one.series);
    // When what can be judged is not known as long as a history may still be learned.
    const beginsNow = taught.withoutPast.has(one.series);
    const key = { monitor: monitor.name, series: one.series, source: reading.source };
    const held = taught.held.get(one.series) ?? (await baselines.take(key, settings.baseline, now));
    const fresh = held === undefined ? undefined : intake(held.baseline.lastTime, one, window);
    const found = inspect(one, window, { ...settings.inspect, beginsNow }, held?.baseline);
    const inspection = withSilence(found, window, before.get(one.series), monitor.silentAfter);
    const isKept = held !== undefined && baselines.keeps(key);
    const step = held && fresh && stepOf(held, fresh, isKept);
    const [inWindow] = untilEnd(one, window);
    inspected.push({
      series: inWindow,
      inspection,
      learned: learnedBy(held?.baseline, one, inspection),
      isTrained: held !== undefined,
      held: isKept ? held : undefined,
      step,
    });
  }
  const neighbours = await neighboursOf(monitor, window, reading, inspected, pipeline);
  const contexts = await contextsOf(monitor, window, inspected, { store, feedback, neighbours }, signal);
  return inspected.map((one, index) => ({ ...one, view: viewOf(monitor, window, one, contexts[index]) }));
}

function viewOf(
  monitor: MonitorConfig,
  window: Window,
  { series: { series }, inspection }: Pick<Inspected, 'series' | 'inspection'>,
  context: SeriesContext | undefined,
): WindowView {
  const { name, unit, limits } = monitor;
  const { statistics, findings, verdict, judged } = inspection;
  const around = context === undefined ? {} : { context };
  return { monitor: name, series, unit, window, statistics, findings, verdict, judged, limits, ...around };
}

/** Figures, findings, baselines and the ledger, all or nothing. */
async function record(
  monitor: MonitorConfig,
  claim: RunClaim,
  reading: WindowReading & Required<Pick<FinishedRun, 'whyEmpty' | 'took'>>,
  inspected: readonly Inspected[],
  pipeline: Pipeline,
  { isLate, backfilled }: Required<Pick<RunOptions, 'isLate' | 'backfilled'>>,
): Promise<FinishedReport> {
  const { store, baselines, clock } = pipeline;
  const held = inspected.flatMap((one) => one.held ?? []);
  const steps = inspected.flatMap((one) => one.step ?? []);
  const { source, fallbackReason, whyEmpty, took, known } = reading;
  const asked = isLate ? [] : chooseQuestions(monitor, inspected, known);
  const results = inspected.map((one) => newResult(one, asked.includes(one)));
  const standIn = fallbackReason !== null && monitor.fallbackRole !== 'bridge';
  const series = inspected.map((one) => one.series);
  const happened = { monitor, window: claim.window, results, series, known, source, whyEmpty, isLate };
  const told = await toldOf(monitor, pipeline);
  // What a stand-in's data does is no news of the sensors.
  const news = standIn ? undefined : await newsOf({ ...happened, told }, pipeline);
  const written = store.shared ? withQuestions(results, inspected, news?.wordless ?? []) : results;
  const happening = { source, fallbackReason, standIn, whyEmpty, took };
  const away = fallbackReason === null ? undefined : awayBehind(source, fallbackReason);
  const unread = backfilled ? undefined : await newsOfReading(monitor, away, told, pipeline);
  const finished = {
    ...{ ...happening, results: written, baselines: steps },
    deliveries: [...(unread?.deliveries ?? []), ...(news?.deliveries ?? [])],
    told: [...(unread?.told ?? []), ...(news?.told ?? [])],
  };
  const resultIds = await store.finishRun(claim, finished, clock());
  baselines.giveBack(held, steps);
  return {
    status: 'done',
    source,
    fallbackReason,
    whyEmpty,
    points: results.reduce((sum, { points }) => sum + points, 0),
    verdicts: countVerdicts(results),
    resultIds,
    questions: asked.flatMap((one) => {
      const resultId = resultIds[inspected.indexOf(one)];
      return resultId === undefined ? [] : { resultId, series: one.series, view: one.view };
    }),
    wordless: news?.wordless ?? [],
    states: standIn ? [] : results.map(stateOf),
    untrained: inspected.filter((one) => !one.isTrained).map(({ series }) => series.series),
  };
}

/** What is to be told of a run, and what then counts as told; undefined where nobody is told. */
async function newsOf(
  run: Omit<RunResults, 'silence'>,
  { store, clock, news }: Pipeline,
): Promise<RunNews | undefined> {
  if (news === undefined) return undefined;
  const isAllSilent = run.results.length > 0 && run.results.every(({ verdict }) => verdict === 'missing');
  const silence = isAllSilent ? await commonSilence(run.monitor, run, store) : undefined;
  return newsOfRun({ ...run, silence }, news, clock());
}

/** A run that fails has no results, but that its source can't be read may be news. */
async function tellUnread(monitor: MonitorConfig, failure: Failure, pipeline: Pipeline): Promise<void> {
  const before = await toldOf(monitor, pipeline);
  const { deliveries, told } = await newsOfReading(monitor, failure, before, pipeline);
  await pipeline.store.enqueue(deliveries, pipeline.clock(), { monitor: monitor.name, told });
}

/** What was told of a monitor before; nothing where nobody is told. */
async function toldOf({ name }: MonitorConfig, { store, news }: Pipeline): Promise<readonly ToldSeries[]> {
  return news === undefined ? [] : store.told(name);
}

function newResult({ series, inspection: judged, view }: Inspected, toBeAsked: boolean): NewResult {
  const { sentence, ...inspection } = judged;
  const { series: name, unit } = view;
  const points = series.times.length;
  return {
    ...inspection,
    ...traced(inspection.findings, view.context?.findings ?? []),
    series: name,
    unit,
    points,
    summary: sentence ?? plainSummary(view),
    notes: series.notes,
    toBeAsked,
  };
}

function stateOf({ series, unit, verdict, score, statistics }: NewResult): SeriesState {
  return { series, unit, verdict, score, last: statistics.count === 0 ? null : statistics.last };
}

function countVerdicts(results: readonly NewResult[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
