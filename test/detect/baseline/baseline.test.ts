import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Baseline,
  createBaseline,
  type PointScore,
  restoreBaseline,
} from '../../../src/detect/baseline/baseline.ts';
import { DEFAULT_BASELINE_SETTINGS } from '../../../src/detect/baseline/settings.ts';
import { gaussian, seededRandom } from '../../../src/lib/random.ts';

const MINUTE = 60_000;

/** Written by the first version of the state: a snapshot, its alarms, and points after it with their raw scores. */
const FIRST_VERSION = join(import.meta.dirname, '../../fixtures/baseline-version-1.json');
const storedSchema = z.object({
  alarms: z.array(z.unknown()),
  next: z.array(z.tuple([z.number(), z.number(), z.number()])),
  snapshot: z.base64(),
});

function noisyDays(rows: number): { times: Float64Array; values: Float64Array } {
  const random = seededRandom(7);
  const times = Float64Array.from({ length: rows }, (_, row) => row * 5 * MINUTE);
  const wave = (time: number): number => 20 + 3 * Math.sin((time / 86_400_000) * 2 * Math.PI);
  return { times, values: times.map((time) => wave(time) + gaussian(random) / 5) };
}

function pushAll(baseline: Baseline, times: Float64Array, values: Float64Array): PointScore[] {
  return Array.from(times, (time, row) => baseline.push(time, values[row] ?? Number.NaN));
}

function fresh(): Baseline {
  return createBaseline(DEFAULT_BASELINE_SETTINGS);
}

describe('Baseline', () => {
  const { times, values } = noisyDays(6000);

  it('goes on after a restore exactly as if it had never stopped', () => {
    const whole = pushAll(fresh(), times, values);
    for (const cut of [0, 1, 150, 999, 4321]) {
      const before = fresh();
      pushAll(before, times.slice(0, cut), values.slice(0, cut));
      const after = restoreBaseline(before.snapshot(), DEFAULT_BASELINE_SETTINGS);
      expect(after.snapshot()).toEqual(before.snapshot());
      expect(pushAll(after, times.slice(cut), values.slice(cut))).toEqual(whole.slice(cut));
    }
  });

  it('keeps its snapshot under 64 kB however long the series is, and however often it alarms', () => {
    const baseline = fresh();
    for (let row = 0; row < 30_000; row += 1) {
      const pausesMs = Math.floor(row / 600) * 3_600_000;
      baseline.push(row * MINUTE + pausesMs, Math.sin(row));
    }
    expect(baseline.recent).toHaveLength(32);
    expect(baseline.snapshot().length).toBeLessThanOrEqual(65_536);
  });

  it('says of a point what it would say if nothing came afterwards', () => {
    const changed = values.map((value, row) => (row < 3000 ? value : -value));
    const before = pushAll(fresh(), times, values).slice(0, 3000);
    expect(pushAll(fresh(), times, changed).slice(0, 3000)).toEqual(before);
  });

  it('scores a value far from all others over a half, and an ordinary one under it', () => {
    const baseline = fresh();
    const ordinary = pushAll(baseline, times, values).slice(2000);
    expect(ordinary.filter((point) => point.score >= 0.5).length).toBeLessThan(5);
    const strange = baseline.push((times.at(-1) ?? 0) + 5 * MINUTE, 40);
    expect(strange.score).toBeGreaterThan(0.75);
    expect(strange.alarms[0]).toMatchObject({ kind: 'unusual level', observed: 40 });
    expect(strange.alarms[0]?.expected?.[1]).toBeLessThan(30);
  });

  it('takes no point twice: one that is not newer changes nothing and is counted', () => {
    const baseline = fresh();
    pushAll(baseline, times, values);
    const known = baseline.recent;
    expect(baseline.push(times[5999] ?? 0, 1e6)).toEqual({ score: 0, raw: 0, alarms: [] });
    expect(baseline.push(0, 1e6).alarms).toEqual([]);
    expect(baseline.ignored).toBe(2);
    expect(baseline.points).toBe(6000);
    expect(baseline.recent).toEqual(known);
  });

  it('knows nothing and says nothing of the first points', () => {
    const first = pushAll(fresh(), times.slice(0, 100), values.slice(0, 100));
    expect(first.every((point) => point.score === 0 && point.raw === 0)).toBe(true);
  });

  it('reads what the first version stored, alarms and all, and goes on from it as that version did', () => {
    const stored = storedSchema.parse(JSON.parse(readFileSync(FIRST_VERSION, 'utf8')));
    const restored = restoreBaseline(Buffer.from(stored.snapshot, 'base64'), DEFAULT_BASELINE_SETTINGS);
    expect(restored.recent).toEqual(stored.alarms);
    expect(stored.next.map(([time, value]) => restored.push(time, value).raw)).toEqual(
      stored.next.map(([, , raw]) => raw),
    );
  });

  it('refuses a snapshot in which an alarm has a code that no detector has', () => {
    const baseline = fresh();
    pushAll(baseline, times, values);
    baseline.push((times.at(-1) ?? 0) + 5 * MINUTE, 400);
    const snapshot = baseline.snapshot();
    const [alarm] = baseline.recent.slice(-1);
    const view = new DataView(snapshot.buffer);
    // An alarm is seven numbers, the code of its detector first.
    view.setFloat64(snapshot.length - 7 * 8, 99, true);
    expect(alarm).toBeDefined();
    expect(() => restoreBaseline(snapshot, DEFAULT_BASELINE_SETTINGS)).toThrow(/code 99/);
  });

  it('refuses a snapshot of another version, and one that is cut short, with a hint', () => {
    const snapshot = fresh().snapshot();
    const newer = snapshot.slice();
    new DataView(newer.buffer).setFloat64(0, 999, true);
    expect(() => restoreBaseline(newer, DEFAULT_BASELINE_SETTINGS)).toThrow(/version 999/);
    expect(() => restoreBaseline(snapshot.slice(0, 40), DEFAULT_BASELINE_SETTINGS)).toThrow(/cannot be read/);
    expect(() => restoreBaseline(new Uint8Array(3), DEFAULT_BASELINE_SETTINGS)).toThrow(/cannot be read/);
  });
});

