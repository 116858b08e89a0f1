import Database from 'better-sqlite3';
import { type Asked, reading, SENSORS } from './sensors.ts';

// Shares nothing with the worker: SQL over the file, and what the servers know that they were asked and what they said.

const SECOND = 1000;

interface Run {
  readonly window_start: string;
  readonly window_end: string;
  readonly status: string;
  readonly results: number;
}

interface Result {
  readonly series: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly points: number;
  readonly mean: number;
  readonly last: number;
}

/** How many windows are not yet done, failed or skipped, of those that ended before a moment; and the newest that is done. */
export function progress(path: string, before: number): { open: number; newest: number } {
  const db = new Database(path, { readonly: true });
  try {
    const row = db
      .prepare<[string], { open: number; newest: string | null }>(`
        SELECT count(*) FILTER (WHERE status <> 'done' AND window_end <= ?) AS open,
          max(window_end) FILTER (WHERE status = 'done') AS newest FROM runs`)
      .get(new Date(before).toISOString());
    return { open: row?.open ?? 0, newest: Date.parse(row?.newest ?? '') || 0 };
  } finally {
    db.close();
  }
}

/** Puts a copy where it stays, with what is still in the journal. */
export function copyDatabase(path: string, target: string): void {
  const db = new Database(path, { readonly: true });
  db.prepare('VACUUM INTO ?').run(target);
  db.close();
}

/** All windows of the ledger. */
export function windowsOf(path: string): number {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT count(*) FROM runs').pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

/** What is wrong with the database of a monitor that is due every second; nothing, most likely. */
export function violationsOf(path: string, monitor: string, log: readonly Asked[]): readonly string[] {
  const db = new Database(path, { readonly: true });
  try {
    return [
      ...pragmas(db),
      ...ledger(db, monitor),
      ...halves(db, monitor),
      ...figures(db, monitor),
      ...answers(db, monitor, log),
    ].map((what) => `${monitor}: ${what}`);
  } finally {
    db.close();
  }
}

function pragmas(db: Database.Database): readonly string[] {
  const integrity = db.pragma('integrity_check', { simple: true });
  const foreign = db.pragma('foreign_key_check');
  return [
    ...(integrity === 'ok' ? [] : [`integrity_check says ${integrity}`]),
    ...(Array.isArray(foreign) && foreign.length === 0 ? [] : ['foreign_key_check finds rows']),
  ];
}

/** From the first window to the last there is one a second, each of the right length, and none is lost for good. */
function ledger(db: Database.Database, monitor: string): readonly string[] {
  const runs = runsOf(db, monitor);
  const ends = runs.map(({ window_end }) => Date.parse(window_end));
  const gaps = ends.slice(1).filter((end, index) => end - (ends[index] ?? 0) !== SECOND);
  const lost = runs.filter(({ status }) => status === 'skipped' || status === 'failed');
  return [
    ...gaps.map((end) => `no window before ${new Date(end).toISOString()}`),
    ...lost.map(({ window_end, status }) => `the window to ${window_end} is ${status}`),
    ...(ends.length === 0 ? ['no run at all'] : []),
  ];
}

/** A run that is done has a result for each sensor; any other has none. */
function halves(db: Database.Database, monitor: string): readonly string[] {
  return runsOf(db, monitor)
    .filter(({ status, results }) => results !== (status === 'done' ? SENSORS.length : 0))
    .map(
      ({ window_end, status, results }) =>
        `the window to ${window_end} is ${status} and has ${results} results`,
    );
}

/** Every figure is that of what the sensors read in that window. */
function figures(db: Database.Database, monitor: string): readonly string[] {
  const results = db
    .prepare<[string], Result>(
      'SELECT series, window_start, window_end, points, mean, last FROM results WHERE monitor = ?',
    )
    .all(monitor);
  return results.flatMap(({ series, window_start, window_end, points, mean, last }) => {
    const sensor = /sensor=(\w)/.exec(series)?.[1] ?? '';
    const [from, to] = [Date.parse(window_start) / SECOND, Date.parse(window_end) / SECOND];
    const values = Array.from({ length: to - from }, (_, index) => reading(sensor, from + index));
    const expected = values.reduce((sum, value) => sum + value, 0) / values.length;
    const isRight = points === values.length && Math.abs(mean - expected) < 1e-9 && last === values.at(-1);
    return isRight ? [] : [`${series} to ${window_end} has ${points} points, mean ${mean}, last ${last}`];
  });
}

/** A window that is done was asked for, and the whole answer was sent. */
function answers(db: Database.Database, monitor: string, log: readonly Asked[]): readonly string[] {
  const sent = new Set(log.filter(({ answered }) => answered).map(({ start, end }) => `${start} ${end}`));
  return runsOf(db, monitor)
    .filter(({ status }) => status === 'done')
    .filter(
      ({ window_start, window_end }) => !sent.has(`${Date.parse(window_start)} ${Date.parse(window_end)}`),
    )
    .map(({ window_end }) => `the window to ${window_end} is done, but nobody was sent it whole`);
}

function runsOf(db: Database.Database, monitor: string): readonly Run[] {
  return db
    .prepare<[string], Run>(`
      SELECT runs.window_start, runs.window_end, status, count(results.id) AS results
      FROM runs LEFT JOIN results USING (monitor, window_end)
      WHERE monitor = ? GROUP BY runs.window_end ORDER BY runs.window_end`)
    .all(monitor);
}
