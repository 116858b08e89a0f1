import { PlumblineError } from '../../lib/errors.ts';
import type { StructuredQuery } from '../source.ts';
import { fieldColumn } from './long.ts';
import { columnIndex, fieldIndex, refuseTwin } from './lookup.ts';
import { looksNumeric } from './number.ts';
import { refuseAmbiguousNumbers } from './number-doubt.ts';
import type { CsvFile } from './open.ts';
import { CSV_DEFAULTS } from './options.ts';
import { probe } from './sample.ts';
import { separatingTags } from './tags.ts';
import { commonUnit, unitOf, usualUnit } from './unit.ts';
import { WordTable } from './value.ts';

export interface Column {
  readonly name: string;
  readonly index: number;
}

/** A column of values. */
export interface ValueColumn extends Column {
  /** What its cells end with. */
  readonly unit: string | undefined;
  /** True where the sample has a number in it, or nothing but words for "no value". */
  readonly mayHoldNumbers: boolean;
  /** True where each row holds one quantity only: an empty cell is no null then. */
  readonly sparse: boolean;
}

/** Which columns of a file mean what, for one query. */
export interface CsvLayout {
  readonly measurement: string;
  /** Tags that a row must have to be read. */
  readonly where: readonly (Column & { readonly value: string })[];
  /** Tags in the name of a series. */
  readonly tags: readonly Column[];
  /** The columns that hold values; in the long layout the one. */
  readonly values: readonly ValueColumn[];
  /** Long layout: where the name of a row's field stands, and the fields to read (all when undefined). */
  readonly field: Column | undefined;
  readonly fields: ReadonlySet<string> | undefined;
  /** True when the query names its fields: then one that holds no numbers is an error. */
  readonly named: boolean;
  readonly words: WordTable;
  readonly remarks: readonly string[];
}

/**
 * Finds the columns that options and query name. Throws `source_not_found` for one that the file has not, and
 * `source_ambiguous` where numbers or series can't be told apart.
 */
export function csvLayout(file: CsvFile): CsvLayout {
  const { options, path, table } = file;
  const query = options.query !== undefined && 'measurement' in options.query ? options.query : undefined;
  const column = (name: string, role: string): Column => ({
    name,
    index: columnIndex(path, table.columns, name, role),
  });
  const where = Object.entries(query?.where ?? {}).map(([name, value]) => ({
    ...column(name, 'where'),
    value,
  }));
  const grouped = (query?.groupBy ?? []).map((name) => column(name, 'groupBy'));
  const configured = options.tags.map((name) => column(name, 'tags'));
  const words = new WordTable(options);

  const long = longColumns(file, query);
  const taken = new Set([...file.timeIndexes, ...configured.map(({ index }) => index)]);
  const values =
    long === undefined
      ? wideColumns(
          file,
          query,
          new Set([...taken, ...where.map(({ index }) => index), ...grouped.map(({ index }) => index)]),
          words,
        )
      : [long.value];
  const chosen = uniqueByName([...where, ...(grouped.length > 0 ? grouped : configured)]);
  const notTags = new Set([
    ...file.timeIndexes,
    ...(query === undefined && long === undefined ? [] : values.map(({ index }) => index)),
    ...(long?.field === undefined ? [] : [long.field.index]),
  ]);
  // As with InfluxDB: groupBy says which tags tell series apart; left out, all of them do.
  const found = separatingTags(file, {
    where,
    tags: chosen,
    field: long?.field,
    notTags,
    values,
    isGrouped: grouped.length > 0,
  });
  const readings = values.filter(({ index }) => !found.some((tag) => tag.index === index));
  const described = readings.map((one) => describe(file, one, readings, words));
  for (const one of described) refuseAmbiguousNumbers(file, one);
  return {
    measurement: query?.measurement ?? fileStem(path),
    where,
    tags: uniqueByName([...chosen, ...found]),
    values: described,
    field: long?.field,
    fields: long?.field === undefined || query === undefined ? undefined : new Set(query.fields),
    named: query !== undefined,
    words,
    remarks: [
      ...(long?.field === undefined
        ? []
        : [`one quantity a row: ${long.field.name} names it, ${long.value.name} holds it`]),
      ...(found.length === 0 ? [] : [`${found.map(({ name }) => name).join(', ')} tells series apart`]),
      ...described.flatMap(({ name, unit }) =>
        unit === undefined ? [] : [`${name} in ${unit}, taken off its cells`],
      ),
    ],
  };
}

