import { z } from 'zod';
import { cut, oneLine } from './markup.ts';
import type { Delivery } from './news.ts';
import type { HttpReply } from './request.ts';

const QUOTED = 200;
/** A receiver that asks for more patience than this is asked again after it all the same. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * What a status means for a delivery: any 2xx is delivered; 408, 425, 429 and 5xx pass; every other one is final, because
 * the same request would be refused again (a redirect too: it would take the news to an address nobody configured).
 */
export function deliveryOf(reply: HttpReply, now: number): Delivery {
  const { status } = reply;
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const reason = `answered ${status}${quoted(reply.body)}`;
  if (status !== 408 && status !== 425 && status !== 429 && status < 500)
    return { outcome: 'refused', reason };
  const afterMs = retryAfterMs(reply, now);
  return afterMs === undefined ? { outcome: 'later', reason } : { outcome: 'later', reason, afterMs };
}

function quoted(body: string): string {
  const text = cut(oneLine(body), QUOTED);
  return text === '' ? '' : `: ${text}`;
}

/** `Retry-After` in seconds or as a date, Discord's `retry_after` and Telegram's `parameters.retry_after` in seconds. */
function retryAfterMs({ headers, body }: HttpReply, now: number): number | undefined {
  const header = headers['retry-after'];
  const waits = [header === undefined ? undefined : headerWait(header, now), bodyWait(body)];
  const longest = Math.max(...waits.map((wait) => wait ?? -1));
  return longest < 0 ? undefined : Math.min(longest, LONGEST_WAIT_MS);
}

function headerWait(header: string, now: number): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

const waiting = z.object({
  retry_after: z.number().nonnegative().optional(),
  parameters: z.object({ retry_after: z.number().nonnegative().optional() }).optional(),
});

function bodyWait(body: string): number | undefined {
  const seconds = waiting.safeParse(parsedJson(body)).data;
  const wait = seconds?.retry_after ?? seconds?.parameters?.retry_after;
  return wait === undefined ? undefined : wait * 1000;
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
