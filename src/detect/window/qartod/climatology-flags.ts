import type { Flag } from '../../finding.ts';
import { isOutside, ordered, type Span } from '../../spans.ts';

/** What of a time a member's span is compared with; weeks and days of the week begin on Monday, that day is 0. */
export type Period =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'dayofyear'
  | 'day'
  | 'dayofweek'
  | 'hour'
  | 'minute'
  | 'second';

/** What is expected at some time of the year, week or day. */
export interface ClimatologyMember {
  /** Values of the period; without a period epoch milliseconds. Both ends are inside. */
  readonly times: Span;
  readonly period?: Period | undefined;
  readonly suspect: Span;
  readonly fail?: Span | undefined;
}

/**
 * QARTOD climatology: a row in a member's time is 4 outside its fail span, 3 outside its suspect span, else 1;
 * later members overrule earlier ones, and a row in no member's time is not evaluated. Times are epoch ms, their
 * parts are those of UTC; for local time add the zone's offset beforehand.
 */
export function climatologyFlags(
  times: Float64Array,
  values: Float64Array,
  members: readonly ClimatologyMember[],
): Flag[] {
  const lastFirst = members.toReversed();
  return Array.from(values, (value, row) => {
    if (!Number.isFinite(value)) return 9;
    const time = times[row] ?? Number.NaN;
    const member = lastFirst.find((one) => covers(one, time));
    if (member === undefined) return 2;
    if (member.fail !== undefined && isOutside(value, ordered(member.fail))) return 4;
    return isOutside(value, ordered(member.suspect)) ? 3 : 1;
  });
}

export function covers({ times, period }: ClimatologyMember, time: number): boolean {
  return !isOutside(period === undefined ? time : PARTS[period](new Date(time)), ordered(times));
}

const DAY_MS = 86_400_000;

const PARTS: Readonly<Record<Period, (date: Date) => number>> = {
  year: (date) => date.getUTCFullYear(),
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  month: (date) => date.getUTCMonth() + 1,
  week: isoWeek,
  dayofyear: (date) => dayOfYear(date.getTime()),
  day: (date) => date.getUTCDate(),
  dayofweek: (date) => mondayIsZero(date),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
};

function mondayIsZero(date: Date): number {
  return (date.getUTCDay() + 6) % 7;
}

function dayOfYear(time: number): number {
  return Math.floor((time - Date.UTC(new Date(time).getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

/** ISO 8601: a week belongs to the year that has its Thursday. */
function isoWeek(date: Date): number {
  const thursday = date.getTime() + (3 - mondayIsZero(date)) * DAY_MS;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}
