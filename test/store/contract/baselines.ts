import { describe, expect, it } from 'vitest';
import type { BaselineStep } from '../../../src/store/baseline.ts';
import { type Database, finished, HOUR, NOON, useBench } from './bench.ts';

const key = { monitor: 'm', series: 'a.b', source: 'influx' };

const snapshotStep = (seq: number, ...bytes: readonly number[]): BaselineStep => ({
  ...{ ...key, seq },
  content: { kind: 'snapshot', snapshot: Uint8Array.from(bytes) },
});

const pointsStep = (seq: number, ...points: readonly (readonly [number, number])[]): BaselineStep => ({
  ...{ ...key, seq },
  content: {
    kind: 'points',
    times: Float64Array.from(points, ([time]) => time),
    values: Float64Array.from(points, ([, value]) => value),
  },
});

export function baselinesContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('of a baseline', () => {
    it('knows nothing before the first snapshot', async () => {
      expect(await bench().store.baselineSeq(key)).toBe(0);
      expect(await bench().store.loadBaseline(key)).toBeUndefined();
    });

    it('keeps the snapshot and every point since, in order, fractions and gaps included', async () => {
      const { store } = bench();
      await store.saveBaselines('m', [snapshotStep(1, 7, 8)], NOON);
      await bench().finish(0, undefined, { baselines: [pointsStep(2, [NOON + 0.25, 1.5])] });
      await bench().finish(1, undefined, {
        baselines: [pointsStep(3, [NOON + 1, Number.NaN], [NOON + 2, 2.5])],
      });
      const kept = await store.loadBaseline(key);
      expect(kept?.seq).toBe(3);
      expect([...(kept?.snapshot ?? [])]).toEqual([7, 8]);
      expect([...(kept?.times ?? [])]).toEqual([NOON + 0.25, NOON + 1, NOON + 2]);
      expect([...(kept?.values ?? [])]).toEqual([1.5, Number.NaN, 2.5]);
    });

    it('keeps what stood beside the points, also where the relatives change from step to step', async () => {
      const { store } = bench();
      const beside = (ids: readonly number[], ...values: readonly number[]) => ({
        beside: { ids: Float64Array.from(ids), values: Float64Array.from(values) },
      });
      const with2 = pointsStep(2, [NOON, 1], [NOON + 1, 2]);
      const with4 = pointsStep(4, [NOON + 3, 4]);
      await store.saveBaselines(
        'm',
        [
          snapshotStep(1, 7),
          { ...with2, content: { ...with2.content, ...beside([5], 0.5, Number.NaN) } },
          pointsStep(3, [NOON + 2, 3]),
          { ...with4, content: { ...with4.content, ...beside([3, 5], 30, 0.25) } },
        ],
        NOON,
      );
      const kept = await store.loadBaseline(key);
      const gone = Number.NaN;
      expect([...(kept?.beside?.ids ?? [])]).toEqual([3, 5]);
      expect([...(kept?.beside?.values ?? [])]).toEqual([gone, 0.5, gone, gone, gone, gone, 30, 0.25]);
      expect([...(kept?.values ?? [])]).toEqual([1, 2, 3, 4]);
    });

    it('replaces snapshot and points by a newer snapshot', async () => {
      const { store } = bench();
      await store.saveBaselines('m', [snapshotStep(1, 7)], NOON);
      await store.saveBaselines('m', [pointsStep(2, [NOON, 1])], NOON);
      await store.saveBaselines('m', [snapshotStep(3, 9)], NOON);
      expect(await store.loadBaseline(key)).toMatchObject({ seq: 3, times: new Float64Array(0) });
    });

    it('is forgotten with its points, in the monitors that are meant, while the numbers of its steps go on', async () => {
      const { store } = bench();
      const other = { ...key, monitor: 'other' };
      await store.saveBaselines('m', [snapshotStep(1, 7), { ...snapshotStep(1, 8), ...other }], NOON);
      await store.saveBaselines('m', [pointsStep(2, [NOON, 1])], NOON);
      expect(await store.forgetBaselines(key.series, 'another')).toEqual([]);
      expect(await store.forgetBaselines(key.series, 'm')).toEqual([key]);
      expect(await store.loadBaseline(key)).toMatchObject({ seq: 3, times: new Float64Array(0) });
      expect((await store.loadBaseline(key))?.snapshot).toHaveLength(0);
      expect((await store.loadBaseline(other))?.snapshot).toHaveLength(1);
      expect(await store.forgetBaselines(key.series)).toEqual([key, other]);
    });

    it('lets one of two workers take a step, and writes nothing of the run of the other', async () => {
      const { store } = bench();
      await store.saveBaselines('m', [snapshotStep(1, 7)], NOON);
      await bench().finish(0, undefined, { baselines: [pointsStep(2, [NOON, 1])] });
      const run = await bench().claim(1);
      const late = { ...finished(), baselines: [pointsStep(2, [NOON, 1])] };
      await expect(store.finishRun(run, late, NOON)).rejects.toMatchObject({ retryable: true });
      expect(await store.findResults({ limit: 9 })).toHaveLength(1);
      expect((await store.loadBaseline(key))?.times).toHaveLength(1);
    });

    it('stores nothing that was learned while another worker ran a window', async () => {
      const { store } = bench();
      const run = await bench().claim(1);
      const save = () => store.saveBaselines('m', [snapshotStep(1, 7)], NOON);
      await expect(save()).rejects.toMatchObject({ retryable: true });
      await store.finishRun(run, finished(), NOON);
      await expect(save()).rejects.toMatchObject({ retryable: true });
      await store.saveBaselines('m', [snapshotStep(1, 7)], NOON + HOUR);
      expect(await store.baselineSeq(key)).toBe(1);
    });

    it('stores several or none', async () => {
      const other = { ...snapshotStep(1, 7), series: 'c.d' };
      await expect(bench().store.saveBaselines('m', [other, snapshotStep(2, 7)], NOON)).rejects.toThrow();
      expect(await bench().store.loadBaseline(other)).toBeUndefined();
    });
  });
}
