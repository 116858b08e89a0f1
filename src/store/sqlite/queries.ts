import { isoTime } from '../../lib/time.ts';
import type { Word } from '../feedback.ts';
import type { JudgedClaim, KnownSeries, ResultFilter } from '../result.ts';
import type { Results } from '../store.ts';
import type { Connection } from './connection.ts';
import { momentOf } from './moment.ts';
import { type ResultRow, toResult } from './result-row.ts';

/** A row of `series`, as it stands in the table. */
export interface SeriesRow {
  readonly monitor: string;
  readonly series: string;
  readonly source: string;
  readonly window_end: string;
  readonly verdict: string;
  readonly since: string;
  readonly last_seen: string | null;
  readonly asked_end: string | null;
  readonly unit: string;
  readonly last_value: number | null;
  readonly usual_interval_s: number | null;
  readonly problem_since: string | null;
}

/** The operations that read results. */
export function createQueries({
  db,
  read,
}: Connection): Omit<Results, 'finishRun' | 'forgetSeries' | 'pastOf' | 'newestResults'> {
  const one = db.prepare<[number], ResultRow>('SELECT * FROM results WHERE id = ?');
  const claims = db.prepare<[number], JudgedClaim>(`
    SELECT start, "end", text, kind, verdict, evidence, reading, (
      SELECT judgement FROM claim_feedback AS f
      WHERE f.result_id = c.result_id AND f.start = c.start AND f."end" = c."end" AND f.kind = c.kind
      ORDER BY f.id DESC LIMIT 1) AS judgement
    FROM claims AS c WHERE result_id = ? ORDER BY start, "end"`);
  const word = db.prepare<[number], Omit<Word, 'at'> & { readonly at: string }>(
    'SELECT judgement, note, at FROM feedback WHERE result_id = ? ORDER BY id DESC LIMIT 1',
  );
  const known = db.prepare<[string, string], SeriesRow>(
    'SELECT * FROM series WHERE monitor = ? AND source = ? ORDER BY series',
  );

  const every = db.prepare<[], SeriesRow>('SELECT * FROM series ORDER BY monitor, series, source');

  return {
    allSeries: () => read(() => every.all().map(toKnownSeries)),

    findResults: (filter) =>
      read(() => {
        const { latest = false, since, until, after, unwell: _inSql, ...equal } = filter;
        const sql = `SELECT * FROM ${latest ? 'latest_results' : tableFor(filter)} ${whereOf(filter)}
          ORDER BY window_end DESC, monitor, series LIMIT @limit`;
        const bound = {
          ...equal,
          since: since === undefined ? null : isoTime(since),
          until: until === undefined ? null : isoTime(until),
          afterEnd: after === undefined ? null : isoTime(after.window.end),
          afterMonitor: after?.monitor ?? null,
          afterSeries: after?.series ?? null,
        };
        return db.prepare<[object], ResultRow>(sql).all(bound).map(toResult);
      }),

    getResult: (id) =>
      read(() => {
        const row = one.get(id);
        if (row === undefined) return undefined;
        const said = word.get(id);
        return {
          result: toResult(row),
          claims: claims.all(id),
          word: said === undefined ? null : { ...said, at: Date.parse(said.at) },
        };
      }),

    knownSeries: (monitor, source) => read(() => known.all(monitor, source).map(toKnownSeries)),
  };
}

const UNWELL: readonly string[] = ['suspect', 'anomalous', 'missing'];

function isUnwell({ unwell, verdict }: ResultFilter): boolean {
  return unwell === true || UNWELL.includes(verdict ?? '');
}

/** What is unusual has an index of its own; the planner would rather look through all windows of a monitor. */
function tableFor(filter: ResultFilter): string {
  return isUnwell(filter) && filter.series === undefined ? 'results INDEXED BY results_unwell' : 'results';
}

function whereOf(filter: ResultFilter): string {
  const { monitor, series, verdict, since, until, after } = filter;
  const conditions = [
    // Word for word that of the index.
    ...(isUnwell(filter) ? ["verdict IN ('suspect', 'anomalous', 'missing')"] : []),
    ...(monitor === undefined ? [] : ['monitor = @monitor']),
    ...(series === undefined ? [] : ['series = @series']),
    ...(verdict === undefined ? [] : ['verdict = @verdict']),
    ...(since === undefined ? [] : ['window_end >= @since']),
    ...(until === undefined ? [] : ['window_end < @until']),
    ...(after === undefined
      ? []
      : [
          'window_end <= @afterEnd',
          '(window_end < @afterEnd OR (monitor, series) > (@afterMonitor, @afterSeries))',
        ]),
  ];
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

export function toKnownSeries(row: SeriesRow): KnownSeries {
  const { monitor, series, source, verdict, unit, usual_interval_s: usual } = row;
  return {
    ...{ monitor, series, source, verdict, unit },
    windowEnd: Date.parse(row.window_end),
    since: Date.parse(row.since),
    problemSince: momentOf(row.problem_since),
    lastSeen: momentOf(row.last_seen),
    lastValue: row.last_value,
    usualIntervalMs: usual === null ? null : usual * 1000,
    askedEnd: momentOf(row.asked_end),
  };
}
