import ky from 'ky';
import { z } from 'zod';
import { listenAddress, type PageConfig } from '../config/web.ts';
import type { Health } from '../health.ts';
import { Deadline } from '../lib/deadline.ts';

/** A worker that has not said within this how it is, is not well: the page does little else. */
const PATIENCE_MS = 5000;

const readiness = z.object({ ok: z.boolean(), reason: z.string().max(10_000) });

/**
 * How a worker is, as its own page says at `/readyz`. Undefined where nobody listens or something else does, as while the page has
 * not begun, or where its port was taken: the ledger knows then.
 */
export async function askPage(
  { listen }: Pick<PageConfig, 'listen'>,
  patienceMs = PATIENCE_MS,
): Promise<Health | undefined> {
  const limit = new Deadline(patienceMs, new AbortController().signal);
  try {
    const asked = ky(`${addressOf(listen)}/readyz`, {
      ...{ retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual', signal: limit.signal },
    });
    const answer = await limit.wait(asked);
    const { data } = readiness.safeParse(await limit.wait(answer.json()));
    return data && { healthy: data.ok, reason: data.reason };
  } catch {
    if (!limit.expired) return undefined;
    return {
      healthy: false,
      reason: `unhealthy: the worker listens, and did not say within ${patienceMs} ms how it is`,
    };
  } finally {
    limit.end();
  }
}

/** Who listens on every address is reached at the machine's own. */
function addressOf(listen: string): string {
  const { host, port } = listenAddress(listen);
  const own = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}
