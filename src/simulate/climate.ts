import { gaussian, seededRandom } from '../lib/random.ts';

/** What a simulated sensor measures: °C, % relative humidity, ppm. */
export const CLIMATE_FIELDS = ['temperature', 'humidity', 'co2'] as const;
export type ClimateField = (typeof CLIMATE_FIELDS)[number];

/** How a field behaves in a healthy room, in the unit of the field. */
interface FieldShape {
  readonly level: number;
  /** What the daily rhythm adds at its height. */
  readonly swing: number;
  /** How far the level of one sensor lies from that of another, at most. */
  readonly offset: number;
  /** Slow movement over minutes to hours, at most. */
  readonly wander: number;
  /** Standard deviation from one reading to the next. */
  readonly noise: number;
  /** Readings come in steps of 1 / resolution. */
  readonly resolution: number;
  /** The robust spread of a day: what the sizes of faults are multiples of. */
  readonly spread: number;
  /** What the sensor reports when it is broken. */
  readonly impossible: number;
}

const SHAPES: Readonly<Record<ClimateField, FieldShape>> = {
  // 85 °C is what a DS18B20 reports before its first conversion.
  temperature: {
    level: 21,
    swing: 1.8,
    offset: 0.8,
    wander: 0.25,
    noise: 0.05,
    resolution: 10,
    spread: 1.3,
    impossible: 85,
  },
  humidity: {
    level: 44,
    swing: -5,
    offset: 2,
    wander: 1,
    noise: 0.2,
    resolution: 2,
    spread: 4,
    impossible: 130,
  },
  co2: {
    level: 430,
    swing: 420,
    offset: 15,
    wander: 12,
    noise: 4,
    resolution: 1,
    spread: 150,
    impossible: 20_000,
  },
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Periods of the slow movement; none divides another, so that it does not repeat within a day. */
const WANDER_PERIODS_MS = [0.78 * HOUR_MS, 2.3 * HOUR_MS, 5.1 * HOUR_MS];

/** A healthy sensor: the value of a field at a time (epoch ms), before it is rounded to the sensor's steps. */
export type HealthySensor = (field: ClimateField, time: number) => number;

/**
 * A sensor whose readings depend on the seed, its number and the time alone, so that history written twice
 * is the same history.
 */
export function healthySensor(seed: number, sensor: number): HealthySensor {
  const character = new Map(
    CLIMATE_FIELDS.map((field) => {
      const random = seededRandom(`${seed}/${sensor}/${field}`);
      const offset = (2 * random() - 1) * SHAPES[field].offset;
      return [field, { offset, phases: WANDER_PERIODS_MS.map(() => random()) }];
    }),
  );
  return (field, time) => {
    const shape = SHAPES[field];
    const { offset, phases } = character.get(field) ?? { offset: 0, phases: [] };
    const wander = phases.reduce((sum, phase, index) => {
      const turns = time / (WANDER_PERIODS_MS[index] ?? DAY_MS) + phase;
      return sum + Math.sin(2 * Math.PI * turns) / phases.length;
    }, 0);
    const noise = gaussian(seededRandom(`${seed}/${sensor}/${field}/${time}`));
    return (
      shape.level + offset + shape.swing * rhythm(field, time) + shape.wander * wander + shape.noise * noise
    );
  };
}

/** The daily rhythm: -1..1 with its height at 15:00 UTC, or for CO2 the people in the room, 0..1. */
function rhythm(field: ClimateField, time: number): number {
  const hour = (time % DAY_MS) / HOUR_MS;
  if (field !== 'co2') return Math.cos((2 * Math.PI * (hour - 15)) / 24);
  const weekday = new Date(time).getUTCDay();
  const people = weekday === 0 || weekday === 6 ? 0.1 : 1;
  return people * Math.max(0, Math.sin((Math.PI * (hour - 7)) / 12));
}

/** The value as the sensor reports it: rounded to its steps. */
export function quantise(field: ClimateField, value: number): number {
  const { resolution } = SHAPES[field];
  return Math.round(value * resolution) / resolution;
}

/** What the sizes of a fault are relative to, in the unit of the field. */
export function faultScales(field: ClimateField): Pick<FieldShape, 'spread' | 'noise' | 'impossible'> {
  return SHAPES[field];
}
