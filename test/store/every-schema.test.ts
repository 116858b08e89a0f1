import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

// Whoever left a worker running for a year comes from any of the schemas.

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const FILES = readdirSync(MIGRATIONS)
  .filter((name) => /^\d{4}_.*\.sql$/.test(name))
  .sort();

const START = '2026-11-22T00:00:00.000Z';
const END = '2026-11-22T01:00:00.000Z';
const LATER = '2026-11-22T02:00:00.000Z';

/** Rows as a worker of a schema would write them, from the number of the migration that made room for them on. */
const ROWS: readonly (readonly [since: number, sql: string])[] = [
  [
    1,
    `INSERT INTO runs (monitor, window_start, window_end, status, source, points, series, finished_at)
    VALUES ('m', '${START}', '${END}', 'done', 'influx', 9, 1, '${END}')`,
  ],
  [
    1,
    `INSERT INTO runs (monitor, window_start, window_end, status, error_code, error)
    VALUES ('m', '${END}', '${LATER}', 'failed', 'source_unreachable', 'influx is away')`,
  ],
  [
    1,
    `INSERT INTO results (monitor, series, window_start, window_end, unit, points, nulls, mean, last, verdict, score, findings,
    prompt, prompted_at, response, responded_at, model_status, summary, summary_by, claims_supported)
    VALUES ('m', 's', '${START}', '${END}', '°C', 9, 0, 20.5, 21.5, 'anomalous', 0.8,
      '[{"kind":"spike","detector":"spike","points":1,"flag":4,"start":"${START}","end":"${END}","observed":30,"expected":[19,22],"score":0.8,"sentence":"A spike."}]',
      '[{"role":"user","content":"what?"}]', '${END}', '{"summary":"A spike."}', '${END}', 'answered', 'A spike.', 'model', 1)`,
  ],
  [
    1,
    `INSERT INTO claims (result_id, start, "end", text, kind, verdict, evidence) VALUES (1, 0, 7, 'A spike', 'event', 'supported', 'F1')`,
  ],
  [
    1,
    `INSERT INTO rejected_answers (result_id, attempt, response, reason, at) VALUES (1, 1, 'well', 'no JSON', '${END}')`,
  ],
  [
    1,
    `INSERT INTO series (monitor, series, source, window_end, verdict, since, last_seen)
    VALUES ('m', 's', 'influx', '${END}', 'anomalous', '${END}', '${END}')`,
  ],
  [
    1,
    `INSERT INTO baselines (monitor, series, source, seq, snapshot) VALUES ('m', 's', 'influx', 3, x'00ff')`,
  ],
  [
    1,
    `INSERT INTO baseline_points (monitor, series, source, seq, points) VALUES ('m', 's', 'influx', 4, x'0102')`,
  ],
  [
    1,
    `INSERT INTO feedback (result_id, judgement, note, at) VALUES (1, 'wrong', 'the window was open', '${LATER}')`,
  ],
  [
    1,
    `INSERT INTO evaluations (at, data, model, role, prompt_hash, scores, outcomes)
    VALUES ('${END}', 'd.csv', 'm', 'explain', 'h', '{}', '[]')`,
  ],
  [
    5,
    `INSERT INTO outbox (target, key, news, created_at, due_at) VALUES ('phone', 'k', '{}', '${END}', '${END}')`,
  ],
  [
    5,
    `INSERT INTO told (monitor, series, verdict, at, thread) VALUES ('m', 's', 'anomalous', '${END}', 'k')`,
  ],
  [7, `INSERT INTO workers (id, lease_until) VALUES ('w', '${END}')`],
  [
    10,
    `INSERT INTO episodes (monitor, series, kind, start, "end") VALUES ('m', 's', 'drift', '${START}', '${END}')`,
  ],
  [
    12,
    `INSERT INTO digests ("end", start, state, created_at) VALUES ('${END}', '${START}', 'told', '${END}')`,
  ],
  [
    14,
    `INSERT INTO claim_feedback (result_id, start, "end", kind, judgement, note, at)
    VALUES (1, 0, 7, 'event', 'right', 'so it was', '${LATER}')`,
  ],
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Row = Readonly<Record<string, unknown>>;
type Dump = ReadonlyMap<string, readonly Row[]>;

function dump(db: Database.Database): Dump {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return new Map(tables.map((table) => [table, db.prepare<[], Row>(`SELECT * FROM ${table}`).all()]));
}

/** The rows with the columns that they had, and none that came later. */
function asBefore(after: Dump, before: Dump): Dump {
  return new Map(
    [...before].map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      const same = (row: Row) => Object.fromEntries(columns.map((column) => [column, row[column]]));
      return [table, (after.get(table) ?? []).map(same)];
    }),
  );
}

/** A database of a former schema with a row in each of its tables. */
function former(version: number): string {
  const path = join(folder, 'p.db');
  const migrations = pathToFileURL(`${folder}/migrations/`);
  mkdirSync(migrations);
  for (const name of FILES.slice(0, version))
    copyFileSync(new URL(name, MIGRATIONS), new URL(name, migrations));
  const db = new Database(path);
  migrate(db, path, migrations);
  for (const [since, sql] of ROWS) if (since <= version) db.exec(sql);
  const empty = [...dump(db)].filter(([, rows]) => rows.length === 0).map(([table]) => table);
  expect(empty, `tables without a row in schema ${version}: ROWS wants one for each`).toEqual([]);
  db.close();
  return path;
}

describe.each(FILES.slice(0, -1).map((name, index) => [index + 1, name] as const))(
  'a database of schema %i (%s)',
  (version) => {
    it('is migrated with every row as it was', () => {
      const path = former(version);
      const db = new Database(path);
      const before = dump(db);
      migrate(db, path, MIGRATIONS);
      const after = asBefore(dump(db), before);
      for (const [table, rows] of before) {
        // Runs of findings are made of the rows that there are.
        if (table === 'episodes') expect(after.get(table)).toEqual(expect.arrayContaining([...rows]));
        else expect(after.get(table), table).toEqual(rows);
      }
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      db.close();
    });

    it('goes on: its results are read, its prompts and runs grow old and go', async () => {
      const store = openStore(former(version));
      const [result] = await store.findResults({ limit: 9 });
      expect(result).toMatchObject({ series: 's', summary: 'A spike.', summaryBy: 'model' });
      expect(await store.feedback()).toMatchObject([{ series: 's', judgement: 'wrong', detector: 'spike' }]);
      expect(await store.deletePromptsBefore(Date.parse(END) + 1)).toEqual({ deleted: 1, more: false });
      expect((await store.findResults({ limit: 9 }))[0]?.exchange).toMatchObject({
        prompt: null,
        response: null,
      });
      expect(await store.deleteRunsBefore(Date.parse(LATER) + 1)).toEqual({ deleted: 1, more: false });
      expect(await store.findResults({ limit: 9 })).toEqual([]);
      await store.close();
    });
  },
);

describe('the index of prompts', () => {
  it('finds old ones among rows that had none when it came', () => {
    const path = former(10);
    const db = new Database(path);
    migrate(db, path, MIGRATIONS);
    const plan = db
      .prepare<[], { detail: string }>(
        'EXPLAIN QUERY PLAN SELECT id FROM results INDEXED BY results_with_prompt WHERE prompt IS NOT NULL AND window_end < 1',
      )
      .all();
    expect(plan.map(({ detail }) => detail).join()).toContain('results_with_prompt');
    db.close();
  });
});
