import type { Config } from '../../../src/config/schema.ts';
import type { Values } from '../../../src/store/postgres/statement.ts';
import type { Access, Store } from '../../../src/store/store.ts';

/** A database of one test, empty at first: a file, or one on the server of `TEST_DATABASE_URL`. */
export interface TestDatabase {
  readonly onServer: boolean;
  /** As the config has it. */
  readonly place: Partial<Pick<Config['database'], 'path' | 'url'>>;
  /** The same as text: what stands in the braces after `database:`. */
  readonly config: string;
  open(access?: Access): Promise<Store>;
  /**
   * What a query finds, by SQL that both dialects have, with parameters by name (`@monitor`); times are ISO text and JSON is text in
   * both. Rejects while there is no such table.
   */
  rows<Row>(sql: string, values?: Values): Promise<readonly Row[]>;
  /** Statements for which keys between tables do not count. Windows that end at `ends` have a place before. */
  change(sql: string, ends?: readonly number[]): Promise<void>;
  /** Another program that lets nobody write until it is released. Rejects where others hold it up itself. */
  lock(): Promise<{ release(): Promise<void> }>;
  /** What the database says against itself; nothing, most likely. */
  damages(): Promise<readonly string[]>;
  /** Bytes of all that is kept. */
  size(): Promise<number>;
  /** Puts all of it into an SQLite file. */
  copyTo(file: string): Promise<void>;
  /** Ends what the test has open, and deletes it. */
  drop(): Promise<void>;
}
