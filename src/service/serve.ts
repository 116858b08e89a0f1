import type { PageConfig } from '../config/web.ts';
import { describeWindow } from '../context/describe-window.ts';
import { toPlumblineError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';
import { createMeasures, type Measures } from '../measures.ts';
import { readWindow } from '../reading/read-window.ts';
import type { Change } from '../store/watched.ts';
import type { WebParts } from '../web/parts.ts';
import type { WebServer } from '../web/server.ts';
import type { Worker } from '../worker.ts';
import { type Standing, standingHealth } from './standing.ts';
import { tryTarget } from './try-target.ts';

/** Passes on what was written and measured to all who listen. */
export interface Changes extends Measures {
  tell(change: Change): void;
  /** Returns what ends it. */
  onChange(listener: (change: Change) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    ...createMeasures(),
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The page of a worker, while it has one. */
export interface Page {
  /** Undefined before the first `follow`, with `web: off`, and where the address can't be had. */
  url(): string | undefined;
  /** Goes by the config that counts now: on, off, or at another address. Never throws. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the page and the API over a worker's own parts; with `web: off` nothing of them is loaded. Where the address can't be
 * had the worker goes on without, and the log says why.
 */
export function createPage(
  standing: Standing,
  { onChange, onMeasure }: Pick<Changes, 'onChange' | 'onMeasure'>,
  { runNow }: Pick<Worker, 'runNow'>,
  log: Logger,
): Page {
  let server: WebServer | undefined;
  let wanted: PageConfig | 'off' = 'off';
  let underWay: Promise<void> = Promise.resolve();
  let listening: (() => void)[] = [];

  async function takeOver(): Promise<void> {
    const before = wanted;
    wanted = standing.current().config.web;
    // Who may do what, and what is shown, the server looks up with each call.
    if (addressOf(before) === addressOf(wanted)) return;
    await end();
    server = wanted === 'off' ? undefined : await serve(wanted, partsOf(wanted));
    if (wanted === 'off') log.info('the page is off');
  }

  /** A server that is gone counts no more. */
  async function end(): Promise<void> {
    for (const stop of listening) stop();
    listening = [];
    await server?.close();
  }

  async function serve({ listen }: PageConfig, parts: WebParts): Promise<WebServer | undefined> {
    try {
      const { startWeb } = await import('../web/server.ts');
      const started = await startWeb(parts);
      log.info({ url: started.url }, `the page: ${started.url}`);
      return started;
    } catch (thrown) {
      const why = isTaken(thrown)
        ? `${listen} is taken; set web.listen to another port, or web: off`
        : `${listen} can't be listened on`;
      log.warn({ listen, error: toPlumblineError(thrown).message }, `no page: ${why}`);
      return undefined;
    }
  }

  function partsOf(first: PageConfig): WebParts {
    const { store, clock, worker, leaseMs } = standing.current().pipeline;
    return {
      ...{ store, clock, log, onChange, runNow },
      onMeasure(listener) {
        const stop = onMeasure(listener);
        listening.push(stop);
        return stop;
      },
      web: () => (wanted === 'off' ? first : wanted),
      config: () => standing.current().config,
      configState: standing.state,
      health: () => standingHealth(standing),
      modelServers: () => standing.modelServers?.() ?? [],
      proveWritable: () => store.renewWorker(worker, clock() + leaseMs),
      readSeries(monitor, span, signal) {
        const { sources } = standing.current().pipeline;
        return readWindow({ monitor, sources, store }, span, false, signal);
      },
      tryTarget: (name) => tryTarget(standing.current().config, name, clock),
      describe: (window, signal) => describeWindow(window, store, signal),
    };
  }

  return {
    url: () => server?.url,
    follow() {
      underWay = underWay.then(takeOver);
      return underWay;
    },
    async close() {
      await underWay;
      await end();
    },
  };
}

function addressOf(web: PageConfig | 'off'): string {
  return web === 'off' ? web : web.listen;
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
}
