import { ambiguous } from '../file.ts';
import type { Table } from '../header.ts';
import { columnIndex, notFound } from '../lookup.ts';
import { probe, type SampleRow } from '../sample.ts';
import { isTimeNumber } from './compact.ts';
import { DATE_PARTS, HOUR_NAMES, timeNameRank } from './names.ts';
import { isClock, shapeOf } from './shape.ts';
import { zoneOf } from './zones.ts';

/** Most of a column's cells must be of a kind to make it of that kind. */
const SHARE = 0.5;
/** Names up to this one are a time's whatever the column holds. */
const LEAST_PLAIN_RANK = timeNameRank('stamp') ?? 0;

/** What a column holds: moments, days, times of day, numbers that may be moments, or something else. */
type Kind = 'moment' | 'day' | 'clock' | 'number' | 'other';

/** The columns that together say the time of a row, in the order in which their cells are joined by a blank. */
export function timeColumns(
  path: string,
  table: Table,
  configured: string | readonly string[],
): readonly number[] {
  if (configured !== 'auto') {
    const names = typeof configured === 'string' ? [configured] : configured;
    return names.map((name) => columnIndex(path, table.columns, name, 'timestamp'));
  }
  const parts = datePartColumns(table.columns);
  if (parts !== undefined) return parts;
  const rows = probe(table);
  const kinds = table.columns.map((_, at) => kindOf(rows, at));
  const found =
    oneOf(path, table, kinds, 'moment') ??
    dayAndClock(path, table, kinds, rows) ??
    oneOf(path, table, kinds, 'number') ??
    onlyNamed(table);
  if (found !== undefined) return [...found, ...zoneColumn(table, rows)];
  throw notFound(
    path,
    'has no column that looks like a time',
    'Set timestamp to its name, and timeFormat if it is written in an unusual way.',
  );
}

/** A column of its own for the zone: UTC, +01:00, Europe/Berlin. */
function zoneColumn({ columns }: Table, rows: readonly SampleRow[]): readonly number[] {
  const index = columns.findIndex((name) => /^(?:tz|time_?zone|utc_?offset|offset|zone)$/i.test(name));
  const cells = rows.map(({ cells }) => cells[index] ?? '');
  const areZones = index >= 0 && cells.length > 0 && cells.every((cell) => zoneOf(cell, {}) !== undefined);
  return areZones ? [index] : [];
}

function kindOf(rows: readonly SampleRow[], at: number): Kind {
  const cells = rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '');
  const share = (test: (cell: string) => boolean): boolean =>
    cells.filter(test).length > cells.length * SHARE;
  if (cells.length === 0) return 'other';
  const shapes = cells.map(shapeOf);
  // 18.25.00 is no date; where one is none, none is.
  if (cells.every(isClock) && shapes.includes(undefined)) return 'clock';
  const moments = shapes.filter((shape) => shape !== undefined && !Number.isNaN(shape.clockMs)).length;
  const days = shapes.filter((shape) => shape !== undefined && Number.isNaN(shape.clockMs)).length;
  // Some programs leave midnight out of the one row of a day that has it.
  if (moments + days > cells.length * SHARE) return moments > 0 ? 'moment' : 'day';
  if (share(isClock)) return 'clock';
  return share((cell) => /^\d{8}$/.test(cell) || isTimeNumber(cell)) ? 'number' : 'other';
}

/** The one column of a kind, or the one of them with the plainest name of a time. */
function oneOf(
  path: string,
  { columns }: Table,
  kinds: readonly Kind[],
  kind: Kind,
): readonly number[] | undefined {
  const all = [...kinds.keys()].filter((at) => kinds[at] === kind);
  const [first, second] = all;
  if (first === undefined) return undefined;
  const byName = all
    .map((at) => ({ at, rank: timeNameRank(columns[at] ?? '') ?? Number.NaN }))
    .filter(({ rank }) => !Number.isNaN(rank))
    .sort((a, b) => a.rank - b.rank);
  const [plainest, next] = byName;
  if (plainest !== undefined && plainest.rank !== next?.rank) return [plainest.at];
  if (second === undefined)
    return kind === 'number' && timeNameRank(columns[first] ?? '') === undefined && first > 0
      ? undefined
      : [first];
  if (kind === 'number' && plainest === undefined) return undefined;
  throw ambiguous(
    path,
    `has several columns of times: ${all.map((at) => columns[at]).join(', ')}`,
    'Set timestamp to the one that counts.',
  );
}

/** Days in one column, and times of day in another or none at all. */
function dayAndClock(
  path: string,
  table: Table,
  kinds: readonly Kind[],
  rows: readonly SampleRow[],
): readonly number[] | undefined {
  const { columns } = table;
  const clocks = [...kinds.keys()].filter((at) => kinds[at] === 'clock');
  const [clock, otherClock] = clocks;
  const dayLike = kinds.map(
    (kind, at): Kind => (kind === 'number' && clock !== undefined && areDays(rows, at) ? 'day' : kind),
  );
  const day = oneOf(path, table, dayLike, 'day');
  if (day === undefined) return undefined;
  if (otherClock !== undefined) {
    const named = clocks.map((at) => columns[at]).join(', ');
    throw ambiguous(
      path,
      `has several columns of times of day: ${named}`,
      'Set timestamp to a list: the date, then the time of day.',
    );
  }
  if (clock !== undefined) return [...day, clock];
  const hour = columns.findIndex(
    (name, at) => HOUR_NAMES.has(name.toLowerCase()) && kinds[at] === 'other' && !day.includes(at),
  );
  if (hour < 0) return day;
  if (/^(?:hour|hr|hh|stunde)$/i.test(columns[hour] ?? '') && hoursOf(rows, hour)) return [...day, hour];
  throw ambiguous(
    path,
    `has days in ${columns[day[0] ?? 0]}, and ${columns[hour]} may be the time of day or not`,
    `Set timestamp: [${columns[day[0] ?? 0]}, ${columns[hour]}] or timestamp: ${columns[day[0] ?? 0]}.`,
  );
}

function areDays(rows: readonly SampleRow[], at: number): boolean {
  return rows.every(({ cells }) => /^\d{8}$|^\d{6}$|^$/.test(cells[at] ?? ''));
}

function hoursOf(rows: readonly SampleRow[], at: number): boolean {
  return rows.every(({ cells }) => /^(?:[01]?\d|2[0-3])$/.test(cells[at] ?? ''));
}

/** `year`, `month`, `day` and so on as columns of their own. */
function datePartColumns(columns: readonly string[]): readonly number[] | undefined {
  const found = DATE_PARTS.map((names) => columns.findIndex((name) => names.has(name.toLowerCase())));
  if (found.slice(0, 3).some((at) => at < 0)) return undefined;
  const last = found.findIndex((at) => at < 0);
  return last < 0 ? found : found.slice(0, last);
}

/** Whatever it holds, a column with the plain name of a time is it, and its cells are told about. */
function onlyNamed({ columns }: Table): readonly number[] | undefined {
  const named = [...columns.keys()].filter(
    (at) => (timeNameRank(columns[at] ?? '') ?? Number.POSITIVE_INFINITY) <= LEAST_PLAIN_RANK,
  );
  return named.length === 1 ? named : undefined;
}
