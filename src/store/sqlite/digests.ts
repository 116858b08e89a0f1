import { isoTime } from '../../lib/time.ts';
import type { QuestionCount, RunCount, RunFailure, Trouble } from '../digest.ts';
import { momentOf } from '../rows/moment.ts';
import type { Digests } from '../store.ts';
import type { Connection } from './connection.ts';
import type { createDeliveries } from './deliveries.ts';

type Timed<Row, Key extends keyof Row> = Omit<Row, Key> & Readonly<Record<Key, string>>;

/** What a digest counts, and which digests there were. */
export function createDigests(
  { db, read, write }: Connection,
  { put }: Pick<ReturnType<typeof createDeliveries>, 'put'>,
): Digests {
  // The worst window has the greatest of these texts, and its id at the end.
  const troubles = db.prepare<[object], Timed<Trouble, 'firstEnd' | 'lastEnd'>>(`
    SELECT t.monitor, t.series, t.source, w.verdict, windows, firstEnd, lastEnd, w.id AS worstId, w.score, w.origin,
      w.findings ->> '$[0].kind' AS kind, w.summary
    FROM (
      SELECT monitor, series, source, count(*) AS windows, min(window_end) AS firstEnd, max(window_end) AS lastEnd,
        max(printf('%d %.6f %d',
          CASE verdict WHEN 'anomalous' THEN 3 WHEN 'missing' THEN 2 ELSE 1 END, coalesce(score, 0), id)) AS worst
      FROM results INDEXED BY results_troubles
      WHERE window_end >= @start AND window_end < @end
        AND verdict IN ('suspect', 'anomalous', 'missing') AND stand_in = 0
      GROUP BY monitor, series, source
    ) AS t JOIN results AS w ON w.id = CAST(substr(t.worst, 12) AS INTEGER)
    ORDER BY t.monitor, t.series, t.source`);
  const runs = db.prepare<[object], RunCount>(`
    SELECT monitor, status, count(*) AS runs, sum(fallback_reason IS NOT NULL OR stood_in IS NOT NULL) AS standIns,
      CAST(round(max(julianday(finished_at) - julianday(window_end)) * 86400000) AS INTEGER) AS worstLagMs
    FROM runs WHERE window_end >= @start AND window_end < @end AND backfilled = 0
    GROUP BY monitor, status ORDER BY monitor, status`);
  // With one max() the other columns are those of the row that has it.
  const failures = db.prepare<[object], Timed<RunFailure, 'lastEnd'>>(`
    SELECT monitor, status, error_code AS code, count(*) AS runs, error, max(window_end) AS lastEnd
    FROM runs WHERE window_end >= @start AND window_end < @end AND backfilled = 0 AND status IN ('failed', 'skipped')
    GROUP BY monitor, status, error_code ORDER BY monitor, status, error_code`);
  const questions = db.prepare<[object], QuestionCount>(`
    SELECT model_status AS status, count(*) AS questions, sum(summary_by = 'model') AS shown,
      sum(coalesce(claims_supported, 0)) AS supported, sum(coalesce(claims_refuted, 0)) AS refuted,
      sum(coalesce(claims_unverifiable, 0)) AS unverifiable
    FROM results INDEXED BY results_asked
    WHERE window_end >= @start AND window_end < @end AND model_status <> 'not_asked'
    GROUP BY model_status ORDER BY model_status`);
  const newest = db.prepare<[], string | null>('SELECT max("end") FROM digests').pluck();
  const record = db.prepare(`
    INSERT INTO digests ("end", start, state, created_at) VALUES (@end, @start, @state, @now) ON CONFLICT DO NOTHING`);

  return {
    troubles: (span) =>
      read(() =>
        troubles.all(bounds(span)).map(({ firstEnd, lastEnd, ...row }) => ({
          ...row,
          firstEnd: Date.parse(firstEnd),
          lastEnd: Date.parse(lastEnd),
        })),
      ),

    activity: (span) =>
      read(() => ({
        runs: runs.all(bounds(span)),
        failures: failures
          .all(bounds(span))
          .map(({ lastEnd, ...row }) => ({ ...row, lastEnd: Date.parse(lastEnd) })),
        questions: questions.all(bounds(span)),
      })),

    lastDigestEnd: () => read(() => momentOf(newest.get() ?? null)),

    recordDigest: ({ window, state }, deliveries, now) =>
      write(() => {
        const isNew = record.run({ ...bounds(window), state, now: isoTime(now) }).changes === 1;
        if (isNew) for (const delivery of deliveries) put(delivery, now);
        return isNew;
      }),
  };
}

function bounds({ start, end }: { readonly start: number; readonly end: number }) {
  return { start: isoTime(start), end: isoTime(end) };
}
