import type { Column } from './layout.ts';
import { looksNumeric } from './number.ts';
import type { CsvFile } from './open.ts';

/** What a column is called that holds the values of several quantities, and what the one that names them. */
const VALUES: ReadonlySet<string> = new Set([
  'value',
  '_value',
  'state',
  'reading',
  'val',
  'measurement_value',
  'wert',
]);
const FIELDS: ReadonlySet<string> = new Set([
  ...[
    'field',
    '_field',
    'entity_id',
    'metric',
    'metric_name',
    'variable',
    'parameter',
    'param',
    'quantity',
    'characteristic',
  ],
  ...[
    'attribute',
    'observation',
    'observed_property',
    'item',
    'topic',
    'signal',
    'channel',
    'series',
    'tagname',
    'key',
    'point',
  ],
]);

/** The two columns of a file in the long layout, by their names and by what they hold; undefined in another layout. */
export function fieldColumn({
  table,
  timeIndexes,
}: CsvFile): { readonly value: Column; readonly field: Column } | undefined {
  const free = [...table.columns.entries()]
    .map(([index, name]) => ({ index, name }))
    .filter(({ index }) => !timeIndexes.includes(index));
  const values = free.filter(({ name }) => VALUES.has(name.toLowerCase()));
  const fields = free.filter(
    ({ name, index }) =>
      FIELDS.has(name.toLowerCase()) && areNames(table.head.map(({ cells }) => cells[index] ?? '')),
  );
  const [value, otherValue] = values;
  const [field, otherField] = fields;
  const isSure =
    value !== undefined && field !== undefined && otherValue === undefined && otherField === undefined;
  return isSure ? { value, field } : undefined;
}

/** Names come again; numbers, and texts that are all different, are none. */
function areNames(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return (
    filled.length > 0 &&
    !filled.some(looksNumeric) &&
    (new Set(filled).size < filled.length || filled.length < 5)
  );
}
