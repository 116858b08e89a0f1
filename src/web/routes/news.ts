import { z } from 'zod';
import { failureOf } from '../failures.ts';
import { isoOrNull } from '../forms.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { delivery, tried } from '../schemas.ts';
import { nameQuery } from '../takes.ts';

/** What was sent where, what waits, and what was given up. */
export function newsRoutes({ store, config, tryTarget }: WebParts): readonly Route[] {
  let underWay = false;
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/news', access: 'read' },
      summary: 'What was sent to each target, what waits and what was given up',
      takes: { params: NONE, query: NONE, body: NONE },
      answer: z.object({ targets: z.array(delivery) }),
      async handle() {
        const counts = await store.deliveryCounts();
        const idle = Object.keys(config().targets)
          .filter((target) => counts.every((one) => one.target !== target))
          .map((target) => ({ target, waiting: 0, oldestAt: null, sent: 0, dead: 0, reason: null }));
        const targets = [...counts, ...idle].map((one) => ({
          ...one,
          kind: config().targets[one.target]?.kind ?? null,
          oldestAt: isoOrNull(one.oldestAt),
        }));
        return { targets: targets.sort((a, b) => a.target.localeCompare(b.target)) };
      },
    }),
    route({
      ...{ method: 'POST', path: '/api/v1/news/test', access: 'write' },
      summary: 'Send one message that means nothing to a target, and say what it answered',
      takes: { params: NONE, query: NONE, body: z.strictObject({ target: nameQuery }) },
      answer: tried,
      failures: {
        404: 'There is no such target',
        409: 'One is being sent already',
        413: 'The body is too large',
        415: 'The body is no JSON',
      },
      async handle({ body: { target }, reply }) {
        if (underWay)
          return reply.status(409).send(failureOf('usage', 'a test message is being sent already'));
        underWay = true;
        try {
          const answer = await tryTarget(target);
          return answer ?? reply.status(404).send(failureOf('usage', 'there is no such target'));
        } finally {
          underWay = false;
        }
      },
    }),
  ];
}
