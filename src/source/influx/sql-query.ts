import { isoTime } from '../../lib/time.ts';
import type { StructuredQuery, Window } from '../source.ts';

/** A statement with its bound parameters: `$name` in the text. */
export interface SqlStatement {
  readonly text: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The columns of a table that a query may name. */
export interface SqlColumns {
  readonly tags: readonly string[];
  /** By field: its type, as information_schema names it. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The ends of a window as the parameters `$start` and `$stop`. */
export function windowParams({ start, end }: Window): { readonly start: string; readonly stop: string } {
  return { start: isoTime(start), stop: isoTime(end) };
}

/**
 * SQL for one window of a structured query. Values are parameters, names are escaped. Raw points come with all their
 * tags, aggregated ones with those that tell series apart, `kept`. Every field of the query must be among `columns`.
 */
export function buildSql(
  query: StructuredQuery,
  columns: SqlColumns,
  kept: readonly string[],
  window: Window,
): SqlStatement {
  const where = Object.entries(query.where);
  const conditions = [
    '"time" >= $start AND "time" < $stop',
    ...where.map(([tag], at) => `${identifier(tag)} = $where${at}`),
    `(${query.fields.map((field) => `${identifier(field)} IS NOT NULL`).join(' OR ')})`,
  ];
  const tags = (query.everyMs === undefined ? columns.tags : kept).map(identifier);
  const selected = [timeColumn(query), ...query.fields.map((field) => valueColumn(query, columns, field))];
  const grouping = query.everyMs === undefined ? '' : ` GROUP BY ${['1', ...tags].join(', ')}`;
  return {
    text: `SELECT ${[...selected, ...tags].join(', ')} FROM ${identifier(query.measurement)} WHERE ${conditions.join(' AND ')}${grouping}`,
    params: {
      ...windowParams(window),
      ...Object.fromEntries(where.map(([, value], at) => [`where${at}`, value])),
    },
  };
}

/** Intervals count from the epoch, and carry their start. */
function timeColumn({ everyMs }: StructuredQuery): string {
  if (everyMs === undefined) return '"time"';
  return `date_bin(INTERVAL '${Math.round(everyMs)} milliseconds', "time") AS "time"`;
}

function valueColumn(query: StructuredQuery, { fields }: SqlColumns, field: string): string {
  const name = identifier(field);
  if (query.everyMs === undefined) return name;
  // Numbers can be averaged; the mean of true and false is the share of true.
  const value = fields.get(field) === 'Boolean' ? `CAST(${name} AS DOUBLE)` : name;
  return `${aggregateOf(query.aggregate, value, name)} AS ${name}`;
}

function aggregateOf(aggregate: StructuredQuery['aggregate'], value: string, name: string): string {
  switch (aggregate) {
    case 'mean':
      return `avg(${value})`;
    case 'first':
      return `first_value(${value} ORDER BY "time") FILTER (WHERE ${name} IS NOT NULL)`;
    case 'last':
      return `last_value(${value} ORDER BY "time") FILTER (WHERE ${name} IS NOT NULL)`;
    default:
      return `${aggregate}(${value})`;
  }
}

/** `"name"`, a quote inside doubled. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A window in pieces of at most `longestMs`, in their order. `unitMs`: pieces end at its multiples since the epoch, so that
 * no interval of that length is cut in two; one that is longer than a piece may be is asked for as a whole.
 */
export function piecesOf(window: Window, longestMs: number, unitMs: number): readonly Window[] {
  const pieces: Window[] = [];
  for (let start = window.start; start < window.end; start = pieces.at(-1)?.end ?? window.end) {
    const last = Math.floor((start + longestMs) / unitMs) * unitMs;
    const next = (Math.floor(start / unitMs) + 1) * unitMs;
    pieces.push({ start, end: Math.min(Math.max(last, next), window.end) });
  }
  return pieces;
}
