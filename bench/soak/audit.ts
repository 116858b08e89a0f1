import Database from 'better-sqlite3';
import type { Influx } from './influx.ts';
import { LIE } from './model.ts';
import { DAILY, REGULAR } from './plan.ts';
import type { Receiver } from './receiver.ts';
import { DAY, HOUR, type Measurement, MINUTE, pointsOf } from './world.ts';

// Shares nothing with the worker: SQL over the file, what the servers know that they said, and what the sensors read by rule.

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
  readonly path: string;
  readonly began: number;
  readonly measurements: readonly Measurement[];
  /** The server of each source of the config. */
  readonly sources: Readonly<Record<string, Influx>>;
}

function reading<T>(path: string, work: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Windows of a monitor that ended before a moment and are not done yet, those that no run was begun for included. */
export function openBefore(path: string, monitor: string, before: number): number {
  const every = (REGULAR[monitor] ?? 1) * MINUTE;
  return reading(path, (db) => {
    const row = db
      .prepare<[string, string], { first: string; done: number }>(`
        SELECT min(window_end) AS first, count(*) FILTER (WHERE status = 'done' AND window_end <= ?) AS done
        FROM runs WHERE monitor = ?`)
      .get(iso(before), monitor);
    const windows = Math.floor((before - Date.parse(row?.first ?? iso(before))) / every) + 1;
    return windows - (row?.done ?? 0);
  });
}

/** Every figure of the results that are newer than `after` is that of what the server said. The id of the newest. */
export function auditFigures(
  { path, began, measurements, sources }: Audited,
  after: number,
): { readonly newest: number; readonly rows: number; readonly violations: readonly string[] } {
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
  return reading(path, (db) => {
    const rows = db
      .prepare<[number], Row>(
        'SELECT id, monitor, series, source, window_start, window_end, points, mean, min, max, last FROM results WHERE id > ? ORDER BY id',
      )
      .all(after);
    return { newest: rows.at(-1)?.id ?? after, rows: rows.length, violations: rows.flatMap(check) };
  });
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
export function auditLedger({ path }: Audited): readonly string[] {
  return reading(path, (db) => {
    const runs = db.prepare<[], Run>('SELECT * FROM runs ORDER BY monitor, window_end').all();
    const violations: string[] = [];
    for (const monitor of new Set(runs.map((run) => run.monitor))) {
      const all = runs.filter((run) => run.monitor === monitor);
      violations.push(...(monitor === DAILY.name ? days(all) : distances(monitor, all)));
    }
    for (const { monitor, window_end, status, error, error_code } of runs) {
      const about = `${monitor} to ${window_end} is ${status}`;
      if (status === 'skipped' && (monitor in REGULAR || monitor === DAILY.name))
        violations.push(`${about}: ${error}`);
      else if (status === 'skipped' && !/catchUp/.test(error ?? ''))
        violations.push(`${about} for no reason`);
      if (error_code === 'internal') violations.push(`${about}: ${error}`);
    }
    return [...violations, ...halves(db)];
  });
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
function halves(db: Database.Database): readonly string[] {
  return db
    .prepare<[], { monitor: string; window_end: string; status: string }>(`
      SELECT DISTINCT monitor, window_end, status FROM runs JOIN results USING (monitor, window_end)
      WHERE status IN ('failed', 'skipped') OR (status = 'running' AND fallback_reason IS NULL)`)
    .all()
    .map(({ monitor, window_end, status }) => `${monitor} to ${window_end} is ${status} and has results`);
}

/** What has to hold once all was well for some hours. */
export function auditEnd(
  { path }: Audited,
  now: number,
  keepMs: number,
  receivers: Readonly<Record<string, Receiver>>,
): readonly string[] {
  return reading(path, (db) => {
    const count = (sql: string, ...values: readonly string[]) =>
      db
        .prepare<string[], number>(sql)
        .pluck()
        .get(...values) ?? 0;
    const none: readonly (readonly [string, number])[] = [
      ['runs are not done', count("SELECT count(*) FROM runs WHERE status IN ('running', 'failed')")],
      [
        'windows still stand on a stand-in',
        count(
          'SELECT count(*) FROM runs WHERE fallback_reason IS NOT NULL AND window_end > ?',
          iso(now - 40 * HOUR),
        ),
      ],
      [
        'questions still wait',
        count('SELECT count(*) FROM results WHERE model_status IS NULL AND window_end < ?', iso(now - HOUR)),
      ],
      ['summaries have a lie in them', count(`SELECT count(*) FROM results WHERE summary LIKE '%${LIE}%'`)],
      [
        'answers were not kept word for word',
        count(
          `SELECT count(*) FROM results WHERE model_status = 'answered' AND response NOT LIKE '%${LIE}%' AND response IS NOT NULL`,
        ),
      ],
      [
        'news still wait',
        count("SELECT count(*) FROM outbox WHERE state = 'waiting' AND created_at < ?", iso(now - 2 * HOUR)),
      ],
      ['news were given up', count("SELECT count(*) FROM outbox WHERE state = 'dead'")],
      [
        'news tell of windows that were long over',
        count(
          `SELECT count(*) FROM outbox WHERE json_extract(news, '$.kind') <> 'summary'
            AND unixepoch(created_at) * 1000 - json_extract(news, '$.window.end') > ${9 * HOUR}`,
        ),
      ],
      [
        'runs are older than is kept',
        count(
          'SELECT count(*) FROM runs WHERE window_end < ? AND (monitor, window_end) NOT IN (SELECT monitor, max(window_end) FROM runs GROUP BY monitor)',
          iso(now - keepMs - DAY),
        ),
      ],
      [
        'prompts are older than is kept',
        count(
          'SELECT count(*) FROM results WHERE prompt IS NOT NULL AND window_end < ?',
          iso(now - keepMs / 3 - 2 * DAY),
        ),
      ],
    ];
    const integrity = db.pragma('integrity_check', { simple: true });
    const foreign = db.pragma('foreign_key_check');
    return [
      ...none.flatMap(([what, found]) => (found === 0 ? [] : [`${found} ${what}`])),
      ...(integrity === 'ok' ? [] : [`integrity_check says ${integrity}`]),
      ...(Array.isArray(foreign) && foreign.length === 0 ? [] : ['foreign_key_check finds rows']),
      ...Object.entries(receivers).flatMap(([target, { taken }]) => unsent(db, target, taken)),
    ];
  });
}

/** What counts as sent was taken by the receiver. */
function unsent(
  db: Database.Database,
  target: string,
  taken: ReadonlyMap<string, number>,
): readonly string[] {
  return db
    .prepare<[string], string>("SELECT key FROM outbox WHERE target = ? AND state = 'sent'")
    .pluck()
    .all(target)
    .filter((key) => !taken.has(key))
    .map((key) => `${target} never took ${key}, which counts as sent`);
}

/** For the report. */
export function countsOf(path: string): Readonly<Record<string, number>> {
  return reading(path, (db) => {
    const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
    return {
      runs: count('SELECT count(*) FROM runs'),
      results: count('SELECT count(*) FROM results'),
      answered: count("SELECT count(*) FROM results WHERE model_status = 'answered'"),
      news: count("SELECT count(*) FROM outbox WHERE state = 'sent'"),
      megabytes: Math.round(
        count('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size') / 1e6,
      ),
    };
  });
}
