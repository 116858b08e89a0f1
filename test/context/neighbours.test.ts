import { expect, describe as group, it } from 'vitest';
import { PlumblineError } from '../../src/lib/errors.ts';
import { runWindow } from '../../src/run.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { HOUR, memorySource, monitorOf, NOON, never, pipelineOf, sensor } from '../support/pipeline.ts';

const MINUTE = 60_000;

/** The last hour of a thermometer that has shifted, while the CO2 of another monitor did this. */
async function shifted(
  co2: (minute: number) => number,
  relatedTo: readonly string[],
  { isFirst = true, isAway = false }: { readonly isFirst?: boolean; readonly isAway?: boolean } = {},
) {
  const hours = 12;
  const late = (minute: number) => minute * MINUTE >= NOON + (hours - 1) * HOUR;
  const thermometer = sensor('climate.temperature', (minute) =>
    late(minute) ? 30 + 0.01 * (minute % 3) : 20 + Math.sin(minute * 12.9898) / 10,
  );
  const gas = sensor('air.co2', co2);
  const { pipeline, store, time } = pipelineOf([
    memorySource('influx', (window) => [thermometer(window)]),
    memorySource('gas', (window) =>
      isAway ? new PlumblineError('source_unreachable', 'away') : [gas(window)],
    ),
    memorySource('spare', (window) => [gas(window)]),
  ]);
  const warm = monitorOf({
    name: 'warm',
    ask: 'never',
    window: '6h',
    limits: { suspect: [10, 27] },
    relatedTo,
  });
  const air = monitorOf({ name: 'air', ask: 'never', window: '6h', source: 'gas', fallback: 'spare' });
  time.now = NOON + hours * HOUR;
  const window = { start: time.now - 6 * HOUR, end: time.now };
  for (const one of isFirst ? [air, warm] : [warm, air]) {
    // Each in a process of its own: what they share is the database.
    const own = { ...pipeline, named: new Set(relatedTo), baselines: createBaselinePool(store) };
    await runWindow(one, window, own, never);
  }
  const [row] = await store.findResults({ monitor: 'warm', latest: true, limit: 1 });
  await store.close();
  return row;
}

const calm = (minute: number) => 500 + 20 * Math.sin(minute * 78.233);
const rising = (minute: number) => calm(minute) + (minute * MINUTE >= NOON + 11 * HOUR ? 900 : 0);

group('a run whose monitor is related to another', () => {
  it('says that it is the sensor where the other stayed, and the surroundings where it moved', async () => {
    expect(await shifted(calm, ['air'])).toMatchObject({
      origin: 'sensor',
      summary: expect.stringContaining('The CO2 stayed as usual meanwhile, which points to the sensor'),
    });
    expect(await shifted(rising, ['air'])).toMatchObject({
      origin: 'surroundings',
      summary: expect.stringContaining(
        'The CO2 moved at that time as well, which points to the surroundings',
      ),
    });
  });

  it('says nothing of it where nobody named the other, or where its window has not been read yet', async () => {
    expect(await shifted(calm, [])).toMatchObject({ origin: 'unknown' });
    expect(await shifted(calm, ['air'], { isFirst: false })).toMatchObject({ origin: 'unknown' });
  });

  it('takes what stood in for the other for nothing that was in its room', async () => {
    expect(await shifted(calm, ['air'], { isAway: true })).toMatchObject({ origin: 'unknown' });
  });

  it('keeps a few series, and the last rows of each', async () => {
    const sensors = Array.from({ length: 9 }, (_, index) => sensor(`air.co2{sensor=s${index}}`, calm));
    const { pipeline, store, time } = pipelineOf([
      memorySource('influx', (window) => sensors.map((one) => one(window))),
    ]);
    const air = monitorOf({ name: 'air', ask: 'never', window: '48h' });
    time.now = NOON + 48 * HOUR;
    const window = { start: NOON, end: time.now };
    await runWindow(air, window, { ...pipeline, named: new Set(['air']) }, never);
    const kept = await store.neighboursOf(['air']);
    expect(kept.map(({ series }) => series.series)).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => `air.co2{sensor=s${index}}`),
    );
    expect(kept[0]?.series.values).toHaveLength(2000);
    expect(kept[0]?.series.times.at(-1)).toBe(time.now - MINUTE);
    await store.close();
  });
});
