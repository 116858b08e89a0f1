import type { Moment } from './tokens.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** `14:05`, `14:05:22`, `5 p.m.`, `11:30 pm`; undefined where no such time of day exists. */
export function parseClock(text: string): Moment | undefined {
  const parts = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s?(?:([ap])\.?m\.?)?$/i.exec(text);
  if (parts === null) return undefined;
  const [, hours, minutes, seconds, half] = parts;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const minute = Number(minutes ?? 0);
  const second = Number(seconds ?? 0);
  if (hour > 24 || minute > 59 || second > 59) return undefined;
  const precision = seconds !== undefined ? 1 : minutes !== undefined ? 60 : 3600;
  return { second: (hour * 3600 + minute * 60 + second) % 86_400, precision };
}

/** An ISO 8601 date, with or without a time; an offset is applied, so that the result is UTC. */
export function parseIsoDate(text: string): Moment | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?.*?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, zone] = parts;
  if (hour === undefined)
    return checkedDate({ year: Number(year), month: Number(month), day: Number(day), precision: 86_400 });
  const seconds = second ?? '00';
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${seconds}${zone ?? 'Z'}`);
  if (Number.isNaN(ms)) return undefined;
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    second: Math.floor((ms % 86_400_000) / 1000),
    precision: second === undefined ? 60 : 1,
  };
}

function checkedDate(moment: Moment): Moment | undefined {
  const { month = 0, day = 0 } = moment;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? moment : undefined;
}

/** 1 to 12 for the name of a month or its first three letters; undefined for another word. */
export function monthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const index = MONTHS.findIndex((name) => name === word || (word.length === 3 && name.startsWith(word)));
  return index === -1 ? undefined : index + 1;
}

/** 0 (Sunday) to 6 for the name of a weekday, plural too. */
export function weekdayNumber(word: string): number | undefined {
  const index = WEEKDAYS.findIndex((name) => word === name || word === `${name}s`);
  return index === -1 ? undefined : index;
}
