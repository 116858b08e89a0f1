import { PlumblineError } from '../../lib/errors.ts';
import { listing } from '../../lib/listing.ts';
import { IsoTimeReader } from '../cells.ts';
import { type AnswerLimits, PointCollector, type SeriesPoints } from '../points.ts';
import { RecordScanner } from '../records.ts';
import type { SeriesWindow } from '../source.ts';
import { RowTemplate } from './row-template.ts';

/** Columns of the group key that say nothing about which series it is. */
const NOT_TAGS: ReadonlySet<string> = new Set([
  '',
  'result',
  'table',
  '_start',
  '_stop',
  '_measurement',
  '_field',
]);
/** What Flux calls a result that was not yielded under a name. */
const UNNAMED = '_result';
const NUMERIC: ReadonlySet<string> = new Set(['double', 'long', 'unsignedLong', 'boolean']);

/** How rows become series. */
export interface SeriesNaming {
  /** The tags that tell series apart; left out, all. */
  readonly kept?: ReadonlySet<string>;
  /** True: a result that was yielded under a name has it as the tag `result`. */
  readonly byResult?: boolean;
}

/** What stands above the rows of a table, by column. */
interface Table {
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly defaults: readonly string[];
  readonly timeColumn: number;
  readonly valueColumn: number;
  readonly measurementColumn: number;
  readonly fieldColumn: number;
  readonly resultColumn: number;
  readonly tagColumns: readonly number[];
}

/**
 * Decodes the annotated CSV of a Flux query while it arrives (columns by name, several tables and results,
 * https://docs.influxdata.com/influxdb/v2/reference/syntax/annotated-csv/) straight into series of points.
 *
 * `push` and `finish` throw a `PlumblineError`: `source_not_numeric` for a string field, `source_too_large`
 * beyond the limits, `source_bad_answer` for what is no annotated CSV or ended early, and whatever
 * `serverError` makes of the message in an error table, the form that an error takes inside a 200.
 */
export class AnnotatedCsvDecoder {
  readonly #scanner = new RecordScanner(',');
  /** Columns of text outside of the group key: tags that the query has merged, most likely. */
  readonly looseColumns = new Set<string>();
  readonly #points: PointCollector;
  readonly #naming: SeriesNaming;
  readonly #serverError: (message: string) => PlumblineError;
  /** The result that each series came in. */
  readonly #resultOf = new Map<SeriesPoints, string>();
  readonly #time = new IsoTimeReader();
  #annotations = new Map<string, string[]>();
  #table: Table | undefined;
  /**
   * InfluxDB ends every result with an empty line, so a body that ends otherwise was cut. One that was cut right
   * between two tables is caught by the framing of HTTP, if anything.
   */
  #afterBlankLine = false;
  #template: RowTemplate | undefined;

  constructor(
    limits: AnswerLimits,
    serverError: (message: string) => PlumblineError,
    naming: SeriesNaming = {},
  ) {
    this.#points = new PointCollector(limits);
    this.#serverError = serverError;
    this.#naming = naming;
  }

  /** The points so far. */
  get points(): PointCollector {
    return this.#points;
  }

  /** Takes the next piece of the body. */
  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
    do {
      this.#template?.readRows(this.#scanner, this.#points);
    } while (this.#readRecord());
  }

  /** All series, after the whole body was pushed. */
  finish(): SeriesWindow[] {
    if (this.#scanner.position < this.#scanner.bytes.length || !this.#afterBlankLine) {
      throw badAnswer(
        'the answer ended early',
        'Run it again; a proxy in between may cut long answers.',
        true,
      );
    }
    return this.#points.finish();
  }

