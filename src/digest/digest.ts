import type { DigestConfig } from '../config/digest.ts';
import type { Config } from '../config/schema.ts';
import { digestDeliveries, digestNews } from '../deliver/digest/news.ts';
import type { Logger } from '../lib/log.ts';
import { clockChange, formatDuration, HOUR_MS, instantsOf, isoTime, wallTime } from '../lib/time.ts';
import type { Pipeline } from '../run.ts';
import { parseCron, ticksBefore } from '../schedule/cron.ts';
import { dueWindows } from '../schedule/due.ts';
import type { Window } from '../source/source.ts';
import type { Store } from '../store/store.ts';
import { type DigestStore, readDigest } from './read.ts';

/** Windows that ended before a digest and are still due, as after a start, are waited for so long. */
const PATIENCE_MS = 10 * 60_000;

export type DigestTeller = (
  config: Pick<Config, 'digest' | 'news' | 'monitors'>,
  pipeline: Pick<Pipeline, 'store' | 'clock'>,
  signal: AbortSignal,
) => Promise<boolean>;

/**
 * Puts the digest that is due into the outbox, once, whoever of several workers comes to it; resolves to whether it did. Of those that
 * a worker missed the newest is told, unless `news.maxAge` has passed since. Before the first one it is kept that they begin.
 */
export function createDigestTeller(log: Logger): DigestTeller {
  /** Since when a digest has been waiting for windows. */
  let waitingSince: number | undefined;
  return async (config, { store, clock }, signal) => {
    const { digest, news, monitors } = config;
    if (digest === undefined) return false;
    const now = clock();
    const timezone = digest.timezone ?? news.timezone;
    const due = await dueDigest({ ...digest, timezone }, store, now);
    if (due === undefined) return false;
    const { window, missed } = due;
    const about = { digest: isoTime(window.end) };
    const age = now - window.end;
    if (age > news.maxAge) {
      if (await store.recordDigest({ window, state: 'late' }, [], now))
        log.warn({ ...about, age: formatDuration(age) }, 'the digest is too old to be sent (news.maxAge)');
      return false;
    }
    waitingSince ??= now;
    const isPatient = now - waitingSince < PATIENCE_MS;
    if (isPatient && (await isOwed(monitors, window.end, store, now))) return false;
    waitingSince = undefined;
    const composed = await readDigest({ monitors, timezone }, window, store, now, signal);
    const deliveries = digestDeliveries(digestNews(composed, window), digest.targets, now, news);
    const isNew = await store.recordDigest({ window, state: 'told' }, deliveries, now);
    if (isNew && missed) log.warn(about, 'digests before this one were due while no worker ran');
    if (isNew) log.info({ ...about, targets: digest.targets }, composed.title);
    return isNew;
  };
}

/** The newest digest that is due, and whether others were before it; keeps that they begin where there was none yet. */
async function dueDigest(
  { cron, timezone, window }: DigestConfig & { readonly timezone: string },
  store: Pick<Store, 'lastDigestEnd' | 'recordDigest'>,
  now: number,
): Promise<{ readonly window: Window; readonly missed: boolean } | undefined> {
  const lastEnd = await store.lastDigestEnd();
  if (lastEnd === null) {
    await store.recordDigest({ window: { start: now, end: now }, state: 'begun' }, [], now);
    return undefined;
  }
  const [end, missed] = ticksBefore(parseCron(cron, timezone), lastEnd, now);
  if (end === undefined) return undefined;
  return { window: windowBefore(end, window, timezone), missed: missed !== undefined };
}

/** Whether a window that the digest is about has yet to be run. */
async function isOwed(
  monitors: Config['monitors'],
  end: number,
  store: DigestStore,
  now: number,
): Promise<boolean> {
  for (const monitor of monitors) {
    const [newest] = await store.recentRuns(monitor.name, 1);
    // It waits for its source: nobody knows how long.
    if (newest?.status === 'failed') continue;
    const { due } = dueWindows(monitor, await store.lastWindowEnd(monitor.name), now);
    if (due.some((window) => window.end < end)) return true;
    if (newest?.status === 'running' && newest.window.end < end) return true;
  }
  return false;
}

/** The days before a moment, as the calendar of the zone counts them: across a change of clocks one has 23 or 25 hours. */
export function windowBefore(end: number, length: DigestConfig['window'], timezone: string): Window {
  const wall = wallTime(end, timezone) - length + (end % 1000);
  const around = end - length;
  const change = clockChange(around - 15 * HOUR_MS, around + 15 * HOUR_MS, timezone);
  // Where the hour comes twice, the first one; where it is left out, the moment at which clocks were put forward.
  return { start: instantsOf(wall, change)[0] ?? change.at, end };
}
