import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAttendant } from '../src/attend/attend.ts';
import { learn } from '../src/attend/learn.ts';
import { owed } from '../src/attend/owed.ts';
import type { MonitorConfig } from '../src/config/schema.ts';
import { createBaseline } from '../src/detect/baseline/baseline.ts';
import { baselineSettings } from '../src/detect/settings.ts';
import { PlumblineError } from '../src/lib/errors.ts';
import { createLogger } from '../src/lib/log.ts';
import { createSlots } from '../src/lib/slots.ts';
import { type Pipeline, runWindow } from '../src/run.ts';
import { createBaselinePool, pushAll } from '../src/store/baseline-pool.ts';
import type { Store } from '../src/store/store.ts';
import {
  away,
  calm,
  HOUR,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from './support/pipeline.ts';

const log = createLogger('silent', 'json');
const room = sensor('environment.temperature{room=lab}', calm);
const key = { monitor: 'm1', series: 'environment.temperature{room=lab}', source: 'influx' };
const wrong = new PlumblineError('source_rejected', 'the query is wrong');
const SOURCE_FAULTS = { none: undefined, away, wrong };

/** What goes wrong with a worker once it has been woken. */
type Fault =
  | { readonly kind: 'none' | 'away' | 'wrong' | 'stopped' | 'overtaken' }
  /** `kill -9` at its n-th step on the database, before or after that has happened. */
  | { readonly kind: 'killed'; readonly step: number; readonly after: boolean };

interface Step {
  /** How long the clock moves before, seconds. */
  readonly seconds: number;
  /** Which of two workers is woken. */
  readonly worker: 0 | 1;
  readonly fault: Fault;
}

const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('none', 'away', 'wrong', 'stopped', 'overtaken') }),
  fc.record({
    kind: fc.constant('killed' as const),
    step: fc.integer({ min: 1, max: 14 }),
    after: fc.boolean(),
  }),
);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    seconds: fc.constantFrom(0, 5, 31, 70, 1800, 3600, 3 * 3600),
    worker: fc.constantFrom(0, 1),
    fault: faults,
  }),
  { minLength: 1, maxLength: 12 },
);

/** A store as a process sees it that is killed at some step: from then on nothing comes back to it. */
function mortal(store: Store, at: number, after: boolean): { store: Store; died: Promise<void> } {
  let step = 0;
  let die = (): void => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const silence = new Promise<never>(() => {});
  const guarded =
    <A extends readonly unknown[], R>(operation: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      step += 1;
      if (step > at || (step === at && !after)) {
        die();
        return silence;
      }
      const result = await operation(...args);
      if (step < at) return result;
      die();
      return silence;
    };
  const { claimRun, failRun, releaseRun, skipRuns, finishRun, lastWindowEnd, retryRuns } = store;
  const { knownSeries, feedback, baselineSeq, loadBaseline } = store;
  return {
    died,
    store: {
      ...store,
      claimRun: guarded(claimRun),
      failRun: guarded(failRun),
      releaseRun: guarded(releaseRun),
      skipRuns: guarded(skipRuns),
      finishRun: guarded(finishRun),
      lastWindowEnd: guarded(lastWindowEnd),
      retryRuns: guarded(retryRuns),
      knownSeries: guarded(knownSeries),
      feedback: guarded(feedback),
      baselineSeq: guarded(baselineSeq),
      loadBaseline: guarded(loadBaseline),
    },
  };
}

