import { z } from 'zod';
import { csv } from '../../lib/csv.ts';
import { columnsOf } from '../../store/columns.ts';
import type { Result } from '../../store/result.ts';
import { noResult } from '../failures.ts';
import { fullResultJson, resultJson } from '../forms.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { fullResult, result, VERDICTS } from '../schemas.ts';
import { cursorOf, cursorQuery, limitQuery, momentQuery, nameQuery, placeOf, seriesQuery } from '../takes.ts';

const query = z.strictObject({
  monitor: nameQuery.optional(),
  series: seriesQuery.optional(),
  verdict: z.enum(VERDICTS).optional(),
  since: momentQuery.optional().describe('Windows that end then or later'),
  until: momentQuery.optional().describe('Windows that end earlier'),
  limit: limitQuery(1000, 100),
  cursor: cursorQuery,
  format: z
    .enum(['json', 'csv', 'ndjson'])
    .default('json')
    .describe('csv and ndjson have the columns of the table'),
});

const place = z.tuple([z.number(), z.string(), z.string()]);

/** Results, newest first, and one of them with all that belongs to it. */
export function resultRoutes({ store }: WebParts): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/results', access: 'read' },
      summary: 'Results that match, newest first',
      takes: { params: NONE, query, body: NONE },
      answer: z.object({
        results: z.array(result),
        next: z.string().nullable().describe('The cursor of the next page; null: this is the last'),
      }),
      types: ['application/json', 'text/csv', 'application/x-ndjson'],
      async handle({ query: { cursor, format, limit, monitor, series, verdict, since, until }, reply }) {
        const found = await store.findResults({
          limit,
          ...(monitor === undefined ? {} : { monitor }),
          ...(series === undefined ? {} : { series }),
          ...(verdict === undefined ? {} : { verdict }),
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
          ...(cursor === undefined ? {} : { after: afterOf(cursor) }),
        });
        const next = found.length < limit ? null : nextOf(found);
        if (format === 'json') return { results: found.map(resultJson), next };
        if (next !== null) reply.header('link', `<?cursor=${next}>; rel="next"`);
        const rows = found.map(columnsOf);
        return format === 'csv'
          ? reply.type('text/csv; charset=utf-8').send(csv(rows))
          : reply.type('application/x-ndjson').send(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      },
    }),
    route({
      ...{ method: 'GET', path: '/api/v1/results/:id', access: 'read' },
      summary: 'One result with its answer, the claims in it and what each was held against',
      takes: {
        params: z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
        query: NONE,
        body: NONE,
      },
      answer: fullResult,
      failures: { 404: 'There is no such result' },
      async handle({ params: { id }, reply }) {
        const found = await store.getResult(id);
        return found === undefined ? noResult(id, reply) : fullResultJson(found);
      },
    }),
  ];
}

function afterOf(cursor: string): Pick<Result, 'monitor' | 'series' | 'window'> {
  const [end, monitor, series] = placeOf(cursor, place);
  return { monitor, series, window: { start: end, end } };
}

function nextOf(found: readonly Result[]): string | null {
  const last = found.at(-1);
  return last === undefined ? null : cursorOf([last.window.end, last.monitor, last.series]);
}
