import { expect, test } from 'vitest';
import { detectorsSchema } from '../../src/config/detectors.ts';
import { baselineSettings } from '../../src/detect/settings.ts';
import { runWindow } from '../../src/run.ts';
import { createBaselinePool, freshBaseline, stepOf } from '../../src/store/baseline-pool.ts';
import {
  calm,
  HOUR,
  MINUTE,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const settings = baselineSettings({ detectors: detectorsSchema.parse({}) });
const keyOf = (series: string) => ({ monitor: 'm1', series, source: 'influx' });
const point = (time: number) => ({ times: Float64Array.of(time), values: Float64Array.of(1) });

test('where more series come in turn than there are places, those that have one keep it', () => {
  const pool = createBaselinePool(pipelineOf([]).store, 2);
  for (let round = 0; round < 5; round += 1) {
    expect(['a', 'b', 'c', 'd'].map((series) => pool.keeps(keyOf(series)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  }
});

test('a place that is not used for long is given to another series', () => {
  const pool = createBaselinePool(pipelineOf([]).store, 2);
  pool.keeps(keyOf('gone'));
  pool.keeps(keyOf('present'));
  let rounds = 0;
  while (!pool.keeps(keyOf('new'))) {
    pool.keeps(keyOf('present'));
    rounds += 1;
  }
  expect(rounds).toBeGreaterThan(2);
  expect(pool.keeps(keyOf('present'))).toBe(true);
  expect(pool.keeps(keyOf('gone'))).toBe(false);
});

test('a baseline that is loaded for each run is stored as a whole sooner than one that stays in memory', () => {
  const stepsUntilWhole = (isKept: boolean): number => {
    let held = freshBaseline(keyOf('a'), settings);
    for (let steps = 1; ; steps += 1) {
      const step = stepOf(held, point(steps), isKept);
      if (step?.content.kind === 'snapshot') return steps;
      held = { ...held, seq: held.seq + 1, logged: held.logged + 1 };
    }
  };
  expect(stepsUntilWhole(false) * 4).toBeLessThan(stepsUntilWhole(true));
});

test('series that were learned together are not stored as a whole together', () => {
  const kinds = Array.from({ length: 100 }, (_, at) => {
    const held = { ...freshBaseline(keyOf(`s${at}`), settings), logged: 512 };
    return stepOf(held, point(1), true)?.content.kind;
  });
  const whole = kinds.filter((kind) => kind === 'snapshot').length;
  expect(whole).toBeGreaterThan(20);
  expect(whole).toBeLessThan(80);
});

test('a worker with fewer places than series learns the same, byte for byte', async () => {
  const names = ['a', 'b', 'c', 'd'].map((room) => `environment.temperature{room=${room}}`);
  const source = memorySource('influx', (window) =>
    names.map((name, at) => sensor(name, (minute) => calm(minute + 50 * at))(window)),
  );
  const monitor = monitorOf({ history: '2h' });
  const learnWith = async (places: number) => {
    const { pipeline, store, time } = pipelineOf([source]);
    const own = { ...pipeline, baselines: createBaselinePool(store, places), historyFirstMs: 60_000 };
    for (let end = NOON; end <= NOON + 100 * MINUTE; end += MINUTE) {
      time.now = end;
      const report = await runWindow(monitor, { start: end - HOUR, end }, own, never);
      expect(report).toMatchObject({ status: 'done', untrained: [] });
    }
    const fresh = createBaselinePool(store);
    const held = await Promise.all(
      names.map((name) => fresh.take(keyOf(name), baselineSettings(monitor), time.now)),
    );
    return held.map((one) => one?.baseline.snapshot());
  };
  expect(await learnWith(1)).toEqual(await learnWith(99));
});
