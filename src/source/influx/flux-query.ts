import { FLUX_VALUE, fluxString } from '@influxdata/influxdb-client';
import { isoTime } from '../../lib/time.ts';
import type { StructuredQuery, Window } from '../source.ts';

/**
 * Flux for one window of a structured query, every value escaped. It always filters by field: an aggregate over
 * a series of another type would end the answer with an error half-way.
 */
export function buildFlux(bucket: string, query: StructuredQuery, window: Window): string {
  const fields = query.fields.map((field) => `r["_field"] == ${quote(field)}`).join(' or ');
  const where = Object.entries(query.where).map(([tag, value]) => `r[${quote(tag)}] == ${quote(value)}`);
  const steps = [
    `from(bucket: ${quote(bucket)})`,
    `range(start: ${isoTime(window.start)}, stop: ${isoTime(window.end)})`,
    `filter(fn: (r) => r["_measurement"] == ${quote(query.measurement)})`,
    `filter(fn: (r) => ${fields})`,
    ...(where.length > 0 ? [`filter(fn: (r) => ${where.join(' and ')})`] : []),
    ...groupSteps(query),
    ...aggregateSteps(query),
    // The same in every row, and two fifths of its bytes.
    'drop(columns: ["_start", "_stop"])',
  ];
  return steps.join('\n  |> ');
}

/** One series for each value of the `groupBy` tags; `where` tags stay in the key for the series' name. */
function groupSteps(query: StructuredQuery): string[] {
  if (query.groupBy.length === 0) return [];
  const key = new Set(['_measurement', '_field', ...Object.keys(query.where), ...query.groupBy]);
  const group = `group(columns: [${[...key].map(quote).join(', ')}])`;
  // Merged tables follow each other; first and last of a window mean the order of time.
  return query.everyMs === undefined ? [group] : [group, 'sort(columns: ["_time"])'];
}

/** A point carries the start of its interval, so that it lies inside the half-open window. */
function aggregateSteps(query: StructuredQuery): string[] {
  if (query.everyMs === undefined) return [];
  const every = `${Math.round(query.everyMs)}ms`;
  return [`aggregateWindow(every: ${every}, fn: ${query.aggregate}, createEmpty: false, timeSrc: "_start")`];
}

/** What may stand before the first statement of a Flux script: comments, the package clause, imports. */
const PREAMBLE = /^(?:\s|\/\/[^\n]*|package\s+\w+|import\s+(?:\w+\s+)?"(?:[^"\\]|\\.)*")*/;

/** The user's own Flux with `windowStart` and `windowStop` defined, behind its imports where Flux wants them. */
export function withWindow(flux: string, window: Window): string {
  const preamble = PREAMBLE.exec(flux)?.[0] ?? '';
  const definitions = `windowStart = ${isoTime(window.start)}\nwindowStop = ${isoTime(window.end)}\n`;
  return `${preamble}${preamble === '' ? '' : '\n'}${definitions}${flux.slice(preamble.length)}`;
}

function quote(value: string): string {
  return fluxString(value)[FLUX_VALUE]();
}
