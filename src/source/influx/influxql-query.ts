import { isoTime } from '../../lib/time.ts';
import { keptTags, type StructuredQuery, type Window } from '../source.ts';

/**
 * InfluxQL for one window of a structured query, every value escaped. Where the server aggregates, tags that tell
 * series apart stand in GROUP BY, and so do those of `where`, for the series' name; raw points come with all their
 * tags, and whoever reads them puts together what may be put together.
 */
export function buildInfluxql(
  retentionPolicy: string | undefined,
  query: StructuredQuery,
  window: Window,
): string {
  const policy = retentionPolicy === undefined ? '' : `${identifier(retentionPolicy)}.`;
  const conditions = [
    ...Object.entries(query.where).map(([tag, value]) => `${identifier(tag)} = ${string(value)}`),
    `time >= ${time(window.start)}`,
    `time < ${time(window.end)}`,
  ];
  return [
    `SELECT ${columns(query)}`,
    `FROM ${policy}${identifier(query.measurement)}`,
    `WHERE ${conditions.join(' AND ')}`,
    `GROUP BY ${grouping(query)}`,
  ].join(' ');
}

function columns(query: StructuredQuery): string {
  const fields = query.fields.map(identifier);
  if (query.everyMs === undefined) return fields.join(', ');
  return fields.map((field) => `${query.aggregate}(${field}) AS ${field}`).join(', ');
}

function grouping(query: StructuredQuery): string {
  if (query.everyMs === undefined) return '*';
  const tags = [...(keptTags(query) ?? [])].map(identifier);
  return `${[`time(${Math.round(query.everyMs)}ms)`, ...(tags.length > 0 ? tags : ['*'])].join(', ')} fill(none)`;
}

/** The user's own InfluxQL with the window's ends, as time literals, in place of `$windowStart` and `$windowStop`. */
export function withWindow(influxql: string, window: Window): string {
  return influxql
    .replaceAll(/\$windowStart\b/g, time(window.start))
    .replaceAll(/\$windowStop\b/g, time(window.end));
}

function time(ms: number): string {
  return `'${isoTime(ms)}'`;
}

/** `"name"`, with a backslash before what would end it. */
export function identifier(name: string): string {
  return `"${escapeBackslashes(name).replaceAll('"', '\\"')}"`;
}

/** `'text'`, likewise. */
function string(text: string): string {
  return `'${escapeBackslashes(text).replaceAll("'", "\\'")}'`;
}

function escapeBackslashes(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
