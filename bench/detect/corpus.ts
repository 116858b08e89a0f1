import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from './nab-score.ts';

/** One series of a public data set. */
export interface Series {
  /** `realTraffic/speed_6005.csv`, `other/1.csv Pressure`, ... */
  readonly name: string;
  /** Files of one origin: what is left out together. */
  readonly family: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Labelled stretches, in rows. */
  readonly spans: readonly Span[];
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function readTable(path: string): Table {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
  const cells = lines.map((line) => line.replaceAll('"', '').split(/[,;]/));
  const rows = cells.slice(1);
  const header = cells[0] ?? [];
  // The office file has a name fewer than fields: its rows begin with a number.
  return (rows[0]?.length ?? 0) > header.length ? { header: ['', ...header], rows } : { header, rows };
}

function instant(text: string): number {
  return Date.parse(`${text.trim().replace(' ', 'T')}Z`);
}

function column(table: Table, name: string): Float64Array {
  const at = table.header.indexOf(name);
  return Float64Array.from(table.rows, (row) => (row[at] ? Number(row[at]) : Number.NaN));
}

function timeColumn(table: Table, name: string): Float64Array {
  const at = table.header.indexOf(name);
  return Float64Array.from(table.rows, (row) => instant(row[at] ?? ''));
}

/** Stretches of rows where a column is 1. */
function spansOf(marks: Float64Array): Span[] {
  const spans: [number, number][] = [];
  marks.forEach((mark, row) => {
    const open = spans.at(-1);
    if (mark !== 1) return;
    if (open?.[1] === row - 1) open[1] = row;
    else spans.push([row, row]);
  });
  return spans;
}

function labelledWindows(folder: string): Readonly<Record<string, readonly (readonly [string, string])[]>> {
  return JSON.parse(readFileSync(join(folder, 'anomaly_windows.json'), 'utf8'));
}

/** The NAB series below `data`, in the order of their names, with their windows. */
export function readNab(data: string): Series[] {
  const folder = join(data, 'nab');
  return Object.entries(labelledWindows(folder))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, windows]) => {
      const table = readTable(join(folder, name));
      const times = timeColumn(table, 'timestamp');
      const spans = windows.map(
        ([from, to]): Span => [times.indexOf(instant(from)), times.indexOf(instant(to))],
      );
      const family = (name.split('/')[0] ?? '').replace(/^artificial.*/, 'artificial');
      return { name, family, times, values: column(table, 'value'), spans };
    });
}

/** One series for each physical channel of each SKAB run. */
export function readSkab(data: string): Series[] {
  const folder = join(data, 'skab');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.csv'),
  );
  return paths.sort().flatMap((path) => {
    const table = readTable(join(folder, path));
    const times = timeColumn(table, 'datetime');
    const spans = table.header.includes('anomaly') ? spansOf(column(table, 'anomaly')) : [];
    const channels = table.header.slice(1, 9);
    return channels.map((name) => ({
      name: `${path} ${name}`,
      family: 'skab',
      times,
      values: column(table, name),
      spans,
    }));
  });
}

/** The five measured channels of the office week. */
export function readOffice(data: string): Series[] {
  const table = readTable(join(data, 'occupancy', 'office_minutely.csv'));
  const times = timeColumn(table, 'date');
  const channels = ['Temperature', 'Humidity', 'Light', 'CO2', 'HumidityRatio'];
  return channels.map((name) => ({
    name: `office ${name}`,
    family: 'office',
    times,
    values: column(table, name),
    spans: [],
  }));
}

/** Every third source in the order of their names: no threshold is chosen with these in view. */
const APART_EVERY = 3;

/** A real sensor from a public repository, cut to the stretch in which a person saw no fault. */
export interface FieldSeries extends Series {
  readonly isApart: boolean;
}

/** The sensors of `field/INDEX.tsv`; `family` is the repository that one is from. `whole`: with what is not clean, too. */
export function readField(data: string, stretch: 'clean' | 'whole' = 'clean'): FieldSeries[] {
  const folder = join(data, 'field');
  const lines = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').split(/\r?\n/).filter(Boolean);
  const cells = lines.map((line) => line.split('\t'));
  const header = cells[0] ?? [];
  const entries = cells.slice(1).map((row) => (name: string) => row[header.indexOf(name)] ?? '');
  const lower = (text: string) => text.toLowerCase();
  const sources = [...new Set(entries.map((entry) => entry('repository')))].sort((a, b) =>
    lower(a) < lower(b) ? -1 : 1,
  );
  return entries.map((entry) => {
    const table = readTable(join(folder, `${entry('name')}.csv`));
    const [from, to] = [instant(entry('clean_start')), instant(entry('clean_end'))];
    const times = timeColumn(table, 'timestamp');
    const isClean = (_: number, row: number) =>
      stretch === 'whole' || ((times[row] ?? 0) >= from && (times[row] ?? 0) <= to);
    const family = entry('repository');
    return {
      name: entry('name'),
      family,
      times: times.filter(isClean),
      values: column(table, 'value').filter(isClean),
      spans: [],
      isApart: (sources.indexOf(family) + 1) % APART_EVERY === 0,
    };
  });
}
