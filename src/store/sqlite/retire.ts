import { type SeriesRow, toKnownSeries } from '../rows/series-row.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';

/** Takes a series off the list of those that are missed. */
export function createRetirement({ db, write }: Connection): Pick<Results, 'forgetSeries'> {
  const remove = db.prepare<[object], SeriesRow>(
    'DELETE FROM series WHERE series = @series AND (@monitor IS NULL OR monitor = @monitor) RETURNING *',
  );
  const untell = db.prepare(
    'DELETE FROM told WHERE series = @series AND (@monitor IS NULL OR monitor = @monitor)',
  );
  return {
    forgetSeries: (series, monitor) =>
      write(() => {
        const which = { series, monitor: monitor ?? null };
        untell.run(which);
        return remove.all(which).map(toKnownSeries);
      }),
  };
}
