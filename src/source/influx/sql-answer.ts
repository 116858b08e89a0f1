import { PlumblineError } from '../../lib/errors.ts';
import { IsoTimeReader } from '../cells.ts';
import { type AnswerLimits, PointCollector, type SeriesPoints } from '../points.ts';
import type { SeriesWindow } from '../source.ts';

/** How to read the rows of an answer. */
export interface SqlAnswerOptions extends AnswerLimits {
  /** First part of the names of the series. */
  readonly measurement: string;
  /** The tags that tell series apart; left out, all. */
  readonly kept?: ReadonlySet<string> | undefined;
  /** Points before this time (epoch ms) are moved onto it: the interval that the window's start cuts. */
  readonly notBefore: number;
  /** What to make of an error that stands in the answer. */
  readonly serverError: (message: string) => PlumblineError;
}

/** One row as JSON. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Throws `source_bad_answer` for a line that is no JSON object, and what `serverError` makes of an error in it. */
export function parseRow(line: string, serverError: (message: string) => PlumblineError): SqlRow {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (cause) {
    throw badAnswer('the answer ended early or is no JSON', true, cause);
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw badAnswer('the answer is JSON, but not that of a query', false);
  }
  const cells: SqlRow = { ...row };
  if (typeof cells.error === 'string' && !('time' in cells)) throw serverError(cells.error);
  return cells;
}

/**
 * Decodes the rows of an answer, JSON objects one a line, into series of points: text is a tag, a number or true and
 * false a value, null and what is left out nothing. Times without a zone are UTC. Throws a `PlumblineError`:
 * `source_too_large` beyond the limits, `source_bad_answer` for what is no such row.
 */
export class SqlDecoder {
  readonly points: PointCollector;
  readonly #options: SqlAnswerOptions;
  /** By field and tags, as they stand in a row: their names would cost more than all the rest. */
  readonly #streams = new Map<string, SeriesPoints>();
  readonly #time = new IsoTimeReader();
  readonly #timeBytes = Buffer.alloc(64);

  constructor(options: SqlAnswerOptions) {
    this.#options = options;
    this.points = new PointCollector(options);
  }

  /** Takes one row. */
  take(line: string): void {
    const { measurement, kept, notBefore, serverError } = this.#options;
    const { time, ...cells } = parseRow(line, serverError);
    const at = Math.max(this.#readTime(time), notBefore);
    const tags: Record<string, string> = {};
    const values: [string, number][] = [];
    for (const [column, cell] of Object.entries(cells)) {
      if (typeof cell === 'string') tags[column] = cell;
      else if (typeof cell === 'number') values.push([column, cell]);
      else if (typeof cell === 'boolean') values.push([column, cell ? 1 : 0]);
    }
    const set = JSON.stringify(tags);
    for (const [field, value] of values) {
      const key = `${field} ${set}`;
      const stream = this.#streams.get(key) ?? this.points.stream(measurement, field, tags, kept);
      this.#streams.set(key, stream);
      this.points.append(stream, at, value);
    }
  }

  /** All series, after the last row. */
  finish(): readonly SeriesWindow[] {
    return this.points.finish();
  }

  #readTime(time: unknown): number {
    if (typeof time !== 'string') {
      throw badAnswer('the answer has a row without a column time', false);
    }
    const length = this.#timeBytes.write(time, 'latin1');
    if (!this.#time.read(this.#timeBytes, 0, length)) {
      throw badAnswer(`the answer has a time that is none: ${time}`, false);
    }
    return this.#time.utcMs;
  }
}

function badAnswer(message: string, retryable: boolean, cause?: unknown): PlumblineError {
  return new PlumblineError('source_bad_answer', message, {
    hint: retryable
      ? 'Run it again; a proxy in between may cut long answers.'
      : 'Check that url is the base address of InfluxDB itself, and that the query selects time.',
    retryable,
    ...(cause === undefined ? {} : { cause }),
  });
}
