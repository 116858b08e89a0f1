import { resolution } from '../../statistics/resolution.ts';
import { sortedNumbers } from '../../statistics/robust.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatValue } from '../sentence.ts';
import { equalRuns, longestUsualRun, RESTING_VALUE, type Runs, runLength } from './runs.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** Shorter runs at an extreme are the accident of a coarse sensor; a single long one is a stuck sensor. */
const SHORTEST_PLATEAU = 3;
const FEWEST_RUNS = 2;
/** A window that spans fewer steps of the sensor's resolution meets its extremes again and again. */
const FEWEST_STEPS = 20;

/**
 * Values that stop again and again at exactly the largest or the smallest one, in a window that moves otherwise. By the
 * window alone, until the baseline knows the series.
 */
export function clippedTest(context: WindowContext): readonly Finding[] {
  if (context.learned) return [];
  const runs = equalRuns(context.values, SHORTEST_PLATEAU);
  const { min, max } = context.statistics;
  return [max, min]
    .filter((extreme) => extreme !== RESTING_VALUE)
    .flatMap((extreme) => clipped(context, runs, extreme));
}

function clipped(context: WindowContext, runs: Runs, extreme: number): readonly Finding[] {
  const plateaus = runs.long.filter((run) => run.value === extreme);
  const [first, last] = [plateaus[0], plateaus.at(-1)];
  if (plateaus.length < FEWEST_RUNS || first === undefined || last === undefined) return [];
  const points = plateaus.reduce((sum, run) => sum + runLength(run), 0);
  const usual = longestUsualRun(context.values.length - points, runs.count - plateaus.length);
  const steps = (context.statistics.max - context.statistics.min) / resolution(sortedNumbers(context.values));
  if (steps < FEWEST_STEPS) return [];
  if (points <= usual * thresholdFactor(context.settings, 'clipped')) return [];
  const score = scoreOf(points, usual);
  const [start, end] = [context.times[first.from] ?? Number.NaN, context.times[last.to] ?? Number.NaN];
  const side = extreme === context.statistics.max ? 'largest' : 'smallest';
  return [
    {
      kind: 'clipped',
      detector: 'clipped',
      flag: flagOf(score),
      start,
      end,
      points,
      observed: extreme,
      expected: null,
      score,
      sentence:
        `Clipped ${formatInterval(start, end)}: ${points} values stop at exactly ` +
        `${formatValue(extreme, context.settings.unit)}, the ${side} of the window, where they are expected to move.`,
    },
  ];
}

/** In rows that stop at the extreme. */
export function clippedSight(context: WindowContext): Sight {
  const { learned, values, statistics, settings } = context;
  const steps = (statistics.max - statistics.min) / resolution(sortedNumbers(values));
  if (learned || !(steps >= FEWEST_STEPS)) return {};
  const usual = longestUsualRun(values.length, equalRuns(values, SHORTEST_PLATEAU).count);
  return { clipped: Math.max(FEWEST_RUNS * SHORTEST_PLATEAU, usual * thresholdFactor(settings, 'clipped')) };
}
