import { DAY_MS } from '../../../lib/time.ts';

/** Earlier and later years in a file of readings are a date misread. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;
/** 1900 as spreadsheets count: their day 25569 is 1 January 1970. */
const EXCEL_EPOCH_DAY = 25_569;

/** Midnight of that date, as epoch milliseconds of UTC; NaN for a date that no calendar has, or of another age. */
export function midnight(year: number, month: number, day: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return Number.NaN;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms : Number.NaN;
}

/** A year of two digits belongs to the hundred years up to 2060, as Luxon has it. */
export function wholeYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year > 60 ? 1900 + year : 2000 + year;
}

/** Days since 1900 as spreadsheets count them, as epoch milliseconds: to the millisecond, as doubles of days hold. */
export function excelMs(days: number): number {
  return Math.round((days - EXCEL_EPOCH_DAY) * DAY_MS);
}
