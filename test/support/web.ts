import { setTimeout as sleep } from 'node:timers/promises';
import { webSchema } from '../../src/config/web.ts';
import { describeWindow } from '../../src/context/describe-window.ts';
import { createLogger } from '../../src/lib/log.ts';
import type { Tell } from '../../src/measures.ts';
import { createChanges } from '../../src/service/serve.ts';
import type { SeriesWindow, Window } from '../../src/source/source.ts';
import { watchedStore } from '../../src/store/watched.ts';
import type { WebParts } from '../../src/web/parts.ts';
import { startWeb } from '../../src/web/server.ts';
import { configOf, NOON, pipelineOf } from './pipeline.ts';

export interface WebBench {
  readonly url: string;
  readonly parts: WebParts;
  /** What the source was asked for. */
  readonly reads: Window[];
  /** Tells the server of something that was measured. */
  readonly measure: Tell;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** A real server on a free port over a database in memory, with a source that the test answers for. */
export async function startBench(
  options: {
    readonly web?: Record<string, unknown>;
    readonly read?: (span: Window) => readonly SeriesWindow[];
    readonly parts?: Partial<WebParts>;
    readonly monitor?: Record<string, unknown>;
  } = {},
): Promise<WebBench> {
  const base = configOf({ name: 'm', ...options.monitor });
  const web = webSchema.parse({ listen: '127.0.0.1:0', ...options.web });
  if (web === 'off') throw new Error('the page is on in these tests');
  const { store } = pipelineOf([]);
  const changes = createChanges();
  const reads: Window[] = [];
  const parts: WebParts = {
    ...{ store: watchedStore(store, changes.tell), clock: () => NOON },
    web: () => web,
    config: () => base,
    configState: () => ({ ok: true, takenAt: NOON, notes: [] }),
    log: createLogger('silent', 'json'),
    health: async () => ({ healthy: true, reason: 'healthy' }),
    proveWritable: async () => undefined,
    modelServers: () => [],
    async readSeries(_monitor, span) {
      reads.push(span);
      await sleep(1);
      return { series: options.read?.(span) ?? [], source: 'influx', fallbackReason: null };
    },
    describe: (window, signal) => describeWindow(window, store, signal),
    runNow: async () => ({ refused: 'there is no worker in this test' }),
    tryTarget: async () => undefined,
    onChange: changes.onChange,
    onMeasure: changes.onMeasure,
    ...options.parts,
  };
  const server = await startWeb(parts);
  return {
    ...{ url: server.url, parts, reads, measure: changes.measure },
    get: (path, headers = {}) => fetch(server.url + path, { headers }),
    post: (path, body, headers = {}) =>
      fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async close() {
      await server.close();
      await store.close();
    },
  };
}
