import type { App } from './app.ts';
import { checkHealth } from './health.ts';
import { toPlumblineError } from './lib/errors.ts';
import { readWindow } from './read-window.ts';
import type { Change } from './store/watched.ts';
import type { WebServer } from './web/server.ts';

/** Passes on what was written to all who listen. */
export interface Changes {
  tell(change: Change): void;
  /** Returns what ends it. */
  onChange(listener: (change: Change) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * Serves the page and the API over a worker's own parts; with `web: off` nothing of them is loaded. Undefined then, and where the
 * address can't be had: the worker goes on without, and the log says why.
 */
export async function startPage(
  { config, pipeline, log }: App,
  { onChange }: Changes,
): Promise<WebServer | undefined> {
  const { web } = config;
  if (web === 'off') return undefined;
  const { store, clock, sources, worker, leaseMs } = pipeline;
  try {
    const { startWeb } = await import('./web/server.ts');
    const server = await startWeb({
      ...{ web, config, store, clock, log, onChange },
      health: () => checkHealth(config.monitors, store, clock),
      proveWritable: () => store.renewWorker(worker, clock() + leaseMs),
      readSeries: (monitor, span, signal) => readWindow({ monitor, sources, store }, span, false, signal),
    });
    log.info({ url: server.url }, `the page: ${server.url}`);
    return server;
  } catch (thrown) {
    const { message } = toPlumblineError(thrown);
    log.warn(
      { listen: web.listen, error: message },
      isTaken(thrown)
        ? `no page: ${web.listen} is taken; set web.listen to another port, or web: off`
        : `no page: ${web.listen} can't be listened on`,
    );
    return undefined;
  }
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
}
