import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

// With a million results a look at every one of them takes seconds. What a query takes is asked of SQLite's plan.

/** The tables that grow for as long as Plumbline runs. */
const LARGE = ['runs', 'results', 'claims', 'rejected_answers', 'baseline_points'];

/** The large tables and indexes of them that a statement goes through from end to end. */
function scanned(sql: string): readonly string[] {
  const db = openDatabase(':memory:');
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
  const bound = names.length > 0 ? [Object.fromEntries(names)] : [...sql.matchAll(/\?/g)].map(() => null);
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...bound);
  db.close();
  return plan.flatMap(({ detail }) => {
    const alias = /^SCAN (\w+)/.exec(detail)?.[1];
    if (alias === undefined) return [];
    const table = new RegExp(`(\\w+) AS ${alias}\\b`, 'i').exec(sql)?.[1] ?? alias;
    return LARGE.includes(table) ? [detail] : [];
  });
}

/** Every statement that a store prepares when it is opened, and when results are looked for in these ways. */
async function statements(): Promise<readonly string[]> {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  const store = openStore(':memory:');
  await store.findResults({ latest: true, limit: 20 });
  await store.findResults({ limit: 20 });
  await store.findResults({ monitor: 'm', limit: 20 });
  await store.findResults({ monitor: 'm', series: 's', limit: 20 });
  await store.findResults({ latest: true, monitor: 'm', limit: 20 });
  await store.findResults({ since: 0, limit: 20 });
  await store.close();
  return prepare.mock.calls.map(([sql]) => sql);
}

afterEach(() => vi.restoreAllMocks());

describe('no statement of the store', () => {
  it('goes through all that a table holds, but by the index of its order to the first rows', async () => {
    const all = await statements();
    expect(all.length).toBeGreaterThan(30);
    const scans = all.flatMap((sql) => scanned(sql).map((detail) => ({ sql, detail })));
    // The index of the questions that wait holds no others.
    const others = scans.filter(({ detail }) => !detail.endsWith('USING INDEX results_waiting'));
    // Newest first, and no more than are asked for.
    const first = others.filter(
      ({ sql, detail }) => /USING INDEX results_by_time$/.test(detail) && /LIMIT/.test(sql),
    );
    expect(others.filter((one) => !first.includes(one))).toEqual([]);
  });

  it('would pass that went through one', () => {
    expect(scanned('SELECT * FROM results WHERE unit = ?')).toEqual(['SCAN results']);
    expect(scanned('SELECT * FROM runs AS r WHERE r.attempt = @attempt')).toEqual(['SCAN r']);
  });
});

describe('a search for what is unusual', () => {
  it.each([{ unwell: true }, { verdict: 'anomalous' }, { unwell: true, monitor: 'm', since: 0 }])(
    'passes over what is well, however much of it there is: %j',
    async (filter) => {
      const prepare = vi.spyOn(Database.prototype, 'prepare');
      const store = openStore(':memory:');
      await store.findResults({ ...filter, limit: 20 });
      await store.close();
      const sql = String(prepare.mock.calls.at(-1)?.[0]);
      const db = openDatabase(':memory:');
      const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
      const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const details = plan.all(Object.fromEntries(names)).map(({ detail }) => detail);
      db.close();
      expect(details.join('; ')).toMatch(/USING INDEX results_unwell/);
    },
  );
});

describe('the view latest_results', () => {
  it.each([
    'SELECT * FROM latest_results',
    'SELECT * FROM latest_results ORDER BY window_end DESC, monitor, series LIMIT 20',
    "SELECT * FROM latest_results WHERE verdict <> 'normal'",
  ])('goes from one series to the next by the index: %s', (sql) => {
    const db = openDatabase(':memory:');
    const plan = db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all();
    db.close();
    const scans = plan.flatMap(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1] ?? []);
    // The names that were found so far, and no table.
    expect(scans.filter((name) => !['m', 'n', 'monitors', 'names'].includes(name))).toEqual([]);
  });
});
