import ky from 'ky';
import { z } from 'zod';
import { Deadline } from '../lib/deadline.ts';
import { type Server, silent, statusError, unreachable, wrongContentType } from './source-errors.ts';

const shown = z.object({
  results: z.array(
    z.object({ series: z.array(z.object({ values: z.array(z.tuple([z.string()])) })).optional() }),
  ),
});

/** Names of the databases of an InfluxDB 1 but for its own. Throws as `Source.read` does. */
export async function listDatabases(
  server: Server,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const deadline = new Deadline(timeoutMs, signal);
  try {
    const url = new URL('query', server.url.endsWith('/') ? server.url : `${server.url}/`);
    const searchParams = { q: 'SHOW DATABASES' };
    const options = { headers, searchParams, retry: 0, timeout: false, throwHttpErrors: false } as const;
    const request = ky.get(url, { ...options, redirect: 'manual', signal: deadline.signal });
    const { status, text } = await deadline.wait(
      request.then(async (got) => ({ status: got.status, text: await got.text() })),
    );
    if (status !== 200) throw statusError(server, status, text);
    const parsed = shown.safeParse(parseJson(text));
    if (!parsed.success) throw wrongContentType(server, 'something else', 'a list of databases');
    const rows = parsed.data.results.flatMap(({ series = [] }) => series.flatMap(({ values }) => values));
    return rows.map(([name]) => name).filter((name) => name !== '_internal');
  } catch (thrown) {
    signal.throwIfAborted();
    if (deadline.expired) throw silent(server, timeoutMs);
    throw thrown instanceof TypeError ? unreachable(server, thrown) : thrown;
  } finally {
    deadline.end();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
