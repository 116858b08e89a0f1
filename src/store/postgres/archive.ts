import type { Archive, Cell, Outline, Row } from '../archive.ts';
import type { Access } from '../store.ts';
import { connect } from './connection.ts';
import { migrate, requireSchema } from './migrate.ts';
import { createMonths } from './months.ts';
import { jsonText, statement, type Values } from './statement.ts';

/** Texts in the order of their bytes, as SQLite has them. */
const NUMBERS = ['id', 'result_id', 'start', 'end', 'attempt', 'seq'];
const TIMES: Readonly<Record<string, readonly string[]>> = {
  runs: ['window_end'],
  digests: ['end'],
  episodes: ['start'],
};

const typeOf = ({ name }: Outline, column: string): 'bigint' | 'timestamptz' | 'text' => {
  if (TIMES[name]?.includes(column) === true) return 'timestamptz';
  return NUMBERS.includes(column) ? 'bigint' : 'text';
};
const ordered = (table: Outline, column: string): string =>
  typeOf(table, column) === 'text' ? `"${column}" COLLATE "C"` : `"${column}"`;

const SETTLE = statement(`
  SELECT setval('results_id', (SELECT coalesce(max(id), 0) + 1 FROM results), false),
    setval('feedback_id', (SELECT coalesce(max(id), 0) + 1 FROM feedback), false),
    setval('claim_feedback_id', (SELECT coalesce(max(id), 0) + 1 FROM claim_feedback), false),
    setval(pg_get_serial_sequence('outbox', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM outbox), false),
    setval(pg_get_serial_sequence('evaluations', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM evaluations), false)`);
const MARKED = statement(`SELECT to_regclass('copy_under_way') IS NOT NULL AS there`);
const SOURCE = statement('SELECT source FROM copy_under_way');
const UNMARK = statement('DROP TABLE IF EXISTS copy_under_way');
const CREATE_MARK = statement('CREATE TABLE copy_under_way (source text NOT NULL)');
const MARK = statement('INSERT INTO copy_under_way VALUES (@source)');

/** The rows of a PostgreSQL database. Rejects with what `openStore` does. */
export async function openArchive(url: string, access: Access): Promise<Archive> {
  const connection = connect(url, { readOnly: access === 'read' });
  const { location, ask, write } = connection;
  const months = createMonths(connection);
  try {
    await connection.alone((client) =>
      access === 'create' ? migrate(client, location) : requireSchema(client, location),
    );
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }

  return {
    location,
    rows(table, after, limit) {
      const { name, key } = table;
      const order = key.map((column) => ordered(table, column)).join(', ');
      const from = key.map((column) => `@${column}::${typeOf(table, column)}`).join(', ');
      const where = after === undefined ? '' : `WHERE (${order}) > (${from})`;
      const select = statement(`SELECT * FROM ${name} ${where} ORDER BY ${order} LIMIT ${limit}`);
      const values: Values = after === undefined ? {} : valuesOf(key, after);
      return ask((transaction) => transaction.rows<Row>(select, values));
    },

    async last(table) {
      const order = table.key.map((column) => `${ordered(table, column)} DESC`).join(', ');
      const select = statement(`SELECT * FROM ${table.name} ORDER BY ${order} LIMIT 1`);
      return (await ask((transaction) => transaction.rows<Row>(select)))[0];
    },

    async add(table, rows) {
      const { name } = table;
      const insert = statement(`
        INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, @rows::json) ON CONFLICT DO NOTHING`);
      const json = jsonText(JSON.stringify(rows.map((row) => readable(table, row))));
      const ends = table.byMonth === true ? rows.map(({ window_end: end }) => Date.parse(String(end))) : [];
      await months.during(ends, () => ask(({ change }) => change(insert, { rows: json })));
    },

    copyOf: () =>
      write(async (transaction) => {
        const [mark] = await transaction.rows<{ readonly there: 0 | 1 }>(MARKED);
        if (mark?.there !== 1) return undefined;
        return (await transaction.rows<{ readonly source: string }>(SOURCE))[0]?.source;
      }),

    markCopy: (source) =>
      write(async (transaction) => {
        await transaction.change(UNMARK);
        await transaction.rows(SETTLE);
        if (source === undefined) return;
        await transaction.change(CREATE_MARK);
        await transaction.change(MARK, { source });
      }),

    close: connection.close,
  };
}

function valuesOf(key: readonly string[], row: Row): Values {
  return Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
}

/** A row as PostgreSQL reads it out of JSON: bytes as hex digits, JSON as itself. */
function readable({ json = [] }: Outline, row: Row): Readonly<Record<string, unknown>> {
  const read = (column: string, cell: Cell): unknown => {
    if (cell instanceof Uint8Array) return `\\x${Buffer.from(cell).toString('hex')}`;
    return json.includes(column) && typeof cell === 'string' ? JSON.parse(cell) : cell;
  };
  return Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, read(column, cell)]));
}
