import { setMaxListeners } from 'node:events';
import { type Attendance, createAttendant } from './attend.ts';
import type { Config } from './config/schema.ts';
import { PlumblineError } from './lib/errors.ts';
import { createSlots } from './lib/slots.ts';
import { formatDuration } from './lib/time.ts';
import { startPresence } from './presence.ts';
import { startWaking } from './schedule/wake.ts';
import { tidyUp } from './tidy.ts';

export interface WorkerParts extends Pick<Attendance, 'pipeline' | 'lane' | 'office' | 'log'> {
  readonly config: Config;
}

export interface Worker {
  /** Resolves when everything that was due is done, learned and explained. */
  idle(): Promise<void>;
  /** Takes no new work, gives a run under way `graceMs` to finish, then gives it back to the ledger. */
  stop(graceMs: number): Promise<void>;
}

/** Histories of one source that are learned at once, beside the windows that are read. */
const LESSONS_AT_ONCE = 1;

/**
 * Wakes each monitor's attendant when something may be due. Waking may come late, early, twice or never; what is
 * due follows from the ledger and the clock alone.
 */
export function startWorker({ config, pipeline, lane, office, log }: WorkerParts): Worker {
  const abort = new AbortController();
  const stopping = new AbortController();
  // Every monitor listens.
  setMaxListeners(0, stopping.signal, abort.signal);
  const shared = {
    ...{ pipeline, lane, office, log, slots: slotsOf(config), away: new Map<string, Set<string>>() },
    ...{ stopping: stopping.signal, abort: abort.signal },
  };
  const attendants = new Map(config.monitors.map((one) => [one, createAttendant(one, shared)]));
  let tidying: Promise<void> | undefined;

  const everyMinute = (): void => {
    for (const attendant of attendants.values()) attendant.wake();
    tidying ??= tidyUp(config, pipeline, log, stopping.signal).finally(() => {
      tidying = undefined;
    });
  };

  const waking = startWaking(config.monitors, pipeline.clock, {
    onTick: (monitor) => attendants.get(monitor)?.wake(),
    onMinute: everyMinute,
  });
  everyMinute();
  const presence = startPresence(pipeline, log);
  office?.start();

  const allIdle = () => Promise.all([...attendants.values()].map((attendant) => attendant.idle()));
  return {
    async idle() {
      await allIdle();
      await Promise.all([tidying, lane?.idle(), office?.idle()]);
    },
    async stop(graceMs) {
      stopping.abort(new PlumblineError('aborted', 'the worker was stopped'));
      waking.stop();
      const overdue = setTimeout(() => {
        log.warn(`a run needs longer than ${formatDuration(graceMs)} and is given back to the ledger`);
        abort.abort(stopping.signal.reason);
      }, graceMs);
      await Promise.all([allIdle(), tidying, lane?.stop(), office?.stop(graceMs)]);
      clearTimeout(overdue);
      await presence.end();
    },
  };
}

function slotsOf({ sources }: Config): Attendance['slots'] {
  const slots = Object.entries(sources).map(
    ([name, { concurrency }]) =>
      [name, { runs: createSlots(concurrency), lessons: createSlots(LESSONS_AT_ONCE) }] as const,
  );
  return new Map(slots);
}
