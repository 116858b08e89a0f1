import type { TestDatabase } from '../../test/support/database/database.ts';
import { type Asked, reading, SENSORS } from './sensors.ts';

// Shares nothing with the worker: SQL over the tables, and what the servers know that they were asked and what they said.

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

type Tables = Pick<TestDatabase, 'rows' | 'damages'>;

/** How many windows are not yet done, failed or skipped, of those that ended before a moment; and the newest that is done. */
export async function progress({ rows }: Tables, before: number): Promise<{ open: number; newest: number }> {
  const [row] = await rows<{ readonly open: number; readonly newest: string | null }>(
    `SELECT count(*) FILTER (WHERE status <> 'done' AND window_end <= @before) AS open,
       max(window_end) FILTER (WHERE status = 'done') AS newest FROM runs`,
    { before: new Date(before).toISOString() },
  );
  return { open: row?.open ?? 0, newest: Date.parse(row?.newest ?? '') || 0 };
}

/** All windows of the ledger. */
export async function windowsOf({ rows }: Tables): Promise<number> {
  const [found] = await rows<{ readonly n: number }>('SELECT count(*) AS n FROM runs');
  return found?.n ?? 0;
}

/** What is wrong with the database of a monitor that is due every second; nothing, most likely. */
export async function violationsOf(
  tables: Tables,
  monitor: string,
  log: readonly Asked[],
): Promise<readonly string[]> {
  const runs = await runsOf(tables, monitor);
  return [
    ...(await tables.damages()),
    ...ledger(runs),
    ...halves(runs),
    ...(await figures(tables, monitor)),
    ...answers(runs, log),
  ].map((what) => `${monitor}: ${what}`);
}

/** From the first window to the last there is one a second, each of the right length, and none is lost for good. */
function ledger(runs: readonly Run[]): readonly string[] {
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
function halves(runs: readonly Run[]): readonly string[] {
  return runs
    .filter(({ status, results }) => results !== (status === 'done' ? SENSORS.length : 0))
    .map(
      ({ window_end, status, results }) =>
        `the window to ${window_end} is ${status} and has ${results} results`,
    );
}

/** Every figure is that of what the sensors read in that window. */
async function figures({ rows }: Tables, monitor: string): Promise<readonly string[]> {
  const results = await rows<Result>(
    'SELECT series, window_start, window_end, points, mean, last FROM results WHERE monitor = @monitor',
    { monitor },
  );
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
function answers(runs: readonly Run[], log: readonly Asked[]): readonly string[] {
  const sent = new Set(log.filter(({ answered }) => answered).map(({ start, end }) => `${start} ${end}`));
  return runs
    .filter(({ status }) => status === 'done')
    .filter(
      ({ window_start, window_end }) => !sent.has(`${Date.parse(window_start)} ${Date.parse(window_end)}`),
    )
    .map(({ window_end }) => `the window to ${window_end} is done, but nobody was sent it whole`);
}

function runsOf({ rows }: Tables, monitor: string): Promise<readonly Run[]> {
  return rows<Run>(
    `SELECT runs.window_start, runs.window_end, runs.status, count(results.id) AS results
     FROM runs LEFT JOIN results ON results.monitor = runs.monitor AND results.window_end = runs.window_end
     WHERE runs.monitor = @monitor GROUP BY runs.window_start, runs.window_end, runs.status ORDER BY runs.window_end`,
    { monitor },
  );
}
