import type { Database } from 'better-sqlite3';

/** How large a database is to be. */
export interface Size {
  readonly monitors: number;
  readonly series: number;
  /** Windows of each series, one a minute. */
  readonly windows: number;
}

/** Times as the tables hold them. */
const END = `strftime('%Y-%m-%dT%H:%M:%fZ', @newest - (w.value - 1) * 60, 'unixepoch')`;
const START = `strftime('%Y-%m-%dT%H:%M:%fZ', @newest - w.value * 60, 'unixepoch')`;
const COUNT = (to: string) =>
  `(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${to}) SELECT value FROM n)`;

/**
 * Fills an empty database with what a worker would have left behind: a run for each monitor and minute up to `newest`
 * (epoch seconds), a result with a prompt of usual length for each of its series.
 */
export function fill(db: Database, size: Size, newest: number): void {
  const bound = { ...size, newest, prompt: JSON.stringify([{ role: 'user', content: 'x'.repeat(900) }]) };
  db.transaction(() => {
    db.prepare(`
      INSERT INTO runs (monitor, window_start, window_end, status, source, points, series, finished_at)
      SELECT 'monitor-' || m.value, ${START}, ${END}, 'done', 'influx', 600, @series / @monitors, ${END}
      FROM ${COUNT('@monitors')} AS m, ${COUNT('@windows')} AS w`).run(bound);
    db.prepare(`
      INSERT INTO results (monitor, series, window_start, window_end, unit, points, nulls, mean, verdict, findings,
        prompt, model_status, summary, summary_by)
      SELECT 'monitor-' || (s.value % CAST(@monitors AS INTEGER) + 1), 'environment.temperature{sensor=' || s.value || '}', ${START}, ${END},
        '°C', 60, 0, 20.5, 'normal', '[]', @prompt, 'not_asked', 'Nothing unusual: the temperature lay between 20 and 21 °C.', 'facts'
      FROM ${COUNT('@windows')} AS w, ${COUNT('@series')} AS s`).run(bound);
    db.prepare(`
      INSERT INTO series (monitor, series, source, window_end, verdict, since)
      SELECT monitor, series, 'influx', max(window_end), 'normal', min(window_end) FROM results GROUP BY monitor, series`).run();
  })();
}
