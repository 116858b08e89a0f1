import type { Config } from '../config/schema.ts';
import { composeDigest } from '../deliver/digest/compose.ts';
import type { Digest } from '../deliver/digest/material.ts';
import { monitorState, newsTroubles } from '../health.ts';
import { breathe } from '../lib/breathe.ts';
import { HOUR_MS } from '../lib/time.ts';
import type { Window } from '../source/source.ts';
import type { Activity, QuestionCount, RunCount, Trouble } from '../store/digest.ts';
import type { Store } from '../store/store.ts';

/** What a digest is read from. */
export type DigestStore = Pick<
  Store,
  'troubles' | 'activity' | 'allSeries' | 'deliveryCounts' | 'recentRuns' | 'lastWindowEnd'
>;

/** So much is read at a time: runs go on meanwhile. */
const SLICE_MS = 6 * HOUR_MS;

/** The digest of a window, as the database has it at this moment. */
export async function readDigest(
  { monitors, timezone }: Pick<Config, 'monitors'> & { readonly timezone: string },
  window: Window,
  store: DigestStore,
  now: number,
  signal: AbortSignal,
): Promise<Digest> {
  const troubles = new Map<string, Trouble>();
  const parts: Activity[] = [];
  for (let start = window.start; start < window.end; start += SLICE_MS) {
    await breathe(signal);
    const span = { start, end: Math.min(start + SLICE_MS, window.end) };
    parts.push(await store.activity(span));
    for (const one of await store.troubles(span)) {
      const key = JSON.stringify([one.monitor, one.series, one.source]);
      troubles.set(key, joined(troubles.get(key), one));
    }
  }
  const sources = new Map(monitors.map(({ name, source }) => [name, source]));
  const known = (await store.allSeries()).filter(({ monitor, source }) => sources.get(monitor) === source);
  return composeDigest({
    ...{ window, timezone, known, sources },
    troubles: [...troubles.values()],
    ...summed(parts),
    amiss: await amissNow(monitors, store, now),
  });
}

/** What is wrong with monitors and targets at this moment. */
async function amissNow(
  monitors: Config['monitors'],
  store: DigestStore,
  now: number,
): Promise<readonly string[]> {
  const amiss: string[] = [];
  for (const monitor of monitors) {
    const { trouble } = await monitorState(monitor, store, now);
    if (trouble !== undefined) amiss.push(`At this moment monitor ${monitor.name} ${trouble}`);
  }
  return [...amiss, ...newsTroubles(await store.deliveryCounts(), now)];
}

const RANK: Readonly<Record<Trouble['verdict'], number>> = { suspect: 1, missing: 2, anomalous: 3 };

function joined(before: Trouble | undefined, next: Trouble): Trouble {
  if (before === undefined) return next;
  const isWorse = RANK[next.verdict] - RANK[before.verdict] || (next.score ?? 0) - (before.score ?? 0);
  const worst = isWorse > 0 ? next : before;
  return {
    ...worst,
    windows: before.windows + next.windows,
    firstEnd: before.firstEnd,
    lastEnd: next.lastEnd,
  };
}

/** Counts of parts of a window that follow each other, in one. */
function summed(parts: readonly Activity[]): Activity {
  return {
    runs: merged(
      parts.flatMap(({ runs }) => runs),
      ({ monitor, status }) => [monitor, status],
      addRuns,
    ),
    failures: merged(
      parts.flatMap(({ failures }) => failures),
      ({ monitor, status, code }) => [monitor, status, code],
      (a, b) => ({ ...b, runs: a.runs + b.runs }),
    ),
    questions: merged(
      parts.flatMap(({ questions }) => questions),
      ({ status }) => [status],
      addQuestions,
    ),
  };
}

function merged<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => readonly unknown[],
  add: (before: Row, next: Row) => Row,
): readonly Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const before = sums.get(key);
    sums.set(key, before === undefined ? row : add(before, row));
  }
  return [...sums.values()];
}

function addRuns(a: RunCount, b: RunCount): RunCount {
  const lags = [a.worstLagMs, b.worstLagMs].filter((lag) => lag !== null);
  return {
    ...b,
    runs: a.runs + b.runs,
    standIns: a.standIns + b.standIns,
    worstLagMs: lags.length === 0 ? null : Math.max(...lags),
  };
}

function addQuestions(a: QuestionCount, b: QuestionCount): QuestionCount {
  return {
    status: a.status,
    questions: a.questions + b.questions,
    shown: a.shown + b.shown,
    supported: a.supported + b.supported,
    refuted: a.refuted + b.refuted,
    unverifiable: a.unverifiable + b.unverifiable,
  };
}
