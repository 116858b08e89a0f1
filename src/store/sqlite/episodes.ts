import type { Finding } from '../../detect/finding.ts';
import { isoTime } from '../../lib/time.ts';
import type { Connection } from './connection.ts';

/** Keeps each finding once: one that overlaps an earlier one of its kind prolongs it. For use inside a transaction. */
export function createEpisodes({ db }: Pick<Connection, 'db'>) {
  const prolong = db.prepare(`
    UPDATE episodes SET "end" = max("end", @end)
    WHERE monitor = @monitor AND series = @series AND kind = @kind AND "end" >= @start AND start = (
      SELECT max(start) FROM episodes WHERE monitor = @monitor AND series = @series AND kind = @kind AND start <= @end)`);
  const begin = db.prepare(
    'INSERT OR IGNORE INTO episodes (monitor, series, kind, start, "end") VALUES (@monitor, @series, @kind, @start, @end)',
  );
  return {
    keepEpisode(monitor: string, series: string, { kind, start, end }: Finding): void {
      const episode = { monitor, series, kind, start: isoTime(start), end: isoTime(end) };
      if (prolong.run(episode).changes === 0) begin.run(episode);
    },
  };
}
