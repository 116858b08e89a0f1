import { statSync } from 'node:fs';
import type { App } from '../app.ts';
import { ownPrompt } from '../ask/prompt-file.ts';
import type { Environment } from '../config/environment.ts';
import { formatProblems, loadConfig, summaryOf } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { ConfigState } from '../config/state.ts';
import { toPlumblineError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';
import { isoTime } from '../lib/time.ts';
import type { Reconfigured, Worker } from '../worker.ts';
import { configChanges } from './config-changes.ts';
import type { Standing } from './standing.ts';

export interface ReloaderParts {
  readonly file: string;
  readonly environment: Environment;
  /** What the command line wants otherwise than the file. */
  readonly adapt: (config: Config) => Config;
  readonly app: App;
  readonly worker: Worker;
  readonly log: Logger;
}

export interface Reloader extends Standing {
  /** Takes over what the files say now, whether they have changed or not. Never throws. */
  reload(): Promise<void>;
  /** Calls whenever another config counts, for those who go by it and are no part of the worker. Must not throw. */
  onTaken(follow: () => Promise<void>): void;
  /** Ends with what is under way. */
  stop(): Promise<void>;
}

/** Files are looked at this often, and must be the same twice: an editor may still be writing. */
const LOOK_MS = 500;

/**
 * Watches the config, the files that it names and the prompt. What has changed is validated and taken over between runs; where it
 * has mistakes, all of them go to the log, and the worker goes on with what it had.
 */
export function startReloader({ file, environment, adapt, app, worker, log }: ReloaderParts): Reloader {
  const { clock } = app.pipeline;
  const first = app.config;
  const followers: (() => Promise<void>)[] = [];
  let current: Reconfigured = app;
  let state: ConfigState = { ok: true, takenAt: clock(), notes: [] };
  let watched = watchedFiles(file, loadConfig(file, environment), first);
  let taken = stateOf(watched);
  let seen = taken;
  let underWay: Promise<void> = Promise.resolve();

  async function takeOver(): Promise<void> {
    const before = stateOf(watched);
    const loaded = loadConfig(file, environment);
    const isSteady = stateOf(watched) === before;
    watched = watchedFiles(file, loaded, loaded.ok ? loaded.config : current.config);
    // What was written meanwhile is looked at again.
    taken = isSteady ? stateOf(watched) : '';
    if (!loaded.ok) {
      const { problems } = loaded;
      log.error({ mistakes: problems.length }, `${KEPT}: ${formatProblems(problems)}`);
      return keep(summaryOf(problems));
    }
    try {
      const next = await app.reconfigure(adapt(loaded.config));
      worker.reconfigure(next);
      const notes = needsRestart(first, next.config);
      log.level = next.config.log.level;
      const before = current.config;
      current = next;
      state = { ok: true, takenAt: clock(), notes };
      await Promise.all(followers.map((follow) => follow()));
      log.info(configChanges(before, next.config), `${file} is taken over`);
      for (const text of notes) log.warn(text);
    } catch (thrown) {
      const { message, hint = '' } = toPlumblineError(thrown);
      log.error({ err: thrown }, `${KEPT}: ${message}. ${hint}`);
      keep(message);
    }
  }

  function keep(mistake: string): void {
    const note = `${mistake}; the worker goes on with the config of ${isoTime(state.takenAt)}`;
    state = { ok: false, takenAt: state.takenAt, notes: [note, ...needsRestart(first, current.config)] };
  }

  const reload = (): Promise<void> => {
    underWay = underWay.then(takeOver);
    return underWay;
  };

  const look = (): void => {
    const now = stateOf(watched);
    if (now !== taken && now === seen) void reload();
    seen = now;
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return {
    reload,
    onTaken: (follow) => void followers.push(follow),
    current: () => current,
    state: () => state,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}

const KEPT = 'the changed config is not taken over, the worker goes on with what it had';

function watchedFiles(
  file: string,
  { files }: { readonly files: readonly string[] },
  { model }: Config,
): readonly string[] {
  return [file, ...files, ownPrompt(model.role), ownPrompt('full')];
}

/** Device, number, size and time of the last change of each. */
function stateOf(files: readonly string[]): string {
  const states = files.map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? 'gone' : `${found.dev} ${found.ino} ${found.size} ${found.mtimeMs}`;
  });
  return [files.join('\n'), ...states].join('\n');
}

/** What can't be changed under a worker at work. */
function needsRestart(before: Config, after: Config): readonly string[] {
  const keys = [
    ['database.path', before.database.path, after.database.path],
    ['database.url', before.database.url, after.database.url],
    ['log.format', before.log.format, after.log.format],
  ] as const;
  return keys
    .filter(([, was, is]) => was !== is)
    .map(([key]) => `${key} was changed: it counts from the next start on`);
}
