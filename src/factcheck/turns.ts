import type { WindowData } from './window-data.ts';

/** Times of the three largest steps between neighbours, of both readings; and of the extremes. */
export function turns(window: WindowData): number[] {
  const steps: [number, number][] = [];
  for (let i = 1; i < window.values.length; i += 1) {
    const step = Math.abs((window.values[i] ?? 0) - (window.values[i - 1] ?? 0));
    const smallest = steps.at(-1)?.[0] ?? 0;
    if (step === 0 || (steps.length === 3 && step <= smallest)) continue;
    steps.push([step, i]);
    steps.sort((a, b) => b[0] - a[0]);
    if (steps.length > 3) steps.pop();
  }
  const { minAt, maxAt } = window.statistics;
  return [...steps.flatMap(([, i]) => [window.times[i] ?? 0, window.times[i - 1] ?? 0]), minAt, maxAt];
}