describe('silence', () => {
  const { times, values } = noisyDays(100);

  it('is an alarm once it is longer than the series ever pauses', () => {
    const baseline = fresh();
    pushAll(baseline, times, values);
    const last = times.at(-1) ?? 0;
    expect(baseline.silence(last + 20 * MINUTE)).toBeNull();
    const alarm = baseline.silence(last + 60 * MINUTE);
    expect(alarm).toMatchObject({ kind: 'stale', start: last, observed: 3600, expected: [0, 1500] });
    expect(alarm?.score).toBeGreaterThan(0.5);
  });

  it('is a gap when the sensor comes back, and no second one at the same pause', () => {
    const baseline = fresh();
    pushAll(baseline, times, values);
    const last = times.at(-1) ?? 0;
    expect(baseline.push(last + 60 * MINUTE, 20).alarms[0]).toMatchObject({ kind: 'gap', observed: 3600 });
    expect(baseline.push(last + 120 * MINUTE, 20).alarms).toEqual([]);
    expect(baseline.recent).toHaveLength(1);
  });

  it('says nothing of a series of which it has seen a handful of points', () => {
    const baseline = fresh();
    baseline.push(0, 1);
    baseline.push(MINUTE, 1);
    expect(baseline.silence(1000 * MINUTE)).toBeNull();
  });
});

describe('bad input', () => {
  it.each([
    ['nulls only', () => Number.NaN],
    ['a constant', () => 5],
    ['values of 1e300', (row: number) => (row % 2 === 0 ? 1e300 : -1e300)],
    ['infinities', () => Number.POSITIVE_INFINITY],
  ])('%s give finite scores and no alarm', (_, value) => {
    const baseline = fresh();
    for (let row = 0; row < 2000; row += 1) {
      const point = baseline.push(row * MINUTE, value(row));
      expect(Number.isFinite(point.score) && Number.isFinite(point.raw)).toBe(true);
      expect(point.alarms).toEqual([]);
    }
  });

  it('a single value of 1e300 is an alarm and does not deafen the baseline', () => {
    const { times, values } = noisyDays(6000);
    const baseline = fresh();
    const points = pushAll(baseline, times, values.with(2000, 1e300));
    expect(points[2000]?.alarms.map((alarm) => alarm.kind)).toContain('unusual level');
    expect(points.slice(2400).flatMap((point) => point.alarms)).toEqual([]);
    const later = times.slice(0, 40).map((_, row) => (times.at(-1) ?? 0) + (row + 1) * 5 * MINUTE);
    const noisy = later.map((_, row) => 20 + (row % 2 === 0 ? 6 : -6));
    const found = pushAll(baseline, later, noisy).flatMap((point) => point.alarms.map((alarm) => alarm.kind));
    expect(found).toContain('noise burst');
    expect(found).toContain('unusual level');
  });

  it('a change of the sampling rate is at most one gap', () => {
    const baseline = fresh();
    const { values } = noisyDays(2000);
    let time = 0;
    values.forEach((value, row) => {
      time += row < 1000 ? MINUTE : 10 * MINUTE;
      baseline.push(time, value);
    });
    expect(baseline.recent.filter((alarm) => alarm.kind === 'gap').length).toBeLessThanOrEqual(1);
  });
});
