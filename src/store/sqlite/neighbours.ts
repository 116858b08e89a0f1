import { isoTime } from '../../lib/time.ts';
import { type NeighbourRow, toNeighbour } from '../rows/neighbour-row.ts';
import { packPoints } from '../rows/packed-points.ts';
import type { Neighbours } from '../store.ts';
import type { Connection } from './connection.ts';

/** The newest windows of monitors that others are related to. */
export function createNeighbours({ db, read, write }: Connection): Neighbours {
  const newer = db.prepare<[string, string], unknown>(
    'SELECT 1 FROM neighbours WHERE monitor = ? AND window_end > ? LIMIT 1',
  );
  const clear = db.prepare('DELETE FROM neighbours WHERE monitor = ?');
  const add = db.prepare(
    'INSERT INTO neighbours (monitor, series, window_end, points) VALUES (@monitor, @series, @until, @points)',
  );
  const of = db.prepare<[string], NeighbourRow>(
    'SELECT series, window_end, points FROM neighbours WHERE monitor = ? ORDER BY series',
  );

  return {
    keepNeighbours: (monitor, end, series) =>
      write(() => {
        const until = isoTime(end);
        if (newer.get(monitor, until) !== undefined) return;
        clear.run(monitor);
        for (const one of series)
          add.run({ monitor, series: one.series, until, points: packPoints(one).points });
      }),

    neighboursOf: (monitors) => read(() => monitors.flatMap((monitor) => of.all(monitor).map(toNeighbour))),
  };
}
