import type { DayPart, Moment } from '../statement/literals.ts';
import { ABOUT_TIME_MS, ABOUT_TIME_SHARE } from './definitions.ts';
import type { JudgedWindow } from './window.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** So many days of a window are searched for a time of day. */
const MAX_DAYS = 400;

/** What a moment was written to, ms: a second, a minute, an hour, or a day. */
export function precisionOf({ hour, minute, second }: Moment): number {
  if (second !== undefined) return 1000;
  if (minute !== undefined) return MINUTE_MS;
  return hour === undefined ? DAY_MS : HOUR_MS;
}

/**
 * Whether a time of the data is the moment written. One written to the minute may be cut or rounded; one written to the hour
 * ("5 a.m.") is that hour to within half the usual interval of the readings.
 */
export function isMoment(ms: number, moment: Moment, window: JudgedWindow): boolean {
  const local = ms + (moment.offsetMinutes ?? 0) * MINUTE_MS;
  if (!isOnDate(local, moment)) return false;
  if (moment.hour === undefined) return true;
  const written = moment.hour * HOUR_MS + (moment.minute ?? 0) * MINUTE_MS + (moment.second ?? 0) * 1000;
  const away = shortWay(local - written, moment.isEitherHalf === true ? DAY_MS / 2 : DAY_MS);
  if (moment.hedge === 'exact') return isAsWritten(away, moment, window);
  const loose = Math.max(ABOUT_TIME_MS, (window.to - window.from) * ABOUT_TIME_SHARE);
  const [before, after] = [moment.hedge === 'just over' ? 0 : loose, moment.hedge === 'almost' ? 0 : loose];
  return away >= -before && away <= after;
}

function isAsWritten(away: number, moment: Moment, window: JudgedWindow): boolean {
  const precision = precisionOf(moment);
  if (precision === 1000) return Math.abs(away) < 1000;
  if (precision === MINUTE_MS) return away >= -MINUTE_MS / 2 && away < MINUTE_MS;
  return Math.abs(away) <= Math.max(MINUTE_MS, window.intervalMs / 2);
}

/** ms to the short way round the clock. */
function shortWay(ms: number, round: number): number {
  const away = ((ms % round) + round) % round;
  return away > round / 2 ? away - round : away;
}

function isOnDate(ms: number, { year, month, day, weekday }: Moment): boolean {
  // Most moments are of the day alone, and this is asked of every reading.
  if (year === undefined && month === undefined && day === undefined && weekday === undefined)
    return Number.isFinite(ms);
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return false;
  return (
    (year === undefined || date.getUTCFullYear() === year) &&
    (month === undefined || date.getUTCMonth() + 1 === month) &&
    (day === undefined || date.getUTCDate() === day) &&
    (weekday === undefined || date.getUTCDay() === weekday)
  );
}

/** First and last instant (ms, both included) of each stretch of the window that a moment names. */
export function stretchesOf(
  moment: Moment,
  window: JudgedWindow,
): readonly (readonly [from: number, to: number])[] {
  const offset = (moment.offsetMinutes ?? 0) * MINUTE_MS;
  const slackMs = Math.max(MINUTE_MS, window.intervalMs);
  const stretches: (readonly [number, number])[] = [];
  for (const day of daysOf(window)) {
    if (!isOnDate(day, moment)) continue;
    const start =
      day +
      (moment.hour ?? 0) * HOUR_MS +
      (moment.minute ?? 0) * MINUTE_MS +
      (moment.second ?? 0) * 1000 -
      offset;
    for (const half of moment.isEitherHalf === true ? [0, DAY_MS / 2] : [0]) {
      const from = start + half;
      const end = from + precisionOf(moment) - 1;
      if (end >= window.from - slackMs && from <= window.to + slackMs) stretches.push([from, end]);
    }
  }
  return stretches;
}

/** The stretches of a part of the day in the window, on the day named or on each. */
export function hoursOf(
  hours: DayPart,
  on: Moment | undefined,
  window: JudgedWindow,
): readonly (readonly [number, number])[] {
  const stretches: (readonly [number, number])[] = [];
  for (const day of daysOf(window)) {
    if (on !== undefined && !isOnDate(day, on)) continue;
    const [start, end] = [day + hours.from * HOUR_MS, day + hours.to * HOUR_MS - 1];
    if (end >= window.from && start <= window.to) stretches.push([start, end]);
  }
  return stretches;
}

/** Midnight (ms) of each day that the window touches, and of the one before. */
function daysOf({ from, to }: JudgedWindow): readonly number[] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [];
  const first = Math.floor(from / DAY_MS) - 1;
  const last = Math.min(Math.floor(to / DAY_MS) + 1, first + MAX_DAYS);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * DAY_MS);
}
