import type { CsvConfig } from '../../config/schema.ts';
import type { Query, Window } from '../source.ts';

/** How to read a CSV file, as the config of a csv source says it, and what of it. */
export interface CsvReadOptions extends Omit<CsvConfig, 'kind' | 'path' | 'replay'> {
  /** Left out, or text in a query language: every numeric column. */
  readonly query?: Query;
  /** Left out: the whole file. */
  readonly window?: Window;
  /** The moment of the reading, epoch ms, for a file that is still being written; left out, it is finished. */
  readonly now?: number;
}

/** What a csv source does when its config says nothing. */
export const CSV_DEFAULTS: CsvReadOptions = {
  layout: 'auto',
  timestamp: 'auto',
  value: 'value',
  field: 'field',
  tags: [],
  timeFormat: 'auto',
  locale: 'en',
  zones: {},
  delimiter: 'auto',
  decimal: 'auto',
  encoding: 'auto',
  skipRows: 0,
  comment: 'auto',
  columns: [],
  nullValues: [],
  trueValues: [],
  falseValues: [],
  units: 'auto',
  maxPoints: 2_000_000,
  maxSeries: 10_000,
};
