import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { migrate, schemaVersion } from '../../src/store/sqlite/migrate.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

const SCHEMA = new URL('../../migrations/schema.sql', import.meta.url);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the schema', () => {
  it('is what migrations/schema.sql says (UPDATE_GOLDEN=1 npm test writes it anew)', () => {
    const db = openDatabase(':memory:');
    const rows = db
      .prepare<[], { sql: string }>(
        `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'view', rowid`,
      )
      .all();
    const dump = `-- Generated from the migrations; compared by the tests.\n${rows.map(({ sql }) => `${sql};\n`).join('')}`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(SCHEMA, dump);
    expect(dump).toBe(readFileSync(SCHEMA, 'utf8'));
  });

  it('grows by migrations that are numbered without a gap, each number once', () => {
    const numbers = readdirSync(new URL('.', SCHEMA)).flatMap(
      (name) => /^(\d{4})_.*\.sql$/.exec(name)?.[1] ?? [],
    );
    const counted = numbers.map((_, index) => String(index + 1).padStart(4, '0'));
    expect(numbers.sort()).toEqual(counted);
  });

  it('lets a database of a newer schema be, and names both versions', () => {
    const path = join(folder, 'p.db');
    const db = openDatabase(path);
    const known = schemaVersion(db);
    db.pragma(`user_version = ${known + 1}`);
    db.close();
    const before = readFileSync(path);
    expect(() => openDatabase(path)).toThrow(
      new RegExp(`schema ${known + 1}; this version of Plumbline knows ${known}`),
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is copied to backup/ before a database with rows is migrated', () => {
    const path = join(folder, 'p.db');
    openDatabase(path).close();
    const next = pathToFileURL(`${folder}/migrations/`);
    cpSync(new URL('../../migrations/', import.meta.url), next, { recursive: true });
    writeFileSync(new URL('9999_more.sql', next), 'CREATE TABLE more (x);');
    const db = new Database(path);
    const before = schemaVersion(db);
    migrate(db, path, next);
    expect(schemaVersion(db)).toBe(before + 1);
    db.close();
    const [copy = ''] = readdirSync(join(folder, 'backup'));
    const saved = new Database(join(folder, 'backup', copy), { readonly: true });
    expect(schemaVersion(saved)).toBe(before);
    saved.close();
  });

  it('takes rows of the first schema along, which say neither what was judged nor how a claim was read', async () => {
    const path = join(folder, 'p.db');
    const first = pathToFileURL(`${folder}/migrations/`);
    mkdirSync(first);
    const name = '0001_ledger_and_results.sql';
    copyFileSync(new URL(`../../migrations/${name}`, import.meta.url), new URL(name, first));
    const old = new Database(path);
    migrate(old, path, first);
    const times = "'2026-11-22T00:00:00.000Z', '2026-11-22T01:00:00.000Z'";
    old.exec(`
      INSERT INTO runs (monitor, window_start, window_end, status, attempt, claimed_at, source, fallback_reason)
      VALUES ('m', ${times}, 'done', 1, '2026-11-22T01:00:00.000Z', 'spare', 'influx is away');
      INSERT INTO results (monitor, series, window_start, window_end, unit, points, nulls, verdict, findings, summary, summary_by)
      VALUES ('m', 's', ${times}, '', 1, 0, 'normal', '[]', 'Nothing unusual.', 'facts');
      INSERT INTO claims (result_id, start, "end", text, kind, verdict, evidence)
      VALUES (1, 0, 4, 'Calm', 'state', 'supported', 'nothing was found');`);
    old.close();
    const db = openDatabase(path);
    expect(db.prepare('SELECT summary, judged FROM latest_results').get()).toEqual({
      summary: 'Nothing unusual.',
      judged: '[]',
    });
    expect(db.prepare('SELECT source, stand_in FROM results').all()).toEqual([
      { source: 'spare', stand_in: 1 },
    ]);
    expect(db.prepare('SELECT evidence, reading FROM claims').get()).toEqual({
      evidence: 'nothing was found',
      reading: '',
    });
    db.close();
    const store = openStore(path);
    // Of a question that waited nobody knows the worker: it is lost.
    expect(await store.closeOrphanedQuestions(0)).toBe(1);
    await store.close();
  });

  it('takes series along with what their results say of unit, last reading and interval', async () => {
    const path = join(folder, 'p.db');
    const former = pathToFileURL(`${folder}/migrations/`);
    mkdirSync(former);
    for (const name of readdirSync(new URL('.', SCHEMA)).filter((one) => /^000[1-8]_/.test(one)))
      copyFileSync(new URL(name, SCHEMA), new URL(name, former));
    const old = new Database(path);
    migrate(old, path, former);
    const times = "'2026-11-22T00:00:00.000Z', '2026-11-22T01:00:00.000Z'";
    old.exec(`
      INSERT INTO runs (monitor, window_start, window_end, status, source) VALUES ('m', ${times}, 'done', 'influx');
      INSERT INTO results (monitor, series, source, window_start, window_end, unit, points, nulls, last, usual_interval_s,
        verdict, findings, summary, summary_by)
      VALUES ('m', 's', 'influx', ${times}, '°C', 9, 0, 21.5, 60, 'normal', '[]', 'Nothing unusual.', 'facts');
      INSERT INTO series (monitor, series, source, window_end, verdict, since)
      VALUES ('m', 's', 'influx', '2026-11-22T02:00:00.000Z', 'missing', '2026-11-22T02:00:00.000Z'),
        ('m', 'never', 'influx', '2026-11-22T02:00:00.000Z', 'normal', '2026-11-22T02:00:00.000Z');`);
    old.close();
    const store = openStore(path);
    expect(await store.allSeries()).toMatchObject([
      { series: 'never', unit: '', lastValue: null, usualIntervalMs: null, problemSince: null },
      { series: 's', unit: '°C', lastValue: 21.5, usualIntervalMs: 60_000 },
    ]);
    expect((await store.allSeries())[1]?.problemSince).toBe(Date.parse('2026-11-22T02:00:00Z'));
    await store.close();
  });

  it('says of a file that is no database what to do about it', () => {
    const path = join(folder, 'p.db');
    copyFileSync(new URL(import.meta.url), path);
    expect(() => openDatabase(path)).toThrow(/no intact SQLite database/);
  });
});
