import type { Contents } from '../contents.ts';
import type { StructuredQuery } from '../source.ts';
import type { SqlRow } from './sql-answer.ts';
import { identifier, type SqlColumns, type SqlStatement } from './sql-query.ts';

/** The rows of a statement. */
export type AskSql = (statement: SqlStatement) => Promise<readonly SqlRow[]>;

/** Names that one statement may give: enough to find a misspelt one, few enough for any database. */
const MOST_NAMES = 1000;

/** Tags and fields of a table; both empty where there is no such table. Tags are what InfluxDB keeps as a dictionary. */
export async function readColumns(table: string, ask: AskSql): Promise<SqlColumns> {
  const rows = await ask({
    text: `SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'iox' AND table_name = $table`,
    params: { table },
  });
  const columns = rows.map((row) => [String(row.column_name), String(row.data_type)] as const);
  const isTag = (type: string): boolean => type.startsWith('Dictionary');
  return {
    tags: columns.filter(([, type]) => isTag(type)).map(([name]) => name),
    fields: new Map(columns.filter(([name, type]) => name !== 'time' && !isTag(type))),
  };
}

/** What the database has of that which a query names; values of tags from the last day. */
export async function sqlContents(query: StructuredQuery, ask: AskSql): Promise<Contents> {
  const names = async (text: string): Promise<string[]> => {
    const rows = await ask({ text: `${text} LIMIT ${MOST_NAMES}`, params: {} });
    return rows.map((row) => String(row.name)).sort();
  };
  const measurements = await names(
    `SELECT DISTINCT table_name AS name FROM information_schema.tables WHERE table_schema = 'iox'`,
  );
  const { tags, fields } = await readColumns(query.measurement, ask);
  const values: Record<string, string[]> = {};
  for (const tag of Object.keys(query.where).filter((one) => tags.includes(one))) {
    const column = identifier(tag);
    values[tag] = await names(
      `SELECT DISTINCT ${column} AS name FROM ${identifier(query.measurement)} WHERE "time" >= now() - INTERVAL '1 day' AND ${column} IS NOT NULL`,
    );
  }
  return { measurements, fields: [...fields.keys()].sort(), tags: [...tags].sort(), values };
}
