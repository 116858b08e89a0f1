import { expect, describe as group, it } from 'vitest';
import { createNeighbours } from '../../src/context/neighbours.ts';
import { runWindow } from '../../src/run.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';
import { HOUR, memorySource, monitorOf, NOON, never, pipelineOf, sensor } from '../support/pipeline.ts';

const MINUTE = 60_000;

function seriesOf(name: string, rows = 10): SeriesWindow {
  const times = Float64Array.from({ length: rows }, (_, row) => row * MINUTE);
  return { series: name, times, values: times.map((time) => time / MINUTE), notes: NO_NOTES };
}

group('what is kept of other monitors', () => {
  it('is the newest window of those that somebody is related to', () => {
    const neighbours = createNeighbours(new Set(['co2']));
    neighbours.put('co2', { start: 0, end: 20 }, [seriesOf('b'), seriesOf('a')]);
    neighbours.put('co2', { start: 0, end: 10 }, [seriesOf('older')]);
    neighbours.put('power', { start: 0, end: 20 }, [seriesOf('c')]);
    expect(neighbours.of(['power', 'co2']).map(({ series, until }) => [series.series, until])).toEqual([
      ['a', 20],
      ['b', 20],
    ]);
  });

  it('is a few series, and the last rows of each', () => {
    const neighbours = createNeighbours(new Set(['co2']));
    const many = Array.from({ length: 9 }, (_, index) => seriesOf(`s${index}`, 5000));
    neighbours.put('co2', { start: 0, end: 1 }, many);
    const kept = neighbours.of(['co2']);
    expect(kept).toHaveLength(6);
    expect(kept[0]?.series.values).toHaveLength(2000);
    expect(kept[0]?.series.values.at(-1)).toBe(4999);
  });
});

/** The last hour of a thermometer that has shifted, while the CO2 of another monitor did this; the other runs first or after. */
async function shifted(co2: (minute: number) => number, relatedTo: readonly string[], isFirst = true) {
  const hours = 12;
  const late = (minute: number) => minute * MINUTE >= NOON + (hours - 1) * HOUR;
  const thermometer = sensor('climate.temperature', (minute) =>
    late(minute) ? 30 + 0.01 * (minute % 3) : 20 + Math.sin(minute * 12.9898) / 10,
  );
  const gas = sensor('air.co2', co2);
  const { pipeline, store, time } = pipelineOf([
    memorySource('influx', (window) => [thermometer(window)]),
    memorySource('gas', (window) => [gas(window)]),
  ]);
  const related = { ...pipeline, neighbours: createNeighbours(new Set(relatedTo)) };
  const warm = monitorOf({
    name: 'warm',
    ask: 'never',
    window: '6h',
    limits: { suspect: [10, 27] },
    relatedTo,
  });
  const air = monitorOf({ name: 'air', ask: 'never', window: '6h', source: 'gas' });
  time.now = NOON + hours * HOUR;
  const window = { start: time.now - 6 * HOUR, end: time.now };
  for (const one of isFirst ? [air, warm] : [warm, air]) await runWindow(one, window, related, never);
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
    expect(await shifted(calm, ['air'], false)).toMatchObject({ origin: 'unknown' });
  });
});
