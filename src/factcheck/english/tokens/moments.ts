import type { Moment } from '../../statement/literals.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** `14:05`, `14:05:22`, `5 p.m.`, `11:30 pm`, `19h30`; undefined where no such time of day exists. */
export function parseClock(text: string): Moment | undefined {
  const parts = /^(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s?(?:([ap])\.?m\.?)?z?$/i.exec(text);
  if (parts === null) return undefined;
  const [, hours, minutes, seconds, half] = parts;
  const hour = half === undefined ? Number(hours) : ofHalfDay(Number(hours), half);
  const minute = Number(minutes ?? 0);
  const second = Number(seconds ?? 0);
  if (hour === undefined || hour > 24 || minute > 59 || second > 59) return undefined;
  return {
    hour: hour % 24,
    ...(minutes === undefined ? {} : { minute }),
    ...(seconds === undefined ? {} : { second }),
    hedge: 'exact',
  };
}

/** The hour of 24 for one of twelve. */
export function ofHalfDay(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** An ISO 8601 date, with or without a time; an offset is kept beside it. */
export function parseIsoDate(text: string): Moment | undefined {
  const parts =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, zone] = parts;
  const date = { year: Number(year), month: Number(month), day: Number(day), hedge: 'exact' } as const;
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return undefined;
  if (hour === undefined) return date;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  return {
    ...date,
    hour: Number(hour),
    minute: Number(minute),
    ...(second === undefined ? {} : { second: Number(second) }),
    ...(zone === undefined || zone === 'Z' ? {} : { offsetMinutes: offsetOf(zone) }),
  };
}

function offsetOf(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

/** 1 to 12 for the name of a month or its first three letters; undefined for another word. */
export function monthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const name = word.replace(/\.$/, '');
  const index = MONTHS.findIndex(
    (month) => month === name || ((name.length === 3 || name === 'sept') && month.startsWith(name)),
  );
  return index === -1 ? undefined : index + 1;
}

/** 0 (Sunday) to 6 for the name of a weekday, plural too. */
export function weekdayNumber(word: string): number | undefined {
  const index = WEEKDAYS.findIndex((name) => word === name || word === `${name}s`);
  return index === -1 ? undefined : index;
}
