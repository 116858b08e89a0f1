import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { MonitorConfig } from '../../config/schema.ts';
import { isoTime } from '../../lib/time.ts';
import { nextWindows } from '../../schedule/due.ts';
import type { NewestResult } from '../../store/result.ts';
import { figureOrNull, isoOrNull } from '../forms.ts';
import { byUrgency, newestOfAll, PORTION } from '../newest.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { type MonitorJson, monitor, type OverviewJson, overview, type SeriesRowJson } from '../schemas.ts';

const takes = { params: NONE, query: NONE, body: NONE };

/** A thousand series are some 20 ms of work. Without a change only lateness may come up, and that is no matter of seconds. */
const KEPT_MS = 5000;

/** How everything is: the monitors, their series, and the worker itself. */
export function overviewRoutes(parts: WebParts): readonly Route[] {
  const { config, clock } = parts;
  const newest = keptFor(KEPT_MS, parts, assemble);
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/overview', access: 'read', takes },
      summary: 'The newest of each series, what needs attention first, and how the worker itself is',
      answer: overview,
      handle: () => newest(),
    }),
    route({
      ...{ method: 'GET', path: '/api/v1/monitors', access: 'read', takes },
      summary: 'What is watched, and when next',
      answer: z.array(monitor),
      handle: async () => config().monitors.map((one) => monitorJson(one, clock())),
    }),
  ];

  async function assemble(): Promise<OverviewJson> {
    const now = clock();
    const monitors: MonitorJson[] = [];
    for (const one of config().monitors) {
      monitors.push(monitorJson(one, now));
      if (monitors.length % PORTION === 0) await setImmediate();
    }
    const nextRuns = new Map(monitors.map(({ name, nextRun }) => [name, nextRun]));
    const rows: SeriesRowJson[] = [];
    const asked = createNewestAsked();
    for await (const portion of newestOfAll(parts)) {
      for (const one of portion) {
        // Of a monitor that the config no longer has the rows stay in the database; nobody watches it.
        if (!nextRuns.has(one.monitor)) continue;
        rows.push(rowOf(one, nextRuns.get(one.monitor)));
        asked.see(one);
      }
    }
    const worker = await workerState(parts, asked.away());
    return { now: isoTime(now), worker, monitors, series: rows.sort(byUrgency) };
  }
}

/** The same answer to all who ask, until something is written, the config is another or `ms` are over; a failure is kept for nobody. */
function keptFor<T>(
  ms: number,
  { clock, config, onChange }: Pick<WebParts, 'clock' | 'config' | 'onChange'>,
  make: () => Promise<T>,
): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly until: number; readonly of: unknown } | undefined;
  const forget = (): void => {
    kept = undefined;
  };
  onChange(forget);
  return () => {
    if (kept !== undefined && kept.of === config() && clock() < kept.until) return kept.value;
    const value = make();
    kept = { value, until: clock() + ms, of: config() };
    value.catch(forget);
    return value;
  };
}

function rowOf(one: NewestResult, nextRun: string | null | undefined): SeriesRowJson {
  const { id, monitor: name, series, source, standIn, unit, points, verdict, origin } = one;
  return {
    ...{ id, monitor: name, series, source, standIn, unit, points, verdict, origin },
    ...{ summary: one.summary, summaryBy: one.summaryBy },
    windowEnd: isoTime(one.windowEnd),
    since: isoOrNull(one.since),
    last: figureOrNull(one.last),
    findings: one.findings.map(({ kind, flag, start, end }) => {
      return { kind, flag, start: isoTime(start), end: isoTime(end) };
    }),
    modelStatus: one.modelStatus,
    claims: one.claimCounts,
    nextRun: nextRun ?? null,
  };
}

async function workerState(
  { config, store, health }: WebParts,
  modelAway: string | null,
): Promise<OverviewJson['worker']> {
  const { healthy, reason } = await health();
  const onFallback: { monitor: string; source: string; reason: string }[] = [];
  for (const { name } of config().monitors) {
    const [newest] = await store.recentRuns(name, 1);
    if (newest === undefined || newest.fallbackReason === null || newest.source === null) continue;
    onFallback.push({ monitor: name, source: newest.source, reason: newest.fallbackReason });
  }
  const counts = await store.deliveryCounts();
  const sum = (count: 'waiting' | 'dead') => counts.reduce((total, one) => total + one[count], 0);
  return {
    ...{ healthy, reason, onFallback },
    modelAway,
    deliveriesWaiting: sum('waiting'),
    deliveriesDead: sum('dead'),
  };
}

/** Of the results that it sees, the one that was asked about last. */
function createNewestAsked() {
  let newest: NewestResult | undefined;
  return {
    see(one: NewestResult): void {
      if (one.promptedAt === null || one.modelStatus === null) return;
      if (newest === undefined || one.promptedAt > (newest.promptedAt ?? 0)) newest = one;
    },
    /** Why the question got no answer; null where it got one, or none was asked. */
    away(): string | null {
      const { modelStatus, modelReason } = newest ?? {};
      if (modelStatus !== 'unavailable' && modelStatus !== 'timeout') return null;
      return modelReason ?? modelStatus;
    },
  };
}

function monitorJson(one: MonitorConfig, now: number): MonitorJson {
  const { name, cron, timezone, source, fallback, unit, limits } = one;
  const [next] = nextWindows(one, now, 1);
  return {
    ...{ name, cron, timezone, source, unit, fallback: fallback ?? null, windowMs: one.window },
    limits: { fail: limits?.fail ?? null, suspect: limits?.suspect ?? null },
    nextRun: isoOrNull(next === undefined ? null : next.end + one.delay),
  };
}