/** The long layout: as configured, or where the file's columns have the names that it has. */
function longColumns(
  file: CsvFile,
  query: StructuredQuery | undefined,
): { readonly value: Column; readonly field: Column | undefined } | undefined {
  const { options, table, path } = file;
  const { columns } = table;
  if (options.layout === 'wide') return undefined;
  const isNamed = columns.includes(options.value) && columns.includes(options.field);
  if (options.layout === 'auto' && !isNamed) {
    const found = fieldColumn(file);
    const asked = query?.fields ?? [];
    const isWide = asked.length > 0 && asked.every((name) => columns.includes(name));
    return found === undefined || isWide ? undefined : found;
  }
  const value = { name: options.value, index: columnIndex(path, columns, options.value, 'value') };
  const oneField = options.field === CSV_DEFAULTS.field && !columns.includes(options.field);
  if (oneField) return { value: onlyField(value, query), field: undefined };
  return { value, field: { name: options.field, index: columnIndex(path, columns, options.field, 'field') } };
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

/** The columns that the query names, or all that hold numbers (or nothing yet). */
function wideColumns(
  file: CsvFile,
  query: StructuredQuery | undefined,
  except: ReadonlySet<number>,
  words: WordTable,
): Column[] {
  const { columns } = file.table;
  if (query !== undefined) {
    const indexOf = (name: string) => fieldIndex(file.path, columns, name, (index) => cellsOf(file, index));
    return query.fields.map((name) => ({ name, index: indexOf(name) }));
  }
  const numeric = [...columns.entries()]
    .map(([index, name]) => ({ name, index }))
    .filter(({ name, index }) => name !== '' && !except.has(index) && mayHoldNumbers(file, index, words));
  for (const { name } of numeric) refuseTwin(file.path, columns, name);
  return numeric;
}

function cellsOf({ table }: CsvFile, index: number): readonly string[] {
  return probe(table).map(({ cells }) => cells[index] ?? '');
}

function mayHoldNumbers(file: CsvFile, index: number, words: WordTable): boolean {
  const cells = cellsOf(file, index).filter((cell) => cell !== '' && words.kindOf(cell) !== 'null');
  const values = cells.filter(
    (cell) => looksNumeric(cell) || words.kindOf(cell) !== 'word' || unitOf(cell) !== undefined,
  );
  return cells.length === 0 || values.length >= cells.length * LEAST_SHARE;
}

/** Text has a number in it now and then; a column of readings has words now and then. */
const LEAST_SHARE = 0.1;
/** Where so many rows hold one value only, each row holds one quantity. */
const ONE_A_ROW = 0.9;

function describe(file: CsvFile, column: Column, values: readonly Column[], words: WordTable): ValueColumn {
  const cells = cellsOf(file, column.index).filter((cell) => cell !== '' && words.kindOf(cell) === 'word');
  const unit = file.options.units === 'strip' ? usualUnit(cells) : commonUnit(cells);
  return {
    ...column,
    unit,
    mayHoldNumbers: mayHoldNumbers(file, column.index, words),
    sparse: isSparse(file, values),
  };
}

function isSparse({ table: { head } }: CsvFile, values: readonly Column[]): boolean {
  if (values.length < 2) return false;
  const filled = head.map(({ cells }) => values.filter(({ index }) => cells[index] !== '').length);
  const single = filled.filter((count) => count === 1).length;
  const used = values.filter(({ index }) => head.some(({ cells }) => cells[index] !== '')).length;
  return used > 1 && single >= head.length * ONE_A_ROW && single > 1;
}

/** `data/office.csv` is `office`: the measurement of a file that nobody named. */
export function fileStem(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? path;
  return file.replace(/\.[^.]+$/, '');
}
