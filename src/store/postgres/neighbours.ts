import { isoTime } from '../../lib/time.ts';
import { type NeighbourRow, toNeighbour } from '../rows/neighbour-row.ts';
import { packPoints } from '../rows/packed-points.ts';
import type { Neighbours } from '../store.ts';
import type { Connection } from './connection.ts';
import { lockMonitor } from './locks.ts';
import { statement } from './statement.ts';

const NEWER = statement('SELECT 1 FROM neighbours WHERE monitor = @monitor AND window_end > @until LIMIT 1');
const CLEAR = statement('DELETE FROM neighbours WHERE monitor = @monitor');
const ADD = statement(`
  INSERT INTO neighbours (monitor, series, window_end, points)
  SELECT @monitor, series, @until::timestamptz, points FROM unnest(@series::text[], @points::bytea[]) AS s(series, points)`);
const OF = statement(`
  SELECT n.series, n.window_end, n.points FROM unnest(@monitors::text[]) WITH ORDINALITY AS m(monitor, place)
  JOIN neighbours AS n ON n.monitor = m.monitor ORDER BY m.place, n.series`);

/** The newest windows of monitors that others are related to. */
export function createNeighbours({ ask, write }: Connection): Neighbours {
  return {
    keepNeighbours: (monitor, end, series) =>
      write(async (transaction) => {
        const until = isoTime(end);
        await lockMonitor(transaction, monitor);
        if ((await transaction.rows(NEWER, { monitor, until })).length > 0) return;
        await transaction.change(CLEAR, { monitor });
        const names = series.map((one) => one.series);
        const points = series.map((one) => packPoints(one).points);
        if (series.length > 0) await transaction.change(ADD, { monitor, until, series: names, points });
      }),

    async neighboursOf(monitors) {
      const found = await ask(({ rows }) => rows<NeighbourRow>(OF, { monitors }));
      return found.map(toNeighbour);
    },
  };
}
