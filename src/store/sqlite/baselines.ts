import { isoTime } from '../../lib/time.ts';
import type { BaselineKey, BaselineStep } from '../baseline.ts';
import { baselineMoved, runMeanwhile } from '../refusals.ts';
import { type PackedPoints, packPoints, unpackPoints } from '../rows/packed-points.ts';
import type { Baselines } from '../store.ts';
import type { Connection } from './connection.ts';

/**
 * Baselines at rest. A snapshot is up to 64 kB; writing one a run would make 1,000 series a minute
 * impossible. So a run appends only its new points, and now and then a new snapshot replaces both.
 */
export function createBaselines({ db, ask, read, write }: Connection) {
  const KEY = 'monitor = @monitor AND series = @series AND source = @source';
  const put = db.prepare(`
    INSERT INTO baselines (monitor, series, source, seq, snapshot) VALUES (@monitor, @series, @source, @seq, @snapshot)
    ON CONFLICT (monitor, series, source) DO UPDATE SET seq = excluded.seq, snapshot = excluded.snapshot`);
  const clear = db.prepare(`DELETE FROM baseline_points WHERE ${KEY}`);
  const append = db.prepare(`
    INSERT INTO baseline_points (monitor, series, source, seq, points, beside)
    VALUES (@monitor, @series, @source, @seq, @points, @beside)`);
  const get = db.prepare<BaselineKey, { seq: number; snapshot: Buffer }>(
    `SELECT seq, snapshot FROM baselines WHERE ${KEY}`,
  );
  const points = db.prepare<BaselineKey, PackedPoints>(
    `SELECT points, beside FROM baseline_points WHERE ${KEY} ORDER BY seq`,
  );
  const newest = db
    .prepare<BaselineKey, number>(`
      SELECT max(seq) FROM (SELECT seq FROM baselines WHERE ${KEY} UNION ALL SELECT seq FROM baseline_points WHERE ${KEY})`)
    .pluck();

  const keys = db.prepare<{ series: string; monitor: string | null }, BaselineKey>(`
    SELECT monitor, series, source FROM baselines
    WHERE series = @series AND (@monitor IS NULL OR monitor = @monitor) ORDER BY monitor, source`);

  const unseen = db.prepare<[object], unknown>(`
    SELECT 1 FROM runs WHERE monitor = @monitor AND status = 'running' AND backfilled = 0
    UNION ALL
    SELECT 1 FROM runs WHERE monitor = @monitor AND window_end > @upTo AND status = 'done' AND backfilled = 0`);

  const newestSeq = (key: BaselineKey): number => newest.get(keyOf(key)) ?? 0;

  const advance = (step: BaselineStep): void => {
    const key = keyOf(step);
    if (newestSeq(key) !== step.seq - 1) throw baselineMoved(step);
    if (step.content.kind === 'points') {
      append.run({ ...key, seq: step.seq, ...packPoints(step.content) });
    } else {
      put.run({ ...key, seq: step.seq, snapshot: Buffer.from(step.content.snapshot) });
      clear.run(key);
    }
  };

  const operations: Baselines = {
    baselineSeq: (key) => ask(() => newestSeq(key)),

    loadBaseline: (key) =>
      read(() => {
        const row = get.get(keyOf(key));
        if (row === undefined) return undefined;
        return { seq: newestSeq(key), snapshot: row.snapshot, ...unpackPoints(points.all(keyOf(key))) };
      }),

    saveBaselines: (monitor, steps, upTo) =>
      write(() => {
        if (unseen.get({ monitor, upTo: isoTime(upTo) }) !== undefined) throw runMeanwhile(monitor);
        steps.forEach(advance);
      }),

    forgetBaselines: (series, monitor) =>
      write(() => {
        const forgotten = keys.all({ series, monitor: monitor ?? null });
        for (const key of forgotten) {
          const content = { kind: 'snapshot' as const, snapshot: new Uint8Array(0) };
          advance({ ...key, seq: newestSeq(key) + 1, content });
        }
        return forgotten;
      }),
  };

  return {
    /** For use inside the transaction that finishes a run; throws when another worker took the same step. */
    advance,
    operations,
  };
}

function keyOf({ monitor, series, source }: BaselineKey): BaselineKey {
  return { monitor, series, source };
}
