import { Client } from 'pg';
import { openStore } from '../../src/store/postgres/store.ts';
import type { NewResult } from '../../src/store/result.ts';
import { newResult } from '../../test/support/results.ts';

/** Milliseconds. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export interface LedgerFigures {
  readonly results: number;
  readonly claim: Spread;
  readonly finish: Spread;
  /** Of the whole database, in bytes a result: tables, indexes and what is between them. */
  readonly bytesPerResult: number;
}

const SERIES = 1000;
const SERIES_A_RUN = 10;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20);

/** Claims and finishes runs of ten series one after the other, beside so many results of two months. */
export async function measureLedger(url: string, results: number, runs: number): Promise<LedgerFigures> {
  const store = await openStore(url);
  const windows = Math.ceil(results / SERIES);
  const ends = Array.from({ length: windows }, (_, index) => NOW - (windows - index) * HOUR);
  await store.skipRuns(
    'old',
    ends.map((end) => ({ start: end - HOUR, end, reason: 'made up' })),
    NOW,
  );
  await fill(url);
  const claims: number[] = [];
  const finishes: number[] = [];
  const kept = Array.from(
    { length: SERIES_A_RUN },
    (_, index): NewResult => newResult({ series: `s${index}` }),
  );
  for (let count = 0; count < runs; count += 1) {
    const monitor = `m${count % 50}`;
    const end = NOW + Math.floor(count / 50) * HOUR;
    const options = { now: NOW, leaseMs: 30_000, worker: 'w', attempts: 3 };
    const begun = performance.now();
    const run = await store.claimRun(monitor, { start: end - HOUR, end }, options);
    const claimed = performance.now();
    if (run === undefined) throw new Error('the run should be free');
    await store.finishRun(run, { source: 's', fallbackReason: null, results: kept, baselines: [] }, NOW);
    claims.push(claimed - begun);
    finishes.push(performance.now() - claimed);
  }
  await store.close();
  return {
    results,
    claim: spreadOf(claims),
    finish: spreadOf(finishes),
    bytesPerResult: await bytes(url, results),
  };
}

/** A result of each series for each of the windows, as the worker writes them. */
async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const judged = JSON.stringify(newResult().judged);
  await client.query(`
    INSERT INTO results (monitor, series, source, window_start, window_end, unit, points, nulls, mean, stddev, median, mad, min, max,
      p05, p25, p75, p95, first, last, last_at, usual_interval_s, longest_gap_s, verdict, score, findings, judged, model_status,
      summary, summary_by)
    SELECT monitor, 'series-' || n, 's', window_start, window_end, '°C', 60, 0, random(), random(), random(), random(), random(),
      random(), random(), random(), random(), random(), random(), random(), window_end, 60, 61, 'normal', random(), '[]',
      '${judged}', 'not_asked', 'The temperature was steady around 21.4 °C, as it usually is at this hour of the day.', 'facts'
    FROM runs, generate_series(1, ${SERIES}) AS n WHERE monitor = 'old'`);
  await client.query('ANALYZE');
  await client.end();
}

async function bytes(url: string, results: number): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT pg_database_size(current_database())::float8 AS bytes');
  await client.end();
  return Math.round(Number(rows[0]?.bytes) / results);
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) * 100) / 100;
  return { median: at(0.5), p95: at(0.95) };
}
