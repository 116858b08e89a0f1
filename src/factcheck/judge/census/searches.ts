import type { Evaluator } from '../evaluator.ts';
import { firstNotUnder, isAmong, isInList, type Wanted } from '../rising.ts';
import type { Census } from './figures.ts';

/** Whether some figure of the window that a number on one scale may be, agrees with the one that is wanted; sizes without a sign. */
export type Search = (wanted: Wanted, census: Census, on: Evaluator) => boolean;

/** Readings, and statistics on the scale of readings. */
export const isLevel: Search = (wanted, { levels }, { window }) =>
  isInList(window.ranks.levels, wanted) || isInList(levels, wanted);

/** Spreads, steps, the distances of two levels, and of a reading from the middle. */
export const isDistance: Search = (wanted, { distances, notable }, { window, whole }) =>
  isInList(distances, wanted) ||
  [whole.mean, whole.quantile(0.5)].some((middle) => isAway(window.ranks.levels, middle, wanted)) ||
  isOfTwo(notable, wanted) ||
  isStep(window.values, wanted);

/** Whether one of some rising numbers is so far from a middle. */
function isAway(rising: Float64Array, middle: number, wanted: Wanted): boolean {
  const above = firstNotUnder(rising, middle);
  const of = (at: number) => Math.abs((rising[at] ?? Number.NaN) - middle);
  return (
    isAmong(rising.length - above, (k) => of(above + k), wanted) ||
    isAmong(above, (k) => of(above - 1 - k), wanted)
  );
}

/** Whether two of some rising numbers are so far from each other. */
function isOfTwo(rising: Float64Array, wanted: Wanted): boolean {
  for (let less = 0; less < rising.length; less += 1) {
    const greater = less + 1;
    const of = (k: number) => (rising[greater + k] ?? Number.NaN) - (rising[less] ?? Number.NaN);
    if (isAmong(rising.length - greater, of, wanted)) return true;
  }
  return false;
}

/** Whether two readings in a row are so far from each other: only the next smaller and the next greater step may agree. */
function isStep(values: Float64Array, { value, agrees }: Wanted): boolean {
  let [under, over] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let before = values[0] ?? Number.NaN;
  for (let at = 1; at < values.length; at += 1) {
    const here = values[at] ?? Number.NaN;
    const step = Math.abs(here - before);
    if (step >= value) {
      if (step < over) over = step;
    } else if (step > under) under = step;
    before = here;
  }
  return (Number.isFinite(under) && agrees(under)) || (Number.isFinite(over) && agrees(over));
}

/** One level or spread as part of another, relative changes, and so many readings of all. */
export const isProportion: Search = (wanted, { distances, notable }, { window, whole }) => {
  const n = window.values.length;
  const main = [whole.mean, whole.quantile(0.5), whole.max - whole.min, Math.sqrt(whole.variance)];
  return (
    isAmong(n + 1, (k) => k / n, wanted) ||
    main.some((one) =>
      isAmong(distances.length, (at) => (distances[at] ?? Number.NaN) / Math.abs(one), wanted),
    ) ||
    isRatio(notable, wanted.agrees)
  );
};

/** Whether one of some numbers is so many times another, or by such a share more or less. */
function isRatio(numbers: Float64Array, agrees: Wanted['agrees']): boolean {
  for (const [a, one] of numbers.entries())
    for (const [b, other] of numbers.entries()) {
      const ratio = one / other;
      if (a !== b && (agrees(Math.abs(ratio)) || agrees(Math.abs(ratio - 1)))) return true;
    }
  return false;
}

/** The times between two moments, give or take an interval of the readings, and of so many readings; in seconds. */
export const isLength: Search = (wanted, { lengths }, { window }) => {
  const { moments, seconds } = lengths();
  const step = window.intervalMs;
  if (isInList(seconds, wanted)) return true;
  for (let a = 1; a < moments.length; a += 1)
    for (let b = 0; b < a; b += 1) {
      const ms = (moments[a] ?? Number.NaN) - (moments[b] ?? Number.NaN);
      for (const either of [ms - step, ms, ms + step])
        if (wanted.agrees(Math.abs(either) / 1000)) return true;
    }
  return false;
};
