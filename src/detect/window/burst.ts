import { median } from '../../statistics/robust.ts';
import { replaceSorted } from '../../statistics/sliding-medians.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatSpan, formatValue } from '../sentence.ts';
import { peakOf } from './stands-out.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** Rows whose noise is measured together, and the part of them that counts: a few large moves are spikes or steps. */
const ROWS = 40;
const COUNTED = 0.8;
/** Noise so near to the worst is the same burst; what lasts longer is a part of the day. */
const APART = 50;
/** A burst is so many times as noisy as what is next to it. */
const STANDS_OUT = 3.5;
/** And so many times as the middle of the window. */
const TIMES_USUAL = 2.5;
/** What is measured of normal noise of standard deviation 1: sqrt(3 / 2) times the mean size of its smaller 80 %. */
const DISTANCE_OF_NOISE = 0.685;
/** Fewer rows do not tell what the noise is like elsewhere. */
const FEWEST_ROWS = 200;

/**
 * A stretch in which values scatter more than anywhere else in the window: the mean distance of a value from the middle of both
 * neighbours, which neither a slope nor a step changes. By the window alone, until the baseline knows the series.
 */
export function burstTest(context: WindowContext): readonly Finding[] {
  const { values, learned, settings } = context;
  if (learned || values.length < FEWEST_ROWS) return [];
  const noise = noiseOf(values);
  const { at, next } = peakOf(noise, 0, noise.length, APART);
  const usual = median(noise);
  const threshold = Math.max(STANDS_OUT * next, TIMES_USUAL * usual);
  const observed = noise[at] ?? 0;
  if (usual === 0 || !(observed > thresholdFactor(settings, 'burst') * threshold)) return [];
  return [noiseBurst(context, at, observed, threshold)];
}

/** The standard deviation of a noise that would stand out, had it been added to a stretch. */
export function burstSight({ values, learned, settings }: WindowContext): Sight {
  if (learned || values.length < FEWEST_ROWS) return {};
  const noise = noiseOf(values);
  const usual = median(noise);
  const largest = noise.reduce((most, one) => Math.max(most, one), 0);
  const threshold = Math.max(STANDS_OUT * largest, TIMES_USUAL * usual);
  return usual === 0
    ? {}
    : { 'noise burst': (thresholdFactor(settings, 'burst') * threshold) / DISTANCE_OF_NOISE };
}

/** Mean of the smaller distances among `ROWS` rows; that of the rows from `i + 1` on stands at `i`. */
function noiseOf(values: Float64Array): Float64Array {
  const distances = new Float64Array(values.length - 2);
  for (let row = 0; row < distances.length; row++) {
    const [before, here, after] = [values[row] ?? 0, values[row + 1] ?? 0, values[row + 2] ?? 0];
    distances[row] = Math.abs(here - before / 2 - after / 2);
  }
  const counted = Math.ceil(COUNTED * ROWS);
  const sorted = distances.slice(0, ROWS).sort();
  const noise = new Float64Array(distances.length - ROWS + 1);
  for (let row = 0; row < noise.length; row++) {
    if (row > 0) replaceSorted(sorted, distances[row - 1] ?? 0, distances[row + ROWS - 1] ?? 0);
    for (let place = 0; place < counted; place++)
      noise[row] = (noise[row] ?? 0) + (sorted[place] ?? 0) / counted;
  }
  return noise;
}

function noiseBurst(context: WindowContext, at: number, observed: number, threshold: number): Finding {
  const { times, settings } = context;
  const [start, end] = [times[at + 1] ?? Number.NaN, times[at + ROWS] ?? Number.NaN];
  const expected = [0, threshold] as const;
  const score = scoreOf(observed, threshold);
  return {
    kind: 'noise burst',
    detector: 'burst',
    flag: flagOf(score),
    start,
    end,
    points: ROWS,
    observed,
    expected,
    score,
    sentence:
      `Noise burst ${formatInterval(start, end)}: values scatter by ${formatValue(observed, settings.unit)}, ` +
      `where ${formatSpan(expected, settings.unit)} is expected.`,
  };
}
