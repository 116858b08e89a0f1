import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, type FaultKind } from '../../src/inject/fault-kinds.ts';
import { CLIMATE_FIELDS, faultScales, healthySensor, quantise } from '../../src/simulate/climate.ts';
import { faultsOfDay, type SimulatedFault } from '../../src/simulate/faults.ts';
import { type Reading, simulateSensor } from '../../src/simulate/sensors.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A Monday. */
const MONDAY = Date.parse('2026-11-16T00:00:00Z');
const HEALTHY = { seed: 1, intervalMs: MINUTE_MS, faultsPerDay: 0 };
const FAULTY = { ...HEALTHY, faultsPerDay: 13 };

function readings(from: number, to: number, options = HEALTHY, index = 0): readonly Reading[] {
  const sensor = simulateSensor(index, options);
  const times = Array.from(
    { length: (to - from) / options.intervalMs },
    (_, i) => from + i * options.intervalMs,
  );
  return times.flatMap((time) => sensor.at(time).reading ?? []);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The first fault of a kind among the sensor's days from that Monday on; kinds of one field only on `temperature`. */
function firstFault(kind: FaultKind): SimulatedFault {
  for (let day = MONDAY / DAY_MS; ; day++) {
    const found = faultsOfDay(FAULTY.seed, 0, day, FAULTY.faultsPerDay, FAULTY.intervalMs).find(
      (fault) => fault.kind === kind && (fault.field === null || fault.field === 'temperature'),
    );
    if (found !== undefined) return found;
  }
}

/** What the faulty sensor reports during a fault, and what it would have reported. */
function duringFault(kind: FaultKind) {
  const { start, end } = firstFault(kind);
  const seen = readings(start, end + MINUTE_MS, FAULTY).map(({ fields }) => fields.temperature);
  const healthy = readings(start, end + MINUTE_MS).map(({ fields }) => fields.temperature);
  return { seen, healthy, shifts: seen.map((value, i) => value - (healthy[i] ?? Number.NaN)) };
}

describe('a healthy sensor', () => {
  test('is warmer and drier in the afternoon than before dawn, with more CO2 in working hours', () => {
    const night = readings(MONDAY + 2 * HOUR_MS, MONDAY + 4 * HOUR_MS);
    const day = readings(MONDAY + 13 * HOUR_MS, MONDAY + 15 * HOUR_MS);
    const of = (list: readonly Reading[], field: 'temperature' | 'humidity' | 'co2') =>
      mean(list.map(({ fields }) => fields[field]));
    expect(of(day, 'temperature')).toBeGreaterThan(of(night, 'temperature') + 2);
    expect(of(day, 'humidity')).toBeLessThan(of(night, 'humidity') - 5);
    expect(of(day, 'co2')).toBeGreaterThan(of(night, 'co2') + 200);
  });

  test('reports in the steps of its resolution, with noise from one reading to the next', () => {
    const temperatures = readings(MONDAY, MONDAY + HOUR_MS).map(({ fields }) => fields.temperature);
    for (const value of temperatures) expect(value).toBe(Math.round(value * 10) / 10);
    expect(new Set(temperatures).size).toBeGreaterThan(1);
    expect(quantise('humidity', 43.7)).toBe(43.5);
  });

  test('stays within what a room can be for a week', () => {
    for (const { fields } of readings(MONDAY, MONDAY + 7 * DAY_MS)) {
      expect(fields.temperature).toBeGreaterThan(15);
      expect(fields.temperature).toBeLessThan(27);
      expect(fields.humidity).toBeGreaterThan(30);
      expect(fields.humidity).toBeLessThan(60);
      expect(fields.co2).toBeGreaterThan(350);
      expect(fields.co2).toBeLessThan(1000);
    }
  });

  test('reports the same wherever one begins, and something else under another seed', () => {
    const late = MONDAY + 6 * HOUR_MS;
    const fromEarly = readings(MONDAY, late + HOUR_MS, FAULTY).filter(({ time }) => time >= late);
    expect(readings(late, late + HOUR_MS, FAULTY)).toEqual(fromEarly);
    expect(readings(late, late + HOUR_MS, { ...FAULTY, seed: 2 })).not.toEqual(fromEarly);
  });

  test('differs from its neighbour, with which it shares the room', () => {
    const [a, b, c] = [0, 1, 2].map((index) => readings(MONDAY, MONDAY + HOUR_MS, HEALTHY, index));
    expect(a?.[0]).toMatchObject({ room: 'office', sensor: 'a' });
    expect(b?.[0]).toMatchObject({ room: 'office', sensor: 'b' });
    expect(c?.[0]).toMatchObject({ room: 'lab', sensor: 'c' });
    expect(a?.map(({ fields }) => fields)).not.toEqual(b?.map(({ fields }) => fields));
    expect(simulateSensor(26, HEALTHY).name).toBe('a1');
  });
});

describe('the faults of a day', () => {
  const day = MONDAY / DAY_MS;

  test('come as many as asked for, of every kind, one after the other and within the day', () => {
    const faults = faultsOfDay(1, 0, day, 13, MINUTE_MS);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
    let free = MONDAY;
    for (const { start, end } of faults) {
      expect(start).toBeGreaterThanOrEqual(free);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(start % MINUTE_MS).toBe(0);
      free = end + MINUTE_MS;
    }
    expect(free).toBeLessThanOrEqual(MONDAY + DAY_MS);
  });

  test('a rate below one a day is a chance, and zero means none', () => {
    const counts = Array.from({ length: 400 }, (_, i) => faultsOfDay(1, 0, day + i, 0.25, MINUTE_MS).length);
    expect(mean(counts)).toBeGreaterThan(0.15);
    expect(mean(counts)).toBeLessThan(0.35);
    expect(faultsOfDay(1, 0, day, 0, MINUTE_MS)).toEqual([]);
  });

  test('each begins exactly once for whoever asks at every interval', () => {
    const sensor = simulateSensor(0, FAULTY);
    const begun: SimulatedFault[] = [];
    for (let time = MONDAY; time < MONDAY + DAY_MS; time += MINUTE_MS) {
      const { fault } = sensor.at(time);
      if (fault?.start === time) begun.push(fault);
    }
    expect(begun).toEqual(faultsOfDay(1, 0, day, 13, MINUTE_MS));
  });
});

describe('a faulty sensor', () => {
  const { spread } = faultScales('temperature');

  test('spike: one reading far off', () => {
    const { shifts } = duringFault('spike');
    expect(shifts).toHaveLength(1);
    expect(Math.abs(shifts[0] ?? 0)).toBeGreaterThan(3.9 * spread);
  });

  test('dropout: three readings of zero', () => expect(duringFault('dropout').seen).toEqual([0, 0, 0]));

  test('out of range: a value no room has', () =>
    expect(duringFault('out of range').seen).toEqual([85, 85, 85]));

  test('stuck: the value of its first moment, again and again', () => {
    const { seen, healthy } = duringFault('stuck');
    expect(seen.length).toBeGreaterThanOrEqual(20);
    expect(new Set(seen)).toEqual(new Set([healthy[0]]));
  });

  test('level shift: everything moved by the same amount', () => {
    const { shifts } = duringFault('level shift');
    expect(Math.max(...shifts) - Math.min(...shifts)).toBeLessThan(0.3);
    expect(Math.abs(mean(shifts))).toBeGreaterThan(3.9 * spread);
  });

  test.each(['drift', 'ramp'] as const)('%s: begins at nothing and grows', (kind) => {
    const { shifts } = duringFault(kind);
    const sizes = shifts.map(Math.abs);
    expect(sizes[0]).toBeLessThan(0.2);
    expect(sizes.at(-1)).toBeGreaterThan(3.9 * spread);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(sizes.at(-1) ?? 0);
  });

  test('noise burst: many times the noise around the same level', () => {
    const { shifts } = duringFault('noise burst');
    const deviation = Math.sqrt(mean(shifts.map((shift) => shift ** 2)));
    expect(deviation).toBeGreaterThan(6 * faultScales('temperature').noise);
    expect(Math.abs(mean(shifts))).toBeLessThan(deviation);
  });

  test('attenuated: hardly any movement is left', () => {
    const { seen, healthy } = duringFault('attenuated');
    const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
    expect(range(seen)).toBeLessThanOrEqual(0.11);
    expect(range(healthy)).toBeGreaterThan(range(seen));
  });

  test('clipped: cut off at the value of its first moment', () => {
    const { seen, healthy } = duringFault('clipped');
    expect(Math.max(...seen)).toBe(healthy[0]);
  });

  test('contextual: the values of half a day earlier', () => {
    const { start, end } = firstFault('contextual');
    const { seen } = duringFault('contextual');
    const sensor = healthySensor(FAULTY.seed, 0);
    const earlier = seen.map((_, i) => sensor('temperature', start + i * MINUTE_MS - DAY_MS / 2));
    expect(seen).toEqual(earlier.map((value) => quantise('temperature', value)));
    expect(end).toBeGreaterThan(start);
  });

  test.each(['gap', 'stale'] as const)('%s: no reading of any field', (kind) => {
    expect(duringFault(kind).seen).toEqual([]);
    expect(
      readings(firstFault(kind).end + MINUTE_MS, firstFault(kind).end + 2 * MINUTE_MS, FAULTY),
    ).toHaveLength(1);
  });

  test('leaves its other fields alone', () => {
    const { start } = firstFault('spike');
    const [seen] = readings(start, start + MINUTE_MS, FAULTY);
    const [healthy] = readings(start, start + MINUTE_MS);
    for (const field of CLIMATE_FIELDS.filter((name) => name !== 'temperature')) {
      expect(seen?.fields[field]).toBe(healthy?.fields[field]);
    }
  });
});
