import ky from 'ky';
import type { Clock } from '../lib/clock.ts';
import { chunksOf, Deadline } from '../lib/deadline.ts';
import type { Delivery } from './news.ts';
import { deliveryOf } from './reply.ts';
import type { HttpReply, HttpRequest } from './request.ts';

/** Of an answer no more is read: it is quoted where it refuses. */
const MAX_REPLY_BYTES = 16_384;

/**
 * Sends one request, for at most `timeoutMs` from first to last byte. Never retries by itself and follows no redirect. What went
 * wrong on the way is worth another try; its reason names no address, because some carry a secret.
 */
export async function post(
  { method, url, headers, body }: HttpRequest,
  timeoutMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Delivery> {
  const limit = new Deadline(timeoutMs, signal);
  try {
    const request = ky(url, {
      method,
      headers: { ...headers },
      ...(method === 'GET' ? {} : { body }),
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      signal: limit.signal,
    });
    const response = await limit.wait(request);
    const reply: HttpReply = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await beginningOf(response.body, limit.signal),
    };
    return deliveryOf(reply, clock());
  } catch (thrown) {
    signal.throwIfAborted();
    if (limit.expired) return { outcome: 'later', reason: `did not answer within ${timeoutMs} ms` };
    return { outcome: 'later', reason: `could not be reached (${codeOf(thrown)})` };
  } finally {
    limit.end();
  }
}

async function beginningOf(body: Response['body'], signal: AbortSignal): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(body, signal)) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= MAX_REPLY_BYTES) break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MAX_REPLY_BYTES));
}

/** The system's code of the cause, such as ECONNREFUSED: messages of the library may hold the address. */
function codeOf(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  }
  return 'the connection broke';
}
