/** A figure as people write it: at most six significant digits, no float dust. */
export function formatValue(value: number, unit = ''): string {
  const text = Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : shortest(value);
  return unit === '' ? text : `${text} ${unit}`;
}

function shortest(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** A span is told to so many digits of its width: more would say that it is known so well. */
const SPAN_DIGITS = 3;

/** `18.5 to 21 °C` */
export function formatSpan([low, high]: readonly [number, number], unit = ''): string {
  if (low === Number.NEGATIVE_INFINITY) return `at most ${formatValue(high, unit)}`;
  if (high === Number.POSITIVE_INFINITY) return `at least ${formatValue(low, unit)}`;
  const decimals = Math.min(9, Math.max(0, SPAN_DIGITS - Math.ceil(Math.log10(high - low))));
  const ends = [low, high].map((end) => (high > low && decimals > 0 ? Number(end.toFixed(decimals)) : end));
  return `${formatValue(ends[0] ?? low)} to ${formatValue(ends[1] ?? high, unit)}`;
}

/** `2026-11-22 14:05 UTC`, with seconds only where there are any. */
export function formatTime(ms: number): string {
  const text = new Date(ms).toISOString();
  const clock = text.slice(11, ms % 60_000 === 0 ? 16 : 19);
  return `${text.slice(0, 10)} ${clock} UTC`;
}

/** `at 2026-11-22 14:05 UTC`, or `from ... to ...` with the date once where it is the same. */
export function formatInterval(start: number, end: number): string {
  if (start === end) return `at ${formatTime(start)}`;
  const [from, to] = [formatTime(start), formatTime(end)];
  const sameDay = from.slice(0, 10) === to.slice(0, 10);
  return `from ${sameDay ? from.slice(0, -4) : from} to ${sameDay ? to.slice(11) : to}`;
}
