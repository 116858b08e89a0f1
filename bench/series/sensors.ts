/** One point a minute: a window of six hours has 360. */
export const STEP_MS = 60_000;
export const WINDOW_MS = 6 * 60 * STEP_MS;
export const FIRST_END = Date.parse('2026-11-22T00:00:00Z');

/** A day's rhythm in two decimals, with steps that look like noise, other ones for each sensor: what one has learned is true of all. */
export function readingOf(sensor: number, time: number): number {
  const minute = time / STEP_MS;
  const noise = (((minute + 31 * sensor) * 7919) % 1009) / 5000;
  const rhythm = 2 * Math.sin((2 * Math.PI * minute) / 1440);
  return Math.round((15 + rhythm + noise) * 100) / 100;
}
