import { isoTime } from '../../lib/time.ts';
import { leaseLost } from '../refusals.ts';
import { notesJson } from '../rows/notes.ts';
import { NEW_COLUMNS, newRow } from '../rows/result-row.ts';
import type { Results } from '../store.ts';
import type { createBaselines } from './baselines.ts';
import type { Connection } from './connection.ts';
import type { createDeliveries } from './deliveries.ts';
import { createEpisodes } from './episodes.ts';

/** What ends a run: ledger, results, series and baselines. */
export function createResults(
  { db, write }: Connection,
  { advance }: Pick<ReturnType<typeof createBaselines>, 'advance'>,
  { put, tell }: Pick<ReturnType<typeof createDeliveries>, 'put' | 'tell'>,
): Pick<Results, 'finishRun'> {
  const finish = db.prepare(`
    UPDATE runs SET status = 'done',
      stood_in = CASE WHEN fallback_reason IS NULL THEN stood_in ELSE source || ': ' || fallback_reason END,
      source = @source, fallback_reason = @fallbackReason, points = @points,
      series = @series, notes = @notes, error = @whyEmpty, finished_at = @now,
      read_ms = @readMs, judge_ms = @judgeMs
    WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
  const insert = db.prepare(
    `INSERT INTO results (${NEW_COLUMNS.join(', ')}) VALUES (${NEW_COLUMNS.map((column) => `@${column}`).join(', ')})`,
  );
  const { keepEpisode } = createEpisodes({ db });
  const clear = db.prepare('DELETE FROM results WHERE monitor = @monitor AND window_end = @end');
  const seen = db.prepare(`
    INSERT INTO series (monitor, series, source, window_end, verdict, since, last_seen, asked_end,
      unit, last_value, usual_interval_s, problem_since)
    VALUES (@monitor, @series, @source, @end, @verdict, @end, @lastSeen, @asked,
      @unit, @lastValue, @usualInterval, iif(@verdict IN ('normal', 'unknown'), NULL, @end))
    ON CONFLICT (monitor, series, source) DO UPDATE SET
      since = CASE WHEN verdict = @verdict THEN since ELSE @end END,
      verdict = @verdict,
      window_end = @end,
      last_seen = coalesce(max(last_seen, @lastSeen), last_seen, @lastSeen),
      asked_end = coalesce(@asked, asked_end),
      unit = @unit,
      last_value = coalesce(@lastValue, last_value),
      usual_interval_s = coalesce(@usualInterval, usual_interval_s),
      problem_since = CASE @verdict WHEN 'normal' THEN NULL WHEN 'unknown' THEN problem_since
        ELSE coalesce(problem_since, @end) END
    WHERE @end > window_end`);

  return {
    finishRun: (
      run,
      {
        source,
        fallbackReason,
        standIn = false,
        whyEmpty,
        took,
        results,
        baselines,
        deliveries = [],
        told = [],
      },
      now,
    ) =>
      write(() => {
        const { monitor, window, token } = run;
        const { changes } = finish.run({
          ...{ monitor, token, end: isoTime(window.end), now: isoTime(now), source, fallbackReason },
          points: results.reduce((sum, result) => sum + result.points, 0),
          series: results.length,
          notes: notesJson(results),
          whyEmpty: whyEmpty ?? null,
          readMs: took === undefined ? null : Math.round(took.readMs),
          judgeMs: took === undefined ? null : Math.round(took.judgeMs),
        });
        if (changes !== 1) throw leaseLost(run);
        clear.run({ monitor, end: isoTime(window.end) });
        const ids = results.map((result) => {
          const row = newRow(run, { source, standIn }, result);
          const { series, verdict, window_end: end, last_at: lastSeen } = row;
          if (!standIn) for (const finding of result.findings) keepEpisode(monitor, series, finding);
          const asked = result.toBeAsked ? end : null;
          const { unit, usual_interval_s: usualInterval } = row;
          const lastValue = result.statistics.count === 0 ? null : result.statistics.last;
          seen.run({
            ...{ monitor, series, source, verdict, end, lastSeen, asked },
            ...{ unit, lastValue, usualInterval },
          });
          return Number(insert.run(row).lastInsertRowid);
        });
        baselines.forEach(advance);
        for (const delivery of deliveries) put(delivery, now);
        for (const one of told) tell(monitor, one);
        return ids;
      }),
  };
}
