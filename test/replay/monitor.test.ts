import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { replayCommand } from '../../src/cli/replay.ts';
import { MINUTE, quiet, START } from '../support/series.ts';
import { temporaryFiles } from '../support/temp-file.ts';

const write = temporaryFiles();
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  const keep = (text: unknown) => printed.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation((text) => void keep(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const replay = (...options: string[]) =>
  new Command('plumbline').addCommand(replayCommand()).parseAsync(['replay', ...options], { from: 'user' });

const DAYS = 3 * 1440;
const iso = (minute: number) => new Date(START + minute * MINUTE).toISOString();

/** Four days of two sensors, the second with a spike in the fourth; a monitor that looks every two hours. */
function project(): { readonly config: string; readonly out: string; readonly database: string } {
  const values = quiet(DAYS + 1440);
  const rows = values.map((value, row) => `${iso(row)},${value},${row === DAYS + 300 ? value + 15 : value}`);
  const data = write('cellar.csv', ['time,wall,floor', ...rows].join('\n'));
  const database = join(data, '../results.db');
  const config = write(
    'plumbline.yaml',
    `sources:
  file: { kind: csv, path: ${data} }
monitors:
  - name: cellar
    cron: "0 */2 * * *"
    window: 4h
    history: 3d
    source: file
    query: { measurement: cellar, fields: [wall, floor] }
database: { path: ${database} }
`,
  );
  return { config, out: join(data, '../out.csv'), database };
}

const range = ['--from', iso(DAYS), '--to', iso(DAYS + 720)];

test('scores each point that the sources of the monitors have in the range, after learning what came before', async () => {
  const { config, out } = project();
  await replay(...range, '--config', config, '--out', out);
  const lines = readFileSync(out, 'utf8').trim().split('\n');
  expect(lines[0]).toBe('series,timestamp,value,anomaly_score,flag,raw_score');
  expect(lines).toHaveLength(1 + 2 * 720);
  const flagged = lines.filter((line) => line.split(',').at(-2) === '1');
  expect(flagged).toHaveLength(1);
  expect(flagged[0]).toContain(`"cellar.floor",${iso(DAYS + 300)}`);
  expect(printed.join('')).toContain('Spike at 2026-11-25 05:00 UTC');
});

test('stores the windows that the ledger lacks, once, marked, and without touching baselines', async () => {
  const { config, out, database } = project();
  await replay(...range, '--config', config, '--out', out, '--store');
  await replay(...range, '--config', config, '--out', out, '--store');
  const told = printed.filter((text) => text.startsWith('cellar: '));
  expect(told[0]).toMatch(/^cellar: 6 windows stored, 0 in the ledger already, 0 failed/);
  expect(told[1]).toMatch(/^cellar: 0 windows stored, 6 in the ledger already, 0 failed/);
  const db = new Database(database, { readonly: true });
  expect(db.prepare('SELECT status, backfilled, count(*) AS n FROM runs GROUP BY 1, 2').all()).toEqual([
    { status: 'done', backfilled: 1, n: 6 },
  ]);
  const verdicts = db
    .prepare(`SELECT window_end, verdict FROM results WHERE series = 'cellar.floor' ORDER BY window_end`)
    .all();
  expect(verdicts.map((row) => Object.values(row ?? {})[1])).toEqual([
    'normal',
    'normal',
    'anomalous',
    'anomalous',
    'normal',
    'normal',
  ]);
  expect(db.prepare('SELECT count(*) AS n FROM baselines').get()).toEqual({ n: 0 });
  db.close();
});

test('wants either a file or a range', async () => {
  const { config } = project();
  const wanted = 'either a file is replayed, or the monitors between --from and --to';
  await expect(replay('--config', config)).rejects.toThrow(wanted);
  await expect(replay('x.csv', ...range, '--config', config)).rejects.toThrow(wanted);
  await expect(replay('x.csv', '--store', '--config', config)).rejects.toThrow(wanted);
});
