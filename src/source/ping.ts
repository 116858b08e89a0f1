import ky from 'ky';
import { Deadline } from '../lib/deadline.ts';
import { type Server, silent, unreachable } from './source-errors.ts';

/** What an InfluxDB says of itself to anybody who asks. */
export interface Ping {
  /** As its header says it, such as `1.6.7` or `v2.7.11`; null where it says none. */
  readonly version: string | null;
  /** How far its clock is ahead of ours, ms, negative if it is behind; null where its answer bears no date. To a second. */
  readonly aheadMs: number | null;
}

/** A Date header has whole seconds: on average it is half of one behind. */
const HALF_SECOND_MS = 500;

/** Asks `GET /ping`, without any token. Throws `source_unreachable` or `source_timeout`; any answer is one. */
export async function pingInflux(
  server: Server,
  timeoutMs: number,
  now: () => number,
  signal: AbortSignal,
): Promise<Ping> {
  const deadline = new Deadline(timeoutMs, signal);
  const asked = now();
  try {
    const url = new URL('ping', server.url.endsWith('/') ? server.url : `${server.url}/`);
    const options = { retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual' } as const;
    const { headers, body } = await deadline.wait(ky.get(url, { ...options, signal: deadline.signal }));
    void body?.cancel().catch(() => undefined);
    const date = Date.parse(headers.get('date') ?? '');
    const middle = (asked + now()) / 2;
    return {
      version: headers.get('x-influxdb-version'),
      aheadMs: Number.isNaN(date) ? null : date + HALF_SECOND_MS - middle,
    };
  } catch (thrown) {
    signal.throwIfAborted();
    throw deadline.expired ? silent(server, timeoutMs) : unreachable(server, thrown);
  } finally {
    deadline.end();
  }
}
