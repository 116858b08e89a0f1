import type { Database } from 'better-sqlite3';
import { isoTime } from '../lib/time.ts';

/** What a baseline learned in one run: the points it was given, or a whole new snapshot. */
export type BaselineAdvance = {
  readonly series: string;
} & (
  | { readonly kind: 'points'; readonly times: Float64Array; readonly values: Float64Array }
  | { readonly kind: 'snapshot'; readonly snapshot: Uint8Array; readonly lastTime: number }
);

/** A baseline at rest: the snapshot, and every point pushed since, in order. */
export interface StoredBaseline {
  readonly snapshot: Uint8Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export type BaselineStore = ReturnType<typeof createBaselineStore>;

/**
 * Baselines at rest. A snapshot is up to 64 kB; writing one a run would make 1,000 series a minute
 * impossible. So a run appends only its new points, and now and then a new snapshot replaces both.
 */
export function createBaselineStore(db: Database) {
  const put = db.prepare(`
    INSERT INTO baselines (monitor, series, source, snapshot, last_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (monitor, series, source) DO UPDATE SET snapshot = excluded.snapshot, last_at = excluded.last_at`);
  const clear = db.prepare('DELETE FROM baseline_points WHERE monitor = ? AND series = ? AND source = ?');
  const append = db.prepare(`
    INSERT INTO baseline_points (monitor, series, source, seq, points)
    SELECT @monitor, @series, @source, 1 + coalesce(max(seq), 0), @points FROM baseline_points
    WHERE monitor = @monitor AND series = @series AND source = @source`);
  const get = db
    .prepare<[string, string, string], Buffer>(
      'SELECT snapshot FROM baselines WHERE monitor = ? AND series = ? AND source = ?',
    )
    .pluck();
  const points = db
    .prepare<[string, string, string], Buffer>(
      'SELECT points FROM baseline_points WHERE monitor = ? AND series = ? AND source = ? ORDER BY seq',
    )
    .pluck();

  const advance = (monitor: string, source: string, step: BaselineAdvance): void => {
    if (step.kind === 'points') {
      append.run({ monitor, series: step.series, source, points: packPoints(step.times, step.values) });
      return;
    }
    const lastAt = Number.isNaN(step.lastTime) ? null : isoTime(step.lastTime);
    put.run(monitor, step.series, source, Buffer.from(step.snapshot), lastAt);
    clear.run(monitor, step.series, source);
  };

  return {
    /** For use inside the transaction that finishes a run. */
    advance,
    operations: {
      async loadBaseline(
        monitor: string,
        series: string,
        source: string,
      ): Promise<StoredBaseline | undefined> {
        const snapshot = get.get(monitor, series, source);
        if (snapshot === undefined) return undefined;
        return { snapshot, ...unpackPoints(Buffer.concat(points.all(monitor, series, source))) };
      },

      /** Stores freshly trained baselines, outside of any run. */
      async saveBaselines(monitor: string, source: string, steps: readonly BaselineAdvance[]): Promise<void> {
        db.transaction(() => {
          for (const step of steps) advance(monitor, source, step);
        }).immediate();
      },
    },
  };
}

const BYTES_PER_POINT = 16;

function packPoints(times: Float64Array, values: Float64Array): Buffer {
  const packed = Buffer.alloc(times.length * BYTES_PER_POINT);
  times.forEach((time, i) => {
    packed.writeDoubleLE(time, i * BYTES_PER_POINT);
    packed.writeDoubleLE(values[i] ?? Number.NaN, i * BYTES_PER_POINT + 8);
  });
  return packed;
}

function unpackPoints(packed: Buffer): { times: Float64Array; values: Float64Array } {
  const count = Math.floor(packed.length / BYTES_PER_POINT);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    times[i] = packed.readDoubleLE(i * BYTES_PER_POINT);
    values[i] = packed.readDoubleLE(i * BYTES_PER_POINT + 8);
  }
  return { times, values };
}