  #readRecord(): boolean {
    const scanner = this.#scanner;
    if (!scanner.next()) return false;
    if (scanner.malformed)
      throw badAnswer('the answer has a row whose quotes do not match', undefined, false);
    const blank = scanner.end === scanner.start;
    if (blank) {
      this.#table = undefined;
      this.#annotations = new Map();
      this.#template = undefined;
    } else if (scanner.text(0).startsWith('#')) {
      this.#annotations.set(scanner.text(0), allFields(scanner));
    } else if (this.#table === undefined) {
      this.#table = this.#readHeader();
    } else {
      this.#readRow(this.#table);
    }
    this.#afterBlankLine = blank;
    return true;
  }

  #readHeader(): Table {
    const columns = allFields(this.#scanner);
    const types = this.#annotations.get('#datatype');
    const groups = this.#annotations.get('#group');
    const table = {
      columns,
      types: types ?? [],
      defaults: this.#annotations.get('#default') ?? [],
      timeColumn: columns.indexOf('_time'),
      valueColumn: columns.indexOf('_value'),
      measurementColumn: columns.indexOf('_measurement'),
      fieldColumn: columns.indexOf('_field'),
      resultColumn: columns.indexOf('result'),
      tagColumns: [...columns.keys()].filter(
        (at) => groups?.[at] === 'true' && !NOT_TAGS.has(columns[at] ?? ''),
      ),
    };
    if (isErrorTable(columns)) return table;
    for (const [at, column] of columns.entries()) {
      if (types?.[at] === 'string' && groups?.[at] === 'false' && !NOT_TAGS.has(column))
        this.looseColumns.add(column);
    }
    if (types === undefined || groups === undefined) {
      throw badAnswer('the answer has no #datatype and #group rows', undefined, false);
    }
    for (const column of ['_time', '_value']) {
      if (columns.includes(column)) continue;
      const others = listing(columns.filter((name) => !['', 'result', 'table'].includes(name)));
      throw badAnswer(
        `the answer has no column ${column}, only ${others}`,
        'The query must leave _time and _value in place: end it without pivot, drop or keep of these.',
        false,
      );
    }
    return table;
  }

  #readRow(table: Table): void {
    const scanner = this.#scanner;
    if (scanner.fieldCount !== table.columns.length) {
      const found = `${scanner.fieldCount} fields under ${table.columns.length} columns`;
      throw badAnswer(
        `the answer has a row of ${found}`,
        'Run it again; the answer may have been cut.',
        true,
      );
    }
    if (isErrorTable(table.columns)) {
      throw this.#serverError(this.#cell(table, table.columns.indexOf('error')));
    }
    const { timeColumn, valueColumn } = table;
    const type = table.types[valueColumn] ?? '';
    const field = this.#cell(table, table.fieldColumn) || '_value';
    if (!NUMERIC.has(type)) {
      throw new PlumblineError('source_not_numeric', `field ${field} holds ${type} values, not numbers`, {
        hint: 'Name only numeric and boolean fields in the query.',
      });
    }
    const [timeFrom = 0, timeTo = 0] = [scanner.starts[timeColumn], scanner.ends[timeColumn]];
    if (!this.#time.read(scanner.bytes, timeFrom, timeTo)) {
      throw badAnswer(
        `the answer has a time that is none: ${this.#cell(table, timeColumn)}`,
        undefined,
        false,
      );
    }
    const value = readValue(this.#cell(table, valueColumn), type);
    const series = this.#seriesOf(table, field);
    this.#points.append(series, this.#time.utcMs, value);
    this.#template = RowTemplate.of(scanner, timeColumn, valueColumn, series);
  }

  /** The series of the current row. */
  #seriesOf(table: Table, field: string): SeriesPoints {
    const result = this.#cell(table, table.resultColumn) || UNNAMED;
    const measurement = this.#cell(table, table.measurementColumn) || result;
    const { kept, byResult = false } = this.#naming;
    const named = byResult && result !== UNNAMED ? { result } : {};
    const series = this.#points.stream(measurement, field, { ...this.#tags(table), ...named }, kept);
    const before = this.#resultOf.get(series) ?? result;
    if (before !== result) throw twoResults(series.series, before, result);
    this.#resultOf.set(series, result);
    return series;
  }

  /** A cell of the current row as text, or what #default holds for an empty one; '' without such a column. */
  #cell(table: Table, column: number): string {
    if (column < 0) return '';
    return this.#scanner.text(column) || (table.defaults[column] ?? '');
  }

  #tags(table: Table): Record<string, string> {
    const tags = table.tagColumns.map((at) => [table.columns[at] ?? '', this.#cell(table, at)] as const);
    // Not by assignment, which makes nothing of a tag named __proto__.
    return Object.fromEntries(tags.filter(([, value]) => value !== ''));
  }
}

function allFields(scanner: RecordScanner): string[] {
  return Array.from({ length: scanner.fieldCount }, (_, at) => scanner.text(at));
}

/** The table in which the server reports an error once a part of the answer is out. */
function isErrorTable(columns: readonly string[]): boolean {
  const named = columns.filter((column) => column !== '');
  return named.length === 2 && named.includes('error') && named.includes('reference');
}

function readValue(text: string, type: string): number {
  if (text === '') return Number.NaN;
  if (type === 'boolean') return text === 'true' ? 1 : 0;
  if (text === 'NaN' || text === '+Inf' || text === '-Inf') return Number.NaN;
  const value = Number(text);
  if (Number.isNaN(value))
    throw badAnswer(`the answer has a ${type} that is none: ${text}`, undefined, false);
  return value;
}

function twoResults(series: string, one: string, two: string): PlumblineError {
  return new PlumblineError('source_rejected', `the results ${one} and ${two} both hold ${series}`, {
    hint: 'End each of them with a yield of its own name, or join them into one.',
  });
}

function badAnswer(message: string, hint: string | undefined, retryable: boolean): PlumblineError {
  return new PlumblineError(
    'source_bad_answer',
    message,
    hint === undefined ? { retryable } : { hint, retryable },
  );
}
