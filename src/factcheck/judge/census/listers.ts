import type { Evaluator } from '../evaluator.ts';
import type { Census } from './figures.ts';

/** Hands on every figure of the window that a number on one scale may be, sizes without a sign. */
export type Lister = (see: (value: number) => void, census: Census, on: Evaluator) => void;

/** Readings, and statistics on the scale of readings. */
export const listLevels: Lister = (see, { levels }, { window }) => {
  window.values.forEach(see);
  levels.forEach(see);
};

/** Spreads, steps, the distances of two levels, and of a reading from the middle. */
export const listDistances: Lister = (see, { distances, notable }, { window, whole }) => {
  const { values } = window;
  const middles = [whole.mean, whole.quantile(0.5)];
  distances.forEach(see);
  forPairs(notable, (a, b) => see(a - b));
  for (const [at, value] of values.entries()) {
    see(Math.abs(value - (values[at - 1] ?? Number.NaN)));
    for (const middle of middles) see(Math.abs(value - middle));
  }
};

/** One level or spread as part of another, relative changes, and so many readings of all. */
export const listProportions: Lister = (see, { distances, notable }, { window, whole }) => {
  const n = window.values.length;
  for (let k = 0; k <= n; k += 1) see(k / n);
  forPairs(notable, (a, b) => {
    for (const ratio of [a / b, b / a]) {
      see(Math.abs(ratio));
      see(Math.abs(ratio - 1));
    }
  });
  const main = [whole.mean, whole.quantile(0.5), whole.max - whole.min, Math.sqrt(whole.variance)];
  for (const size of distances) for (const one of main) see(size / Math.abs(one));
};

/** The times between two moments, give or take an interval of the readings, and of so many readings; in seconds. */
export const listLengths: Lister = (see, { lengths }, { window }) => {
  const { moments, seconds } = lengths();
  const step = window.intervalMs;
  seconds.forEach(see);
  forPairs(moments, (a, b) => {
    for (const ms of [a - b - step, a - b, a - b + step]) see(Math.abs(ms) / 1000);
  });
};

/** Every two of some rising numbers, the greater one first. */
function forPairs(rising: Float64Array, see: (greater: number, less: number) => void): void {
  for (let i = 1; i < rising.length; i += 1)
    for (let j = 0; j < i; j += 1) see(rising[i] ?? Number.NaN, rising[j] ?? Number.NaN);
}
