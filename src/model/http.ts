import { setTimeout as wait } from 'node:timers/promises';
import ky from 'ky';
import { chunksOf, Deadline } from '../lib/deadline.ts';
import { PlumblineError } from '../lib/errors.ts';

/** How long one HTTP exchange with a model server may take, and how much it may bring. */
export interface ExchangeLimits {
  /** Up to the first byte of the body: what a cold model needs to load and to read the prompt. */
  readonly firstByteMs: number;
  /** From the first byte to the last: what the answer needs. */
  readonly bodyMs: number;
  readonly maxBytes: number;
}

/** What a server sent, or why nothing usable came. */
export type Exchange = Received | Failed;
export interface Received {
  readonly kind: 'received';
  readonly status: number;
  readonly body: string;
}
interface Failed {
  readonly kind: 'failed';
  readonly why: 'unreachable' | 'closed' | 'timeout' | 'too large';
  readonly reason: string;
}

/** Sends JSON (or asks with GET when there is none). Throws only `aborted`, when `signal` fires. */
export async function exchange(
  url: string,
  json: unknown,
  headers: Readonly<Record<string, string>>,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Exchange> {
  const budget = new Deadline(limits.firstByteMs, signal);
  try {
    const request = ky(url, {
      method: json === undefined ? 'get' : 'post',
      ...(json === undefined ? {} : { json }),
      headers: { ...headers, accept: 'application/json, text/event-stream' },
      // A redirect would send the readings, and perhaps the key, to an address nobody configured.
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      signal: budget.signal,
    });
    const response = await budget.wait(request);
    const body = await readLimited(response.body, limits, budget);
    if (body === undefined) {
      return { kind: 'failed', why: 'too large', reason: `answered more than ${limits.maxBytes} bytes` };
    }
    return { kind: 'received', status: response.status, body };
  } catch (thrown) {
    if (signal.aborted) throw abortedError(thrown);
    if (budget.expired) return timedOut();
    return failureOf(thrown);
  } finally {
    budget.end();
  }
}

/** Waits, and throws `aborted` when the signal fires first. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (thrown) {
    throw abortedError(thrown);
  }
}

function abortedError(cause: unknown): PlumblineError {
  return new PlumblineError('aborted', 'the question to the model was given up', { cause });
}

/** The body as text; undefined when it is longer than `maxBytes`, of which no more is then read. */
async function readLimited(
  body: Response['body'],
  { maxBytes, bodyMs }: ExchangeLimits,
  budget: Deadline,
): Promise<string | undefined> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(body, budget.signal)) {
    if (bytes === 0) budget.restart(bodyMs);
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function timedOut(): Exchange {
  return { kind: 'failed', why: 'timeout', reason: 'did not answer in time' };
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'has a host name that is not known here',
  EAI_AGAIN: 'has a host name that cannot be looked up now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ETIMEDOUT: 'cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'cannot be reached',
};

function failureOf(thrown: unknown): Exchange {
  const code = causeCode(thrown);
  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined) return { kind: 'failed', why: 'unreachable', reason: unreachable };
  // Node's fetch has time limits of its own (300 s without headers, 300 s without a chunk).
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return timedOut();
  const detail = code === '' ? '' : ` (${code})`;
  return {
    kind: 'failed',
    why: 'closed',
    reason: `closed the connection before the answer was whole${detail}`,
  };
}

function causeCode(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    // Node tries every address of a name; when all fail the causes stand in `errors`.
    if (error instanceof AggregateError && error.errors.length > 0) return causeCode(error.errors[0]);
  }
  return '';
}
