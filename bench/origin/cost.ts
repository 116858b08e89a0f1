/** What context costs a run in which all of 1,000 series are struck at once: `node .build/bench/origin/cost.js [apart]`; apart: each is read at a second of its own. */
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
const RUNS = 12;
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20);
const isApart = process.argv[2] === 'apart';
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
      const times = Float64Array.from(
        { length: ROWS },
        (_, row) => start + row * MINUTE + (isApart ? (room % 60) * 1000 : 0),
      );
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
/** Time that the process itself was at work, ms: on a machine that others use as well it says more than the clock. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const ratios: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const window = { start: START + run * 60 * MINUTE, end: START + (run + 1) * 60 * MINUTE };
  const whole = await spent(() => runWindow(monitor, window, pipeline, never));
  const inspected = hour(window.start).map((series) => ({
    series,
    inspection: inspect(series, window, { ...settings, beginsNow: false }, undefined),
    learned: () => null,
  }));
  const context = await spent(() => contextsOf(monitor, window, inspected, { store, feedback: [] }, never));
  ratios.push(whole / (whole - context));
  console.log(
    `run ${whole.toFixed(0)} ms, of it context ${context.toFixed(0)} ms: ${ratios.at(-1)?.toFixed(2)} times the time without`,
  );
}
const sorted = ratios.toSorted((a, b) => a - b);
const [least, middle, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) =>
  sorted[at]?.toFixed(2),
);
console.log(`${least} to ${most}, ${middle} in the middle`);
await store.close();
