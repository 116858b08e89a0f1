import { z } from 'zod';
import type { MonitorConfig } from '../../config/schema.ts';
import { isoTime } from '../../lib/time.ts';
import { nextWindows } from '../../schedule/due.ts';
import type { KnownSeries, Result } from '../../store/result.ts';
import { figureOrNull, isoOrNull } from '../forms.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { type MonitorJson, monitor, type OverviewJson, overview, type SeriesRowJson } from '../schemas.ts';

const takes = { params: NONE, query: NONE, body: NONE };

/** More series than these are not shown on one page. */
const MOST_SERIES = 20_000;

/** A thousand series are some 0.2 s of work. Without a change only lateness may come up, and that is no matter of seconds. */
const KEPT_MS = 5000;

/** What needs attention first; what is not judged stands below what is, and what is normal last. */
const URGENCY = ['anomalous', 'missing', 'suspect', 'unknown', 'normal'];

/** How everything is: the monitors, their series, and the worker itself. */
export function overviewRoutes(parts: WebParts): readonly Route[] {
  const { config, clock, store } = parts;
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
    const monitors = config().monitors.map((one) => monitorJson(one, now));
    const results = await store.findResults({ latest: true, limit: MOST_SERIES });
    const known = await knownOf(results);
    const nextRuns = new Map(monitors.map(({ name, nextRun }) => [name, nextRun]));
    const rows = results.map((one) => rowOf(one, known.get(keyOf(one)), nextRuns.get(one.monitor)));
    const worker = await workerState(parts, results);
    return { now: isoTime(now), worker, monitors, series: rows.sort(byUrgency) };
  }

  /** Since when each series is as it is. */
  async function knownOf(results: readonly Result[]): Promise<ReadonlyMap<string, KnownSeries>> {
    const places = new Map(
      results.map(({ monitor: name, source }) => [JSON.stringify([name, source]), { name, source }]),
    );
    const known = new Map<string, KnownSeries>();
    for (const { name, source } of places.values()) {
      if (source === null) continue;
      for (const one of await store.knownSeries(name, source)) known.set(keyOf(one), one);
    }
    return known;
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

function keyOf({ monitor: name, series, source }: Pick<Result, 'monitor' | 'series' | 'source'>): string {
  return JSON.stringify([name, series, source]);
}

function byUrgency(a: SeriesRowJson, b: SeriesRowJson): number {
  const urgency = URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict);
  if (urgency !== 0) return urgency;
  // Of two that are unwell the news is what is newer.
  const news = a.verdict === 'normal' ? 0 : (b.since ?? '').localeCompare(a.since ?? '');
  return news || a.series.localeCompare(b.series) || a.monitor.localeCompare(b.monitor);
}

function rowOf(
  one: Result,
  known: KnownSeries | undefined,
  nextRun: string | null | undefined,
): SeriesRowJson {
  const { id, monitor: name, series, source, standIn, unit, points, verdict, summary, summaryBy } = one;
  const isNewest = known?.windowEnd === one.window.end && known.verdict === verdict;
  return {
    ...{ id, monitor: name, series, source, standIn, unit, points, verdict, summary, summaryBy },
    windowEnd: isoTime(one.window.end),
    since: isNewest ? isoTime(known.since) : null,
    last: figureOrNull(one.figures.last),
    findings: one.findings.map(({ kind, flag, start, end }) => {
      return { kind, flag, start: isoTime(start), end: isoTime(end) };
    }),
    modelStatus: one.exchange.status,
    claims: one.claimCounts,
    nextRun: nextRun ?? null,
  };
}

async function workerState(
  { config, store, health }: WebParts,
  results: readonly Result[],
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
    modelAway: modelAway(results),
    deliveriesWaiting: sum('waiting'),
    deliveriesDead: sum('dead'),
  };
}

/** Why the newest question got no answer; null where it got one, or none was asked. */
function modelAway(results: readonly Result[]): string | null {
  const asked = results.filter(({ exchange }) => exchange.promptedAt !== null && exchange.status !== null);
  const newest = asked.reduce<Result | undefined>(
    (best, one) =>
      (one.exchange.promptedAt ?? 0) > (best?.exchange.promptedAt ?? Number.NEGATIVE_INFINITY) ? one : best,
    undefined,
  );
  const status = newest?.exchange.status;
  if (status !== 'unavailable' && status !== 'timeout') return null;
  return newest?.exchange.reason ?? status;
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
