import type { FindingKind } from '../../detect/kinds.ts';

const DAY_MS = 86_400_000;

/** A number for evidence: six significant digits, no trailing zeros. */
export function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : 'none';
}

/** A time of day for evidence; seconds only where there are some. */
export function showTime(ms: number): string {
  if (!Number.isFinite(ms)) return 'none';
  const seconds = Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / 1000);
  const minutes = Math.floor(seconds / 60);
  const text = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return seconds % 60 === 0 ? text : `${text}:${twoDigits(seconds % 60)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** A day for evidence. */
function showDay(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : 'none';
}

/** A length of time for evidence. */
export function showSeconds(seconds: number): string {
  if (Math.abs(seconds) < 120) return `${show(seconds)} s`;
  return Math.abs(seconds) < 7200 ? `${show(seconds / 60)} min` : `${show(seconds / 3600)} h`;
}

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

/** What was understood and what it was held against; evidence that begins with the one says both. */
export function sayJudged(reading: string, evidence: string): string {
  return evidence.startsWith(`${reading};`) ? evidence : `${reading}: ${evidence}`;
}

/** Which series it is, where a text names a thing. */
export function saySeries(reading: string, series: string): string {
  return `${reading}; the series is ${series}`;
}

/** The reading that comes nearest to a value that none has. */
export function sayNearest(value: number, ms: number): string {
  return `none is; the nearest is ${show(value)} at ${showTime(ms)}`;
}

/** That a number is not what it is said to be, and nothing else either. */
export function sayNoFigure(evidence: string): string {
  return `${evidence}; and no other figure of the window is that`;
}

/** What happens when the text says it does; a moment that the reading names is not said again. */
export function sayThen(reading: string, ms = Number.NaN): string {
  return reading.includes(showTime(ms)) ? 'so it is' : `so it is, at ${showTime(ms)}`;
}

/** What does not happen when the text says it does; on several days that may be at one time of day. */
export function sayNotThen(at: readonly number[]): string {
  const times = [...new Set(at.slice(0, MOST_SAID).map(showTime))];
  return times.length === 0 ? 'not at the time that is stated' : `not at ${times.join(', ')}`;
}

/** So many moments are looked through for evidence. */
const MOST_SAID = 4;

/** Findings that could have been there without being seen: "a clipped value or a drift". */
export function sayUnseen(kinds: readonly FindingKind[]): string {
  const things = kinds.map((kind) => UNSEEN[kind]);
  const last = things.at(-1) ?? 'anything';
  const all = things.length < 2 ? last : `${things.slice(0, -1).join(', ')} or ${last}`;
  return `nothing was found, but ${all} could not have been seen`;
}

const UNSEEN: Readonly<Record<FindingKind, string>> = {
  spike: 'a spike',
  dropout: 'a dropout',
  stuck: 'a stuck sensor',
  gap: 'a gap',
  stale: 'a silence at the end',
  'level shift': 'a level shift',
  drift: 'a drift',
  'noise burst': 'a noise burst',
  attenuated: 'an attenuated signal',
  clipped: 'a clipped value',
  'unusual level': 'an unusual level',
  'out of range': 'a value out of range',
  'rate of change': 'too fast a change',
  duplicate: 'a duplicate',
  disordered: 'a row out of order',
  future: 'a time in the future',
};
