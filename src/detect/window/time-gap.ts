import { formatDuration } from '../../lib/time.ts';
import { quantile, sortedNumbers } from '../../statistics/robust.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { flagOf, operatorScore, scoreOf } from '../score.ts';
import { formatInterval, formatTime } from '../sentence.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/** A silence counts from this many usual intervals on... */
const USUAL_INTERVALS = 5;
/** ...and from this many times what the window's longer intervals are: an irregular sensor is no gap. */
const LONG_INTERVALS = 2;
/** Under this many values nobody knows what interval is usual. */
const FEWEST_VALUES = 4;

/** Silences between two values of the window. */
export function timeGapTest(context: WindowContext): readonly Finding[] {
  const { times, statistics } = context;
  const allowed = allowedSilence(context, 'time_gap', statistics.longestGapMs);
  const gaps: Finding[] = [];
  for (let row = 1; row < times.length; row++) {
    const [start, end] = [times[row - 1] ?? Number.NaN, times[row] ?? Number.NaN];
    if (end - start > allowed.alarmMs) gaps.push(silence('gap', start, end, allowed));
  }
  return gaps;
}

/** Silence from the last value to the end of the window. */
export function silenceTest(context: WindowContext): readonly Finding[] {
  const { statistics, window } = context;
  const [start, end] = [statistics.lastAt, window.end];
  const allowed = allowedSilence(context, 'silence', end - start);
  return end - start > allowed.alarmMs ? [silence('stale', start, end, allowed)] : [];
}

interface Allowed {
  /** What is expected: the operator's word, or by the window's own intervals. */
  readonly allowedMs: number;
  /** From where on it is said: at high sensitivity earlier. */
  readonly alarmMs: number;
  readonly byOperator: boolean;
}

/** `longestMs`: the longest silence that is to be judged. */
function allowedSilence(
  context: WindowContext,
  detector: 'time_gap' | 'silence',
  longestMs: number,
): Allowed {
  const { times, settings, statistics, learned } = context;
  const chosen = settings.detectors[detector];
  if (typeof chosen === 'object') return { allowedMs: chosen.fail, alarmMs: chosen.fail, byOperator: true };
  // The baseline knows the intervals of more than a window, but takes a null for a sign of life.
  const leftToBaseline = learned && statistics.nulls === 0;
  if (leftToBaseline || times.length < FEWEST_VALUES) return NEVER;
  const factor = thresholdFactor(settings, detector);
  const usualMs = USUAL_INTERVALS * statistics.usualIntervalMs;
  if (!(longestMs > usualMs * factor)) return NEVER;
  const steps = sortedNumbers(times.subarray(1).map((time, row) => time - (times[row] ?? time)));
  const allowedMs = Math.max(usualMs, LONG_INTERVALS * quantile(steps, 0.95));
  return { allowedMs, alarmMs: allowedMs * factor, byOperator: false };
}

const NEVER: Allowed = {
  allowedMs: Number.POSITIVE_INFINITY,
  alarmMs: Number.POSITIVE_INFINITY,
  byOperator: false,
};

function silence(
  kind: 'gap' | 'stale',
  start: number,
  end: number,
  { allowedMs, byOperator }: Allowed,
): Finding {
  const score = byOperator ? operatorScore(4) : scoreOf(end - start, allowedMs);
  const length = formatDuration(end - start);
  const expectation = `a value is expected at least every ${formatDuration(allowedMs)}`;
  return {
    kind,
    detector: kind === 'gap' ? 'time_gap' : 'silence',
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

export function timeGapSight(context: WindowContext): Sight {
  return { gap: allowedSilence(context, 'time_gap', Number.POSITIVE_INFINITY).alarmMs / 1000 };
}

export function silenceSight(context: WindowContext): Sight {
  return { stale: allowedSilence(context, 'silence', Number.POSITIVE_INFINITY).alarmMs / 1000 };
}
