import { FAULT_KINDS, type FaultKind } from '../inject/fault-kinds.ts';
import { gaussian, type Random, seededRandom } from '../lib/random.ts';
import { CLIMATE_FIELDS, type ClimateField, faultScales, type HealthySensor } from './climate.ts';

/** One fault of one sensor. Times are epoch ms; the readings from `start` to `end`, both included, are wrong. */
export interface SimulatedFault {
  readonly kind: FaultKind;
  /** The field that goes wrong; `null` when the whole sensor falls silent. */
  readonly field: ClimateField | null;
  readonly start: number;
  readonly end: number;
  /** Size in the unit of the field, with its direction; only where the kind has one. */
  readonly size: number;
}

/** How long a fault lasts: so many readings, or a number of minutes between two bounds. */
type Duration = { readonly readings: number } | { readonly minutes: readonly [from: number, to: number] };

/** Long enough to be seen in a window of an hour or a few, short enough to be over while somebody watches. */
const DURATIONS: Readonly<Record<FaultKind, Duration>> = {
  spike: { readings: 1 },
  dropout: { readings: 3 },
  'out of range': { readings: 3 },
  ramp: { minutes: [10, 20] },
  'noise burst': { minutes: [10, 30] },
  gap: { minutes: [10, 30] },
  stuck: { minutes: [20, 60] },
  stale: { minutes: [40, 60] },
  'level shift': { minutes: [30, 60] },
  drift: { minutes: [45, 60] },
  attenuated: { minutes: [30, 60] },
  clipped: { minutes: [30, 60] },
  contextual: { minutes: [30, 60] },
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The faults of one sensor in one UTC day (`day` counts from 1970), in order of time, never two at once.
 * A shuffled round of all kinds is gone through, so that none is missing for long. `perDay` may have a part
 * after the point, which is then the chance of one more.
 */
export function faultsOfDay(
  seed: number,
  sensor: number,
  day: number,
  perDay: number,
  intervalMs: number,
): readonly SimulatedFault[] {
  const random = seededRandom(`${seed}/${sensor}/faults/${day}`);
  const count = Math.floor(perDay) + (random() < perDay % 1 ? 1 : 0);
  const slotMs = DAY_MS / count;
  const kinds = shuffled(FAULT_KINDS, random);
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'spike';
    // A fault begins in the first half of its slot and takes at most the other half.
    const start = onGrid(day * DAY_MS + (index + 0.5 * random()) * slotMs, intervalMs);
    const length = Math.min(lengthMs(kind, intervalMs, random), slotMs / 2);
    const end = start + Math.floor(length / intervalMs) * intervalMs;
    const field =
      kind === 'gap' || kind === 'stale'
        ? null
        : (CLIMATE_FIELDS[Math.floor(random() * CLIMATE_FIELDS.length)] ?? 'temperature');
    const direction = random() < 0.5 ? -1 : 1;
    const size = field === null ? 0 : direction * (4 + 4 * random()) * faultScales(field).spread;
    return { kind, field, start, end, size };
  });
}

/**
 * The value that a faulty sensor reports at `time` instead of the healthy one; `random` gives the noise of
 * a burst.
 */
export function faultyValue(
  fault: SimulatedFault & { readonly field: ClimateField },
  healthy: HealthySensor,
  time: number,
  random: Random,
): number {
  const { kind, field, start, end, size } = fault;
  const value = healthy(field, time);
  const atStart = healthy(field, start);
  switch (kind) {
    case 'stuck':
      return atStart;
    case 'dropout':
      return 0;
    case 'out of range':
      return faultScales(field).impossible;
    case 'drift':
    case 'ramp':
      return value + (size * (time - start)) / Math.max(end - start, 1);
    case 'noise burst':
      return value + 12 * faultScales(field).noise * gaussian(random);
    case 'attenuated':
      return atStart + 0.05 * (value - atStart);
    case 'clipped':
      return Math.min(value, atStart);
    case 'contextual':
      return healthy(field, time - DAY_MS / 2);
    default:
      return value + size;
  }
}

function lengthMs(kind: FaultKind, intervalMs: number, random: Random): number {
  const duration = DURATIONS[kind];
  if ('readings' in duration) return (duration.readings - 1) * intervalMs;
  const [from, to] = duration.minutes;
  return (from + (to - from) * random()) * MINUTE_MS;
}

/** The next time at which a reading is taken. */
function onGrid(time: number, intervalMs: number): number {
  return Math.ceil(time / intervalMs) * intervalMs;
}

/** A copy in random order. */
function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const drawn = items.map((item) => ({ item, place: random() }));
  return drawn.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
