import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import { describe as figuresOf } from '../../../src/statistics/describe.ts';
import type { Store } from '../../../src/store/store.ts';
import { newResult } from '../../support/results.ts';
import { type Database, finished, HOUR, NOON, useBench, windowAt } from './bench.ts';

const spike: Finding = {
  ...{ kind: 'spike', detector: 'hampel', flag: 4, start: NOON - HOUR, end: NOON - HOUR, points: 1 },
  ...{ observed: 31.5, expected: [19.5, 22], score: 0.93, sentence: 'A spike of 31.5 °C at 11:00.' },
};

const away = { source: 'spare', fallbackReason: 'influx does not answer' };

export function resultsContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('keeps a result', () => {
    it('with its figures, findings and summary, under the ids that it returned', async () => {
      const result = newResult({ findings: [spike], verdict: 'anomalous' });
      const [id] = await bench().finish(0, [result]);
      const [kept] = await bench().store.findResults({ limit: 5 });
      const { series, unit, points, statistics, verdict, score, findings, judged, summary } = result;
      const { mean, stddev, last, lastAt, longestGapMs, usualIntervalMs } = statistics;
      expect(kept).toMatchObject({
        ...{ id, monitor: 'm', window: windowAt(0), series, unit, points, verdict, score, findings, summary },
        judged,
        figures: { mean, stddev, last, lastAt, longestGapMs, usualIntervalMs },
        ...{ summaryBy: 'facts', claimCounts: null },
        exchange: { status: 'not_asked', prompt: null, response: null },
      });
    });

    it('of a window without a value, whose figures are no numbers', async () => {
      const none = new Float64Array(0);
      await bench().finishOne({ statistics: figuresOf(none, none), points: 0, verdict: 'missing' });
      const [kept] = await bench().store.findResults({ limit: 5 });
      expect(kept?.figures).toMatchObject({
        nulls: 0,
        mean: Number.NaN,
        last: Number.NaN,
        lastAt: Number.NaN,
      });
    });

    it('for each series of a run or for none', async () => {
      const { store } = bench();
      const twice = [newResult(), newResult()];
      const run = await bench().claim();
      await expect(store.finishRun(run, finished(twice), NOON)).rejects.toMatchObject({ code: 'internal' });
      expect(await store.findResults({ limit: 9 })).toEqual([]);
      expect(await store.knownSeries('m', 'influx')).toEqual([]);
      expect(await store.recentRuns('m', 1)).toMatchObject([{ status: 'running' }]);
    });
  });

  describe('finds results', () => {
    it('newest first, by monitor, series, verdict, time and number', async () => {
      const { store } = bench();
      for (const hours of [0, 1, 2]) {
        const verdict = hours === 1 ? 'anomalous' : 'normal';
        await bench().finish(hours, [newResult({ series: 'b', verdict }), newResult({ series: 'a' })]);
      }
      const hoursOf = async (filter: object) =>
        (await store.findResults({ limit: 99, ...filter })).map(
          ({ window, series }) => `${(window.end - NOON) / HOUR}${series}`,
        );
      expect(await hoursOf({})).toEqual(['2a', '2b', '1a', '1b', '0a', '0b']);
      expect(await hoursOf({ limit: 3 })).toEqual(['2a', '2b', '1a']);
      expect(await hoursOf({ series: 'a' })).toEqual(['2a', '1a', '0a']);
      expect(await hoursOf({ verdict: 'anomalous' })).toEqual(['1b']);
      expect(await hoursOf({ since: NOON + HOUR })).toEqual(['2a', '2b', '1a', '1b']);
      expect(await hoursOf({ until: NOON + HOUR })).toEqual(['0a', '0b']);
      const after = { monitor: 'm', series: 'a', window: windowAt(1) };
      expect(await hoursOf({ after })).toEqual(['1b', '0a', '0b']);
      expect(await hoursOf({ after: { ...after, series: 'b' }, limit: 1 })).toEqual(['0a']);
      expect(await hoursOf({ latest: true })).toEqual(['2a', '2b']);
      expect(await hoursOf({ latest: true, series: 'b', monitor: 'm' })).toEqual(['2b']);
      expect(await hoursOf({ monitor: 'another' })).toEqual([]);
    });

    it('by their ids, and says when there is none', async () => {
      const id = await bench().finishOne();
      expect(await bench().store.getResult(id)).toMatchObject({ result: { id }, claims: [] });
      expect(await bench().store.getResult(id + 1)).toBeUndefined();
    });
  });

  describe('lists the newest of each series', () => {
    const listed = async (store: Store) =>
      (await store.newestResults(undefined, 9)).map(({ series, windowEnd, verdict, since }) => {
        return [series, (windowEnd - NOON) / HOUR, verdict, since === null ? null : (since - NOON) / HOUR];
      });

    it('with since when it is so, whatever came before', async () => {
      const { store } = bench();
      await bench().finish(0, [newResult({ series: 'a' }), newResult({ series: 'b', findings: [spike] })]);
      await bench().finish(1, [newResult({ series: 'a', verdict: 'anomalous', findings: [spike] })]);
      await bench().finish(2, [newResult({ series: 'a', verdict: 'anomalous' })]);
      expect(await listed(store)).toEqual([
        ['a', 2, 'anomalous', 1],
        ['b', 0, 'normal', 0],
      ]);
      const [, b] = await store.newestResults(undefined, 9);
      expect(b).toMatchObject({ findings: [spike], last: 22, modelStatus: 'not_asked', claimCounts: null });
    });

    it('page by page, each once, in the order of monitor and series', async () => {
      const { store } = bench();
      await bench().finish(
        0,
        ['c', 'a', 'b'].map((series) => newResult({ series })),
      );
      const first = await store.newestResults(undefined, 2);
      const second = await store.newestResults(first.at(-1), 2);
      expect([first, second].map((page) => page.map(({ series }) => series))).toEqual([['a', 'b'], ['c']]);
      expect(await store.newestResults(second.at(-1), 2)).toEqual([]);
    });

    it('without those that were retired, and without what a stand-in gave once the source is back', async () => {
      const { store } = bench();
      await bench().finish(0, [newResult({ series: 'a' }), newResult({ series: 'b' })]);
      await bench().finish(1, [newResult({ series: 'c' })], { ...away, standIn: true });
      expect((await listed(store)).map(([series]) => series)).toEqual(['a', 'b', 'c']);
      await bench().finish(2, [newResult({ series: 'a' })]);
      await store.forgetSeries('b');
      expect((await listed(store)).map(([series]) => series)).toEqual(['a']);
    });
  });

  describe('says where readings lay', () => {
    it('by the hour in which windows ended, those of a stand-in apart', async () => {
      const { store } = bench();
      const lying = (low: number) => {
        const [time, value] = [Float64Array.of(0, 1), Float64Array.of(low, low)];
        return newResult({ series: 'a', statistics: figuresOf(time, value) });
      };
      await bench().finish(0, [lying(10)]);
      await bench().finish(0.5, [lying(20)]);
      await bench().finish(1, [lying(30)]);
      await bench().finish(2, [lying(40)], { ...away, standIn: true });
      const span = { start: NOON, end: NOON + 9 * HOUR };
      const of = { monitor: 'm', series: 'a', standIn: false };
      expect(await store.hourlyRanges(of, span)).toEqual([
        { hour: NOON, low: 15, high: 15 },
        { hour: NOON + HOUR, low: 30, high: 30 },
      ]);
      expect(await store.hourlyRanges({ ...of, standIn: true }, span)).toMatchObject([{ low: 40 }]);
      expect(await store.hourlyRanges({ ...of, series: 'b' }, span)).toEqual([]);
    });
  });

  describe('remembers a series', () => {
    it('by its source, with its newest verdict and since when it has been so', async () => {
      const { store } = bench();
      await bench().finish(0, [newResult({ verdict: 'normal' })]);
      await bench().finish(1, [newResult({ verdict: 'anomalous' })]);
      await bench().finish(2, [newResult({ verdict: 'anomalous' })]);
      expect(await store.knownSeries('m', 'influx')).toEqual([
        {
          ...{ monitor: 'm', series: newResult().series, source: 'influx', verdict: 'anomalous' },
          ...{ since: NOON + HOUR, windowEnd: NOON + 2 * HOUR, lastSeen: newResult().statistics.lastAt },
          ...{ problemSince: NOON + HOUR, unit: '°C', lastValue: 22, usualIntervalMs: 60_000 },
          askedEnd: null,
        },
      ]);
      expect(await store.knownSeries('m', 'spare')).toEqual([]);
    });

    it('with the time since when it has not been normal, whatever it was called meanwhile', async () => {
      const { store } = bench();
      const verdicts = ['normal', 'suspect', 'anomalous', 'unknown', 'missing', 'normal'] as const;
      const since: (number | null | undefined)[] = [];
      for (const [hour, verdict] of verdicts.entries()) {
        await bench().finish(hour, [newResult({ verdict })]);
        since.push((await store.allSeries())[0]?.problemSince);
      }
      expect(since).toEqual([null, NOON + HOUR, NOON + HOUR, NOON + HOUR, NOON + HOUR, null]);
    });

    it('until it is told to forget it, in one monitor or in all', async () => {
      const { store } = bench();
      await bench().finish(0, [newResult({ verdict: 'missing' })], {
        told: [{ series: newResult().series, verdict: 'missing', at: NOON, thread: 't' }],
      });
      expect(await store.forgetSeries(newResult().series, 'another')).toEqual([]);
      expect(await store.allSeries()).toHaveLength(1);
      expect(await store.forgetSeries(newResult().series)).toMatchObject([
        { monitor: 'm', source: 'influx' },
      ]);
      expect([await store.allSeries(), await store.told('m')]).toEqual([[], []]);
      expect(await store.findResults({ limit: 9 })).toHaveLength(1);
    });

    it('with the newest window of which the model was asked about it', async () => {
      await bench().finish(0, [newResult({ toBeAsked: true })]);
      await bench().finish(1, [newResult()]);
      expect(await bench().store.knownSeries('m', 'influx')).toMatchObject([{ askedEnd: NOON }]);
    });

    it('as its newest window left it, when an older one is run late', async () => {
      await bench().finish(2, [newResult({ verdict: 'anomalous' })]);
      await bench().finish(1, [newResult({ verdict: 'normal' })]);
      expect(await bench().store.knownSeries('m', 'influx')).toMatchObject([
        { verdict: 'anomalous', windowEnd: NOON + 2 * HOUR },
      ]);
    });
  });
}
