import { FLUX_VALUE, fluxString } from '@influxdata/influxdb-client';
import { isoTime } from '../../lib/time.ts';
import { keptTags, type StructuredQuery, type Window } from '../source.ts';

/**
 * Flux for one window of a structured query, every value escaped. It always filters by field: an aggregate over
 * a series of another type would end the answer with an error half-way. `asNumbers`: true is 1 and false 0, and
 * integers go with decimals; it costs the server the fast way, so only where the types want it.
 */
export function buildFlux(
  bucket: string,
  query: StructuredQuery,
  window: Window,
  { asNumbers = false } = {},
): string {
  const fields = query.fields.map((field) => `r["_field"] == ${quote(field)}`).join(' or ');
  const where = Object.entries(query.where).map(([tag, value]) => `r[${quote(tag)}] == ${quote(value)}`);
  const steps = [
    `from(bucket: ${quote(bucket)})`,
    `range(start: ${isoTime(window.start)}, stop: ${isoTime(window.end)})`,
    `filter(fn: (r) => r["_measurement"] == ${quote(query.measurement)})`,
    `filter(fn: (r) => ${fields})`,
    ...(where.length > 0 ? [`filter(fn: (r) => ${where.join(' and ')})`] : []),
    ...(asNumbers ? ['toFloat()'] : []),
    ...groupSteps(query),
    ...aggregateSteps(query),
    // The same in every row, and two fifths of its bytes.
    'drop(columns: ["_start", "_stop"])',
  ];
  return steps.join('\n  |> ');
}

/**
 * One series for each value of the `groupBy` tags, where the server is to aggregate what they share; `where` tags
 * stay in the key for the series' name. Raw points come with all their tags: whoever reads them puts together
 * what may be put together.
 */
function groupSteps(query: StructuredQuery): string[] {
  const kept = keptTags(query);
  if (kept === undefined || query.everyMs === undefined) return [];
  const key = new Set(['_measurement', '_field', ...kept]);
  // Merged tables follow each other; first and last of a window mean the order of time.
  return [`group(columns: [${[...key].map(quote).join(', ')}])`, 'sort(columns: ["_time"])'];
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

/** A place in a script as Flux names it: `@4:5-4:9`, `loc 4:5-4:9`. */
const PLACE = /(@|\bloc )(\d+)(:\d+-)(\d+)(:\d+)/g;

/** An error message of the server about `withWindow(flux)`, with the lines as they are in the user's own text. */
export function inUserLines(message: string, flux: string): string {
  const preamble = PREAMBLE.exec(flux)?.[0] ?? '';
  const before = preamble.split('\n').length;
  const added = preamble === '' ? 2 : 3;
  const line = (sent: string): number => Math.max(Math.min(Number(sent), before), Number(sent) - added);
  return message.replaceAll(
    PLACE,
    (_, mark: string, from: string, column: string, to: string, end: string) =>
      `${mark}${line(from)}${column}${line(to)}${end}`,
  );
}

/** True where the script yields several results, which then go by their names. */
export function yieldsSeveral(flux: string): boolean {
  const code = flux.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*/g, '""');
  return [...code.matchAll(/\byield\s*\(/g)].length > 1;
}

export function quote(value: string): string {
  return fluxString(value)[FLUX_VALUE]();
}
