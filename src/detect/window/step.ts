import { median } from '../../statistics/robust.ts';
import type { Finding } from '../finding.ts';
import type { Sight } from '../power/sight.ts';
import { flagOf, scoreOf } from '../score.ts';
import { formatInterval, formatSpan, formatValue } from '../sentence.ts';
import { BESIDE, findStep, SIDE_ROWS, type Step, smallestStep } from './step-search.ts';
import { thresholdFactor, type WindowContext } from './window-test.ts';

/**
 * A level that moves from one row to the next and stays: by how much the medians on either side differ, less what the course before or
 * after it does anyway. It must stand out from all other such differences in the window (one that undoes it left aside) and
 * from the noise, happen at once, and leave the noise as it is. By the window alone, until the baseline knows the series.
 */
export function stepTest(context: WindowContext): readonly Finding[] {
  if (context.learned) return [];
  const step = findStep(context.values, thresholdFactor(context.settings, 'step'));
  return step === null ? [] : [levelShift(context, step)];
}

/** A step in the midst of the window that would stand out. */
export function stepSight({ values, settings, learned }: WindowContext): Sight {
  if (learned) return {};
  const size = smallestStep(values, thresholdFactor(settings, 'step'));
  return size === Number.POSITIVE_INFINITY ? {} : { 'level shift': size };
}

/** The rows of the level that is another one, `last` left out: up to what undoes the step, or up to the end of the window. */
function rowsOf(values: Float64Array, { row, undone }: Step): readonly [first: number, last: number] {
  if (undone !== null) return undone > row ? [row, undone] : [undone, row];
  const start = median(values.subarray(Math.max(0, row - SIDE_ROWS), Math.max(1, row - SIDE_ROWS / 2)));
  const before = median(values.subarray(Math.max(0, row - BESIDE), row));
  const after = median(values.subarray(row, row + BESIDE));
  if (row < SIDE_ROWS || Math.abs(after - start) > Math.abs(after - before) / 2) return [row, values.length];
  // The step leads back to where the values came from: the other level lies before it, and was reached slowly.
  let first = row;
  while (
    first > 0 &&
    Math.abs((values[first - 1] ?? 0) - before) < Math.abs((values[first - 1] ?? 0) - after)
  )
    first--;
  return [first, row];
}

function levelShift(context: WindowContext, step: Step): Finding {
  const { times, values, settings } = context;
  const [first, last] = rowsOf(values, step);
  const [start, end] = [times[first] ?? Number.NaN, times[last - 1] ?? Number.NaN];
  const observed = median(values.subarray(first, last));
  const isBack = step.undone === null && last === step.row;
  const usual = isBack
    ? values.subarray(last, last + BESIDE)
    : values.subarray(Math.max(0, first - BESIDE), first);
  const before = median(usual);
  const expected = [before - step.threshold, before + step.threshold] as const;
  const score = scoreOf(Math.abs(step.size), step.threshold);
  return {
    kind: 'level shift',
    detector: 'step',
    flag: flagOf(score),
    start,
    end,
    points: last - first,
    observed,
    expected,
    score,
    sentence:
      `Level shift ${formatInterval(start, end)}: about ${formatValue(observed, settings.unit)}, ` +
      `where ${formatSpan(expected, settings.unit)} is expected.`,
  };
}
