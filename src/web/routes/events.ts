import { z } from 'zod';
import { failureOf } from '../failures.ts';
import { SECURITY_HEADERS } from '../headers.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';

/** So many pages may listen at once. */
const LISTENERS = 64;
/** A page that takes nothing for so long that this much waits for it is let go; it comes back by itself. */
const BYTES_WAITING = 64 * 1024;
/** Tells middle boxes, and us, that the other side is still there. */
const BEAT_MS = 20_000;

/** Server-sent events: what was written, as it is written. What it is, a page asks for by the other calls. */
export function eventsRoute({ onChange }: WebParts): Route {
  let listeners = 0;
  return route({
    ...{ method: 'GET', path: '/api/v1/events', access: 'read' },
    summary: 'Server-sent events: a change each, with its kind (run, answer, feedback, news) and monitor',
    takes: { params: NONE, query: NONE, body: NONE },
    answer: z.string(),
    types: ['text/event-stream'],
    failures: { 503: 'Too many pages listen already' },
    async handle({ reply }) {
      if (listeners >= LISTENERS) {
        return reply.status(503).send(failureOf('usage', 'too many pages listen already'));
      }
      listeners += 1;
      reply.hijack();
      const { raw } = reply;
      const send = (text: string): void => {
        if (raw.writableLength > BYTES_WAITING) raw.destroy();
        else raw.write(text);
      };
      raw.writeHead(200, {
        ...SECURITY_HEADERS,
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      });
      send(': listening\n\n');
      const stop = onChange((change) => send(`data: ${JSON.stringify(change)}\n\n`));
      const beat = setInterval(() => send(': still here\n\n'), BEAT_MS).unref();
      raw.on('error', () => raw.destroy());
      raw.on('close', () => {
        stop();
        clearInterval(beat);
        listeners -= 1;
      });
      return reply;
    },
  });
}
