import { z } from 'zod';
import { isoOrNull } from '../forms.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { delivery } from '../schemas.ts';

/** What was sent where, what waits, and what was given up. */
export function newsRoutes({ store, config }: WebParts): readonly Route[] {
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
  ];
}
