import { PlumblineError } from '../../src/lib/errors.ts';
import { type Random, seededRandom } from '../../src/lib/random.ts';
import { simulateSensor } from '../../src/simulate/sensors.ts';
import { NO_NOTES, type SeriesWindow, type Source, type Window } from '../../src/source/source.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Readings are taken every five minutes. */
export const INTERVAL = 5 * MINUTE;
export const FIELDS = ['temperature', 'humidity'] as const;
export type Field = (typeof FIELDS)[number];

/** A time in which something is not as it should be: [start, end), epoch ms. */
export type Stretch = Window;

/** A sensor and what really happened to it. */
export interface Sensor {
  readonly name: string;
  readonly times: Float64Array;
  readonly values: Readonly<Record<Field, Float64Array>>;
  /** When a fault of a field was on; of both, where the whole sensor was affected. */
  readonly faults: Readonly<Record<Field, readonly Stretch[]>>;
  /** When it was switched off for hours. */
  readonly silences: readonly Stretch[];
}

/** What happens in the month, all by the seed. */
export interface World {
  readonly sensors: readonly Sensor[];
  /** When the source can't be reached, when no worker runs, when the receiver takes nothing. */
  readonly outages: readonly Stretch[];
  readonly pauses: readonly Stretch[];
  readonly deafness: readonly Stretch[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly sensors: number;
  /** The month begins here; readings are there from some days before. */
  readonly start: number;
  readonly end: number;
}

const BEFORE = 7 * DAY;
/** Each of a sensor: a fault of value every ten days, switched off for hours every fifteen. */
const FAULTS_PER_DAY = 0.1;
const SILENCES_PER_DAY = 1 / 15;

export function createWorld({ seed, sensors, start, end }: WorldOptions): World {
  const random = seededRandom(`${seed}/month`);
  const days = (end - start) / DAY;
  const some = (perDay: number, low: number, high: number) =>
    stretches(random, start, end, days * perDay, low, high);
  return {
    sensors: Array.from({ length: sensors }, (_, index) => {
      const silences = some(SILENCES_PER_DAY, 2 * HOUR, DAY);
      return sensorOf(index, seed, { start: start - BEFORE, end }, silences);
    }),
    outages: some(0.2, 10 * MINUTE, 8 * HOUR),
    pauses: some(0.2, 5 * MINUTE, 30 * HOUR),
    deafness: some(0.15, 10 * MINUTE, 6 * HOUR),
  };
}

/** About so many stretches that do not overlap, of lengths between two bounds, the short ones more often. */
function stretches(
  random: Random,
  start: number,
  end: number,
  count: number,
  low: number,
  high: number,
): readonly Stretch[] {
  const whole = Math.floor(count) + (random() < count % 1 ? 1 : 0);
  const slot = (end - start) / Math.max(1, whole);
  return Array.from({ length: whole }, (_, index) => {
    const length = Math.min(low * (high / low) ** random(), slot / 2);
    const from = start + index * slot + random() * (slot - length);
    return { start: Math.round(from), end: Math.round(from + length) };
  });
}

function sensorOf(index: number, seed: number, span: Stretch, silences: readonly Stretch[]): Sensor {
  const sensor = simulateSensor(index, { seed, intervalMs: INTERVAL, faultsPerDay: FAULTS_PER_DAY });
  const times: number[] = [];
  const values: Record<Field, number[]> = { temperature: [], humidity: [] };
  const faults = { temperature: new Map<number, Stretch>(), humidity: new Map<number, Stretch>() };
  for (let time = Math.ceil(span.start / INTERVAL) * INTERVAL; time < span.end; time += INTERVAL) {
    const { reading, fault } = sensor.at(time);
    for (const field of FIELDS) {
      if (fault !== undefined && (fault.field === null || fault.field === field))
        faults[field].set(fault.start, { start: fault.start, end: fault.end });
    }
    if (reading === undefined || isIn(silences, time)) continue;
    times.push(time);
    for (const field of FIELDS) values[field].push(reading.fields[field]);
  }
  return {
    name: `${sensor.room}-${sensor.name}`,
    times: Float64Array.from(times),
    values: {
      temperature: Float64Array.from(values.temperature),
      humidity: Float64Array.from(values.humidity),
    },
    faults: { temperature: [...faults.temperature.values()], humidity: [...faults.humidity.values()] },
    silences,
  };
}

export function isIn(all: readonly Stretch[], time: number): boolean {
  return all.some(({ start, end }) => time >= start && time < end);
}

export function seriesOf(sensor: string, field: Field): string {
  return `environment.${field}{sensor=${sensor}}`;
}

/** First index whose time is not before a moment. */
export function from(times: Float64Array, moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sensors as a source; away in its outages. */
export function sourceOf({ sensors, outages }: World, clock: () => number): Source {
  return {
    name: 'influx',
    kind: 'influxdb2',
    budget: { mostMs: MINUTE, leastMs: MINUTE },
    async read(query, window) {
      if (isIn(outages, clock()))
        throw new PlumblineError('source_unreachable', 'influx did not answer', { retryable: true });
      const field = FIELDS.find((one) => 'fields' in query && query.fields.includes(one)) ?? 'temperature';
      return sensors.flatMap((sensor) => {
        const series = readOf(sensor, field, window, clock());
        return series.times.length === 0 ? [] : [series];
      });
    },
  };
}

function readOf(sensor: Sensor, field: Field, { start, end }: Stretch, now: number): SeriesWindow {
  const [low, high] = [from(sensor.times, start), from(sensor.times, Math.min(end, now))];
  const [times, values] = [sensor.times.slice(low, high), sensor.values[field].slice(low, high)];
  return { series: seriesOf(sensor.name, field), times, values, notes: NO_NOTES };
}
