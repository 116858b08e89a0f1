import { PlumblineError } from './lib/errors.ts';
import { type Archive, createChecksum, OUTLINES, type Outline, type Row } from './store/archive.ts';

/** Rows in one transaction: some megabytes, with prompts and snapshots in them. */
const ROWS_AT_ONCE = 200;

/** A table that was copied and looked at on both sides. */
export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  /** Of those, rows that were there from a copy that was broken off. */
  readonly before: number;
  readonly checksum: string;
}

/**
 * Takes all rows of a database to an empty one, and proves by counts and checksums that both hold the same. Broken off, it goes on where
 * it was. `tell` hears of each table. Rejects with `usage` where the target holds something else, and with `database_damaged` where
 * both are not the same in the end: the source was written to meanwhile.
 */
export async function copyAll(
  from: Archive,
  to: Archive,
  tell: (copied: CopiedTable) => void,
): Promise<readonly CopiedTable[]> {
  const begun = await to.copyOf();
  if (begun === undefined) await requireEmpty(to);
  else if (begun !== from.location) throw notOurs(to, `a copy of ${begun}, which was broken off`);
  await to.markCopy(from.location);
  const before = new Map<string, number>();
  for (const table of OUTLINES) before.set(table.name, await copyTable(table, from, to));
  const copied: CopiedTable[] = [];
  for (const table of OUTLINES) {
    const [here, there] = [await sumOf(table, from), await sumOf(table, to)];
    if (here.rows !== there.rows || here.checksum !== there.checksum)
      throw differs(table, from, to, here, there);
    copied.push({ table: table.name, ...there, before: before.get(table.name) ?? 0 });
    tell({ table: table.name, ...there, before: before.get(table.name) ?? 0 });
  }
  await to.markCopy(undefined);
  return copied;
}

/** Returns how many rows were there already. */
async function copyTable(table: Outline, from: Archive, to: Archive): Promise<number> {
  const last = await to.last(table);
  const before = last === undefined ? 0 : (await sumOf(table, to)).rows;
  for await (const rows of inParts(table, from, last)) await to.add(table, rows);
  return before;
}

async function* inParts(table: Outline, archive: Archive, after?: Row): AsyncGenerator<readonly Row[]> {
  for (let last = after; ; ) {
    const rows = await archive.rows(table, last, ROWS_AT_ONCE);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1);
  }
}

async function sumOf(table: Outline, archive: Archive): Promise<{ rows: number; checksum: string }> {
  const sum = createChecksum(table);
  let count = 0;
  for await (const rows of inParts(table, archive)) {
    count += rows.length;
    for (const row of rows) sum.add(row);
  }
  return { rows: count, checksum: sum.value() };
}

async function requireEmpty(to: Archive): Promise<void> {
  for (const table of OUTLINES)
    if ((await to.last(table)) !== undefined) throw notOurs(to, `rows in ${table.name} already`);
}

function notOurs({ location }: Archive, what: string): PlumblineError {
  return new PlumblineError('usage', `${location} holds ${what}`, {
    hint: 'Copy to an empty database, or to a file that is not there.',
  });
}

function differs(
  { name }: Outline,
  from: Archive,
  to: Archive,
  here: { readonly rows: number },
  there: { readonly rows: number },
): PlumblineError {
  const counts = `${here.rows} rows in ${from.location}, ${there.rows} in ${to.location}`;
  return new PlumblineError('database_damaged', `${name} is not the same on both sides: ${counts}`, {
    hint: 'Something was written meanwhile: stop all workers, empty the target, and copy again.',
  });
}
