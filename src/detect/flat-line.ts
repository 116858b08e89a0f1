import { formatDuration } from '../lib/time.ts';
import type { Finding } from './finding.ts';
import { flaggedIntervals } from './intervals.ts';
import { flatLineFlags } from './qartod/flat-line.ts';
import { equalRuns, longestUsualRun, type Run, runLength } from './runs.ts';
import { flagOf, operatorScore, scoreOf } from './score.ts';
import { thresholdFactor } from './sensitivity.ts';
import { formatInterval, formatValue } from './sentence.ts';
import type { WindowContext } from './window-test.ts';

/** A window of so many equal values deserves a look; some quantities do rest, so that it is no more than that. */
const CONSTANT_WINDOW = 10;
const CONSTANT_SCORE = 0.55;

/** QARTOD counts rows by whole seconds. */
const QARTOD_SHORTEST_INTERVAL_MS = 1000;

/** Values that stay the same: for longer than the operator allows, or than the rest of the window makes likely. */
export function flatLineTest(context: WindowContext): readonly Finding[] {
  const { flat_line: chosen } = context.settings.detectors;
  if (typeof chosen === 'object') return byThresholds(context, chosen);
  const runs = equalRuns(context.values);
  if (runs.length === 1) return constantWindow(context);
  const longest = Math.max(...runs.map(runLength));
  const usual = longestUsualRun(context.values.length - longest, runs.length - 1);
  const factor = thresholdFactor(context.settings, 'flat_line');
  return runs
    .filter((run) => runLength(run) > usual * factor)
    .map((run) => stuck(context, run, scoreOf(runLength(run), usual), longestMs(context, usual)));
}

type Thresholds = Exclude<WindowContext['settings']['detectors']['flat_line'], boolean>;

function byThresholds(context: WindowContext, { suspect, fail, tolerance }: Thresholds): readonly Finding[] {
  const { times, values, statistics } = context;
  if (!(statistics.usualIntervalMs >= QARTOD_SHORTEST_INTERVAL_MS)) return [];
  const thresholds = { suspectSeconds: suspect / 1000, failSeconds: fail / 1000, tolerance };
  return flaggedIntervals(flatLineFlags(times, values, thresholds)).map(({ from, to, flag }) => {
    const run = { from: startOfFlat(values, from, tolerance), to, value: values[to] ?? Number.NaN };
    return { ...stuck(context, run, operatorScore(flag), suspect), flag };
  });
}

/** The rows before the first flagged one that lie within the tolerance of it: the flat line began there. */
function startOfFlat(values: Float64Array, flagged: number, tolerance: number): number {
  let from = flagged;
  while (from > 0 && Math.abs((values[from - 1] ?? Number.NaN) - (values[flagged] ?? 0)) < tolerance) from--;
  return from;
}

function longestMs({ statistics }: WindowContext, rows: number): number {
  return rows * statistics.usualIntervalMs;
}

function constantWindow(context: WindowContext): readonly Finding[] {
  const rows = context.values.length;
  if (context.learned || rows < CONSTANT_WINDOW) return [];
  return [stuck(context, { from: 0, to: rows - 1, value: context.statistics.first }, CONSTANT_SCORE, null)];
}

function stuck(context: WindowContext, run: Run, score: number, expectedMs: number | null): Finding {
  const [start, end] = [context.times[run.from] ?? Number.NaN, context.times[run.to] ?? Number.NaN];
  const value = formatValue(run.value, context.settings.unit);
  const expectation =
    expectedMs === null ? 'some change is expected' : `at most ${formatDuration(expectedMs)} is expected`;
  return {
    kind: 'stuck',
    detector: 'flat_line',
    flag: flagOf(score),
    start,
    end,
    points: runLength(run),
    observed: (end - start) / 1000,
    expected: expectedMs === null ? null : [0, expectedMs / 1000],
    score,
    sentence:
      `Stuck ${formatInterval(start, end)}: ${runLength(run)} values in a row are ${value} ` +
      `for ${formatDuration(end - start)}, where ${expectation}.`,
  };
}
