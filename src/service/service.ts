import { setFlagsFromString } from 'node:v8';
import { type App, type AppOptions, createApp } from '../app.ts';
import type { Environment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import type { Shared } from '../store/shared.ts';
import { startWorker, type Worker } from '../worker.ts';
import { createPulse } from './pulse.ts';
import { type Reloader, startReloader } from './reload.ts';
import { createChanges, createPage, type Page } from './serve.ts';

/** A worker with all that is around it: what `plumbline run` runs. */
export interface Service {
  readonly app: App;
  readonly worker: Worker;
  readonly page: Page;
  /** Watches the config from the start on. */
  readonly reloader: Reloader;
  /** Takes no new work, gives a run under way `graceMs` to finish, and closes everything. */
  stop(graceMs: number): Promise<void>;
}

export interface ServiceOptions extends Pick<AppOptions, 'clock' | 'log' | 'leaseMs'> {
  /** The file that the config came from. */
  readonly file: string;
  readonly environment: Environment;
  /** What the command line wants otherwise than the file. */
  readonly adapt: (config: Config) => Config;
}

/**
 * V8 lets garbage grow to several times of what is in use before it looks for it. A worker that mostly waits looks at a third: it
 * holds on to half as much, for some processor time.
 */
const HEAP_GROWTH = '--heap-growing-percent=30';

/** Starts it all. Throws what `createApp` throws: of the prompt, and of the database. */
export async function startService(config: Config, options: ServiceOptions): Promise<Service> {
  const { file, environment, adapt, log } = options;
  setFlagsFromString(HEAP_GROWTH);
  const changes = createChanges();
  const { tell: onChange, measure } = changes;
  const app = await createApp(config, { ...options, onChange, measure });
  const { store, clock } = app.pipeline;
  const orphans = await store.closeOrphanedQuestions(clock());
  if (orphans > 0) log.warn({ questions: orphans }, 'an earlier worker ended before these were answered');
  const shell = config.database.url === undefined ? `sqlite3 ${store.location}` : `psql ${store.location} -c`;
  log.info(
    { monitors: config.monitors.length, database: store.location },
    `results: ${shell} "SELECT * FROM latest_results", or node dist/main.js results --latest`,
  );
  const worker = startWorker(app);
  if (store.shared !== undefined) log.info(clockText(store.shared));
  const forget = store.shared?.follow((change) => {
    changes.tell(change);
    worker.heard(change);
  });
  const reloader = startReloader({ file, environment, adapt, app, worker, log });
  const standing = { ...reloader, modelServers: app.modelServers };
  const page = createPage(standing, changes, worker, log);
  const pulse = createPulse(standing, log);
  for (const { follow } of [page, pulse]) {
    reloader.onTaken(follow);
    await follow();
  }
  return {
    ...{ app, worker, page, reloader },
    async stop(graceMs) {
      forget?.();
      await reloader.stop();
      await pulse.stop();
      await page.close();
      await worker.stop(graceMs);
      await app.close();
    },
  };
}

function clockText({ clockAhead }: Shared): string {
  const { ms, errorMs } = clockAhead();
  return `the clock of the database counts: it is ahead of this machine's by ${Math.round(ms)} ms (to ${Math.ceil(errorMs)} ms)`;
}
