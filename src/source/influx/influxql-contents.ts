import type { Contents } from '../contents.ts';
import type { StructuredQuery } from '../source.ts';
import { identifier } from './influxql-query.ts';

/** Rows that one statement may give: enough to find a misspelt name, few enough for any database. */
const MOST_ROWS = 1000;

/** What InfluxQL's SHOW statements say of that which a query names; `ask` gives the rows of one. */
export async function influxqlContents(
  query: StructuredQuery,
  ask: (statement: string) => Promise<readonly (readonly string[])[]>,
): Promise<Contents> {
  const show = async (what: string, column = 0): Promise<string[]> => {
    const rows = await ask(`SHOW ${what} LIMIT ${MOST_ROWS}`);
    return rows.map((row) => row[column] ?? '').sort();
  };
  const from = `FROM ${identifier(query.measurement)}`;
  const values: Record<string, string[]> = {};
  for (const tag of Object.keys(query.where)) {
    values[tag] = await show(`TAG VALUES ${from} WITH KEY = ${identifier(tag)}`, 1);
  }
  return {
    measurements: await show('MEASUREMENTS'),
    fields: await show(`FIELD KEYS ${from}`),
    tags: await show(`TAG KEYS ${from}`),
    values,
  };
}
