import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violationsOf } from '../../bench/torture/invariants.ts';
import { type Asked, reading, SENSORS } from '../../bench/torture/sensors.ts';
import { baselineViolations, inOneGo, seriesOf } from '../../bench/torture/uninterrupted.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';

// A harness that finds nothing must be one that would have found something.
const FIRST = Date.parse('2026-11-01T12:00:00Z') / 1000;
const WINDOW = 20;
let folder: string;
let database: TestDatabase;
let log: Asked[];

const ENDS = [FIRST, FIRST + 1, FIRST + 2];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  database = await createTestDatabase(folder);
  log = ENDS.map((end) => ({ start: (end - WINDOW) * 1000, end: end * 1000, mood: 'good', answered: true }));
  await database.change(
    [...ENDS.flatMap(runSql), baselineSql([100, 101, 102, 103])].join(';'),
    ENDS.map((end) => end * 1000),
  );
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const iso = (second: number) => new Date(second * 1000).toISOString();

/** A window that is done, with its results. */
function runSql(end: number, place: number): readonly string[] {
  const [from, to] = [iso(end - WINDOW), iso(end)];
  const results = SENSORS.map((sensor, index) => {
    const values = Array.from({ length: WINDOW }, (_, second) => reading(sensor, end - WINDOW + second));
    const mean = values.reduce((sum, value) => sum + value, 0) / WINDOW;
    return `
      INSERT INTO results (id, monitor, series, window_start, window_end, unit, points, nulls, mean, last, verdict, findings, summary, summary_by)
      VALUES (${place * SENSORS.length + index + 1}, 'm', '${seriesOf(sensor)}', '${from}', '${to}', '', ${WINDOW}, 0, ${mean},
        ${values.at(-1)}, 'normal', '[]', '', 'facts')`;
  });
  return [
    `INSERT INTO runs (monitor, window_start, window_end, status) VALUES ('m', '${from}', '${to}', 'done')`,
    ...results,
  ];
}

function baselineSql(seconds: readonly number[]): string {
  const hex = Buffer.from(inOneGo('a', seconds).snapshot()).toString('hex');
  // `newest` is what a server has beside it.
  const [more, value, bytes] = database.onServer ? [', newest', ', 1', `'\\x${hex}'`] : ['', '', `X'${hex}'`];
  return `INSERT INTO baselines (monitor, series, source, seq${more}, snapshot)
    VALUES ('m', '${seriesOf('a')}', 'influx', 1${value}, ${bytes})`;
}

async function violationsOfBaselines(sensors: string[]): Promise<readonly string[]> {
  const store = await database.open('read');
  try {
    return await baselineViolations(store, 'm', 'influx', sensors);
  } finally {
    await store.close();
  }
}

describe('the invariants of the torture', () => {
  it('hold for a whole database', async () => {
    expect(await violationsOf(database, 'm', log)).toEqual([]);
    expect(await violationsOfBaselines(['a'])).toEqual([]);
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
      /hang on nothing/,
    ],
    ['no runs', 'DELETE FROM results; DELETE FROM runs', /no run at all/],
  ])('find %s', async (_, sql, told) => {
    await database.change(sql);
    expect((await violationsOf(database, 'm', log)).join('\n')).toMatch(told);
  });

  it('find a run whose window nobody was sent whole', async () => {
    const [first, ...others] = log;
    expect(await violationsOf(database, 'm', others)).toEqual([
      expect.stringMatching(/nobody was sent it whole/),
    ]);
    const broken = first === undefined ? [] : [{ ...first, answered: false }];
    expect(await violationsOf(database, 'm', [...others, ...broken])).toHaveLength(1);
  });

  it('find that a sensor has no baseline', async () => {
    expect(await violationsOfBaselines(['a', 'b'])).toEqual([
      'm: room.temperature{sensor=b} has no baseline',
    ]);
  });

  it('find a point that never reached its baseline', async () => {
    await database.change(`DELETE FROM baselines; ${baselineSql([100, 101, 103, 104])}`);
    expect(await violationsOfBaselines(['a'])).toEqual([
      expect.stringMatching(/not that of its 4 points in one go/),
    ]);
  });
});
