import { z } from 'zod';
import { isoTime } from '../../lib/time.ts';
import { failureOf, noResult } from '../failures.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { accepted, claimFeedback } from '../schemas.ts';
import { limitQuery } from '../takes.ts';

const body = z.strictObject({
  result: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  judgement: z.enum(['right', 'wrong']).describe('The newest word on a result counts'),
  claim: z
    .int()
    .min(0)
    .max(100_000)
    .optional()
    .describe('Which claim of its claimList, from 0: the judgement is then of the check of that claim'),
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
        return said.map(({ at, findings: _findings, ...rest }) => ({
          ...rest,
          at: new Date(at).toISOString(),
        }));
      },
    }),
    route({
      ...{ method: 'GET', path: '/api/v1/feedback/claims', access: 'read' },
      summary: 'What was said of the checks of claims, newest first: where the check itself was wrong',
      takes: { params: NONE, query: z.strictObject({ limit: limitQuery(1000, 100) }), body: NONE },
      answer: z.array(claimFeedback),
      async handle({ query: { limit } }) {
        const said = await store.claimFeedback(limit);
        return said.map(({ resultId, verdict, at, ...rest }) => ({
          ...{ ...rest, result: resultId, at: isoTime(at) },
          verdict: claimFeedback.shape.verdict.parse(verdict),
        }));
      },
    }),
    route({
      ...{ method: 'POST', path: '/api/v1/feedback', access: 'write' },
      summary: 'Say whether a result was right, or the check of one of its claims',
      takes: { params: NONE, query: NONE, body },
      answer: accepted,
      failures: {
        404: 'There is no such result, or no such claim in it',
        413: 'The body is too large',
        415: 'The body is no JSON',
      },
      async handle({ body: { result, claim, judgement, note }, reply }) {
        const found = await store.getResult(result);
        if (found === undefined) return noResult(result, reply);
        if (claim === undefined) {
          await store.recordFeedback(result, judgement, note, clock());
          return { stored: true };
        }
        const place = found.claims[claim];
        if (place === undefined) {
          const text = `result ${result} has ${found.claims.length} claims, and none of the number ${claim}`;
          return reply.status(404).send(failureOf('usage', text));
        }
        return { stored: await store.recordClaimFeedback(result, place, { judgement, note }, clock()) };
      },
    }),
  ];
}
