import { formatDuration } from '../lib/time.ts';
import { median, quantile, sortedNumbers } from '../statistics/robust.ts';
import type { Finding } from './finding.ts';
import { flagOf, scoreOf } from './score.ts';
import { formatInterval, formatTime } from './sentence.ts';
import type { WindowContext } from './window-test.ts';

/** A silence counts from this many usual intervals on... */
const USUAL_INTERVALS = 5;
/** ...and from this many times what the window's longer intervals are: an irregular sensor is no gap. */
const LONG_INTERVALS = 2;
/** Under this many values nobody knows what interval is usual. */
const FEWEST_VALUES = 4;

/** Silences within the window, and since its last value. */
export function timeGapTest(context: WindowContext): readonly Finding[] {
  const { times, window, statistics } = context;
  if (times.length < FEWEST_VALUES) return [];
  const allowedMs = longestUsualMs(times);
  const findings: Finding[] = [];
  for (let row = 1; row < times.length; row++) {
    const [start, end] = [times[row - 1] ?? Number.NaN, times[row] ?? Number.NaN];
    if (end - start > allowedMs) findings.push(silence('gap', { start, end, allowedMs }));
  }
  const stale = { start: statistics.lastAt, end: window.end, allowedMs };
  return window.end - statistics.lastAt > allowedMs ? [...findings, silence('stale', stale)] : findings;
}

function longestUsualMs(times: Float64Array): number {
  const steps = times.subarray(1).map((time, row) => time - (times[row] ?? time));
  return Math.max(USUAL_INTERVALS * median(steps), LONG_INTERVALS * quantile(sortedNumbers(steps), 0.95));
}

interface Silence {
  readonly start: number;
  readonly end: number;
  readonly allowedMs: number;
}

function silence(kind: 'gap' | 'stale', { start, end, allowedMs }: Silence): Finding {
  const score = scoreOf(end - start, allowedMs);
  const length = formatDuration(end - start);
  const expectation = `a value is expected at least every ${formatDuration(allowedMs)}`;
  return {
    kind,
    detector: kind === 'gap' ? 'time_gap' : 'data_reception',
    flag: flagOf(score),
    start,
    end,
    points: 0,
    observed: (end - start) / 1000,
    expected: [0, allowedMs / 1000],
    score,
    sentence:
      kind === 'gap'
        ? `Gap ${formatInterval(start, end)}: no value for ${length}; ${expectation}.`
        : `Stale since ${formatTime(start)}: no value for ${length}; ${expectation}.`,
  };
}
