import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violationsOf } from '../../bench/torture/invariants.ts';
import { type Asked, reading, SENSORS } from '../../bench/torture/sensors.ts';
import { baselineViolations, inOneGo, seriesOf } from '../../bench/torture/uninterrupted.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';

// A harness that finds nothing must be one that would have found something.

const FIRST = Date.parse('2026-11-01T12:00:00Z') / 1000;
const WINDOW = 20;
let folder: string;
let path: string;
let log: Asked[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  path = join(folder, 'p.db');
  log = [];
  const db = openDatabase(path);
  for (const end of [FIRST, FIRST + 1, FIRST + 2]) insertRun(db, end);
  insertBaseline(db, [100, 101, 102, 103]);
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const iso = (second: number) => new Date(second * 1000).toISOString();

function insertRun(db: Database.Database, end: number): void {
  const start = end - WINDOW;
  log.push({ start: start * 1000, end: end * 1000, mood: 'good', answered: true });
  db.prepare("INSERT INTO runs (monitor, window_start, window_end, status) VALUES ('m', ?, ?, 'done')").run(
    iso(start),
    iso(end),
  );
  for (const sensor of SENSORS) {
    const values = Array.from({ length: WINDOW }, (_, index) => reading(sensor, start + index));
    const mean = values.reduce((sum, value) => sum + value, 0) / WINDOW;
    db.prepare(`
      INSERT INTO results (monitor, series, window_start, window_end, unit, points, nulls, mean, last, verdict, findings, summary, summary_by)
      VALUES ('m', ?, ?, ?, '', ?, 0, ?, ?, 'normal', '[]', '', 'facts')`).run(
      ...[seriesOf(sensor), iso(start), iso(end), WINDOW, mean, values.at(-1)],
    );
  }
}

function insertBaseline(db: Database.Database, seconds: readonly number[]): void {
  db.prepare(`
    INSERT INTO baselines (monitor, series, source, seq, snapshot) VALUES ('m', ?, 'influx', 1, ?)`).run(
    ...[seriesOf('a'), Buffer.from(inOneGo('a', seconds).snapshot())],
  );
}

function change(sql: string): void {
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('the invariants of the torture', () => {
  it('hold for a whole database', async () => {
    expect(violationsOf(path, 'm', log)).toEqual([]);
    expect(await baselineViolations(path, 'm', 'influx', ['a'])).toEqual([]);
  });

  it.each([
    ['a window that was lost', `DELETE FROM runs WHERE window_end = '${iso(FIRST + 1)}'`, /no window before/],
    [
      'a window that was skipped',
      `UPDATE runs SET status = 'skipped' WHERE window_end = '${iso(FIRST)}'`,
      /is skipped/,
    ],
    ['a run written by half', `DELETE FROM results WHERE id = 2`, /is done and has 2 results/],
    [
      'results without a run that is done',
      `UPDATE runs SET status = 'running'`,
      /is running and has 3 results/,
    ],
    ['a wrong figure', 'UPDATE results SET mean = mean + 0.01 WHERE id = 5', /mean/],
    ['a shorter window', 'UPDATE results SET points = 19 WHERE id = 5', /has 19 points/],
    [
      'a result that hangs on nothing',
      `DELETE FROM runs WHERE window_end = '${iso(FIRST + 2)}'`,
      /foreign_key_check/,
    ],
    ['no runs', 'DELETE FROM results; DELETE FROM runs', /no run at all/],
  ])('find %s', (_, sql, told) => {
    change(sql);
    expect(violationsOf(path, 'm', log).join('\n')).toMatch(told);
  });

  it('find a run whose window nobody was sent whole', () => {
    const [first, ...others] = log;
    expect(violationsOf(path, 'm', others)).toEqual([expect.stringMatching(/nobody was sent it whole/)]);
    const broken = first === undefined ? [] : [{ ...first, answered: false }];
    expect(violationsOf(path, 'm', [...others, ...broken])).toHaveLength(1);
  });

  it('find that a sensor has no baseline', async () => {
    expect(await baselineViolations(path, 'm', 'influx', ['a', 'b'])).toEqual([
      'm: room.temperature{sensor=b} has no baseline',
    ]);
  });

  it('find a point that never reached its baseline', async () => {
    change('DELETE FROM baselines');
    const db = new Database(path);
    insertBaseline(db, [100, 101, 103, 104]);
    db.close();
    expect(await baselineViolations(path, 'm', 'influx', ['a'])).toEqual([
      expect.stringMatching(/not that of its 4 points in one go/),
    ]);
  });
});
