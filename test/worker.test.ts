import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../src/lib/log.ts';
import type { QuestionLane } from '../src/question-lane.ts';
import { startWorker, type Worker } from '../src/worker.ts';
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
} from './support/pipeline.ts';

const log = createLogger('silent', 'json');
const room = sensor('environment.temperature{room=lab}', calm);
const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop(1000);
});

type Parts = ReturnType<typeof pipelineOf>;

/** Starts a worker, lets it do what is due, and ends it: a wake-up as far as the ledger can tell. */
async function wakeOnce({ pipeline }: Parts, config = configOf({})): Promise<void> {
  const worker = startWorker({ config, pipeline, lane: undefined, office: undefined, log });
  await worker.idle();
  await worker.stop(1000);
}

describe('the worker', () => {
  it('runs the newest window at once on the first start', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    parts.time.now = NOON + 20 * MINUTE;
    await wakeOnce(parts);
    const runs = await parts.store.recentRuns('m1', 10);
    expect(runs.map(({ window, status }) => [window.end, status])).toEqual([[NOON, 'done']]);
  });

  it('makes up for every window it missed, once each, oldest first', async () => {
    const source = memorySource('influx', (asked) => [room(asked)]);
    const parts = pipelineOf([source]);
    for (const hours of [0, 5, 5, 7]) {
      parts.time.now = NOON + hours * HOUR + MINUTE;
      await wakeOnce(parts);
    }
    // The first window is read again for its baseline.
    expect(source.reads.map(({ end }) => (end - NOON) / HOUR)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await parts.store.recentRuns('m1', 20)).toHaveLength(8);
  });

  it('records windows beyond catchUp as skipped, with the reason', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const config = configOf({ catchUp: 2 });
    await wakeOnce(parts, config);
    parts.time.now = NOON + 5 * HOUR;
    await wakeOnce(parts, config);
    const runs = await parts.store.recentRuns('m1', 20);
    expect(runs.map(({ status }) => status)).toEqual([
      'done',
      'done',
      'skipped',
      'skipped',
      'skipped',
      'done',
    ]);
    expect(runs.find(({ status }) => status === 'skipped')?.error).toMatch(/catchUp/);
  });

  it('tries a failed window again later, and leaves it failed when its attempts are used up', async () => {
    const parts = pipelineOf([memorySource('influx', () => away)]);
    const config = configOf({ attempts: 2 });
    for (const minutes of [0, 0.1, 2, 30]) {
      parts.time.now = NOON + minutes * MINUTE;
      await wakeOnce(parts, config);
    }
    const [run] = await parts.store.recentRuns('m1', 2);
    expect(run).toMatchObject({ status: 'failed', attempt: 2, errorCode: 'source_unreachable' });
  });

  it('goes on with the windows that waited once the source is back', async () => {
    let broken = true;
    const parts = pipelineOf([memorySource('influx', (asked) => (broken ? away : [room(asked)]))]);
    await wakeOnce(parts);
    parts.time.now = NOON + 2 * HOUR;
    broken = false;
    await wakeOnce(parts);
    const runs = await parts.store.recentRuns('m1', 9);
    expect(runs.map(({ status, attempt }) => [status, attempt])).toEqual([
      ['done', 1],
      ['done', 1],
      ['done', 2],
    ]);
  });

  it('deletes runs and results older than it is told to keep, but never the newest of a monitor', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const config = { ...configOf({}), database: { path: ':memory:', keep: 24 * HOUR } };
    for (const hours of [0, 3, 26]) {
      parts.time.now = NOON + hours * HOUR;
      await wakeOnce(parts, config);
    }
    const kept = await parts.store.recentRuns('m1', 99);
    expect(kept.at(-1)?.window.end).toBe(NOON + 2 * HOUR);
    expect(await parts.store.findResults({ limit: 99 })).toHaveLength(kept.length);
    parts.time.now = NOON + 200 * HOUR;
    await parts.store.deleteRunsBefore(parts.time.now);
    expect((await parts.store.recentRuns('m1', 99)).map(({ window }) => window.end)).toEqual([
      kept[0]?.window.end,
    ]);
  });

  it('keeps two workers on one ledger apart', async () => {
    const source = memorySource('influx', (asked) => [room(asked)]);
    const parts = pipelineOf([source]);
    await wakeOnce(parts);
    parts.time.now = NOON + 6 * HOUR;
    await Promise.all([wakeOnce(parts), wakeOnce(parts)]);
    const ends = source.reads.slice(1).map(({ end }) => end);
    expect(new Set(ends).size).toBe(ends.length);
    expect(ends).toHaveLength(7);
  });

  it('stores the figures of every window while the model is still busy with the first', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const asked: number[] = [];
    let end = () => {};
    const busy = new Promise<void>((resolve) => {
      end = resolve;
    });
    const lane: QuestionLane = {
      ask({ resultId }) {
        asked.push(resultId);
        return busy;
      },
      idle: () => busy,
      stop: async () => end(),
    };
    await wakeOnce(parts, configOf({ ask: 'never' }));
    parts.time.now = NOON + 3 * HOUR;
    const worker = startWorker({
      config: configOf({}),
      pipeline: parts.pipeline,
      lane,
      office: undefined,
      log,
    });
    while ((await parts.store.recentRuns('m1', 9)).filter(({ status }) => status === 'done').length < 4) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await worker.stop(1000);
    expect(asked).toEqual([2, 3, 4]);
  });

  it('stops in the middle of learning without waiting for the grace period', async () => {
    const source = memorySource('influx', (asked) => [room(asked)]);
    const parts = pipelineOf([source]);
    const { read } = source;
    source.read = (query, window, signal) =>
      source.reads.length === 0
        ? read(query, window, signal)
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const worker = startWorker({
      config: configOf({}),
      pipeline: parts.pipeline,
      lane: undefined,
      office: undefined,
      log,
    });
    while ((await parts.store.recentRuns('m1', 1))[0]?.status !== 'done')
      await new Promise((resolve) => setImmediate(resolve));
    await worker.stop(600_000);
    const [run] = await parts.store.recentRuns('m1', 1);
    expect(run?.status).toBe('done');
  });

  it('gives a run that outlasts the grace period back to the ledger', async () => {
    const source = memorySource('influx', (asked) => [room(asked)]);
    source.read = (_query, _window, signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const parts = pipelineOf([source]);
    const worker = startWorker({
      config: configOf({}),
      pipeline: parts.pipeline,
      lane: undefined,
      office: undefined,
      log,
    });
    while ((await parts.store.recentRuns('m1', 1)).length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    await worker.stop(1);
    expect(await parts.store.retryRuns('m1', 3, NOON)).toMatchObject([{ attempt: 0 }]);
  });
});
