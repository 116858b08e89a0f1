import { z } from 'zod';
import { failureOf } from '../failures.ts';
import { runJson } from '../forms.ts';
import { byUrgency } from '../newest.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { ranNow } from '../schemas.ts';
import { nameQuery } from '../takes.ts';

const body = z.strictObject({ monitor: nameQuery.describe('Name of the monitor') });

/** More results of one run are not listed. */
const MOST_RESULTS = 10_000;

/** A run because somebody asked for it. */
export function runNowRoute({ config, store, runNow }: WebParts): Route {
  return route({
    ...{ method: 'POST', path: '/api/v1/run-now', access: 'write' },
    summary:
      "Run a monitor's window that ends now, after all that is due; answers when the figures are there",
    takes: { params: NONE, query: NONE, body },
    answer: ranNow,
    failures: {
      404: 'There is no such monitor',
      409: 'It was not run, and the message says why',
      413: 'The body is too large',
      415: 'The body is no JSON',
    },
    async handle({ body: { monitor }, reply }) {
      if (config().monitors.every(({ name }) => name !== monitor)) {
        return reply.status(404).send(failureOf('usage', 'there is no such monitor'));
      }
      const asked = await runNow(monitor);
      if ('refused' in asked) {
        const hint = 'The page of runs shows what is under way.';
        return reply.status(409).send(failureOf('usage', `not run: ${asked.refused}`, hint));
      }
      const { end } = asked.window;
      const [run] = await store.findRuns({
        monitor,
        after: { monitor: '', window: { start: end, end } },
        limit: 1,
      });
      if (run === undefined) throw new Error(`the run of ${monitor} to ${end} is not in the ledger`);
      const results = await store.findResults({ monitor, since: end, until: end + 1, limit: MOST_RESULTS });
      const since = String(end);
      const sorted = results
        .map(({ id, verdict, series }) => ({ id, verdict, series, monitor, since }))
        .sort(byUrgency);
      return { run: runJson(run), results: sorted.map(({ id }) => id) };
    },
  });
}
