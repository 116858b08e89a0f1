import { isoTime } from '../../lib/time.ts';
import type { BaselineKey, BaselineStep } from '../baseline.ts';
import { baselineMoved, runMeanwhile } from '../refusals.ts';
import { type PackedPoints, packPoints, unpackPoints } from '../rows/packed-points.ts';
import type { Baselines } from '../store.ts';
import type { Connection, Transaction } from './connection.ts';
import { inTurn } from './in-turn.ts';
import { lockMonitor } from './locks.ts';
import { statement } from './statement.ts';

const KEY = 'monitor = @monitor AND series = @series AND source = @source';
const NEWEST = statement(`SELECT newest FROM baselines WHERE ${KEY}`);
const SNAPSHOT = statement(`SELECT newest, snapshot FROM baselines WHERE ${KEY}`);
const POINTS = statement(`SELECT points, beside FROM baseline_points WHERE ${KEY} ORDER BY seq`);
const KEYS = statement(`
  SELECT monitor, series, source FROM baselines
  WHERE series = @series AND (@monitor::text IS NULL OR monitor = @monitor) ORDER BY monitor, source`);
const BEGIN = statement(`
  INSERT INTO baselines (monitor, series, source, seq, newest, snapshot) VALUES (@monitor, @series, @source, 1, 1, @snapshot)
  ON CONFLICT DO NOTHING`);
const REPLACE = statement(`
  UPDATE baselines SET seq = @seq::integer, newest = @seq::integer, snapshot = @snapshot
  WHERE ${KEY} AND newest = @seq::integer - 1`);
const CLEAR = statement(`DELETE FROM baseline_points WHERE ${KEY}`);
// Whoever is not at the step before is left out, and missed in the count.
const ADVANCE = statement(`
  UPDATE baselines AS b SET newest = s.seq
  FROM unnest(@monitors::text[], @series::text[], @sources::text[], @seqs::integer[]) AS s(monitor, series, source, seq)
  WHERE b.monitor = s.monitor AND b.series = s.series AND b.source = s.source AND b.newest = s.seq - 1`);
const APPEND = statement(`
  INSERT INTO baseline_points (monitor, series, source, seq, points, beside)
  SELECT * FROM unnest(@monitors::text[], @series::text[], @sources::text[], @seqs::integer[], @points::bytea[], @besides::bytea[])`);
const UNSEEN = statement(`
  SELECT 1 FROM runs WHERE monitor = @monitor AND status = 'running' AND backfilled = 0
  UNION ALL
  SELECT 1 FROM runs WHERE monitor = @monitor AND window_end > @upTo AND status = 'done' AND backfilled = 0
  LIMIT 1`);

type PointsStep = BaselineStep & { readonly content: { readonly kind: 'points' } };

/** Takes steps within a transaction. Throws when another worker took one of them; `steps` of one series are in their order. */
export async function advance(transaction: Transaction, steps: readonly BaselineStep[]): Promise<void> {
  for (const wave of inWaves(steps)) {
    await append(transaction, wave.filter(isPoints));
    // Its snapshot is made when it is written: thousands at once would fill the memory.
    for (const step of wave)
      if (step.content.kind === 'snapshot') await replace(transaction, step, step.content.snapshot);
  }
}

/** Steps of one series build on each other; those of different ones may be taken together. */
function inWaves(steps: readonly BaselineStep[]): readonly (readonly BaselineStep[])[] {
  const waves: BaselineStep[][] = [];
  const counts = new Map<string, number>();
  for (const step of steps) {
    const name = JSON.stringify(keyOf(step));
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    waves[count] = [...(waves[count] ?? []), step];
  }
  return waves;
}

function isPoints(step: BaselineStep): step is PointsStep {
  return step.content.kind === 'points';
}

async function append({ change }: Transaction, steps: readonly PointsStep[]): Promise<void> {
  const [first] = steps;
  if (first === undefined) return;
  const keys = {
    monitors: steps.map(({ monitor }) => monitor),
    series: steps.map(({ series }) => series),
    sources: steps.map(({ source }) => source),
    seqs: steps.map(({ seq }) => seq),
  };
  const packed = steps.map(({ content }) => packPoints(content));
  const [points, besides] = [packed.map((one) => one.points), packed.map(({ beside }) => beside)];
  await inTurn([
    change(ADVANCE, keys).then((advanced) => {
      if (advanced !== steps.length) throw baselineMoved(first);
    }),
    change(APPEND, { ...keys, points, besides }),
  ]);
}

async function replace({ change }: Transaction, step: BaselineStep, snapshot: Uint8Array): Promise<void> {
  const key = keyOf(step);
  const changing =
    step.seq === 1
      ? change(BEGIN, { ...key, snapshot })
      : change(REPLACE, { ...key, seq: step.seq, snapshot });
  const [changed] = await inTurn([changing, change(CLEAR, key)]);
  if (changed !== 1) throw baselineMoved(step);
}

/** The operations on what was learned. */
export function createBaselines({ ask, read, write }: Connection): Baselines {
  const newest = async ({ rows }: Transaction, key: BaselineKey): Promise<number> => {
    const [row] = await rows<{ readonly newest: number }>(NEWEST, keyOf(key));
    return row?.newest ?? 0;
  };

  return {
    baselineSeq: (key) => ask((transaction) => newest(transaction, key)),

    loadBaseline: (key) =>
      read(async ({ rows }) => {
        const [row] = await rows<{ readonly newest: number; readonly snapshot: Buffer }>(
          SNAPSHOT,
          keyOf(key),
        );
        if (row === undefined) return undefined;
        const points = unpackPoints(await rows<PackedPoints>(POINTS, keyOf(key)));
        return { seq: row.newest, snapshot: row.snapshot, ...points };
      }),

    saveBaselines: (monitor, steps, upTo) =>
      write(async (transaction) => {
        await lockMonitor(transaction, monitor);
        const unseen = await transaction.rows(UNSEEN, { monitor, upTo: isoTime(upTo) });
        if (unseen.length > 0) throw runMeanwhile(monitor);
        await advance(transaction, steps);
      }),

    forgetBaselines: (series, monitor) =>
      write(async (transaction) => {
        const found = await transaction.rows<BaselineKey>(KEYS, { series, monitor: monitor ?? null });
        for (const key of found) {
          const content = { kind: 'snapshot' as const, snapshot: new Uint8Array(0) };
          await advance(transaction, [{ ...key, seq: (await newest(transaction, key)) + 1, content }]);
        }
        return found;
      }),
  };
}

function keyOf({ monitor, series, source }: BaselineKey): BaselineKey & Record<string, string> {
  return { monitor, series, source };
}
