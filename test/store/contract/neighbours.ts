import { describe, expect, it } from 'vitest';
import { type Database, HOUR, NOON, useBench } from './bench.ts';

export function neighboursContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  const seriesOf = (series: string, ...values: number[]) => ({
    series,
    times: Float64Array.from(values, (_, row) => NOON + row + 0.5),
    values: Float64Array.from(values),
  });

  const kept = async (...monitors: string[]) =>
    (await bench().store.neighboursOf(monitors)).map(({ series, until }) => [
      series.series,
      until,
      ...series.values,
    ]);

  describe('of monitors that others are related to', () => {
    it('keeps the newest window, in the order in which they are asked for', async () => {
      const { store } = bench();
      const own = seriesOf('b', 1.5, Number.NaN);
      await store.keepNeighbours('air', NOON, [own, seriesOf('a')]);
      await store.keepNeighbours('power', NOON, [seriesOf('c', 3)]);
      expect(await kept('power', 'none', 'air')).toEqual([
        ['c', NOON, 3],
        ['a', NOON],
        ['b', NOON, 1.5, Number.NaN],
      ]);
      expect((await store.neighboursOf(['air']))[1]?.series.times).toEqual(own.times);
      expect(await kept()).toEqual([]);
    });

    it('puts a newer one or the same read again in its place, and no older one', async () => {
      const { store } = bench();
      await store.keepNeighbours('air', NOON, [seriesOf('a', 1), seriesOf('b', 2)]);
      await store.keepNeighbours('air', NOON, [seriesOf('b', 3)]);
      expect(await kept('air')).toEqual([['b', NOON, 3]]);
      await store.keepNeighbours('air', NOON - HOUR, [seriesOf('a', 4)]);
      expect(await kept('air')).toEqual([['b', NOON, 3]]);
      await store.keepNeighbours('air', NOON + HOUR, []);
      expect(await kept('air')).toEqual([]);
    });

    it('shows them to every other process on the same database', async () => {
      const { store } = bench();
      await store.keepNeighbours('air', NOON, [seriesOf('a', 1)]);
      expect(await (await bench().open()).neighboursOf(['air'])).toHaveLength(1);
    });
  });
}
