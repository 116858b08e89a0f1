import type { SeriesWindow, Window } from '../source/source.ts';
import { describe, type Statistics } from '../statistics/describe.ts';
import { resolution } from '../statistics/resolution.ts';
import { sortedNumbers } from '../statistics/robust.ts';
import type { Finding, Verdict } from './finding.ts';
import { flatLineTest } from './flat-line.ts';
import { grossRangeTest } from './gross-range.ts';
import { hampelTest } from './hampel.ts';
import { mergeFindings } from './merge.ts';
import { timeGapTest } from './time-gap.ts';
import type { InspectSettings, WindowTest } from './window-test.ts';

const WINDOW_TESTS: readonly WindowTest[] = [grossRangeTest, flatLineTest, hampelTest, timeGapTest];

/** Fewer values say nothing where the operator set no limits. */
const FEWEST_VALUES = 10;

/** What code has to say about one series in one window. */
export interface Inspection {
  readonly statistics: Statistics;
  /** By time; one cause is one finding. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** The highest score, 0..1, 0.5 being the alarm threshold; null where nothing could be judged. */
  readonly score: number | null;
}

/** Figures, findings and verdict of one window. */
export function inspect(series: SeriesWindow, window: Window, settings: InspectSettings): Inspection {
  const statistics = describe(series.times, series.values);
  if (statistics.count === 0) return { statistics, findings: [], verdict: 'missing', score: null };
  const isValue = (_: number, row: number) => Number.isFinite(series.values[row]);
  const values = series.values.filter(isValue);
  const context = {
    window,
    notes: series.notes,
    times: series.times.filter(isValue),
    values,
    statistics,
    resolution: resolution(sortedNumbers(values)),
    settings,
  };
  const findings = mergeFindings(WINDOW_TESTS.flatMap((test) => test(context)));
  const verdict = verdictOf(findings, statistics, settings);
  const score = verdict === 'unknown' ? null : Math.max(0, ...findings.map((finding) => finding.score));
  return { statistics, findings, verdict, score };
}

function verdictOf(findings: readonly Finding[], statistics: Statistics, settings: InspectSettings): Verdict {
  if (findings.some(({ flag }) => flag === 4)) return 'anomalous';
  if (findings.length > 0) return 'suspect';
  const hasLimits = settings.limits.fail !== undefined || settings.limits.suspect !== undefined;
  return hasLimits || statistics.count >= FEWEST_VALUES ? 'normal' : 'unknown';
}
