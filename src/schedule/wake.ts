import { schedule } from 'node-cron';
import type { Schedule } from './due.ts';

/** What node-cron does not wake for: a fixed hour that spring skips, a run to be tried again, a laptop back from sleep. */
const AT_LEAST = { cron: '* * * * *', timezone: 'UTC', delay: 0 };

/**
 * Calls `onWake` whenever a window of one of the monitors becomes due, and every minute. It only wakes: what is due
 * is for `dueWindows` to say. `onWake` must not throw.
 */
export function startWaking(
  schedules: readonly Pick<Schedule, 'cron' | 'timezone' | 'delay'>[],
  onWake: () => void,
): { stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  const wakeAfter = (delayMs: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      onWake();
    }, delayMs);
    timers.add(timer);
  };
  const distinct = new Map(
    [AT_LEAST, ...schedules].map((one) => [`${one.delay} ${one.timezone} ${one.cron}`, one] as const),
  );
  const tasks = [...distinct.values()].map(({ cron, timezone, delay }) => {
    const wake = () => wakeAfter(delay);
    const task = schedule(cron, wake, { timezone, suppressMissedWarning: true });
    // A tick that the process slept through counts as missed, and the window is due all the same.
    task.on('execution:missed', wake);
    return task;
  });
  return {
    stop: () => {
      for (const task of tasks) task.destroy();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
