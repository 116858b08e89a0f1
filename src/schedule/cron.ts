import { createTask, parse } from 'node-cron';
import { type ClockChange, clockChange, DAY_MS, HOUR_MS, instantsOf, wallTime } from '../lib/time.ts';

/**
 * One cron expression in one time zone, split into the days on which it ticks and the times of such a day.
 *
 * node-cron decides what an expression means: its `parse` gives the times, its `match` is asked about each day.
 * Its `match` alone would lose a time of day that the spring change skips and double one that the autumn change
 * repeats; and asked minute by minute (some 20 microseconds each) a month's outage would take a second.
 */
export interface Cron {
  readonly timezone: string;
  /** With every hour allowed, real time counts: 23 hourly ticks on the day of the spring change, 25 in autumn. */
  readonly everyHour: boolean;
  /** Wall-clock times of a day on which it ticks, milliseconds after midnight, rising. */
  readonly times: readonly number[];
  /** Whether it ticks on a calendar day, which is named by the epoch milliseconds of its midnight in UTC. */
  readonly ticksOn: (day: number) => boolean;
}

/** The longest rest looked across: February 29 on a given weekday comes every 28 years, 40 where a century falls between. */
const MAX_DAYS = 41 * 366;

const parsed = new Map<string, Cron>();

/** Reads an expression of 5 or 6 fields; throws node-cron's error for one that the config would have refused. */
export function parseCron(expression: string, timezone: string): Cron {
  const key = `${timezone} ${expression}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const { second, minute, hour, dayOfMonth, month, dayOfWeek } = parse(expression);
  const days = [dayOfMonth, month, dayOfWeek].map((values) => values.join(',')).join(' ');
  const judge = createTask(`0 0 0 ${days}`, () => undefined, { timezone: 'UTC' });
  // A destroyed task still matches; any other would stay in node-cron's registry for ever.
  judge.destroy();
  const times = hour.flatMap((h) =>
    minute.flatMap((m) => second.map((s) => h * HOUR_MS + m * 60_000 + s * 1000)),
  );
  const cron: Cron = {
    timezone,
    everyHour: new Set(hour).size === 24,
    times: [...new Set(times)].sort((a, b) => a - b),
    ticksOn: (day) => month.includes(new Date(day).getUTCMonth() + 1) && judge.match(new Date(day)),
  };
  parsed.set(key, cron);
  return cron;
}

/** The ticks in (after, until], oldest first; without `until` all that lie within 41 years. */
export function* ticksAfter(
  cron: Cron,
  after: number,
  until: number = after + MAX_DAYS * DAY_MS,
): Generator<number> {
  let previous = after;
  for (const day of daysBetween(cron, after, until)) {
    for (const tick of ticksOfDay(cron, day, previous, until)) {
      previous = tick;
      yield tick;
    }
  }
}

/** The ticks in (after, until], newest first. */
export function* ticksBefore(cron: Cron, after: number, until: number): Generator<number> {
  let next = until + 1;
  for (const day of daysBetween(cron, until, after)) {
    for (const tick of ticksOfDay(cron, day, after, next - 1).reverse()) {
      next = tick;
      yield tick;
    }
  }
}

/** How many ticks lie in (after, until]; a day's worth at a time, so that a year of minutes takes milliseconds. */
export function countTicks(cron: Cron, after: number, until: number): number {
  let count = 0;
  for (const day of daysBetween(cron, after, until)) {
    const change = changeAround(cron, day);
    const steady = change.before === change.after;
    const whole = steady && day - change.before > after && day + DAY_MS - change.before <= until;
    count += whole ? cron.times.length : ticksOfDay(cron, day, after, until).length;
  }
  return count;
}

/** The calendar days on which it ticks from one moment to another, in that direction, at most `MAX_DAYS` of them. */
function* daysBetween(cron: Cron, from: number, to: number): Generator<number> {
  const dayOf = (ms: number) => Math.floor(wallTime(ms, cron.timezone) / DAY_MS) * DAY_MS;
  const step = from <= to ? DAY_MS : -DAY_MS;
  const first = dayOf(from);
  const days = Math.min(Math.abs(dayOf(to) - first) / DAY_MS, MAX_DAYS);
  for (let index = 0; index <= days; index++) {
    const day = first + index * step;
    if (cron.ticksOn(day)) yield day;
  }
}

/** No offset reaches 15 hours: a calendar day lies within these moments wherever the zone is. */
function changeAround(cron: Cron, day: number): ClockChange {
  return clockChange(day - 15 * HOUR_MS, day + DAY_MS + 15 * HOUR_MS, cron.timezone);
}

/**
 * The ticks of one calendar day that lie in (after, until], rising. A fixed hour comes once: at the end of the gap
 * when spring skips it, the first time when autumn repeats it. With every hour allowed, real time counts.
 */
function ticksOfDay(cron: Cron, day: number, after: number, until: number): number[] {
  const change = changeAround(cron, day);
  if (change.before === change.after) {
    const midnight = day - change.before;
    const times = cron.times.filter((time) => midnight + time > after && midnight + time <= until);
    return times.map((time) => midnight + time);
  }
  const ticks = cron.times.flatMap((time) => {
    const instants = instantsOf(day + time, change);
    return cron.everyHour ? instants : [instants[0] ?? change.at];
  });
  return [...new Set(ticks)].filter((tick) => tick > after && tick <= until).sort((a, b) => a - b);
}
