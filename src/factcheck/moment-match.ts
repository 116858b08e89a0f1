import type { Moment } from './tokens.ts';
import type { WindowData } from './window-data.ts';

const DAY = 86_400;

/**
 * Whether a time of the data is the moment written. One written to the minute may be cut or rounded; one written to the hour
 * ("5 a.m.") is that hour to within half the usual interval of the readings.
 */
export function isMoment(ms: number, moment: Moment, window: WindowData): boolean {
  if (!sameDate(ms, moment)) return false;
  if (moment.second === undefined) return true;
  if (moment.untilSecond !== undefined) return isWithin((ms / 1000) % DAY, moment.second, moment.untilSecond);
  const away = signedSeconds((ms / 1000) % DAY, moment.second);
  if (moment.about === true) return Math.abs(away) <= Math.max(300, spanSeconds(window) * 0.05);
  if (moment.precision === 1) return Math.abs(away) < 1;
  if (moment.precision === 60) return away >= -30 && away < 60;
  const half = window.statistics.usualIntervalMs / 2000;
  return Math.abs(away) <= Math.max(60, Number.isFinite(half) ? half : 0);
}

function isWithin(second: number, from: number, until: number): boolean {
  return from <= until ? second >= from && second < until : second >= from || second < until;
}

/** Seconds from the written time of day to the actual one, the short way round midnight. */
export function signedSeconds(actual: number, written: number): number {
  const away = (((actual - written) % DAY) + DAY) % DAY;
  return away > DAY / 2 ? away - DAY : away;
}

function sameDate(ms: number, moment: Moment): boolean {
  const { year, month, day, weekday } = moment;
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

function spanSeconds(window: WindowData): number {
  return (window.statistics.lastAt - window.statistics.firstAt) / 1000 || 0;
}

/** The instant of a moment within the window, epoch ms; undefined when the window does not hold it. */
export function instantIn(window: WindowData, moment: Moment): number | undefined {
  const { firstAt, lastAt, usualIntervalMs } = window.statistics;
  const from = window.context.window?.start ?? firstAt;
  const to = Math.max(window.context.window?.end ?? lastAt, lastAt);
  const slack = Math.max(60_000, usualIntervalMs || 0);
  if (moment.second === undefined) return undefined;
  const firstDay = Math.floor(from / 86_400_000) - 1;
  const lastDay = Math.min(Math.floor(to / 86_400_000) + 1, firstDay + 400);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const ms = day * 86_400_000 + moment.second * 1000;
    if (ms >= from - slack && ms <= to + slack && sameDate(ms, moment)) return ms;
  }
  return undefined;
}
