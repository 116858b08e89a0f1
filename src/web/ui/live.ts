import { authorization } from './api.ts';

/** Waits between attempts, ms: soon, then less often. */
const WAITS = [1000, 2000, 5000, 15_000];

/**
 * Server-sent events, read by `fetch`: an `EventSource` can send no token. Comes back by itself; `tell` hears of every change,
 * and of each connection as one, since something may have been missed.
 */
export async function listen(tell: () => void, connected: (is: boolean) => void): Promise<never> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { ok, body } = await fetch('/api/v1/events', { headers: authorization() });
      if (ok && body !== null) {
        attempt = 0;
        connected(true);
        tell();
        await readAll(body, tell);
      }
    } catch {
      // The worker is away, or the connection broke: it is tried again, and the page says so.
    }
    connected(false);
    const wait = WAITS[Math.min(attempt, WAITS.length - 1)];
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function readAll(body: ReadableStream<Uint8Array>, tell: () => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (decoder.decode(value, { stream: true }).includes('data:')) tell();
  }
}
