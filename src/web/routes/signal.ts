import { z } from 'zod';
import { PlumblineError } from '../../lib/errors.ts';
import { DAY_MS, isoTime } from '../../lib/time.ts';
import { failureOf } from '../failures.ts';
import type { Looks } from '../looks.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { signal, usual } from '../schemas.ts';
import { limitQuery, momentQuery, nameQuery, seriesQuery } from '../takes.ts';
import { USUAL_DAYS, usualOver } from '../usual.ts';

const MOST_DAYS = 31;

const query = z.strictObject({
  monitor: nameQuery,
  series: seriesQuery,
  start: momentQuery,
  end: momentQuery,
  points: limitQuery(5000, 1000).describe(
    'At most about so many: of each stretch the lowest and the highest',
  ),
});

/** The points of a series, from its source: the database does not keep them. */
export function signalRoutes({
  config,
  signals,
  store,
}: Pick<WebParts, 'config' | 'store'> & Looks): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/usual', access: 'read' },
      summary: `Where 90 % of the readings of a series usually lie at each hour, by its windows of ${USUAL_DAYS} days`,
      takes: { params: NONE, query: query.omit({ points: true }), body: NONE },
      answer: usual,
      failures: { 404: 'There is no such monitor, or it has no such series' },
      async handle({ query: { monitor, series, start, end }, reply }) {
        refuseSpan(start, end);
        const watched = config().monitors.find(({ name }) => name === monitor);
        const [newest] = await store.findResults({ monitor, series, limit: 1 });
        if (watched === undefined || newest === undefined) {
          return reply.status(404).send(failureOf('usage', 'there is no such series of such a monitor'));
        }
        const span = { start: end - USUAL_DAYS * DAY_MS, end };
        const ranges = await store.hourlyRanges({ monitor, series, standIn: newest.standIn }, span);
        return { monitor, series, ...usualOver({ start, end }, ranges, watched.window) };
      },
    }),
    route({
      ...{ method: 'GET', path: '/api/v1/signal', access: 'read' },
      summary: 'The signal of a series in a span of time, read from its source',
      takes: { params: NONE, query, body: NONE },
      answer: signal,
      failures: {
        404: 'There is no such monitor, or it has no such series then',
        422: 'The span has more points than a source gives at once',
        502: 'The source is away, or refuses',
        504: 'The source was too slow',
      },
      async handle({ query: { monitor, series, start, end, points }, reply }) {
        refuseSpan(start, end);
        const watched = config().monitors.find(({ name }) => name === monitor);
        if (watched === undefined)
          return reply.status(404).send(failureOf('usage', 'there is no such monitor'));
        const { read, signal: found } = await signals()(watched, series, { start, end }, points);
        if (found === undefined) {
          return reply.status(404).send(failureOf('usage', 'the source has no such series in that span'));
        }
        const { source, fallbackReason } = read;
        return {
          monitor,
          series,
          start: isoTime(start),
          end: isoTime(end),
          source,
          fallbackReason,
          ...found,
        };
      },
    }),
  ];
}

function refuseSpan(start: number, end: number): void {
  if (end > start && end - start <= MOST_DAYS * DAY_MS) return;
  throw new PlumblineError('usage', `end: must be after start, and at most ${MOST_DAYS} days later`);
}
