import { suggest } from '../../config/suggest.ts';
import { PlumblineError } from '../../lib/errors.ts';
import { listing } from '../../lib/listing.ts';
import { ambiguous } from './file.ts';

/** Where a column of that name stands. Throws for one that the file lacks, or has twice. */
export function columnIndex(path: string, columns: readonly string[], name: string, role: string): number {
  const index = columns.indexOf(name);
  if (index >= 0) {
    refuseTwin(path, columns, name);
    return index;
  }
  const suggestion = suggest(name, columns);
  const meant = suggestion === undefined ? '' : `Did you mean ${suggestion}? `;
  const known = listing(columns.filter((column) => column !== ''));
  throw notFound(path, `has no column ${name}, which ${role} names`, `${meant}Its columns are ${known}.`);
}

/**
 * Where the column of a field stands. Throws as `columnIndex` does; where the first rows have the name as a cell, the error says how
 * such a file is read. `cellsOf`: these rows of a column.
 */
export function fieldIndex(
  path: string,
  columns: readonly string[],
  name: string,
  cellsOf: (index: number) => readonly string[],
): number {
  const names = columns.includes(name) ? -1 : columns.findIndex((_, index) => cellsOf(index).includes(name));
  if (names < 0) return columnIndex(path, columns, name, 'fields');
  const column = columns[names] ?? '';
  const hint = `It stands in the rows, under ${column}. Where each row has one quantity, set layout: long, field: ${column}, and value: the column of the readings.`;
  throw notFound(path, `has no column ${name}, which fields names`, hint);
}

/** Two columns of one name: which of them is meant can't be told. */
export function refuseTwin(path: string, columns: readonly string[], name: string): void {
  const [first = 0, second] = [...columns.keys()].filter((at) => columns[at] === name);
  if (second === undefined) return;
  throw ambiguous(
    path,
    `has two columns named ${name}, the ${first + 1}. and the ${second + 1}.`,
    'Name all columns with columns, each in its own way.',
  );
}

export function notFound(path: string, what: string, hint: string): PlumblineError {
  return new PlumblineError('source_not_found', `${path} ${what}`, { hint });
}
