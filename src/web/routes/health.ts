import { z } from 'zod';
import { toPlumblineError } from '../../lib/errors.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';

const takes = { params: NONE, query: NONE, body: NONE };
const state = z.object({ ok: z.boolean(), reason: z.string() });

/** What a supervisor asks: `/healthz` whether the process lives, `/readyz` whether it does its work. */
export function healthRoutes({ health, proveWritable }: WebParts): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/healthz', access: 'open', takes },
      summary: 'Whether the process lives',
      answer: state,
      handle: async () => ({ ok: true, reason: 'the process answers' }),
    }),
    route({
      ...{ method: 'GET', path: '/readyz', access: 'open', takes },
      summary: 'Whether the database can be written and every due window has been run',
      answer: state,
      failures: { 503: 'It does not keep up, and the reason says with what' },
      async handle({ reply }) {
        const { ok, reason } = await readiness();
        return reply.status(ok ? 200 : 503).send({ ok, reason });
      },
    }),
  ];

  async function readiness(): Promise<z.input<typeof state>> {
    try {
      await proveWritable();
      const { healthy, reason } = await health();
      return { ok: healthy, reason };
    } catch (thrown) {
      const { code, message } = toPlumblineError(thrown);
      return { ok: false, reason: `unhealthy: the database can't be written: ${code}: ${message}` };
    }
  }
}
