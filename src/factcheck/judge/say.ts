/** A number for evidence: six significant digits, no trailing zeros. */
export function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : 'none';
}

/** A time of day for evidence; seconds only where there are some. */
export function showTime(ms: number): string {
  if (!Number.isFinite(ms)) return 'none';
  const text = new Date(ms).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

/** A day for evidence. */
export function showDay(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : 'none';
}

/** A length of time for evidence. */
export function showSeconds(seconds: number): string {
  if (Math.abs(seconds) < 120) return `${show(seconds)} s`;
  return Math.abs(seconds) < 7200 ? `${show(seconds / 60)} min` : `${show(seconds / 3600)} h`;
}

const DAY_MS = 86_400_000;

/** Two moments, with their days where these differ. */
export function showSpan(from: number, to: number): string {
  const sameDay = Math.floor(from / DAY_MS) === Math.floor(to / DAY_MS);
  const say = (ms: number) => (sameDay ? showTime(ms) : `${showDay(ms)} ${showTime(ms)}`);
  return `from ${say(from)} to ${say(to)}`;
}

/** "all 60 readings", "the 18 readings from 14:02 to 14:19". */
export function nameOfCut(times: Float64Array, isWhole: boolean): string {
  const n = times.length;
  if (isWhole) return `all ${n} readings`;
  if (n === 0) return 'no readings';
  const [first, last] = [times[0] ?? Number.NaN, times.at(-1) ?? Number.NaN];
  return n === 1 ? `the reading at ${showTime(first)}` : `the ${n} readings ${showSpan(first, last)}`;
}