/** A place with one database, on which workers come and go. */
async function createPlace(monitor: MonitorConfig) {
  const reading = {
    fault: undefined as PlumblineError | undefined,
    gate: Promise.resolve(),
    reached: () => {},
  };
  const source = memorySource('influx', (window) => reading.fault ?? [room(window)]);
  const read = source.read;
  source.read = async (...asked) => {
    const { gate, reached } = reading;
    reached();
    await gate;
    return read(...asked);
  };
  const { pipeline, store, time } = pipelineOf([source]);
  const first = await runWindow(monitor, { start: NOON - HOUR, end: NOON }, pipeline, never);
  if (first.status !== 'done') throw new Error('the first run should be done');
  const window = { start: NOON - HOUR, end: NOON };
  await learn({ ...first, monitor, window, series: first.untrained }, pipeline, never);
  const pools = [createBaselinePool(store), createBaselinePool(store)];

  /** Holds the next read back: `reached` when it has begun, and to be let go. */
  function holdRead() {
    let open = (): void => {};
    reading.gate = new Promise((resolve) => {
      open = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      reading.reached = resolve;
    });
    const letOthersPass = (): void => {
      reading.gate = Promise.resolve();
    };
    return { open, reached, letOthersPass };
  }

  /** A worker's attendant, woken. */
  function begin(worker: 0 | 1, seen: Store) {
    const baselines = pools[worker] ?? createBaselinePool(store);
    const own: Pipeline = { ...pipeline, baselines, store: seen, worker: `w${worker}` };
    const stopping = new AbortController();
    const abort = new AbortController();
    const attendant = createAttendant(monitor, {
      ...{ pipeline: own, lane: undefined, office: undefined, log, away: new Map() },
      slots: new Map([['influx', { concurrency: 1, runs: createSlots(1), lessons: createSlots(1) }]]),
      ...{ stopping: stopping.signal, abort: abort.signal },
    });
    attendant.wake();
    return { idle: attendant.idle(), stop: () => stopping.abort(), giveBack: () => abort.abort() };
  }

  /** One waking of a worker, up to its end in whatever way. */
  async function wake(worker: 0 | 1, fault: Fault): Promise<void> {
    if (fault.kind === 'killed') {
      const body = mortal(store, fault.step, fault.after);
      const { idle, stop } = begin(worker, body.store);
      await Promise.race([idle, body.died]);
      pools[worker] = createBaselinePool(store);
      stop();
    } else if (fault.kind === 'stopped' || fault.kind === 'overtaken') {
      const { open, reached, letOthersPass } = holdRead();
      const { idle, stop, giveBack } = begin(worker, store);
      await Promise.race([reached, idle]);
      letOthersPass();
      if (fault.kind === 'stopped') giveBack();
      else await takeOver(worker === 0 ? 1 : 0);
      open();
      await idle;
      stop();
    } else {
      reading.fault = SOURCE_FAULTS[fault.kind];
      const { idle, stop } = begin(worker, store);
      await idle;
      reading.fault = undefined;
      stop();
    }
  }

  /** The first worker has slept for longer than its lease. */
  async function takeOver(worker: 0 | 1): Promise<void> {
    time.now += 31_000;
    await wake(worker, { kind: 'none' });
  }

  /** Lets a worker do all that is still owed, and gives what is known then. */
  async function settle() {
    for (let tries = 0; tries < 30; tries += 1) {
      time.now += 31_000;
      await wake(0, { kind: 'none' });
    }
    const { windows, waitMs } = await owed(monitor, pipeline, log);
    const runs = (await store.recentRuns(monitor.name, 999)).toReversed();
    return { open: windows.length + (waitMs === null ? 0 : 1), runs };
  }

  async function baseline() {
    const held = await createBaselinePool(store).take(key, baselineSettings(monitor), time.now);
    return held?.baseline.snapshot();
  }
  return { wake, settle, baseline, time };
}

describe('after any sequence of kills, failures, stops and take-overs', () => {
  it('the baseline is byte for byte that of a worker which saw the same points without any', {
    timeout: 120_000,
  }, async () => {
    const monitor = monitorOf({ history: '0s', catchUp: 5 });
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const place = await createPlace(monitor);
        for (const { seconds, worker, fault } of plan) {
          place.time.now += seconds * 1000;
          await place.wake(worker, fault);
        }
        const { open, runs } = await place.settle();
        expect(open).toBe(0);
        expect(runs.filter(({ status }) => status === 'running')).toEqual([]);
        const ends = runs.map(({ window }) => window.end);
        expect(ends).toEqual(ends.map((_, i) => NOON + i * HOUR));
        const undisturbed = createBaseline(baselineSettings(monitor));
        for (const { status, window } of runs) if (status === 'done') pushAll(undisturbed, room(window));
        expect(await place.baseline()).toEqual(undisturbed.snapshot());
      }),
      { numRuns: 40 },
    );
  });
});
