import { afterEach, expect, it, vi } from 'vitest';
import { placeInLine } from '../src/attend/turns.ts';
import { createLogger } from '../src/lib/log.ts';
import type { Shared } from '../src/store/shared.ts';
import { startWorker, type Worker } from '../src/worker.ts';
import { calm, configOf, HOUR, MINUTE, memorySource, NOON, pipelineOf, sensor } from './support/pipeline.ts';

const log = createLogger('silent', 'json');
const room = sensor('environment.temperature{room=lab}', calm);
let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop(1000);
  vi.restoreAllMocks();
});

/** A name that comes before ours at the monitor, or after it. */
function named(place: 0 | 1): string {
  const names = Array.from({ length: 100 }, (_, index) => `other-${index}`);
  const found = names.find((name) => placeInLine('m1', 'w1', ['w1', name]) === place);
  if (found === undefined) throw new Error('one of them does');
  return found;
}

/** A worker that knows of another one on its database, whose first round is over and whose next window is due. */
async function besides(other: string) {
  const parts = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
  const livingWorkers = vi.fn(async () => ['w1', other]);
  const shared: Shared = {
    ...{ clock: parts.pipeline.clock, clockAhead: () => ({ ms: 0, errorMs: 1 }), livingWorkers },
    ...{ tell: () => {}, follow: () => () => {} },
    questions: { claim: async () => undefined, renew: async () => true, release: async () => {} },
  };
  const pipeline = { ...parts.pipeline, store: { ...parts.pipeline.store, shared } };
  const wake = vi.fn();
  const lane = { ask: async () => {}, idle: async () => {}, stop: async () => {}, wake };
  parts.time.now = NOON + MINUTE;
  worker = startWorker({ config: configOf({}), pipeline, lane, office: undefined, log });
  await worker.idle();
  await vi.waitFor(() => expect(livingWorkers).toHaveBeenCalled());
  await new Promise((resolve) => setImmediate(resolve));
  parts.time.now = NOON + HOUR + MINUTE;
  return {
    ...parts,
    worker,
    wake,
    livingWorkers,
    runs: async () => (await parts.store.recentRuns('m1', 9)).length,
  };
}

it('a worker that hears of a run looks at its monitor at once, where it is the first in line', async () => {
  const { worker: first, runs, wake } = await besides(named(0));
  first.heard({ kind: 'run', monitor: 'm1' });
  await first.idle();
  expect(await runs()).toBe(2);
  expect(wake).toHaveBeenCalled();
});

it('and lets another one that comes before it go first, but not for long; it is not idle until then', async () => {
  const { worker: second, runs } = await besides(named(1));
  const began = performance.now();
  for (let times = 0; times < 5; times += 1) second.heard({ kind: 'run', monitor: 'm1' });
  await second.idle();
  expect(performance.now() - began).toBeGreaterThan(1400);
  expect(await runs()).toBe(2);
});

it('that is woken after a long sleep asks who lives, and waits for nobody who has died meanwhile', async () => {
  const { worker: woken, runs, livingWorkers } = await besides(named(1));
  livingWorkers.mockResolvedValue(['w1']);
  const began = performance.now();
  woken.wake();
  await woken.idle();
  expect(performance.now() - began).toBeLessThan(1400);
  expect(await runs()).toBe(2);
});

it('a question that another has written wakes the lane, and nothing else', async () => {
  const { worker: one, runs, wake } = await besides(named(0));
  wake.mockClear();
  one.heard({ kind: 'question' });
  await one.idle();
  expect([wake.mock.calls.length, await runs()]).toEqual([1, 1]);
});
