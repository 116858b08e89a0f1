import type { SeriesWindow, Window } from '../source/source.ts';
import { describe, type Statistics } from '../statistics/describe.ts';
import { sortedNumbers } from '../statistics/robust.ts';
import { findingsOfAlarm } from './baseline/alarm-finding.ts';
import { type Alarm, type Baseline, createBaseline } from './baseline/baseline.ts';
import { intake, type Points, untilEnd } from './baseline/intake.ts';
import { DEFAULT_BASELINE_SETTINGS } from './baseline/settings.ts';
import type { Finding, Verdict } from './finding.ts';
import type { FindingKind } from './kinds.ts';
import { mergeFindings } from './merge/merge.ts';
import { windowNoise } from './power/noise.ts';
import { type KindPower, notJudged, powersOf, type Scales } from './power/power.ts';
import { type BaselineSight, together } from './power/sight.ts';
import { futureTest } from './window/timestamps.ts';
import type { InspectSettings, WindowContext, WindowTest } from './window/window-test.ts';
import { windowTests } from './window/window-tests.ts';

/** What code has to say about one series in one window. */
export interface Inspection {
  readonly statistics: Statistics;
  /** By time; one cause is one finding. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** The highest score, 0..1, 0.5 being the alarm threshold; null where nothing could be judged. */
  readonly score: number | null;
  /** For each kind of finding, whether it would have been found; empty where there was no value. */
  readonly judged: readonly KindPower[];
}

/**
 * Figures, findings and verdict of one window. The baseline, where the series has one, is given the points that it
 * has not seen yet; windows that overlap advance it once a point. Points after the window's end are a finding, and
 * neither figures nor tests nor baseline see them.
 */
export function inspect(
  read: SeriesWindow,
  window: Window,
  settings: InspectSettings,
  baseline?: Baseline,
): Inspection {
  const [series, later] = untilEnd(read, window);
  const highest = baseline === undefined ? 0 : advance(baseline, intake(baseline.lastTime, series, window));
  const sorted = sortedNumbers(series.values);
  const statistics = describe(series.times, series.values, sorted);
  const context = contextOf(series, later, window, settings, statistics, baseline);
  const learned = alarmsUntil(window.end, baseline).flatMap((alarm) => findingsOfAlarm(context, alarm));
  if (statistics.count === 0) {
    const silent = learned.filter(({ kind }) => kind === 'stale');
    const findings = [...silent, ...(settings.detectors.future ? futureTest(context) : [])];
    return { statistics, findings, verdict: 'missing', score: null, judged: [] };
  }
  const tests = windowTests(settings);
  const found = tests.flatMap((test) => test.find(context)).filter((one) => isNews(one, context, learned));
  // An alarm may have its cause before the window: all are merged first.
  const findings = mergeFindings([...found, ...learned], context).filter((one) => isIn(window, one));
  const judged = judge(tests, context, sorted, baseline);
  const verdict = verdictOf(findings, judged, context);
  const score = verdict === 'unknown' ? null : Math.max(highest, ...findings.map((finding) => finding.score));
  return { statistics, findings, verdict, score, judged };
}

/** Returns the highest score among the points that are new to the baseline. */
function advance(baseline: Baseline, { times, values, beside }: Points): number {
  let highest = 0;
  for (let row = 0; row < times.length; row++) {
    const { score } = baseline.push(times[row] ?? Number.NaN, values[row] ?? Number.NaN, beside, row);
    highest = Math.max(highest, score);
  }
  return highest;
}

/** A code that a known series writes now and then is its way: what is foreign there needs an alarm at the same time. */
function isNews(one: Finding, { learned }: WindowContext, alarms: readonly Finding[]): boolean {
  return (
    !learned ||
    one.detector !== 'foreign' ||
    alarms.some(({ start, end }) => start <= one.end && one.start <= end)
  );
}

/**
 * True for what lasts into the window. Of a gap that began before it, the part inside must be too long by itself: what lies
 * between two windows may just not have been read.
 */
function isIn(window: Window, { kind, start, end, expected }: Finding): boolean {
  if (kind !== 'gap' || start >= window.start || expected === null) return end >= window.start;
  return (end - window.start) / 1000 > expected[1];
}

function alarmsUntil(end: number, baseline: Baseline | undefined): readonly Alarm[] {
  if (baseline === undefined) return [];
  const silence = baseline.silence(end);
  const recent = baseline.recent.filter(({ start }) => start < end);
  return silence === null ? recent : [...recent, silence];
}

function contextOf(
  series: SeriesWindow,
  later: Float64Array,
  window: Window,
  settings: InspectSettings,
  statistics: Statistics,
  baseline: Baseline | undefined,
): WindowContext {
  const isValue = (_: number, row: number) => Number.isFinite(series.values[row]);
  const isWhole = statistics.nulls === 0;
  return {
    window,
    notes: series.notes,
    times: isWhole ? series.times : series.times.filter(isValue),
    values: isWhole ? series.values : series.values.filter(isValue),
    later,
    statistics,
    learned: baseline?.isLearned ?? false,
    settings,
  };
}

/** More rows than this need no estimate: a baseline is made of them. */
const MOST_ROWS_OF_ESTIMATE = 5000;

/** When a baseline that begins with this window could judge what, at the earliest. */
function ready({ times, values, settings }: WindowContext, scales: Scales): BaselineSight['from'] {
  if (times.length > MOST_ROWS_OF_ESTIMATE || settings.beginsNow === false) return {};
  const beginning = createBaseline(DEFAULT_BASELINE_SETTINGS);
  advance(beginning, { times, values });
  return beginning.sight(scales).from;
}

function judge(
  tests: readonly WindowTest[],
  context: WindowContext,
  sorted: readonly number[],
  baseline: Baseline | undefined,
): readonly KindPower[] {
  const noise = windowNoise(context.values, sorted);
  const scales = { noise, usualIntervalMs: context.statistics.usualIntervalMs };
  const learned = baseline?.sight(scales) ?? { sees: {}, from: ready(context, scales) };
  const sees = together([learned.sees, ...tests.map((test) => test.sight(context, noise))]);
  return powersOf(sees, learned.from, scales);
}

/** Kinds that must have been looked for with power before a window is called normal, if nobody set limits. */
const NEEDED_FOR_NORMAL: readonly FindingKind[] = ['spike', 'level shift'];

function verdictOf(
  findings: readonly Finding[],
  judged: readonly KindPower[],
  { settings, learned }: WindowContext,
): Verdict {
  if (findings.some(({ flag }) => flag === 4)) return 'anomalous';
  if (findings.length > 0) return 'suspect';
  const hasLimits = settings.limits.fail !== undefined || settings.limits.suspect !== undefined;
  const missed = notJudged(judged);
  const sees = !NEEDED_FOR_NORMAL.some((kind) => missed.includes(kind));
  return hasLimits || learned || sees ? 'normal' : 'unknown';
}
