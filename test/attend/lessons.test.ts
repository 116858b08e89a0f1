import { describe, expect, it } from 'vitest';
import { createLessons } from '../../src/attend/lessons.ts';
import { createBaseline } from '../../src/detect/baseline/baseline.ts';
import { baselineSettings } from '../../src/detect/settings.ts';
import { createLogger } from '../../src/lib/log.ts';
import { createSlots } from '../../src/lib/slots.ts';
import { runWindow } from '../../src/run.ts';
import type { SeriesWindow, Window } from '../../src/source/source.ts';
import { pushAll } from '../../src/store/baseline-pool.ts';
import {
  away,
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

const log = createLogger('silent', 'json');
const room = sensor('environment.temperature{room=lab}', calm);
const monitor = monitorOf({ history: '1d' });
const key = { monitor: 'm1', series: 'environment.temperature{room=lab}', source: 'influx' };
const hourTo = (hours: number): Window => ({ start: NOON + (hours - 1) * HOUR, end: NOON + hours * HOUR });

/** A monitor with one run done, whose histories are answered as told. */
async function begin(history: (window: Window) => Promise<readonly SeriesWindow[]>) {
  const source = memorySource('influx', (asked) => [room(asked)]);
  const parts = pipelineOf([source]);
  const read = source.read;
  const histories: Window[] = [];
  source.read = (query, window, signal) => {
    if (window.end - window.start === HOUR && window.end > NOON - HOUR) return read(query, window, signal);
    histories.push(window);
    return history(window);
  };
  const alone = createSlots(1);
  const lessons = createLessons(
    monitor,
    { pipeline: parts.pipeline, log, stopping: never },
    createSlots(1),
    alone,
  );
  const run = async (hours: number) => {
    const window = hourTo(hours);
    const report = await alone.use(() => runWindow(monitor, window, parts.pipeline, never), never);
    if (report.status !== 'done') throw new Error(`the run is ${report.status}`);
    if (report.untrained.length > 0) lessons.offer({ ...report, monitor, window, series: report.untrained });
  };
  return { ...parts, lessons, run, histories };
}

describe('learning', () => {
  it('that failed is tried again after pauses that grow, not after every run', async () => {
    const { lessons, run, histories, time } = await begin(() => Promise.reject(away));
    for (let hours = 0; hours < 24 * 7; hours += 1) {
      time.now = NOON + hours * HOUR;
      await run(hours);
      await lessons.idle();
    }
    // After a minute, then two, four, ... and at last every six hours.
    expect(histories.length).toBeGreaterThan(24);
    expect(histories.length).toBeLessThan(40);
  });

  it('takes its pauses by the minute at first', async () => {
    const { lessons, run, histories, time } = await begin(() => Promise.reject(away));
    await run(0);
    await lessons.idle();
    const lesson = { monitor, source: 'influx', series: [key.series], window: hourTo(0), points: 60 };
    for (let seconds = 0; seconds <= 210; seconds += 1) {
      time.now = NOON + seconds * 1000;
      lessons.offer(lesson);
      await lessons.idle();
    }
    expect(histories).toHaveLength(3);
  });

  it('goes on while further windows are run, and misses no point of them', async () => {
    let answer = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { lessons, run, store, pipeline, time } = await begin(async (window) => {
      await waiting;
      return [room(window)];
    });
    for (const hours of [0, 1, 2]) {
      time.now = NOON + hours * HOUR;
      await run(hours);
    }
    expect(await store.loadBaseline(key)).toBeUndefined();
    answer();
    await lessons.idle();
    time.now = NOON + 3 * HOUR;
    await run(3);
    const settings = baselineSettings(monitor);
    const expected = createBaseline(settings);
    pushAll(expected, room({ start: NOON - 24 * HOUR, end: NOON + 3 * HOUR }));
    const held = await pipeline.baselines.take(key, settings, time.now);
    expect(held?.baseline.lastTime).toBe(NOON + 3 * HOUR - MINUTE);
    expect(held?.baseline.snapshot()).toEqual(expected.snapshot());
  });
});
