import type { CsvConfig } from '../../config/schema.ts';
import { suggest } from '../../config/suggest.ts';
import { PlumblineError } from '../../lib/errors.ts';
import type { Query, StructuredQuery, Window } from '../source.ts';
import type { CsvHeader } from './file.ts';
import { isNull, isNumeric } from './value.ts';

const TIME_NAMES: ReadonlySet<string> = new Set([
  'time',
  'timestamp',
  '_time',
  'date',
  'datetime',
  'date_time',
  'ts',
]);
const LOOKS_LIKE_TIME = /^(?:\d{4}-\d\d-\d\d(?:[T ]|$)|\d{10}(?:\d{3}){0,3}(?:\.\d+)?$)/;

/** How to read a CSV file, as the config of a csv source says it, and what of it. */
export interface CsvReadOptions extends Omit<CsvConfig, 'kind' | 'path' | 'replay'> {
  /** Left out, or text in a query language: every numeric column. */
  readonly query?: Query;
  /** Left out: the whole file. */
  readonly window?: Window;
}

/** What a csv source does when its config says nothing. */
export const CSV_DEFAULTS: CsvReadOptions = {
  layout: 'auto',
  timestamp: 'auto',
  value: 'value',
  field: 'field',
  tags: [],
  timeFormat: 'auto',
  timezone: 'UTC',
  delimiter: 'auto',
  maxPoints: 2_000_000,
};

export interface Column {
  readonly name: string;
  readonly index: number;
}

/** Which columns of a file mean what, for one query. */
export interface CsvLayout {
  readonly measurement: string;
  readonly columns: readonly string[];
  readonly time: Column;
  /** Tags that a row must have to be read. */
  readonly where: readonly (Column & { readonly value: string })[];
  /** Tags in the name of a series. */
  readonly tags: readonly Column[];
  /** The columns that hold values; in the long layout the one. */
  readonly values: readonly Column[];
  /** Long layout: where the name of a row's field stands, and the fields to read (all when undefined). */
  readonly field: Column | undefined;
  readonly fields: ReadonlySet<string> | undefined;
  /** True when the query names its fields: then one that holds no numbers is an error. */
  readonly named: boolean;
}

/** Finds the columns that options and query name. Throws `source_not_found` for one that the file has not. */
export function csvLayout(header: CsvHeader, options: CsvReadOptions): CsvLayout {
  const { columns } = header;
  const query = options.query !== undefined && 'measurement' in options.query ? options.query : undefined;
  const column = (name: string, role: string): Column => ({ name, index: columnIndex(header, name, role) });

  const time = timeColumn(header, options.timestamp);
  const where = Object.entries(query?.where ?? {}).map(([name, value]) => ({
    ...column(name, 'where'),
    value,
  }));
  const grouped = (query?.groupBy ?? []).map((name) => column(name, 'groupBy'));
  const configured = options.tags.map((name) => column(name, 'tags'));
  // As with InfluxDB: groupBy says which tags tell series apart; left out, all of them do.
  const tags = uniqueByName([...where, ...(grouped.length > 0 ? grouped : configured)]);
  const notValues = new Set([time, ...tags, ...configured].map(({ index }) => index));

  const measurement = query?.measurement ?? fileStem(header.path);
  const long =
    options.layout === 'long' ||
    (options.layout === 'auto' && columns.includes(options.value) && columns.includes(options.field));
  const base = { measurement, columns, time, where, tags, named: query !== undefined };
  if (long) {
    const value = column(options.value, 'value');
    const oneField = options.field === CSV_DEFAULTS.field && !columns.includes(options.field);
    if (oneField) return { ...base, values: [onlyField(value, query)], field: undefined, fields: undefined };
    const field = column(options.field, 'field');
    const fields = query === undefined ? undefined : new Set(query.fields);
    return { ...base, values: [value], field, fields };
  }
  const values = query?.fields.map((name) => column(name, 'fields')) ?? numericColumns(header, notValues);
  return { ...base, values, field: undefined, fields: undefined };
}

/** A long file without a column of field names holds one field: the one that the query asks for. */
function onlyField(value: Column, query: StructuredQuery | undefined): Column {
  const [name = value.name, ...others] = query?.fields ?? [];
  if (others.length === 0) return { name, index: value.index };
  throw new PlumblineError(
    'source_not_found',
    `several fields are asked for: ${name}, ${others.join(', ')}`,
    {
      hint: 'The file has one column of values and none of field names: set field of the source to its name.',
    },
  );
}

function uniqueByName(columns: readonly Column[]): Column[] {
  return columns.filter(({ name }, at) => columns.findIndex((other) => other.name === name) === at);
}

/** The column of the time: as configured, else by its name, else the first one whose cell looks like a time. */
function timeColumn(header: CsvHeader, configured: string): Column {
  if (configured !== 'auto') {
    return { name: configured, index: columnIndex(header, configured, 'timestamp') };
  }
  const { columns, firstRow } = header;
  const byName = columns.findIndex((name) => TIME_NAMES.has(name.toLowerCase()));
  const index = byName >= 0 ? byName : firstRow.findIndex((cell) => LOOKS_LIKE_TIME.test(cell));
  if (index >= 0) return { name: columns[index] ?? '', index };
  throw notFound(header, 'has no column that looks like a time', 'Set timestamp of the source to its name.');
}

/** Where the query names no fields: every column that holds a number (or nothing yet) in the first row. */
function numericColumns(header: CsvHeader, except: ReadonlySet<number>): Column[] {
  return [...header.columns.entries()]
    .filter(([index, name]) => name !== '' && !except.has(index))
    .filter(([index]) => {
      const cell = header.firstRow[index] ?? '';
      return isNull(cell) || isNumeric(cell, header.delimiter !== ',');
    })
    .map(([index, name]) => ({ name, index }));
}

export function columnIndex(header: CsvHeader, name: string, role: string): number {
  const index = header.columns.indexOf(name);
  if (index >= 0) return index;
  const suggestion = suggest(name, header.columns);
  const meant = suggestion === undefined ? '' : `Did you mean ${suggestion}? `;
  const known = header.columns.filter((column) => column !== '').join(', ');
  throw notFound(header, `has no column ${name}, which ${role} names`, `${meant}Its columns are ${known}.`);
}

function notFound(header: CsvHeader, what: string, hint: string): PlumblineError {
  return new PlumblineError('source_not_found', `${header.path} ${what}`, { hint });
}

/** `data/office.csv` is `office`: the measurement of a file that nobody named. */
export function fileStem(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? path;
  return file.replace(/\.[^.]+$/, '');
}
