/** What context costs a run in which all of 1,000 series are struck at once: `node .build/bench/origin/cost.js`. */
import { configSchema } from '../../src/config/schema.ts';
import { contextsOf } from '../../src/context/context.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { settingsBySeries } from '../../src/detect/settings.ts';
import { runWindow } from '../../src/run.ts';
import { withRelatives } from '../../src/source/relatives.ts';
import { NO_NOTES, type SeriesWindow, type Source } from '../../src/source/source.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

const SERIES = 1000;
const ROWS = 60;
const RUNS = 6;
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20);
const never = new AbortController().signal;

const config = configSchema.parse({
  sources: { memory: { kind: 'csv', path: 'none.csv' } },
  monitors: [
    {
      ...{ name: 'rooms', cron: '* * * * *', source: 'memory', ask: 'never', history: '0s', window: '1h' },
      ...{ query: { measurement: 'e', fields: ['t'] }, limits: { suspect: [10, 27] } },
    },
  ],
  model: { url: 'none' },
});

/** An hour of every room, whose last quarter has shifted by ten degrees. */
function hour(start: number): readonly SeriesWindow[] {
  return withRelatives(
    Array.from({ length: SERIES }, (_, room) => {
      const times = Float64Array.from({ length: ROWS }, (_, row) => start + row * MINUTE);
      const values = times.map((_, row) => 20 + 0.3 * Math.sin(row * 12.9898 + room) + (row >= 45 ? 10 : 0));
      return { series: `e.t{room=r${room}}`, times, values, notes: NO_NOTES };
    }),
  );
}

const [monitor] = config.monitors;
if (monitor === undefined) throw new Error('the config has a monitor');
const source: Source = {
  ...{ name: 'memory', kind: 'csv', budget: { mostMs: 60_000, leastMs: 60_000 } },
  read: async (_, { start }) => hour(start),
};
const store = openStore(':memory:');
const pipeline = {
  ...{ store, sources: new Map([['memory', source]]), baselines: createBaselinePool(store) },
  ...{ clock: () => START + RUNS * 60 * MINUTE, leaseMs: 60_000, worker: 'bench', historyFirstMs: 0 },
};
const { inspect: settings } = settingsBySeries(monitor, [])('any');
for (let run = 0; run < RUNS; run += 1) {
  const window = { start: START + run * 60 * MINUTE, end: START + (run + 1) * 60 * MINUTE };
  const began = performance.now();
  await runWindow(monitor, window, pipeline, never);
  const whole = performance.now() - began;
  const inspected = hour(window.start).map((series) => ({
    series,
    inspection: inspect(series, window, { ...settings, beginsNow: false }, undefined),
    learned: () => null,
  }));
  const before = performance.now();
  await contextsOf(monitor, window, inspected, { store, feedback: [] }, never);
  const context = performance.now() - before;
  const ratio = (whole / (whole - context)).toFixed(2);
  console.log(
    `run ${whole.toFixed(0)} ms, of it context ${context.toFixed(0)} ms: ${ratio} times the time without`,
  );
}
await store.close();
