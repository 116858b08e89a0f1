import { expect, test } from 'vitest';
import { contextsOf } from '../../src/context/context.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { settingsBySeries } from '../../src/detect/settings.ts';
import { runWindow } from '../../src/run.ts';
import { withRelatives } from '../../src/source/relatives.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';
import { HOUR, memorySource, monitorOf, NOON, never, pipelineOf, sensor } from '../support/pipeline.ts';

/** Two days of history, then the last hour, in which the sensors with these numbers do something else. */
async function lastHour(change: (minute: number) => number | undefined, struck: readonly number[]) {
  const hours = 48;
  const calm = (minute: number, place: number) =>
    20 + Math.round(20 * Math.sin(minute / 200) + 10 * Math.sin(minute * 12.9898 + place)) / 50;
  const late = (minute: number) => minute * 60_000 >= NOON + (hours - 1.5) * HOUR;
  const sensors = [0, 1, 2, 3].map((place) =>
    sensor(`environment.temperature{room=lab,sensor=s${place}}`, (minute) =>
      late(minute) && struck.includes(place) ? change(minute) : calm(minute, place),
    ),
  );
  const source = memorySource('influx', (window) => sensors.map((one) => one(window)));
  const { pipeline, store, time } = pipelineOf([source]);
  const monitor = monitorOf({ ask: 'never', window: '6h', limits: { suspect: [10, 27] } });
  for (let hour = 1; hour <= hours; hour += 1) {
    time.now = NOON + hour * HOUR;
    await runWindow(monitor, { start: time.now - 6 * HOUR, end: time.now }, pipeline, never);
  }
  const rows = await store.findResults({ latest: true, limit: 10 });
  await store.close();
  return rows.toSorted((a, b) => (a.series < b.series ? -1 : 1));
}

test('a run says of a fault in one of four sensors that it is the sensor, and of a step in all that it is the room', async () => {
  const [alone] = await lastHour(() => 30, [0]);
  expect(alone).toMatchObject({
    origin: 'sensor',
    summary: expect.stringContaining('which points to the sensor'),
  });
  expect(alone?.findings[0]).toMatchObject({ origin: expect.stringMatching(/sensor|unknown/) });
  const all = await lastHour((minute) => 28 + Math.sin(minute), [0, 1, 2, 3]);
  expect(all.map(({ origin }) => origin)).toEqual(Array(4).fill('surroundings'));
  expect(all[0]?.summary).toContain('All 3 other series moved at that time as well, which points to');
});

test('a run says of four sensors that fall silent together that it is the connection', async () => {
  const all = await lastHour(() => undefined, [0, 1, 2, 3]);
  expect(all.map(({ origin }) => origin)).toEqual(Array(4).fill('connection'));
  expect(all[0]?.summary).toContain('Check first the network');
});

test('of more series struck at once than are looked around, the others are held against two relatives alone', async () => {
  const rows = 60;
  const all = Array.from({ length: 130 }, (_, room): SeriesWindow => {
    const times = Float64Array.from({ length: rows }, (_, row) => NOON + row * 60_000);
    const values = times.map((_, row) => 20 + Math.sin(row * 12.9898 + room) / 5 + (row >= 45 ? 10 : 0));
    return { series: `e.t{house=h,room=${room}}`, times, values, notes: NO_NOTES };
  });
  const window = { start: NOON, end: NOON + HOUR };
  const monitor = monitorOf({ limits: { suspect: [10, 27] } });
  const { inspect: settings } = settingsBySeries(monitor, [])('any');
  const inspected = withRelatives(all).map((series) => ({
    series,
    inspection: inspect(series, window, { ...settings, beginsNow: false }),
    learned: () => null,
  }));
  const { store } = pipelineOf([]);
  const contexts = await contextsOf(monitor, window, inspected, { store, feedback: [] }, never);
  await store.close();
  const held = contexts.map(({ findings }) => findings[0]?.companions.length);
  expect(held.filter((count) => count === 6)).toHaveLength(100);
  expect(held.filter((count) => count === 2)).toHaveLength(30);
  expect(contexts.map(({ findings }) => findings[0]?.origin)).toEqual(Array(130).fill('surroundings'));
});
