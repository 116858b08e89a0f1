import { suggest } from '../config/suggest.ts';
import type { StructuredQuery } from './source.ts';

/** What a source holds of that which a query names. */
export interface Contents {
  readonly measurements: readonly string[];
  /** Of the query's measurement; empty where there is no such one. */
  readonly fields: readonly string[];
  readonly tags: readonly string[];
  /** By tag of `where`: the values that it has. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Names that a message lists; a server may have thousands. */
const MOST_NAMES = 10;

/** What a query names and the source does not hold, with what is there instead; null where all is there. */
export function whatIsMissing(query: StructuredQuery, contents: Contents): string | null {
  const { measurement } = query;
  if (!contents.measurements.includes(measurement)) {
    return `the source has no measurement ${measurement}; ${listed('measurements', measurement, contents.measurements)}`;
  }
  const missing = [
    ...query.fields
      .filter((field) => !contents.fields.includes(field))
      .map((field) => `${measurement} has no field ${field}; ${listed('fields', field, contents.fields)}`),
    ...[...new Set([...query.groupBy, ...Object.keys(query.where)])]
      .filter((tag) => !contents.tags.includes(tag))
      .map((tag) => `${measurement} has no tag ${tag}; ${listed('tags', tag, contents.tags)}`),
    ...Object.entries(query.where)
      .filter(([tag, value]) => contents.tags.includes(tag) && !contents.values[tag]?.includes(value))
      .map(
        ([tag, value]) =>
          `no ${measurement} has ${tag} = ${value}; ${listed('values', value, contents.values[tag] ?? [])}`,
      ),
  ];
  return missing.length === 0 ? null : missing.join('; ');
}

function listed(what: string, wanted: string, names: readonly string[]): string {
  if (names.length === 0) return `it has no ${what} at all`;
  const near = suggest(wanted, names);
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `its ${what} are ${shown}${more}${near === undefined ? '' : `. Did you mean ${near}?`}`;
}
