import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recurrenceOf } from '../../src/facts/past.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 2);
const iso = (hours: number) => new Date(START + hours * HOUR).toISOString();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Old {
  readonly series: string;
  /** Hour at which its window of six hours ended. */
  readonly end: number;
  readonly standIn?: boolean;
  readonly findings: readonly (readonly [kind: string, start: number, end: number])[];
}

/** A database as the version before episodes left it. */
function oldDatabase(path: string, results: readonly Old[]): void {
  const former = pathToFileURL(`${folder}/migrations/`);
  mkdirSync(former);
  for (const name of readdirSync(MIGRATIONS).filter((one) => /^000\d_/.test(one)))
    copyFileSync(new URL(name, MIGRATIONS), new URL(name, former));
  const db = new Database(path);
  migrate(db, path, former);
  const run = db.prepare(
    "INSERT OR IGNORE INTO runs (monitor, window_start, window_end, status, source) VALUES ('m', ?, ?, 'done', 'influx')",
  );
  const insert = db.prepare(`
    INSERT INTO results (monitor, series, source, stand_in, window_start, window_end, unit, points, nulls, verdict, findings, summary, summary_by)
    VALUES ('m', ?, 'influx', ?, ?, ?, '', 9, 0, 'suspect', ?, 'It moved.', 'facts')`);
  for (const { series, end, standIn = false, findings } of results) {
    run.run(iso(end - 6), iso(end));
    const kept = findings.map(([kind, from, to]) => ({
      kind,
      start: iso(from),
      end: iso(to),
      detector: 'x',
    }));
    insert.run(series, standIn ? 1 : 0, iso(end - 6), iso(end), JSON.stringify(kept));
  }
  db.close();
}

it('takes the findings of an old database along: each once, in however many windows it stood', async () => {
  const path = join(folder, 'p.db');
  oldDatabase(path, [
    // One shift in three windows that overlap, and a spike inside it.
    { series: 's', end: 6, findings: [['level shift', 4, 6]] },
    {
      series: 's',
      end: 8,
      findings: [
        ['level shift', 4, 8],
        ['spike', 5, 5],
      ],
    },
    {
      series: 's',
      end: 10,
      findings: [
        ['level shift', 6, 9],
        ['spike', 5, 5],
      ],
    },
    // A long one, a short one within it, and one that touches its end.
    { series: 's', end: 40, findings: [['drift', 30, 40]] },
    {
      series: 's',
      end: 42,
      findings: [
        ['drift', 33, 35],
        ['drift', 40, 41],
      ],
    },
    // Another of its kind, another series at the same time, and one of a stand-in.
    { series: 's', end: 100, findings: [['level shift', 98, 99]] },
    { series: 'other', end: 100, findings: [['level shift', 97, 99]] },
    { series: 's', end: 106, standIn: true, findings: [['level shift', 104, 105]] },
    { series: 's', end: 108, findings: [] },
  ]);
  const store = openStore(path);
  const window = { start: START + 114 * HOUR, end: START + 120 * HOUR };
  const pasts = await store.pastOf(
    'm',
    window,
    ['s', 'other'].map((series) => ({ series, min: null, max: null })),
  );
  const told = pasts.map(({ series, episodes }) => [
    series,
    episodes.map(({ kind, start, end }) => [kind, (start - START) / HOUR, (end - START) / HOUR]),
  ]);
  expect(told).toEqual([
    [
      's',
      [
        ['level shift', 4, 9],
        ['spike', 5, 5],
        ['drift', 30, 41],
        ['level shift', 98, 99],
      ],
    ],
    ['other', [['level shift', 97, 99]]],
  ]);
  const [past = { episodes: [] }] = pasts;
  const now = START + 118 * HOUR;
  const finding = { start: now, end: now, points: 1, observed: 1, expected: null, score: 1, sentence: '' };
  expect(recurrenceOf({ ...finding, kind: 'level shift', detector: 'given', flag: 3 }, past)).toMatchObject({
    in7Days: 2,
    lastAt: START + 98 * HOUR,
  });
  await store.close();
});
