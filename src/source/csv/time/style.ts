import { isoTime } from '../../../lib/time.ts';
import { ambiguous, fileError } from '../file.ts';
import type { Table } from '../header.ts';
import type { CsvReadOptions } from '../options.ts';
import { quote } from '../quote.ts';
import type { SampleRow } from '../sample.ts';
import { excelMs } from './calendar.ts';
import { type Detected, detectTimes } from './detect.ts';
import { joinTime } from './join.ts';
import type { TimeStyle } from './reader.ts';
import { shapeOf } from './shape.ts';
import { offsetMs, type ZoneOffsets, zoneInHeader, zoneOf } from './zones.ts';

/** Days from 2000 to 2100 as spreadsheets count them. */
const EXCEL_DAYS = [36_526, 73_415] as const;

/**
 * How the times of that file are written, by the settings and else by all rows of the sample. Throws
 * `source_ambiguous` where they can be meant in several ways, with the settings that decide.
 */
export function timeStyleOf(
  path: string,
  table: Table,
  columns: readonly number[],
  writtenAt: number,
  options: CsvReadOptions,
): { readonly style: TimeStyle; readonly meaning: string } {
  const zones: ZoneOffsets = Object.fromEntries(
    Object.entries(options.zones).map(([word, offset]) => [word.toUpperCase(), offsetMs(offset) ?? 0]),
  );
  const stretches = [table.head, table.tail].map((rows) =>
    rows.map((row) => timeText(row, columns)).filter((text) => text !== ''),
  );
  const named = columns
    .map((at) => table.columns[at] ?? '')
    .concat(table.below.flatMap(({ cells }) => columns.map((at) => cells[at] ?? '')));
  const inHeader = options.timezone === undefined ? zoneInHeader(named, zones) : undefined;
  if (typeof inHeader === 'string' && !stretches.flat().every(namesZone)) {
    throw ambiguous(
      path,
      `has times in ${inHeader}, which may be several zones`,
      `Set timezone, or say what it is with zones: { ${inHeader}: "+08:00" }.`,
    );
  }
  const told = typeof inHeader === 'string' ? undefined : inHeader;
  const zone = told ?? { timezone: options.timezone ?? 'UTC' };
  const base = { zone, zones, locale: options.locale };
  const zoneTold = told === undefined ? '' : ', in the zone that the header names';
  if (options.timeFormat !== 'auto') {
    const style = { ...base, timeFormats: [options.timeFormat], zoneMayFollow: options.timeFormat === 'iso' };
    return { style, meaning: options.timeFormat + zoneTold };
  }
  refuseUnknownZones(path, stretches.flat(), zones);
  const detected = detectTimes(stretches, writtenAt);
  if (detected === undefined || 'candidates' in detected)
    throw refusal(path, table, columns, stretches.flat(), detected);
  return {
    style: { ...base, timeFormats: detected.timeFormats, zoneMayFollow: true },
    meaning: detected.meaning + zoneTold,
  };
}

/** True for a time that says its zone itself: the header's counts no more. */
function namesZone(text: string): boolean {
  return (shapeOf(text)?.zone ?? '') !== '';
}

/** The cells of the time of a row, joined. */
export function timeText({ cells }: SampleRow, columns: readonly number[]): string {
  return joinTime(columns.map((at) => cells[at] ?? ''));
}

/** Where so many times have it, what stands behind them is no slip. */
const ZONE_SHARE = 0.1;

function refuseUnknownZones(path: string, texts: readonly string[], zones: ZoneOffsets): void {
  const unknown = texts.filter((text) => {
    if (/\d$|Z$/.test(text)) return false;
    const zone = shapeOf(text)?.zone ?? '';
    return zone !== '' && zoneOf(zone, zones) === undefined && !zone.includes('[');
  });
  const [text] = unknown;
  if (text === undefined || unknown.length < texts.length * ZONE_SHARE) return;
  const zone = shapeOf(text)?.zone ?? '';
  throw ambiguous(
    path,
    `has times such as ${text}, and ${zone} may be several zones or none`,
    /^[A-Za-z]+$/.test(zone)
      ? `Say what it is with zones: { ${zone}: "+08:00" }, or set timeFormat with '${zone}' in quotes, and timezone.`
      : 'Set timeFormat to how they are written, and timezone.',
  );
}

function refusal(
  path: string,
  table: Table,
  columns: readonly number[],
  texts: readonly string[],
  detected: Detected,
): ReturnType<typeof fileError> {
  if (detected !== undefined && 'candidates' in detected) {
    const { text, candidates } = detected;
    const ways = candidates
      .map(({ reads, timeFormat }) => `${reads} (timeFormat: "${timeFormat}")`)
      .join(' or ');
    return ambiguous(
      path,
      `has times that can be meant in ${candidates.length} ways: ${text} is ${ways}`,
      'Set timeFormat to the right one.',
    );
  }
  const name = columns.map((at) => table.columns[at]).join(' and ');
  const [text = ''] = texts;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return countRefusal(path, name, text);
  const first = quote(table.head[0] ?? table.tail[0]);
  return fileError(
    path,
    `has no row that can be read; the first is: ${first}`,
    `Set timeFormat to how the times in ${name} are written, or timestamp to another column.`,
  );
}

/** A number that is no moment by itself: days of a spreadsheet, or a count since some start. */
function countRefusal(path: string, name: string, text: string): ReturnType<typeof fileError> {
  const number = Number(text);
  const [from, to] = EXCEL_DAYS;
  const days =
    number >= from && number < to
      ? `${isoTime(excelMs(number)).slice(0, 16).replace('T', ' ')} as spreadsheets count days (timeFormat: excel), or `
      : '';
  return ambiguous(
    path,
    `has numbers in ${name} such as ${text}: ${days}a time since 1970 in some unit (timeFormat: s, ms, us or ns), or since a start of its own`,
    'Set timeFormat to the right one, or timestamp to another column.',
  );
}
