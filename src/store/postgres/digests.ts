import { isoTime } from '../../lib/time.ts';
import type { QuestionCount, RunCount, RunFailure, Trouble } from '../digest.ts';
import { momentOf } from '../rows/moment.ts';
import type { Digests } from '../store.ts';
import type { Connection } from './connection.ts';
import { putAll } from './deliveries.ts';
import { statement } from './statement.ts';

type Timed<Row, Key extends keyof Row> = Omit<Row, Key> & Readonly<Record<Key, string>>;

const TROUBLES = statement(`
  SELECT monitor, series, source, verdict, windows, "firstEnd", "lastEnd", id AS "worstId", score, origin,
    findings -> 0 ->> 'kind' AS kind, summary
  FROM (
    SELECT r.*, count(*) OVER one AS windows, min(window_end) OVER one AS "firstEnd", max(window_end) OVER one AS "lastEnd",
      row_number() OVER (PARTITION BY monitor, series, source ORDER BY
        CASE verdict WHEN 'anomalous' THEN 3 WHEN 'missing' THEN 2 ELSE 1 END DESC, coalesce(score, 0) DESC, id DESC) AS place
    FROM results AS r
    WHERE window_end >= @start AND window_end < @end
      AND verdict IN ('suspect', 'anomalous', 'missing') AND stand_in = 0
    WINDOW one AS (PARTITION BY monitor, series, source)
  ) AS t WHERE place = 1 ORDER BY monitor, series, source COLLATE "C"`);
const RUNS = statement(`
  SELECT monitor, status, count(*) AS runs,
    count(*) FILTER (WHERE fallback_reason IS NOT NULL OR stood_in IS NOT NULL) AS "standIns",
    round(max(extract(epoch FROM finished_at - window_end)) * 1000) AS "worstLagMs"
  FROM runs WHERE window_end >= @start AND window_end < @end AND backfilled = 0
  GROUP BY monitor, status ORDER BY monitor, status COLLATE "C"`);
const FAILURES = statement(`
  SELECT monitor, status, code, runs, error, "lastEnd" FROM (
    SELECT monitor, status, error_code AS code, count(*) OVER one AS runs, error, window_end AS "lastEnd",
      row_number() OVER (PARTITION BY monitor, status, error_code ORDER BY window_end DESC) AS place
    FROM runs WHERE window_end >= @start AND window_end < @end AND backfilled = 0 AND status IN ('failed', 'skipped')
    WINDOW one AS (PARTITION BY monitor, status, error_code)
  ) AS t WHERE place = 1 ORDER BY monitor, status COLLATE "C", code COLLATE "C" NULLS FIRST`);
const QUESTIONS = statement(`
  SELECT model_status AS status, count(*) AS questions, count(*) FILTER (WHERE summary_by = 'model') AS shown,
    sum(coalesce(claims_supported, 0)) AS supported, sum(coalesce(claims_refuted, 0)) AS refuted,
    sum(coalesce(claims_unverifiable, 0)) AS unverifiable
  FROM results
  WHERE window_end >= @start AND window_end < @end AND model_status <> 'not_asked'
  GROUP BY model_status ORDER BY model_status COLLATE "C"`);
const NEWEST = statement('SELECT max("end") AS newest FROM digests');
const RECORD = statement(`
  INSERT INTO digests ("end", start, state, created_at) VALUES (@end, @start, @state, @now) ON CONFLICT DO NOTHING`);

/** What a digest counts, and which digests there were. */
export function createDigests({ ask, read, write }: Connection): Digests {
  return {
    async troubles(span) {
      const found = await ask(({ rows }) =>
        rows<Timed<Trouble, 'firstEnd' | 'lastEnd'>>(TROUBLES, bounds(span)),
      );
      return found.map(({ firstEnd, lastEnd, ...row }) => {
        return { ...row, firstEnd: Date.parse(firstEnd), lastEnd: Date.parse(lastEnd) };
      });
    },

    activity: (span) =>
      read(async ({ rows }) => {
        const failures = await rows<Timed<RunFailure, 'lastEnd'>>(FAILURES, bounds(span));
        return {
          runs: await rows<RunCount>(RUNS, bounds(span)),
          failures: failures.map(({ lastEnd, ...row }) => ({ ...row, lastEnd: Date.parse(lastEnd) })),
          questions: await rows<QuestionCount>(QUESTIONS, bounds(span)),
        };
      }),

    async lastDigestEnd() {
      const [row] = await ask(({ rows }) => rows<{ readonly newest: string | null }>(NEWEST));
      return momentOf(row?.newest ?? null);
    },

    recordDigest: ({ window, state }, deliveries, now) =>
      write(async (transaction) => {
        const record = { ...bounds(window), state, now: isoTime(now) };
        const isNew = (await transaction.change(RECORD, record)) === 1;
        if (isNew) await putAll(transaction, deliveries, now);
        return isNew;
      }),
  };
}

function bounds({ start, end }: { readonly start: number; readonly end: number }) {
  return { start: isoTime(start), end: isoTime(end) };
}
