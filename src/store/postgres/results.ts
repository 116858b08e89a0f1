import { isoTime } from '../../lib/time.ts';
import type { RunClaim } from '../ledger.ts';
import { leaseLost } from '../refusals.ts';
import type { FinishedRun, NewResult } from '../result.ts';
import { notesJson } from '../rows/notes.ts';
import { newRow } from '../rows/result-row.ts';
import type { Results } from '../store.ts';
import { advance } from './baselines.ts';
import type { Connection, Transaction } from './connection.ts';
import { putAll, tell } from './deliveries.ts';
import { inTurn } from './in-turn.ts';
import { putQuestions } from './questions.ts';
import { jsonText, statement } from './statement.ts';

const FINISH = statement(`
  UPDATE runs SET status = 'done',
    stood_in = CASE WHEN fallback_reason IS NULL THEN stood_in ELSE source || ': ' || fallback_reason END,
    source = @source, fallback_reason = @fallbackReason, points = @points, series = @series, notes = @notes,
    error = @whyEmpty, finished_at = @now, read_ms = @readMs, judge_ms = @judgeMs
  WHERE monitor = @monitor AND window_end = @end AND claimed_by = @token AND status = 'running'`);
const FINISHED = statement(`
  SELECT r.id FROM runs LEFT JOIN results AS r ON r.monitor = runs.monitor AND r.window_end = runs.window_end
  WHERE runs.monitor = @monitor AND runs.window_end = @end AND claimed_by = @token AND status = 'done' ORDER BY r.id`);
const IDS = statement(`SELECT nextval('results_id') AS id FROM generate_series(1, @count::integer)`);
const CLEAR = statement('DELETE FROM results WHERE monitor = @monitor AND window_end = @end');

const TEXTS = 'monitor series source unit verdict findings origin judged model_status summary summary_by';
const WHOLE = 'id stand_in points nulls';
const FIGURES =
  'mean stddev median mad min max p05 p25 p75 p95 first last usual_interval_s longest_gap_s score';
const TIMES = 'window_start window_end last_at';
const COLUMNS = [
  ...TEXTS.split(' ').map((name) => [name, 'text'] as const),
  ...WHOLE.split(' ').map((name) => [name, 'bigint'] as const),
  ...FIGURES.split(' ').map((name) => [name, 'double precision'] as const),
  ...TIMES.split(' ').map((name) => [name, 'timestamptz'] as const),
];
const NAMES = COLUMNS.map(([name]) => name);
const ROWS = `json_to_recordset(@rows::json) AS r(${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')})`;
const VALUES = NAMES.map((name) => (/^(?:findings|judged)$/.test(name) ? `r.${name}::jsonb` : `r.${name}`));
// The rows are read once, for both tables.
const INSERT = statement(`
  WITH r AS MATERIALIZED (SELECT * FROM ${ROWS}),
  written AS (INSERT INTO results (${NAMES.join(', ')}) SELECT ${VALUES.join(', ')} FROM r)
  INSERT INTO series AS s (monitor, series, source, window_end, verdict, since, last_seen, asked_end, unit, last_value,
    usual_interval_s, problem_since)
  SELECT r.monitor, r.series, r.source, r.window_end, r.verdict, r.window_end, r.last_at,
    CASE WHEN r.model_status IS NULL THEN r.window_end END, r.unit, r.last, r.usual_interval_s,
    CASE WHEN r.verdict NOT IN ('normal', 'unknown') THEN r.window_end END
  FROM r
  ON CONFLICT (monitor, series, source) DO UPDATE SET
    since = CASE WHEN s.verdict = excluded.verdict THEN s.since ELSE excluded.since END,
    verdict = excluded.verdict,
    window_end = excluded.window_end,
    last_seen = greatest(s.last_seen, excluded.last_seen),
    asked_end = coalesce(excluded.asked_end, s.asked_end),
    unit = excluded.unit,
    last_value = coalesce(excluded.last_value, s.last_value),
    usual_interval_s = coalesce(excluded.usual_interval_s, s.usual_interval_s),
    problem_since = CASE excluded.verdict WHEN 'normal' THEN NULL WHEN 'unknown' THEN s.problem_since
      ELSE coalesce(s.problem_since, excluded.window_end) END
  WHERE excluded.window_end > s.window_end`);

const EPISODES = statement(`
  SELECT keep_episode(@monitor, e.series, e.kind, e.start, e."end")
  FROM json_to_recordset(@episodes::json) AS e(series text, kind text, start timestamptz, "end" timestamptz)`);

interface Numbered {
  readonly id: number | null;
}

/** What ends a run: ledger, results, series and baselines. */
export function createResults({ write }: Connection): Pick<Results, 'finishRun'> {
  return {
    finishRun: (run, finished, now) =>
      write(async (transaction) => {
        const { monitor, window, token } = run;
        const name = { monitor, end: isoTime(window.end), token };
        const [ended, numbered] = await inTurn([
          transaction.change(FINISH, { ...name, ...ending(finished, now) }),
          transaction.rows<Numbered>(IDS, { count: finished.results.length }),
        ]);
        if (ended !== 1) {
          // It may be that only the word of it was lost.
          const done = await transaction.rows<Numbered>(FINISHED, name);
          if (done.length === 0) throw leaseLost(run);
          return done.flatMap(({ id }) => id ?? []);
        }
        const ids = numbered.flatMap(({ id }) => id ?? []);
        await inTurn([
          // Of a window that was never done there are none.
          run.again ? transaction.change(CLEAR, { monitor, end: name.end }) : undefined,
          insertAll(transaction, run, finished, ids),
          putQuestions(transaction, { monitor, end: name.end }, finished.results, ids, now),
          advance(transaction, finished.baselines),
          putAll(transaction, finished.deliveries ?? [], now),
          ...(finished.told ?? []).map((one) => tell(transaction, monitor, one)),
        ]);
        return ids;
      }),
  };
}

function ending({ source, fallbackReason, results, whyEmpty, took }: FinishedRun, now: number) {
  const notes = notesJson(results);
  return {
    ...{ source, fallbackReason, now: isoTime(now), series: results.length },
    points: results.reduce((sum, result) => sum + result.points, 0),
    notes: notes === null ? null : jsonText(notes),
    whyEmpty: whyEmpty ?? null,
    readMs: took === undefined ? null : Math.round(took.readMs),
    judgeMs: took === undefined ? null : Math.round(took.judgeMs),
  };
}

/** All results of a run and its series by one statement: what it costs is not the number of round trips. */
async function insertAll(
  { rows, change }: Transaction,
  run: RunClaim,
  { source, standIn = false, results }: FinishedRun,
  ids: readonly number[],
): Promise<void> {
  if (results.length === 0) return;
  const written = results.map((result, index) => {
    const row = newRow(run, { source, standIn }, result);
    return { ...row, id: ids[index], findings: jsonText(row.findings), judged: jsonText(row.judged) };
  });
  const json = jsonText(JSON.stringify(written));
  const episodes = standIn ? [] : results.flatMap(episodesOf);
  const found = { monitor: run.monitor, episodes: jsonText(JSON.stringify(episodes)) };
  await inTurn([change(INSERT, { rows: json }), episodes.length === 0 ? undefined : rows(EPISODES, found)]);
}

function episodesOf({ series, findings }: NewResult) {
  return findings.map(({ kind, start, end }) => ({ series, kind, start: isoTime(start), end: isoTime(end) }));
}
