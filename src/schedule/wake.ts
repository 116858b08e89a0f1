import { schedule } from 'node-cron';
import type { Clock } from '../lib/clock.ts';
import type { Schedule } from './due.ts';

/** The part of a monitor's config that decides when it is woken. */
export type WakePlan = Pick<Schedule, 'cron' | 'timezone' | 'delay'>;

export interface Wakes<Plan> {
  /** A window of this plan may be due. Must not throw. */
  readonly onTick: (plan: Plan) => void;
  /**
   * Something may be due that node-cron does not wake for: a fixed hour that spring skips, a laptop back from sleep, a
   * clock that was changed. Must not throw.
   */
  readonly onMinute: () => void;
}

const MINUTE_MS = 60_000;

/**
 * Calls `onTick` whenever a window of a plan becomes due, and `onMinute` every minute by a timer of our own. It only wakes:
 * what is due is for `dueWindows` to say.
 *
 * After the clock was set back node-cron would be silent until it has caught up: it waits for the tick that it had
 * chosen. So all is planned anew then.
 */
export function startWaking<Plan extends WakePlan>(
  plans: readonly Plan[],
  clock: Clock,
  { onTick, onMinute }: Wakes<Plan>,
): { stop(): void } {
  const groups = groupByTick(plans);
  const delays = new Set<NodeJS.Timeout>();
  let tasks: { destroy(): unknown }[] = [];

  const wakeAfter = (delayMs: number, group: readonly Plan[]): void => {
    const timer = setTimeout(() => {
      delays.delete(timer);
      for (const plan of group) onTick(plan);
    }, delayMs);
    delays.add(timer);
  };

  const plan = (): void => {
    for (const task of tasks) task.destroy();
    tasks = groups.map((group) => {
      const [{ cron, timezone, delay }] = group;
      const wake = () => wakeAfter(delay, group);
      const task = schedule(cron, wake, { timezone, suppressMissedWarning: true });
      // A tick that the process slept through counts as missed, and the window is due all the same.
      task.on('execution:missed', wake);
      return task;
    });
  };

  let last = clock();
  const toNextMinute = (): number => MINUTE_MS - (last % MINUTE_MS);
  const eachMinute = (): void => {
    const now = clock();
    if (now < last) plan();
    last = now;
    minute = setTimeout(eachMinute, toNextMinute());
    onMinute();
  };

  plan();
  let minute = setTimeout(eachMinute, toNextMinute());
  return {
    stop: () => {
      for (const task of tasks) task.destroy();
      for (const timer of [minute, ...delays]) clearTimeout(timer);
    },
  };
}

/** Plans that tick at the same times share a task. */
function groupByTick<Plan extends WakePlan>(plans: readonly Plan[]): readonly [Plan, ...Plan[]][] {
  const groups = new Map<string, [Plan, ...Plan[]]>();
  for (const plan of plans) {
    const key = `${plan.delay} ${plan.timezone} ${plan.cron}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [plan]);
    else group.push(plan);
  }
  return [...groups.values()];
}
