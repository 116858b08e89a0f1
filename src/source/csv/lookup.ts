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
