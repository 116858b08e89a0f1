import { z } from 'zod';
import { PlumblineError } from '../../lib/errors.ts';
import { listing } from '../../lib/listing.ts';
import { epochMs, IsoTimeReader } from '../cells.ts';
import { type AnswerLimits, PointCollector } from '../points.ts';
import type { SeriesWindow } from '../source.ts';

const series = z.object({
  name: z.string(),
  // Not z.record, which leaves a tag named __proto__ out.
  tags: z.custom<Readonly<Record<string, string>>>(isTags).default({}),
  columns: z.array(z.string()),
  // Rows are looked at one by one as they are read; a schema for each of a million would cost more than reading.
  values: z.array(z.unknown()).default([]),
  partial: z.boolean().default(false),
});
const document = z.object({
  results: z
    .array(
      z.object({
        series: z.array(series).default([]),
        error: z.string().optional(),
        partial: z.boolean().default(false),
      }),
    )
    .default([]),
  error: z.string().optional(),
});

function isTags(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((one) => typeof one === 'string')
  );
}

type AnswerSeries = z.output<typeof series>;

/** How to read the rows of an answer. */
export interface AnswerOptions extends AnswerLimits {
  /** True: a null says that this field has no point at this time, as where several raw fields are selected. */
  readonly nullIsAbsent: boolean;
  /** Points before this time (epoch ms) are moved onto it: the interval that the window's start cuts. */
  readonly notBefore: number;
  /** The tags that tell series apart; left out, all. */
  readonly kept?: ReadonlySet<string> | undefined;
  /** What to make of an error that stands in the answer. */
  readonly serverError: (message: string) => PlumblineError;
}

/**
 * Decodes the JSON documents, one a line, of a chunked InfluxQL answer into series of points. Throws a
 * `PlumblineError`: `source_not_numeric` for a string field, `source_too_large` beyond the limits,
 * `source_bad_answer` for what is no such document or ended early, and what `serverError` makes of an error.
 */
export class InfluxqlDecoder {
  readonly #options: AnswerOptions;
  readonly #points: PointCollector;
  readonly #time = new IsoTimeReader();
  readonly #timeBytes = Buffer.alloc(64);
  /** Every document but the last one says that more will come. */
  #moreToCome = true;

  constructor(options: AnswerOptions) {
    this.#options = options;
    this.#points = new PointCollector(options);
  }

  /** Takes one document. */
  take(line: string): void {
    const { results, error } = parseDocument(line);
    this.#moreToCome = false;
    if (error !== undefined) throw this.#options.serverError(error);
    for (const result of results) {
      if (result.error !== undefined) throw this.#options.serverError(result.error);
      for (const one of result.series) {
        this.#takeSeries(one);
        if (one.partial) this.#moreToCome = true;
      }
      if (result.partial) this.#moreToCome = true;
    }
  }

  /** The points so far. */
  get points(): PointCollector {
    return this.#points;
  }

  /** All series, after the last document. */
  finish(): SeriesWindow[] {
    if (this.#moreToCome) {
      throw new PlumblineError('source_bad_answer', 'the answer ended before its last part', {
        hint: 'Run it again; max-row-limit of the server and proxies in between cut long answers.',
        retryable: true,
      });
    }
    return this.#points.finish();
  }

  #takeSeries({ name, tags, columns, values }: AnswerSeries): void {
    const timeIndex = columns.indexOf('time');
    if (timeIndex < 0) {
      throw badAnswer(`the answer has no column time, only ${listing(columns)}`);
    }
    const rows = values.map((row) => checkedRow(row, columns.length));
    const times = rows.map((row) => this.#readTime(row[timeIndex]));
    // GROUP BY * gives every tag of the measurement, empty where a series does not have it.
    const set = Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== ''));
    for (const [index, field] of columns.entries()) {
      if (index === timeIndex) continue;
      const points = this.#points.stream(name, field, set, this.#options.kept);
      for (const [at, row] of rows.entries()) {
        const value = row[index];
        if (value === null && this.#options.nullIsAbsent) continue;
        this.#points.append(points, times[at] ?? Number.NaN, readValue(field, value));
      }
    }
  }

  #readTime(value: unknown): number {
    if (typeof value === 'string') return Math.max(this.#readTimeText(value), this.#options.notBefore);
    if (typeof value !== 'number') throw badAnswer('the answer has a time that is none');
    // A server that does not know the unit it was asked for sends another one, or text.
    const time = epochMs(value, 'auto');
    if (Number.isNaN(time)) throw badAnswer(`the answer has a time that is none: ${value}`);
    return Math.max(time, this.#options.notBefore);
  }

  #readTimeText(text: string): number {
    const length = this.#timeBytes.write(text, 'latin1');
    if (!this.#time.read(this.#timeBytes, 0, length))
      throw badAnswer(`the answer has a time that is none: ${text.slice(0, 60)}`);
    return this.#time.utcMs;
  }
}

/** The rows of one document of a SHOW statement, as text; throws what `serverError` makes of an error. */
export function readRows(line: string, serverError: (message: string) => PlumblineError): string[][] {
  const { results, error } = parseDocument(line);
  const failed = error ?? results.find((result) => result.error !== undefined)?.error;
  if (failed !== undefined) throw serverError(failed);
  return results.flatMap((result) =>
    result.series.flatMap(({ columns, values }) =>
      values.map((row) => checkedRow(row, columns.length).map(String)),
    ),
  );
}

function parseDocument(line: string): z.output<typeof document> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new PlumblineError('source_bad_answer', 'the answer ended early or is no JSON', {
      hint: 'Run it again; a proxy in between may cut long answers.',
      retryable: true,
      cause,
    });
  }
  const parsed = document.safeParse(value);
  if (!parsed.success) throw badAnswer('the answer is JSON, but not that of an InfluxQL query');
  return parsed.data;
}

function checkedRow(row: unknown, length: number): readonly unknown[] {
  if (Array.isArray(row) && row.length === length) return row;
  throw badAnswer('the answer has a row that does not fit its columns');
}

function readValue(field: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null) return Number.NaN;
  throw new PlumblineError('source_not_numeric', `field ${field} holds text, not numbers`, {
    hint: 'Name only numeric and boolean fields in the query.',
  });
}

function badAnswer(message: string): PlumblineError {
  return new PlumblineError('source_bad_answer', message, {
    hint: 'Check that url is the base address of InfluxDB itself.',
  });
}
