import type { Archive, Cell, Outline, Row } from '../archive.ts';
import type { Access } from '../store.ts';
import { connect } from './connection.ts';

const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** What another database keeps in a column of its own follows here from other rows. */
const MORE: Readonly<Record<string, string>> = {
  claims: ', (SELECT window_end FROM results WHERE id = t.result_id) AS window_end',
  rejected_answers: ', (SELECT window_end FROM results WHERE id = t.result_id) AS window_end',
  feedback: ', (SELECT window_end FROM results WHERE id = t.result_id) AS window_end',
  claim_feedback: ', (SELECT window_end FROM results WHERE id = t.result_id) AS window_end',
  baselines: `, max(seq, coalesce((SELECT max(seq) FROM baseline_points AS p
    WHERE p.monitor = t.monitor AND p.series = t.series AND p.source = t.source), 0)) AS newest`,
};

/** The rows of an SQLite file. Throws what `openStore` throws. */
export function openArchive(path: string, access: Access): Archive {
  const connection = connect(path, access);
  const { db, ask, write } = connection;
  const columnsOf = (table: string): readonly string[] =>
    db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const select = ({ name }: Outline) => `SELECT t.*${MORE[name] ?? ''} FROM ${name} AS t`;

  return {
    location: path,
    rows: (table, after, limit) =>
      ask(() => {
        const { key } = table;
        const where =
          after === undefined ? '' : `WHERE (${quoted(key)}) > (${key.map(() => '?').join(', ')})`;
        const from = after === undefined ? [] : key.map((column) => after[column] ?? null);
        return db
          .prepare<Cell[], Row>(`${select(table)} ${where} ORDER BY ${quoted(key)} LIMIT ${limit}`)
          .all(...from);
      }),

    last: (table) =>
      ask(() => {
        const order = table.key.map((column) => `"${column}" DESC`).join(', ');
        return db.prepare<[], Row>(`${select(table)} ORDER BY ${order} LIMIT 1`).get();
      }),

    add: ({ name }, rows) =>
      write(() => {
        const columns = columnsOf(name);
        const values = columns.map((column) => `@${column}`).join(', ');
        const insert = db.prepare(`INSERT OR IGNORE INTO ${name} (${quoted(columns)}) VALUES (${values})`);
        for (const row of rows) insert.run(row);
      }),

    copyOf: () =>
      ask(() =>
        columnsOf('copy_under_way').length === 0
          ? undefined
          : db.prepare<[], string>('SELECT source FROM copy_under_way').pluck().get(),
      ),

    markCopy: (source) =>
      write(() => {
        db.exec('DROP TABLE IF EXISTS copy_under_way');
        if (source === undefined) return;
        db.exec('CREATE TABLE copy_under_way (source TEXT NOT NULL) STRICT');
        db.prepare('INSERT INTO copy_under_way VALUES (?)').run(source);
      }),

    close: async () => connection.close(),
  };
}
