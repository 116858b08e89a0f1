import { createHash, type Hash } from 'node:crypto';

/** What stands in a column: times as ISO 8601 text, JSON as its text, bytes as they are. */
export type Cell = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, Cell>>;

/** A table, and the columns that tell its rows apart and give their order. */
export interface Outline {
  readonly name: string;
  readonly key: readonly string[];
  /** Columns that hold JSON, of which one database keeps the meaning and another the letters. */
  readonly json?: readonly string[];
  /** True for what belongs to a month (`window_end`) in a database that is kept by months. */
  readonly byMonth?: boolean;
}

/** All that is to be kept, a row after those that it hangs on. Who is at work, and what waits in line, is not. */
export const OUTLINES: readonly Outline[] = [
  { name: 'runs', key: ['monitor', 'window_end'], json: ['notes'], byMonth: true },
  { name: 'results', key: ['id'], json: ['findings', 'judged', 'prompt'], byMonth: true },
  { name: 'claims', key: ['result_id', 'start', 'end', 'kind'], byMonth: true },
  { name: 'rejected_answers', key: ['result_id', 'attempt'], byMonth: true },
  { name: 'feedback', key: ['id'], byMonth: true },
  { name: 'claim_feedback', key: ['id'], byMonth: true },
  { name: 'series', key: ['monitor', 'series', 'source'] },
  { name: 'baselines', key: ['monitor', 'series', 'source'] },
  { name: 'baseline_points', key: ['monitor', 'series', 'source', 'seq'] },
  { name: 'neighbours', key: ['monitor', 'series'] },
  { name: 'episodes', key: ['monitor', 'series', 'kind', 'start'] },
  { name: 'outbox', key: ['id'] },
  { name: 'told', key: ['monitor', 'series'] },
  { name: 'evaluations', key: ['id'] },
  { name: 'digests', key: ['end'] },
];

/** The rows of a database as they are, to be taken to another. No worker may be at work on it meanwhile. */
export interface Archive {
  readonly location: string;
  /** Rows after one, in the order of their keys (texts byte by byte); `limit` rows. */
  rows(table: Outline, after: Row | undefined, limit: number): Promise<readonly Row[]>;
  /** The last row in that order; undefined where there is none. */
  last(table: Outline): Promise<Row | undefined>;
  /** Adds rows in one transaction; those that are there already stay as they are. */
  add(table: Outline, rows: readonly Row[]): Promise<void>;
  /** Of which database a copy to this one is under way; undefined where none is. */
  copyOf(): Promise<string | undefined>;
  /** Says that a copy is under way, or with undefined that it is whole: numbers of rows go on after those that came. */
  markCopy(source: string | undefined): Promise<void>;
  close(): Promise<void>;
}

/** Sums rows up, in their order, whatever database they come from. */
export function createChecksum({ json = [] }: Outline): { add(row: Row): void; value(): string } {
  const hash: Hash = createHash('sha256');
  return {
    add(row) {
      for (const column of Object.keys(row).sort()) {
        const cell = row[column] ?? null;
        const isJson = json.includes(column) && typeof cell === 'string';
        hash.update(`${column}\n`).update(isJson ? canonicalJson(cell) : canonical(cell));
      }
    },
    value: () => hash.copy().digest('hex'),
  };
}

function canonical(cell: Cell): string | Uint8Array {
  if (typeof cell === 'string') return `text ${plain(cell)}\n`;
  return cell instanceof Uint8Array ? cell : `${cell === 0 ? 0 : cell}\n`;
}

/** What one database has to replace counts as replaced in both. */
function plain(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\ufffd')).toString();
}

function canonicalJson(text: string): string {
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) => {
    if (typeof value === 'string') return plain(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
