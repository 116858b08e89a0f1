import { describe, expect, it } from 'vitest';
import { type Baseline, createBaseline } from '../../../src/detect/baseline/baseline.ts';
import { type BaselineSettings, DEFAULT_BASELINE_SETTINGS } from '../../../src/detect/baseline/settings.ts';
import { FAULT_KINDS } from '../../../src/inject/fault-kinds.ts';
import { injectFault } from '../../../src/inject/inject.ts';
import { gaussian, seededRandom } from '../../../src/lib/random.ts';

const MINUTE = 60_000;
const DAY_ROWS = 1440;

/** A sensor with a daily rhythm, noise and a resolution of 0.01, one row a minute. */
function sensor(days: number, seed = 'sensor'): { times: Float64Array; values: Float64Array } {
  const random = seededRandom(seed);
  const times = Float64Array.from({ length: days * DAY_ROWS }, (_, row) => row * MINUTE);
  const wave = (time: number): number => 20 + 4 * Math.sin((time / 86_400_000) * 2 * Math.PI);
  return { times, values: times.map((time) => Math.round((wave(time) + gaussian(random) / 10) * 100) / 100) };
}

function alarmsOf(
  times: Float64Array,
  values: Float64Array,
  settings: BaselineSettings = DEFAULT_BASELINE_SETTINGS,
): string[] {
  const baseline = createBaseline(settings);
  return Array.from(times, (time, row) => baseline.push(time, values[row] ?? Number.NaN).alarms)
    .flat()
    .map((alarm) => `${alarm.detector}: ${alarm.kind}`);
}

function learned(days: number): Baseline {
  const { times, values } = sensor(days);
  const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
  times.forEach((time, row) => {
    baseline.push(time, values[row] ?? Number.NaN);
  });
  return baseline;
}

describe('the rules', () => {
  const { times, values } = sensor(6);

  it('stay silent on a sensor that does what it always did', () => {
    expect(alarmsOf(times, values)).toEqual([]);
  });

  it.each([
    ['spike', 'jump: spike'],
    ['dropout', 'jump: spike'],
    ['stuck', 'stuck: stuck'],
    ['level shift', 'level_shift: level shift'],
    ['drift', 'drift: drift'],
    ['noise burst', 'noise_burst: noise burst'],
    ['attenuated', 'attenuated: attenuated'],
    ['contextual', 'hour_of_day: unusual level'],
    ['out of range', 'novelty: unusual level'],
    ['gap', 'time_gap: gap'],
  ] as const)('find a strong %s and call it by its name', (kind, alarm) => {
    const faulty = injectFault(kind, 'strong', times, values, 4);
    if (faulty === null) throw new Error('expected a fault');
    expect(alarmsOf(faulty.times, faulty.values)).toContain(alarm);
  });

  it('find a signal cut off at its top, although it goes on moving below', () => {
    const random = seededRandom('clip');
    const noise = values.map(() => gaussian(random));
    const cut = noise.map((value, row) => (row > 5000 && row < 5200 ? Math.min(value, 0.3) : value));
    expect(alarmsOf(times, noise)).toEqual([]);
    expect(alarmsOf(times, cut)).toContain('clipped: clipped');
  });

  it('wait for a whole day before they call its morning strange', () => {
    const lamp = times.map((time) => (time % 86_400_000 > 43_200_000 ? 400 : 0));
    expect(alarmsOf(times, lamp)).toEqual([]);
  });

  it('let a lamp be off all night, but not stuck when it is on', () => {
    const random = seededRandom('lamp');
    const lamp = times.map((time) =>
      time % 86_400_000 > 43_200_000 ? Math.round(400 + 10 * gaussian(random)) : 0,
    );
    const stuck = lamp.map((value, row) => (row > 8000 && row < 8100 ? (lamp[8000] ?? 0) : value));
    expect(alarmsOf(times, lamp)).toEqual([]);
    expect(alarmsOf(times, stuck)).toContain('stuck: stuck');
  });

  it('look past steps of the sensor’s own resolution', () => {
    const random = seededRandom('coarse');
    const coarse = times.map((_, row) => (random() < 0.01 ? 0.5 : 0) + (row > 5000 ? 0.5 : 0));
    expect(alarmsOf(times, coarse).filter((alarm) => /novelty|jump|drift|level/.test(alarm))).toEqual([]);
  });

  it('speak once of a fault that lasts, and prolong the alarm', () => {
    const shifted = values.map((value, row) => (row > 7000 && row < 7100 ? value + 30 : value));
    const baseline = createBaseline(DEFAULT_BASELINE_SETTINGS);
    times.forEach((time, row) => {
      baseline.push(time, shifted[row] ?? Number.NaN);
    });
    const shifts = baseline.recent.filter((alarm) => alarm.detector === 'level_shift');
    expect(shifts).toHaveLength(1);
    expect((shifts[0]?.end ?? 0) - (shifts[0]?.start ?? 0)).toBeGreaterThan(30 * MINUTE);
  });

  it('hear a second fault of a kind although they learned from the first', () => {
    const burst = (row: number): number => (row % 2 === 0 ? 5 : -5);
    const isNoisy = (row: number): boolean => (row > 4000 && row < 4100) || (row > 8000 && row < 8100);
    const noisy = values.map((value, row) => value + (isNoisy(row) ? burst(row) : 0));
    expect(alarmsOf(times, noisy).filter((alarm) => alarm === 'noise_burst: noise burst')).toHaveLength(2);
  });
});

describe('settings', () => {
  const { times, values } = sensor(6);
  const spiky = values.with(7000, 60);

  it('switch a detector off without the others', () => {
    const settings = { sensitivity: 'normal', detectors: { jump: { enabled: false } } } as const;
    const alarms = alarmsOf(times, spiky, settings);
    expect(alarms).not.toContain('jump: spike');
    expect(alarms).toContain('novelty: unusual level');
  });

  it('make a detector less sensitive step by step', () => {
    const settings = { sensitivity: 'normal', detectors: { jump: { steps: 20 } } } as const;
    expect(alarmsOf(times, spiky, settings)).not.toContain('jump: spike');
  });

  it('give more alarms at high sensitivity than at low', () => {
    const count = (sensitivity: 'low' | 'high'): number =>
      FAULT_KINDS.flatMap((kind) => {
        const faulty = injectFault(kind, 'weak', times, values, 9);
        return faulty === null ? [] : alarmsOf(faulty.times, faulty.values, { sensitivity, detectors: {} });
      }).length;
    expect(count('high')).toBeGreaterThan(count('low'));
  });

  it('change nothing of the score or of what is learned', () => {
    const score = (settings: BaselineSettings): { scores: number[]; points: number } => {
      const baseline = createBaseline(settings);
      const scores = Array.from(times, (time, row) => baseline.push(time, spiky[row] ?? 0).score);
      return { scores, points: baseline.points };
    };
    const off = { sensitivity: 'low', detectors: { novelty: { enabled: false } } } as const;
    expect(score(off)).toEqual(score(DEFAULT_BASELINE_SETTINGS));
  });
});

describe('isLearned', () => {
  it('is true after a day of minutes, and after 200 rows of a series too fast to remember a day', () => {
    expect(learned(1).isLearned).toBe(false);
    expect(learned(2).isLearned).toBe(true);
    const fast = createBaseline(DEFAULT_BASELINE_SETTINGS);
    for (let row = 0; row < 200; row += 1) fast.push(row * 1000, Math.sin(row));
    expect(fast.isLearned).toBe(true);
  });
});
