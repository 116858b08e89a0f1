import { z } from 'zod';
import { runJson } from '../forms.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { run } from '../schemas.ts';
import { cursorOf, cursorQuery, limitQuery, nameQuery, placeOf } from '../takes.ts';

const query = z.strictObject({
  monitor: nameQuery.optional(),
  status: z.enum(['running', 'done', 'failed', 'skipped']).optional(),
  limit: limitQuery(500, 100),
  cursor: cursorQuery,
});

const place = z.tuple([z.number(), z.string()]);

/** The ledger. */
export function runRoutes({ store }: WebParts): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/runs', access: 'read' },
      summary: 'The ledger: what became of each window, newest first',
      takes: { params: NONE, query, body: NONE },
      answer: z.object({ runs: z.array(run), next: z.string().nullable() }),
      async handle({ query: { cursor, limit, monitor, status } }) {
        const found = await store.findRuns({
          limit,
          ...(monitor === undefined ? {} : { monitor }),
          ...(status === undefined ? {} : { status }),
          ...(cursor === undefined ? {} : { after: afterOf(cursor) }),
        });
        const last = found.length < limit ? undefined : found.at(-1);
        const next = last === undefined ? null : cursorOf([last.window.end, last.monitor]);
        return { runs: found.map(runJson), next };
      },
    }),
  ];
}

function afterOf(cursor: string) {
  const [end, monitor] = placeOf(cursor, place);
  return { monitor, window: { start: end, end } };
}
