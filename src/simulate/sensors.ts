import { seededRandom } from '../lib/random.ts';
import { type ClimateField, healthySensor, quantise } from './climate.ts';
import { faultsOfDay, faultyValue, type SimulatedFault } from './faults.ts';

export interface SensorOptions {
  readonly seed: number;
  /** Readings are taken at the multiples of this, counted from 1970. */
  readonly intervalMs: number;
  /** Mean number of faults of one sensor in a day; 0 for none. */
  readonly faultsPerDay: number;
}

/** What one sensor reports at one time. */
export interface Reading {
  /** Epoch ms. */
  readonly time: number;
  readonly room: string;
  readonly sensor: string;
  readonly fields: Readonly<Record<ClimateField, number>>;
}

export interface Observation {
  /** Undefined while the sensor is silent. */
  readonly reading: Reading | undefined;
  /** The fault that is on, if any. */
  readonly fault: SimulatedFault | undefined;
}

export interface SimulatedSensor {
  readonly room: string;
  readonly name: string;
  at(time: number): Observation;
}

const DAY_MS = 86_400_000;
const ROOMS = ['office', 'lab', 'workshop', 'cellar'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Sensor number `index`, from 0. It has no state but the faults of one day at hand: any time may be asked for. */
export function simulateSensor(index: number, options: SensorOptions): SimulatedSensor {
  const { seed, intervalMs, faultsPerDay } = options;
  const { room, name } = place(index);
  const healthy = healthySensor(seed, index);
  let atHand: { day: number; faults: readonly SimulatedFault[] } = { day: Number.NaN, faults: [] };

  function faultAt(time: number): SimulatedFault | undefined {
    const day = Math.floor(time / DAY_MS);
    if (atHand.day !== day) atHand = { day, faults: faultsOfDay(seed, index, day, faultsPerDay, intervalMs) };
    return atHand.faults.find(({ start, end }) => start <= time && time <= end);
  }

  function value(field: ClimateField, time: number, fault: SimulatedFault | undefined): number {
    if (fault?.field !== field) return quantise(field, healthy(field, time));
    const random = seededRandom(`${seed}/${index}/${field}/fault/${time}`);
    return quantise(field, faultyValue({ ...fault, field }, healthy, time, random));
  }

  return {
    room,
    name,
    at(time) {
      const fault = faultAt(time);
      if (fault?.field === null) return { reading: undefined, fault };
      const fields = {
        temperature: value('temperature', time, fault),
        humidity: value('humidity', time, fault),
        co2: value('co2', time, fault),
      };
      return { reading: { time, room, sensor: name, fields }, fault };
    },
  };
}

/** Two sensors to a room: a and b in the office, c and d in the lab, ...; after z comes a1. */
function place(index: number): { room: string; name: string } {
  const round = Math.floor(index / LETTERS.length);
  return {
    room: ROOMS[Math.floor(index / 2) % ROOMS.length] ?? 'office',
    name: `${LETTERS[index % LETTERS.length]}${round === 0 ? '' : round}`,
  };
}
