import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QuestionLane } from '../src/lane/question-lane.ts';
import { PlumblineError } from '../src/lib/errors.ts';
import { createLogger } from '../src/lib/log.ts';
import { runWindow } from '../src/run.ts';
import { startWorker, type Worker } from '../src/worker.ts';
import {
  away,
  calm,
  configOf,
  HOUR,
  MINUTE,
  memorySource,
  NOON,
  never,
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

  it('asks the model about the newest of the windows that it makes up for, and no other', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const asked: number[] = [];
    const lane: QuestionLane = {
      ask: async ({ view }) => void asked.push(view.window.end),
      idle: async () => {},
      stop: async () => {},
    };
    for (const hours of [0, 4]) {
      parts.time.now = NOON + hours * HOUR + MINUTE;
      const worker = startWorker({
        config: configOf({}),
        pipeline: parts.pipeline,
        lane,
        office: undefined,
        log,
      });
      await worker.idle();
      await worker.stop(1000);
    }
    expect(asked).toEqual([NOON, NOON + 4 * HOUR]);
    const rows = await parts.store.findResults({ limit: 9 });
    const statuses = rows.map(({ exchange }) => exchange.status);
    expect(statuses.slice(0, 4)).toEqual([null, 'not_asked', 'not_asked', 'not_asked']);
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
    const wrong = new PlumblineError('source_bad_answer', 'the answer ended early', { retryable: true });
    const parts = pipelineOf([memorySource('influx', () => wrong)]);
    const config = configOf({ attempts: 2 });
    for (const minutes of [0, 0.1, 2, 30]) {
      parts.time.now = NOON + minutes * MINUTE;
      await wakeOnce(parts, config);
    }
    const [run] = await parts.store.recentRuns('m1', 2);
    expect(run).toMatchObject({ status: 'failed', attempt: 2, errorCode: 'source_bad_answer' });
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
      ['done', 1],
    ]);
  });

  it.each([
    'source_unreachable',
    'source_timeout',
    'source_overloaded',
    'source_unauthorized',
    'source_not_found',
    'source_file',
  ] as const)(
    'loses no window to an outage that lasts, and does them in order when it is over (%s)',
    async (code) => {
      let broken = false;
      const error = new PlumblineError(code, 'influx did not answer');
      const source = memorySource('influx', (asked) => (broken ? error : [room(asked)]));
      const parts = pipelineOf([source]);
      const config = configOf({ attempts: 1 });
      await wakeOnce(parts, config);
      broken = true;
      for (let minute = 60; minute < 300; minute += 10) {
        parts.time.now = NOON + minute * MINUTE;
        await wakeOnce(parts, config);
      }
      broken = false;
      source.reads.length = 0;
      parts.time.now = NOON + 5 * HOUR;
      await wakeOnce(parts, config);
      expect(source.reads.map(({ end }) => (end - NOON) / HOUR)).toEqual([1, 2, 3, 4, 5]);
      const runs = await parts.store.recentRuns('m1', 9);
      expect(runs.map(({ status, attempt }) => `${status} ${attempt}`)).toEqual(Array(6).fill('done 1'));
    },
  );

  it('lets catchUp bound the windows that wait for a source', async () => {
    const parts = pipelineOf([memorySource('influx', () => away)]);
    const config = configOf({ catchUp: 2 });
    for (let hours = 0; hours < 6; hours += 1) {
      parts.time.now = NOON + hours * HOUR;
      await wakeOnce(parts, config);
    }
    const runs = await parts.store.recentRuns('m1', 9);
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(runs.at(-1)?.error).toMatch(
      /^older than the newest 2 windows.*before that: influx did not answer/,
    );
  });

  describe('with a stand-in', () => {
    const other = sensor('environment.temperature{room=lab}', () => 5);

    /** Three windows in which influx is away, and two in which it is back. */
    async function outage(monitor: Record<string, unknown>, standInRoom = other) {
      let broken = true;
      const influx = memorySource('influx', (asked) => (broken ? away : [room(asked)]));
      const spare = memorySource('spare', (asked) => [standInRoom(asked)]);
      const parts = pipelineOf([influx, spare]);
      const config = configOf({ fallback: 'spare', ...monitor });
      for (const hours of [0, 1, 2]) {
        parts.time.now = NOON + hours * HOUR;
        await wakeOnce(parts, config);
      }
      const during = await parts.store.findResults({ limit: 9 });
      broken = false;
      influx.reads.length = 0;
      parts.time.now = NOON + 3 * HOUR;
      await wakeOnce(parts, config);
      const after = await parts.store.findResults({ limit: 9 });
      return { parts, during, after, influx };
    }

    it('marks its rows, and judges their windows again, in order, when the source is back', async () => {
      const { parts, during, after, influx } = await outage({});
      expect(during.map(({ source, standIn }) => `${source} ${standIn}`)).toEqual(
        Array(3).fill('spare true'),
      );
      // History is read, too, for baselines.
      const ends = new Set(influx.reads.map(({ end }) => (end - NOON) / HOUR));
      expect([...ends]).toEqual([0, 1, 2, 3]);
      expect(after.map(({ source, standIn }) => `${source} ${standIn}`)).toEqual(
        Array(4).fill('influx false'),
      );
      const [, run] = await parts.store.recentRuns('m1', 9);
      expect(run).toMatchObject({ status: 'done', source: 'influx', fallbackReason: null, attempt: 1 });
      expect(run?.stoodIn).toMatch(/^spare: source_unreachable: influx did not answer/);
    });

    it('leaves what was judged on a bridge as it is, unmarked', async () => {
      const { after } = await outage({ fallbackRole: 'bridge' });
      expect(after.map(({ source, standIn }) => `${source} ${standIn}`)).toEqual([
        'influx false',
        ...Array(3).fill('spare false'),
      ]);
    });

    it('judges again what catchUp allows; the older rows leave the newest results of the series', async () => {
      const { parts, after } = await outage(
        { catchUp: 2 },
        sensor('environment.temperature{room=old}', () => 5),
      );
      expect(after.map(({ source }) => source)).toEqual(['influx', 'influx', 'spare', 'spare']);
      const latest = await parts.store.findResults({ latest: true, limit: 9 });
      expect(latest.map(({ series }) => series)).toEqual(['environment.temperature{room=lab}']);
    });
  });

  it('deletes runs and results older than it is told to keep, but never the newest of a monitor', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const config = {
      ...configOf({}),
      database: { path: ':memory:', keep: { prompts: 24 * HOUR, results: 24 * HOUR } },
    };
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

  it('says in a round in which nothing is due, too, that its database was taken away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
    const path = join(folder, 'p.db');
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])], path);
    await wakeOnce(parts);
    const told = vi.spyOn(log, 'error');
    rmSync(path);
    await wakeOnce(parts);
    expect(told).toHaveBeenCalledWith(
      expect.objectContaining({
        err: expect.objectContaining({ message: expect.stringContaining(`${path} was removed`) }),
      }),
      expect.any(String),
    );
    told.mockRestore();
    await parts.store.close();
    rmSync(folder, { recursive: true });
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

  it('ends the questions of a worker that has died, and leaves those of a living one alone', async () => {
    const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
    const [monitor] = configOf({}).monitors;
    if (monitor === undefined) throw new Error('the config has a monitor');
    for (const [hours, worker] of ['dead', 'living'].entries()) {
      parts.time.now = NOON + hours * HOUR;
      const window = { start: parts.time.now - HOUR, end: parts.time.now };
      await runWindow(monitor, window, { ...parts.pipeline, worker }, never);
    }
    await wakeOnce(parts);
    const results = await parts.store.findResults({ limit: 9 });
    expect(results.map(({ exchange }) => exchange.status)).toEqual([null, 'unavailable']);
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
    expect(asked).toEqual([4]);
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
