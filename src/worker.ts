import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attendance } from './attend/attend.ts';
import { type Presence, startPresence } from './attend/presence.ts';
import { createStaff } from './attend/staff.ts';
import { tidyUp } from './attend/tidy.ts';
import { placeInLine } from './attend/turns.ts';
import type { Config } from './config/schema.ts';
import { createDigestTeller } from './digest/digest.ts';
import { PlumblineError } from './lib/errors.ts';
import { formatDuration } from './lib/time.ts';
import { startWaking } from './schedule/wake.ts';
import type { Shared } from './store/shared.ts';
import type { Change } from './store/watched.ts';
import type { AskedRun } from './web/parts.ts';

export interface WorkerParts extends Pick<Attendance, 'pipeline' | 'lane' | 'office' | 'log'> {
  readonly config: Config;
}

/** What a config says, and what was made of it. */
export type Reconfigured = Omit<WorkerParts, 'log'>;

export interface Worker {
  /** Looks now what is due, as after a long sleep. */
  wake(): void;
  /** Runs a monitor's window that ends now, after all that is due. Never rejects. */
  runNow(monitor: string): Promise<AskedRun>;
  /** Looks at what another worker on the same database says that it has written. */
  heard(change: Change): void;
  /** Goes on as this config says. Runs under way end as they began; monitors that are as they were notice nothing. */
  reconfigure(parts: Reconfigured): void;
  /** Resolves when everything that was due is done, learned and explained. */
  idle(): Promise<void>;
  /** Takes no new work, gives a run under way `graceMs` to finish, then gives it back to the ledger. */
  stop(graceMs: number): Promise<void>;
}

/** The next in line takes a monitor over after so much: whoever is before it is busy, or gone. */
const TURN_MS = 1500;

/** Timers go by this machine's clock; what is due, by the database's. */
function waitBefore(place: number, shared: Shared | undefined): number {
  const behindMs = shared === undefined ? 0 : Math.max(0, -shared.clockAhead().ms);
  return place * TURN_MS + behindMs;
}

/**
 * Wakes each monitor's attendant when something may be due. Waking may come late, early, twice or never; what is
 * due follows from the ledger and the clock alone.
 */
export function startWorker({ log, ...first }: WorkerParts): Worker {
  const abort = new AbortController();
  const stopping = new AbortController();
  // Every monitor listens.
  setMaxListeners(0, stopping.signal, abort.signal);
  const signals = { stopping: stopping.signal, abort: abort.signal };
  const staff = createStaff({ log, away: new Map(), ...signals });
  let parts: Reconfigured = first;
  let tidying: Promise<void> | undefined;
  const tellDigest = createDigestTeller(log);
  let telling: Promise<void> | undefined;
  let late: readonly NodeJS.Timeout[] = [];
  let presence: Presence | undefined;
  /** Monitors that others come before at, to be looked at a little later. */
  const inLine = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;

  const tellIfDue = async (): Promise<void> => {
    try {
      if (await tellDigest(parts.config, parts.pipeline, stopping.signal)) parts.office?.wake();
    } catch (err) {
      if (!stopping.signal.aborted)
        log.error({ err }, 'the digest could not be made; tried again in a minute');
    }
  };

  const wakeInTurn = (name: string): void => {
    const { worker, store } = parts.pipeline;
    const waitMs = waitBefore(placeInLine(name, worker, presence?.others() ?? []), store.shared);
    if (waitMs === 0) staff.wake(name);
    if (waitMs === 0 || inLine.has(name)) return;
    const turn = pause(waitMs, undefined, { ref: false }).then(() => {
      inLine.delete(name);
      staff.wake(name);
    });
    inLine.set(name, turn);
  };

  const everyMinute = (): void => {
    for (const { name } of parts.config.monitors) wakeInTurn(name);
    telling ??= tellIfDue().finally(() => {
      telling = undefined;
    });
    tidying ??= tidyUp(parts.config, parts.pipeline, log, stopping.signal).finally(() => {
      tidying = undefined;
    });
  };

  const plan = () =>
    startWaking(parts.config.monitors, parts.pipeline.clock, {
      onTick: ({ name }) => wakeInTurn(name),
      onMinute: everyMinute,
    });

  staff.takeOver(first.config, first);
  let waking = plan();
  everyMinute();
  presence = startPresence(first.pipeline, log);
  first.office?.start();
  first.lane?.wake?.();

  return {
    wake() {
      const look = (): void => {
        looking = undefined;
        everyMinute();
        parts.office?.wake();
      };
      // Who lives was asked before the long sleep.
      if (parts.pipeline.store.shared === undefined) look();
      else looking ??= presence?.look().then(look);
    },
    runNow: async (monitor) =>
      (await staff.runNow(monitor)) ?? { refused: `monitor ${monitor} is not watched any more` },
    heard({ kind, monitor }) {
      // Whoever has just done a window is about to do the next.
      if (kind === 'run' && monitor !== undefined) wakeInTurn(monitor);
      if (kind === 'news') parts.office?.wake();
      if (kind === 'question' || kind === 'run') parts.lane?.wake?.();
    },
    reconfigure(next) {
      waking.stop();
      parts = next;
      staff.takeOver(next.config, next);
      waking = plan();
      everyMinute();
      next.office?.start();
      // A tick of a moment ago whose delay is not over has lost its timer.
      for (const timer of late) clearTimeout(timer);
      const delays = new Set(next.config.monitors.map(({ delay }) => delay));
      late = [...delays].map((delay) => setTimeout(() => staff.wakeAll(), delay).unref());
    },
    async idle() {
      await looking;
      await Promise.all(inLine.values());
      await staff.idle();
      await Promise.all([tidying, telling]);
      await Promise.all([parts.lane?.idle(), parts.office?.idle()]);
    },
    async stop(graceMs) {
      stopping.abort(new PlumblineError('aborted', 'the worker was stopped'));
      waking.stop();
      for (const timer of late) clearTimeout(timer);
      const overdue = setTimeout(() => {
        log.warn(`a run needs longer than ${formatDuration(graceMs)} and is given back to the ledger`);
        abort.abort(stopping.signal.reason);
      }, graceMs);
      await Promise.all([staff.idle(), tidying, telling, parts.lane?.stop(), parts.office?.stop(graceMs)]);
      clearTimeout(overdue);
      await presence?.end();
    },
  };
}
