import { afterEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '../../src/lib/errors.ts';
import { createLogger } from '../../src/lib/log.ts';
import type { SeriesWindow, Window } from '../../src/source/source.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import {
  away,
  calm,
  configOf,
  HOUR,
  MINUTE,
  memorySource,
  NOON,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const log = createLogger('silent', 'json');
const room = sensor('environment.temperature{room=lab}', calm);
let worker: Worker | undefined;
afterEach(() => worker?.stop(1000));

async function started(
  read: (window: Window) => readonly SeriesWindow[] | PlumblineError = (asked) => [room(asked)],
  monitor: Record<string, unknown> = {},
) {
  const source = memorySource('influx', read);
  const parts = pipelineOf([source]);
  const config = configOf(monitor);
  const one = startWorker({ config, pipeline: parts.pipeline, lane: undefined, office: undefined, log });
  worker = one;
  await one.idle();
  const ends = async () =>
    (await parts.store.recentRuns('m1', 9)).map(({ window, status }) => [
      (window.end - NOON) / MINUTE,
      status,
    ]);
  return { ...parts, worker: one, ends, source };
}

describe('a run that somebody asks for', () => {
  it('is that of the window that ends now, less the delay, and takes nothing from the schedule', async () => {
    const { worker: one, time, ends } = await started(undefined, { delay: '30s' });
    time.now = NOON + 20 * MINUTE + 30_400;
    const window = { start: NOON - 40 * MINUTE, end: NOON + 20 * MINUTE };
    expect(await one.runNow('m1')).toEqual({ window });
    time.now = NOON + HOUR + MINUTE;
    one.wake();
    await one.idle();
    expect((await ends()).slice(0, 2)).toEqual([
      [60, 'done'],
      [20, 'done'],
    ]);
  });

  it('is one, however many ask at once, and none a moment later', async () => {
    const { worker: one, time, ends } = await started();
    time.now = NOON + 20 * MINUTE;
    const all = await Promise.all([one.runNow('m1'), one.runNow('m1'), one.runNow('m1')]);
    expect(new Set(all.map((asked) => JSON.stringify(asked))).size).toBe(1);
    time.now += 500;
    expect(await one.runNow('m1')).toMatchObject({ refused: expect.stringContaining('just now') });
    expect(await ends()).toEqual([
      [20, 'done'],
      [0, 'done'],
    ]);
  });

  it('comes after what is due', async () => {
    const { worker: one, time, ends, source } = await started();
    time.now = NOON + 2 * HOUR + 10 * MINUTE;
    const before = source.reads.length;
    await one.runNow('m1');
    expect(source.reads.slice(before).map(({ end }) => (end - NOON) / MINUTE)).toEqual([60, 120, 130]);
    expect((await ends()).map(([end]) => end)).toEqual([130, 120, 60, 0]);
  });

  it('tries what failed again at once, and waits for it: no window is overtaken', async () => {
    let isAway = false;
    const { worker: one, time, ends } = await started((asked) => (isAway ? away : [room(asked)]));
    isAway = true;
    time.now = NOON + HOUR;
    one.wake();
    await one.idle();
    time.now += MINUTE / 2;
    expect(await one.runNow('m1')).toMatchObject({
      refused: expect.stringContaining('influx did not answer'),
    });
    isAway = false;
    time.now += MINUTE / 2;
    expect(await one.runNow('m1')).toMatchObject({ window: { end: NOON + HOUR + MINUTE } });
    expect((await ends()).slice(0, 2)).toEqual([
      [61, 'done'],
      [60, 'done'],
    ]);
  });

  it('that fails is in the ledger as failed, to be tried again', async () => {
    let isWrong = false;
    const wrong = new PlumblineError('source_bad_answer', 'the answer ended early', { retryable: true });
    const { worker: one, time, ends } = await started((asked) => (isWrong ? wrong : [room(asked)]));
    isWrong = true;
    time.now = NOON + 20 * MINUTE;
    expect(await one.runNow('m1')).toMatchObject({ window: { end: time.now } });
    expect((await ends())[0]).toEqual([20, 'failed']);
    isWrong = false;
    time.now += 5 * MINUTE;
    one.wake();
    await one.idle();
    expect((await ends())[0]).toEqual([20, 'done']);
  });

  it('is refused for a monitor that there is not, and once the worker is stopped', async () => {
    const { worker: one } = await started();
    expect(await one.runNow('other')).toEqual({ refused: 'monitor other is not watched any more' });
    await one.stop(1000);
    expect(await one.runNow('m1')).toEqual({ refused: 'the worker is being stopped' });
  });
});
