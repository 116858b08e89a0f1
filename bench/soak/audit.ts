import type { TestDatabase } from '../../test/support/database/database.ts';
import type { Influx } from './influx.ts';
import { DAILY, REGULAR } from './plan.ts';
import { DAY, type Measurement, MINUTE, pointsOf } from './world.ts';

// Shares nothing with the worker: SQL over the tables, what the servers know that they said, and what the sensors read by rule.

interface Run {
  readonly monitor: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly status: string;
  readonly error: string | null;
  readonly error_code: string | null;
  readonly fallback_reason: string | null;
}

interface Row {
  readonly id: number;
  readonly monitor: string;
  readonly series: string;
  readonly source: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly points: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly last: number | null;
}

export interface Audited {
  readonly database: TestDatabase;
  readonly began: number;
  readonly measurements: readonly Measurement[];
  /** The server of each source of the config. */
  readonly sources: Readonly<Record<string, Influx>>;
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Windows of a monitor that ended before a moment and are not done yet, those that no run was begun for included. */
export async function openBefore({ rows }: TestDatabase, monitor: string, before: number): Promise<number> {
  const every = (REGULAR[monitor] ?? 1) * MINUTE;
  const [row] = await rows<{ readonly first: string | null; readonly done: number }>(
    `SELECT min(window_end) AS first, count(*) FILTER (WHERE status = 'done' AND window_end <= @before) AS done
     FROM runs WHERE monitor = @monitor`,
    { monitor, before: iso(before) },
  );
  const windows = Math.floor((before - Date.parse(row?.first ?? iso(before))) / every) + 1;
  return windows - (row?.done ?? 0);
}

/** Every figure of the results that are newer than `after` is that of what the server said. The id of the newest. */
export async function auditFigures(
  { database, began, measurements, sources }: Audited,
  after: number,
): Promise<{ readonly newest: number; readonly rows: number; readonly violations: readonly string[] }> {
  const asked = new Map<string, readonly number[]>();
  const timesAsked = (source: string, name: string, start: number, end: number): readonly number[] => {
    const key = `${source} ${name}`;
    if (!asked.has(key))
      for (const [at, times] of indexOf(sources[source], name)) asked.set(`${key} ${at}`, times);
    asked.set(key, []);
    return asked.get(`${key} ${start} ${end}`) ?? [];
  };
  const check = (row: Row): readonly string[] => {
    const [, name = '', sensor = ''] = /^(\w+)\.temperature\{sensor=(\w+)\}$/.exec(row.series) ?? [];
    const measurement = measurements.find((one) => one.name === name);
    const server = sources[row.source];
    if (measurement === undefined || server === undefined)
      return [`a row of ${row.series} from ${row.source}`];
    const span = { start: Date.parse(row.window_start), end: Date.parse(row.window_end) };
    const times = timesAsked(row.source, name, span.start, span.end);
    const isRight = times.some((at) =>
      isTold(
        row,
        pointsOf(measurement, sensor, span, { at, began, shift: server.shift }).map(({ value }) => value),
      ),
    );
    return isRight
      ? []
      : [
          `${row.monitor} ${row.series} to ${row.window_end}: ${row.points} points, mean ${row.mean}, of ${times.length} answers none fits`,
        ];
  };
  const rows = await database.rows<Row>(
    `SELECT id, monitor, series, source, window_start, window_end, points, mean, min, max, last
     FROM results WHERE id > @after ORDER BY id`,
    { after },
  );
  return { newest: rows.at(-1)?.id ?? after, rows: rows.length, violations: rows.flatMap(check) };
}

function indexOf(server: Influx | undefined, name: string): ReadonlyMap<string, number[]> {
  const index = new Map<string, number[]>();
  for (const { start, end, at } of server?.told.get(name) ?? []) {
    const key = `${start} ${end}`;
    index.set(key, [...(index.get(key) ?? []), at]);
  }
  return index;
}

function isTold(row: Row, values: readonly number[]): boolean {
  if (row.points !== values.length) return false;
  if (values.length === 0) return row.mean === null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return (
    Math.abs((row.mean ?? Number.NaN) - mean) < 1e-9 &&
    row.min === Math.min(...values) &&
    row.max === Math.max(...values) &&
    row.last === values.at(-1)
  );
}

/** The ledger: each window once, none between two of them missing, none skipped but for a reason. */
export async function auditLedger({ database }: Audited): Promise<readonly string[]> {
  const runs = await database.rows<Run>(
    `SELECT monitor, window_start, window_end, status, error, error_code, fallback_reason
     FROM runs ORDER BY monitor, window_end`,
  );
  const violations: string[] = [];
  for (const monitor of new Set(runs.map((run) => run.monitor))) {
    const all = runs.filter((run) => run.monitor === monitor);
    violations.push(...(monitor === DAILY.name ? days(all) : distances(monitor, all)));
  }
  for (const { monitor, window_end, status, error, error_code } of runs) {
    const about = `${monitor} to ${window_end} is ${status}`;
    if (status === 'skipped' && (monitor in REGULAR || monitor === DAILY.name))
      violations.push(`${about}: ${error}`);
    else if (status === 'skipped' && !/catchUp/.test(error ?? '')) violations.push(`${about} for no reason`);
    if (error_code === 'internal') violations.push(`${about}: ${error}`);
  }
  return [...violations, ...(await halves(database))];
}

function distances(monitor: string, runs: readonly Run[]): readonly string[] {
  const minutes = REGULAR[monitor];
  const right = minutes === undefined ? (monitor === 'changing' ? [10, 20] : [60]) : [minutes];
  return runs.slice(1).flatMap(({ window_end }, index) => {
    const distance = (Date.parse(window_end) - Date.parse(runs[index]?.window_end ?? '')) / MINUTE;
    return right.includes(distance)
      ? []
      : [`${monitor}: ${distance} minutes between two windows, to ${window_end}`];
  });
}

/** One window for each day of the place, at the same time of its clock, or after it where that time is left out. */
function days(runs: readonly Run[]): readonly string[] {
  const { timezone, hour, minute } = DAILY;
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const places = runs.map(({ window_end }) => clock.format(Date.parse(window_end)).split(' '));
  return places.flatMap(([date = '', time], index) => {
    const before = places[index - 1]?.[0];
    const next = before === undefined ? date : iso(Date.parse(before) + DAY).slice(0, 10);
    const violations = date === next ? [] : [`${DAILY.name}: after ${before} comes ${date}`];
    return time === wanted || time === '03:00'
      ? violations
      : [...violations, `${DAILY.name}: ${date} at ${time}`];
  });
}

/** A run that was never done has no results. */
async function halves({ rows }: TestDatabase): Promise<readonly string[]> {
  type Half = Pick<Run, 'monitor' | 'window_end' | 'status'>;
  const found = await rows<Half>(`
    SELECT DISTINCT runs.monitor, runs.window_end, runs.status FROM runs
    JOIN results ON results.monitor = runs.monitor AND results.window_end = runs.window_end
    WHERE runs.status IN ('failed', 'skipped') OR (runs.status = 'running' AND runs.fallback_reason IS NULL)`);
  return found.map(
    ({ monitor, window_end, status }) => `${monitor} to ${window_end} is ${status} and has results`,
  );
}
