import { ambiguous } from './file.ts';
import type { Column } from './layout.ts';
import { looksNumeric } from './number.ts';
import type { CsvFile } from './open.ts';
import type { SampleRow } from './sample.ts';
import { timeText } from './time/style.ts';

/** So many rows that share their time are several series; fewer are rows written twice. */
const SHARED = 0.05;
/** Where a column leaves so few, it tells the series apart. */
const APART = 0.01;
/** A number is a name only in a column that is called like one. */
const NAME_OF_ID =
  /(?:^|[_\s-])(?:id|no|nr|sensor|device|node|station|channel|probe|unit|host|mac|serial)\d*$|(?:id|sensor|device|node|station)$/i;

const NAME_OF_SENSOR =
  /(?:^|_|\b)(?:sensor|device|station|node|probe|channel|host|room|location|entity|asset|machine|meter|logger|site|topic|tags?)(?:_?(?:id|name|no|nr))?$/i;

interface Grouping {
  readonly where: readonly (Column & { readonly value: string })[];
  readonly tags: readonly Column[];
  readonly field: Column | undefined;
  readonly values: readonly Column[];
  readonly notTags: ReadonlySet<number>;
  /** True where the query says what tells series apart. */
  readonly isGrouped: boolean;
}

/**
 * The column that tells the series of a file apart where nothing is configured: several rows share each time, and
 * with it none do. Throws `source_ambiguous` where the query's `groupBy` or the configured tags merge series.
 */
export function separatingTags(file: CsvFile, grouping: Grouping): readonly Column[] {
  const { where, tags, field, notTags, isGrouped } = grouping;
  const rows = file.table.head.filter(
    ({ cells }) =>
      where.every(({ index, value }) => cells[index] === value) &&
      grouping.values.some(({ index }) => (cells[index] ?? '') !== ''),
  );
  const known = [...tags.map(({ index }) => index), ...(field === undefined ? [] : [field.index])];
  const candidates = [...file.table.columns.entries()]
    .map(([index, name]) => ({ index, name }))
    .filter(
      ({ index, name }) =>
        name !== '' && !notTags.has(index) && !known.includes(index) && isName(rows, index, name),
    );
  const isChosen = isGrouped || file.options.tags.length > 0;
  if (rows.length < 2) return [];
  if (shared(rows, file, known, grouping.values) < SHARED) {
    // Sensors that take turns share no time, and are no more one series for it.
    return isChosen || field !== undefined
      ? []
      : candidates.filter(({ index, name }) => isSensor(rows, index, name)).slice(0, 1);
  }
  const one = candidates.find(({ index }) => shared(rows, file, [...known, index], grouping.values) < APART);
  const all = candidates.map(({ index }) => index);
  const found =
    one !== undefined
      ? [one]
      : candidates.length > 1 && shared(rows, file, [...known, ...all], grouping.values) < APART
        ? candidates
        : [];
  if (found.length === 0) refuseDays(file);
  if (found.length > 0 && isChosen) {
    const names = found.map(({ name }) => name).join(', ');
    throw ambiguous(
      file.path,
      `has several series that ${isGrouped ? 'groupBy merges' : 'tags merge'}: rows share their time and differ in ${names}`,
      `Add ${names} to ${isGrouped ? 'groupBy' : 'tags'}, or choose one of them with where.`,
    );
  }
  return found;
}

/** Days alone, with several rows each: where is the time of day? */
function refuseDays({ path, daysOnly, timeIndexes, table }: CsvFile): void {
  if (!daysOnly) return;
  const day = timeIndexes.map((at) => table.columns[at]).join(', ');
  throw ambiguous(
    path,
    `has several rows for each day in ${day}, and no time of day is known`,
    `Set timestamp to both columns, such as [${day}, hour], or tags to what tells series apart.`,
  );
}

/** A column that is called like what sensors are told apart by, with several names in it. */
function isSensor(rows: readonly SampleRow[], index: number, name: string): boolean {
  const names = new Set(rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== ''));
  return names.size > 1 && names.size <= rows.length / 2 && NAME_OF_SENSOR.test(name);
}

/** The share of the rows whose time, tags and column of value are those of an earlier row. */
function shared(
  rows: readonly SampleRow[],
  { timeIndexes }: CsvFile,
  indexes: readonly number[],
  values: readonly Column[],
): number {
  const seen = new Set<string>();
  let repeated = 0;
  for (const row of rows) {
    const key = [timeText(row, timeIndexes), ...indexes.map((at) => row.cells[at])].join('\0');
    const keys = values
      .filter(({ index }) => (row.cells[index] ?? '') !== '')
      .map(({ index }) => `${key}\0${index}`);
    if (keys.some((one) => seen.has(one))) repeated += 1;
    for (const one of keys) seen.add(one);
  }
  return repeated / rows.length;
}

/** Words that come again, or numbers in a column that is called like a name. */
function isName(rows: readonly SampleRow[], index: number, name: string): boolean {
  const cells = rows.map(({ cells }) => cells[index] ?? '');
  const isRepeated = new Set(cells).size <= cells.length / 2 || cells.length < 5;
  return isRepeated && (!cells.every((cell) => cell === '' || looksNumeric(cell)) || NAME_OF_ID.test(name));
}
