import type { MonitorConfig } from './config/schema.ts';
import { plural } from './facts/style.ts';
import type { Clock } from './lib/clock.ts';
import { DAY_MS, formatDuration, isoTime } from './lib/time.ts';
import { distanceAfter, dueWindows } from './schedule/due.ts';
import type { DeliveryCounts } from './store/delivery.ts';
import type { Run } from './store/ledger.ts';
import type { Store } from './store/store.ts';

export interface Health {
  readonly healthy: boolean;
  /** One line: how old the newest run is, or what is wrong with which monitor. */
  readonly reason: string;
}

/** A window may be as late as the next one comes before it counts as overdue, within these bounds: a source may be slow. */
const LEAST_GRACE_MS = 15_000;
const MOST_GRACE_MS = 5 * 60_000;

/** Whether the worker does its work, by the ledger alone: every due window is there, and no newest one has failed. */
export async function checkHealth(
  monitors: readonly MonitorConfig[],
  store: Pick<Store, 'recentRuns' | 'lastWindowEnd' | 'deliveryCounts'>,
  clock: Clock,
): Promise<Health> {
  const now = clock();
  const finished: number[] = [];
  for (const monitor of monitors) {
    const { newest, trouble } = await monitorState(monitor, store, now);
    if (trouble !== undefined)
      return { healthy: false, reason: `unhealthy: monitor ${monitor.name} ${trouble}` };
    if (newest !== undefined && newest.finishedAt !== null) finished.push(newest.finishedAt);
  }
  const age = finished.length === 0 ? 'under way' : `${formatDuration(now - Math.max(...finished))} ago`;
  const troubles = newsTroubles(await store.deliveryCounts(), now);
  const keepsUp = `healthy: ${plural(monitors.length, 'monitor')} up to date, newest run ${age}`;
  return { healthy: true, reason: [keepsUp, ...troubles].join('; ') };
}

/** A monitor's newest run, and what is wrong with the monitor, in words that follow its name; undefined where nothing is. */
export interface MonitorState {
  readonly newest: Run | undefined;
  readonly trouble: string | undefined;
}

export async function monitorState(
  monitor: MonitorConfig,
  store: Pick<Store, 'recentRuns' | 'lastWindowEnd'>,
  now: number,
): Promise<MonitorState> {
  const [newest] = await store.recentRuns(monitor.name, 1);
  if (newest === undefined) return { newest, trouble: 'has no run yet' };
  const lastEnd = await store.lastWindowEnd(monitor.name);
  return { newest, trouble: troubleOf(monitor, newest, lastEnd, now) };
}

function troubleOf(
  monitor: MonitorConfig,
  newest: Run,
  lastEnd: number | null,
  now: number,
): string | undefined {
  if (newest.window.end > now) {
    return `waits for ${isoTime(newest.window.end)}, where its ledger ends: the clock was set back`;
  }
  if (newest.status === 'failed') return `failed: ${newest.errorCode}: ${newest.error}`;
  if (newest.status === 'done' && newest.series === 0 && newest.error !== null)
    return `sees nothing: ${newest.error}`;
  const graceMs = graceOf(monitor, newest.window.end);
  const [overdue] = dueWindows(monitor, lastEnd, now - graceMs).due;
  if (overdue !== undefined) return `has not run for the window that ended ${isoTime(overdue.end)}`;
  const lease = newest.leaseUntil ?? now;
  const isLeft = newest.status === 'running' && lease < now - graceMs;
  return isLeft ? `was left in the middle of a run at ${isoTime(lease)}` : undefined;
}

/** News that were given up are told of for so long. */
const DEAD_TOLD_MS = DAY_MS;

/** What keeps news from where they should be. A worker is not ill of it: to start it anew would mend nothing. */
export function newsTroubles(counts: readonly DeliveryCounts[], now: number): readonly string[] {
  return counts.flatMap(({ target, waiting, oldestAt, reason, deadAt, deadReason }) => {
    const since = oldestAt === null ? '' : `, the oldest for ${formatDuration(now - oldestAt)}`;
    const stuck =
      reason === null ? [] : [`target ${target} takes no news: ${reason} (${waiting} wait${since})`];
    const isRecent = deadAt !== null && now - deadAt < DEAD_TOLD_MS;
    const dead = isRecent ? [`news for target ${target} were given up: ${deadReason}`] : [];
    return [...stuck, ...dead];
  });
}

function graceOf(monitor: MonitorConfig, tick: number): number {
  return Math.max(LEAST_GRACE_MS, Math.min(distanceAfter(monitor, tick), MOST_GRACE_MS));
}
