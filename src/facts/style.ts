import type { Window } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';

/** How the numbers and times of one window are written, the same in facts and summary. */
export interface Style {
  /** A reading with its unit: `22.4 °C`. */
  reading(value: number): string;
  /** A figure computed from readings, such as their mean: of counts it has a digit or two that they have not: `3.9`. */
  figure(value: number): string;
  /** A level that readings keep to, told with "about": to one figure of their spread, as its mean and its median differ by more than a tenth of that. */
  level(value: number): string;
  /** Two readings with one unit: `21.9 to 23.2 °C`, or `21.9 and 23.2 °C`. */
  range(low: number, high: number, link?: 'to' | 'and'): string;
  /** A moment: `14:05`, with the date where the window is longer than a day; seconds where they matter. */
  time(ms: number): string;
  /** `at 14:05`, or `from 14:05 to 14:25` where the two are not written alike. */
  span(start: number, end: number): string;
}

const DAY_MS = 86_400_000;
/** What follows the clock time in texts that stand alone. */
export type Zone = '' | ' UTC';

/** Style of a window; `zone` follows every time. */
export function styleOf(statistics: Statistics, unit: string, window: Window, zone: Zone): Style {
  const decimals = usefulDecimals(statistics);
  const withDate = window.end - window.start > DAY_MS;
  const withSeconds = statistics.usualIntervalMs < 60_000;
  const clock = (ms: number): string => writeTime(ms, withDate, withSeconds);
  return {
    reading: (value) => withUnit(writeNumber(value, decimals), unit),
    figure: (value) => withUnit(writeNumber(value, figureDecimals(statistics, decimals)), unit),
    level: (value) => withUnit(writeNumber(value, levelDecimals(statistics, decimals)), unit),
    range: (low, high, link = 'to') =>
      withUnit(`${writeNumber(low, decimals)} ${link} ${writeNumber(high, decimals)}`, unit),
    time: (ms) => `${clock(ms)}${zone}`,
    span: (start, end) =>
      clock(start) === clock(end)
        ? `at ${clock(start)}${zone}`
        : `from ${clock(start)} to ${clock(end)}${zone}`,
  };
}

function withUnit(text: string, unit: string): string {
  if (unit === '') return text;
  return unit === '%' ? `${text}%` : `${text} ${unit}`;
}

/**
 * Decimals that say something: two figures of the usual spread, but no more than the readings have.
 * The spread is the robust one, so that a spike does not blur the numbers around it.
 */
function usefulDecimals(statistics: Statistics): number {
  const own = ownDecimals(statistics);
  return Math.min(own, spreadDecimals(statistics) ?? own);
}

/** Of whole readings two figures of their spread: a mean of 3.92 people is not 4. */
function figureDecimals(statistics: Statistics, decimals: number): number {
  return ownDecimals(statistics) > 0 ? decimals : Math.min(2, spreadDecimals(statistics) ?? 0);
}

function levelDecimals(statistics: Statistics, decimals: number): number {
  return Math.min(decimals, Math.max(0, (spreadDecimals(statistics) ?? decimals + 1) - 1));
}

function ownDecimals({ min, max, first, last }: Statistics): number {
  return Math.max(...[min, max, first, last].map(decimalsOf));
}

/** Decimals of two figures of the usual spread; undefined where there is none. */
function spreadDecimals({ mad, stddev }: Statistics): number | undefined {
  const spread = mad > 0 ? 1.4826 * mad : stddev;
  return spread > 0 ? Math.max(0, 1 - Math.floor(Math.log10(spread))) : undefined;
}

const MAX_DECIMALS = 9;

/** Decimals a number is written with, the noise of binary fractions aside. */
function decimalsOf(value: number): number {
  if (!Number.isFinite(value)) return 0;
  for (let decimals = 0; decimals < MAX_DECIMALS; decimals += 1) {
    if (Math.abs(value - Number(value.toFixed(decimals))) <= Math.abs(value) * 1e-12) return decimals;
  }
  return MAX_DECIMALS;
}

/** A number rounded to `decimals`, trailing zeros cut; what would round to nothing keeps three figures. */
export function writeNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return 'no value';
  if (Math.abs(value) >= 1e15) return value.toPrecision(6);
  const rounded = Number(value.toFixed(Math.min(decimals, 20)));
  if (rounded === 0 && value !== 0) return String(Number(value.toPrecision(3)));
  return rounded === 0 ? '0' : String(rounded);
}

function writeTime(ms: number, withDate: boolean, withSeconds: boolean): string {
  if (!Number.isFinite(ms)) return 'an unknown time';
  const iso = new Date(ms).toISOString();
  const clock = iso.slice(11, withSeconds ? 19 : 16);
  return withDate ? `${iso.slice(0, 10)} ${clock}` : clock;
}

const UNITS = [
  { name: 'day', ms: DAY_MS, from: 2 * DAY_MS },
  { name: 'hour', ms: 3_600_000, from: 2 * 3_600_000 },
  { name: 'minute', ms: 60_000, from: 60_000 },
  { name: 'second', ms: 1000, from: 0 },
] as const;

/** A duration in words, in one unit: `45 seconds`, `90 minutes`, `3.5 hours`, `2 days`. */
export function writeDuration(ms: number): string {
  if (!Number.isFinite(ms)) return 'an unknown time';
  const unit = UNITS.find(({ from }) => ms >= from) ?? UNITS[3];
  const amount = ms / unit.ms;
  const written = amount < 10 ? Number(amount.toFixed(1)) : Math.round(amount);
  return `${written} ${unit.name}${written === 1 ? '' : 's'}`;
}

/** `1 reading`, `3 readings`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
