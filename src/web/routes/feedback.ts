import { z } from 'zod';
import { noResult } from '../failures.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { accepted } from '../schemas.ts';

const body = z.strictObject({
  result: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  judgement: z.enum(['right', 'wrong']).describe('The newest word on a result counts'),
  note: z.string().max(1000).default('').describe('Why'),
});

const record = z.object({
  monitor: z.string(),
  series: z.string(),
  detector: z.string(),
  judgement: z.enum(['right', 'wrong']),
  at: z.string(),
});

/** What people say of results; three times wrong make a detector less sensitive for that series. */
export function feedbackRoutes({ store, clock }: WebParts): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/feedback', access: 'read' },
      summary: 'What was said of findings, oldest first',
      takes: { params: NONE, query: NONE, body: NONE },
      answer: z.array(record),
      async handle() {
        const said = await store.feedback();
        return said.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() }));
      },
    }),
    route({
      ...{ method: 'POST', path: '/api/v1/feedback', access: 'write' },
      summary: 'Say whether a result was right',
      takes: { params: NONE, query: NONE, body },
      answer: accepted,
      failures: { 404: 'There is no such result', 413: 'The body is too large', 415: 'The body is no JSON' },
      async handle({ body: { result, judgement, note }, reply }) {
        if ((await store.getResult(result)) === undefined) return noResult(result, reply);
        await store.recordFeedback(result, judgement, note, clock());
        return { stored: true };
      },
    }),
  ];
}
