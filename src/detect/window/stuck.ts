import { formatDuration } from '../../lib/time.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatValue } from '../sentence.ts';
import {
  equalRuns,
  longestUsualRun,
  RESTING_VALUE,
  type Run,
  type Runs,
  runLength,
  SHORTEST_RUN,
} from './runs.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** A window of so many equal values deserves a look; some quantities do rest, so that it is no more than that. */
const CONSTANT_WINDOW = 10;
const CONSTANT_SCORE = 0.55;
/** The part of a window that the values must span: a sensor that has just begun is not constant. */
const COVERED = 0.5;

/**
 * A value that stays the same for longer than the rest of the window makes likely. By the window alone, until the
 * baseline knows the series.
 */
export function stuckTest(context: WindowContext): readonly Finding[] {
  if (context.learned) return [];
  if (context.statistics.min === context.statistics.max) return constantWindow(context);
  const runs = equalRuns(context.values, SHORTEST_RUN);
  const usual = usualRun(context, runs);
  const alarm = usual * thresholdFactor(context.settings, 'stuck');
  return runs.long
    .filter((run) => runLength(run) > alarm && run.value !== RESTING_VALUE)
    .map((run) =>
      stuck(context, run, scoreOf(runLength(run), usual), usual * context.statistics.usualIntervalMs),
    );
}

/** Rows that a run may have, by the rest of the window. */
function usualRun({ values }: WindowContext, { long, count }: Runs): number {
  // Not Math.max(...): hundreds of thousands of arguments overflow the stack.
  const longest = long.reduce((most, run) => Math.max(most, runLength(run)), 0);
  return longestUsualRun(values.length - longest, count - 1);
}

/** In rows; a run that leaves too little of the window to compare with is not seen. */
export function stuckSight(context: WindowContext): Sight {
  if (context.learned || context.statistics.min === context.statistics.max) return {};
  const usual = usualRun(context, equalRuns(context.values, SHORTEST_RUN));
  const rows = usual * thresholdFactor(context.settings, 'stuck');
  return rows < context.values.length / 2 ? { stuck: rows } : {};
}

function constantWindow(context: WindowContext): readonly Finding[] {
  const { values, statistics, window } = context;
  const rows = values.length;
  const covered = (statistics.lastAt - statistics.firstAt) / (window.end - window.start);
  if (rows < CONSTANT_WINDOW || covered < COVERED || statistics.first === RESTING_VALUE) return [];
  return [stuck(context, { from: 0, to: rows - 1, value: statistics.first }, CONSTANT_SCORE, null)];
}

function stuck(context: WindowContext, run: Run, score: number, expectedMs: number | null): Finding {
  const [start, end] = [context.times[run.from] ?? Number.NaN, context.times[run.to] ?? Number.NaN];
  const value = formatValue(run.value, context.settings.unit);
  const expectation =
    expectedMs === null ? 'some change is expected' : `at most ${formatDuration(expectedMs)} is expected`;
  return {
    kind: 'stuck',
    detector: 'stuck',
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
