import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import { isoTime } from '../lib/time.ts';
import type { SimulatedFault } from './faults.ts';
import { feed } from './feed.ts';
import { type SimulatedSensor, simulateSensor } from './sensors.ts';
import { createWriter, toPoint, type WriteTarget } from './writer.ts';

export interface SimulateSettings {
  readonly sensors: number;
  readonly intervalMs: number;
  readonly historyMs: number;
  readonly faultsPerDay: number;
  readonly seed: number;
}

/** What the simulator needs of the world around it. */
export interface SimulateContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds, or at once when `signal` is aborted. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Writes the history, then each reading as its time comes, until the signal; returns the points written. */
export async function simulate(
  settings: SimulateSettings,
  target: WriteTarget,
  context: SimulateContext,
  log: Logger,
): Promise<number> {
  const writer = createWriter(target, {
    ...context,
    onRetry: (error, waitMs) => log.warn({ code: error.code, waitMs }, `${error.message}; trying again`),
    onDropped: (points, reason) => log.warn({ points, reason }, 'InfluxDB dropped points'),
  });
  let written = 0;
  await feed({
    ...context,
    sensors: createSensors(settings),
    intervalMs: settings.intervalMs,
    historyMs: settings.historyMs,
    live: true,
    announce: (sensor, fault) => log.info(announcement(sensor, fault), 'fault begins'),
    async write(readings) {
      const taken = await writer.write(readings);
      written += taken;
      const points = readings.length;
      const until = isoTime(readings.at(-1)?.time ?? 0);
      if (context.signal.aborted && taken === 0) log.warn({ points }, 'ended before these were written');
      else if (points > settings.sensors) log.info({ points: taken, until }, 'written');
    },
  });
  return written;
}

/** Prints the history as line protocol (nanoseconds), with the faults as comments. */
export async function printHistory(
  settings: SimulateSettings,
  context: SimulateContext,
  print: (line: string) => void,
): Promise<void> {
  await feed({
    ...context,
    sensors: createSensors(settings),
    intervalMs: settings.intervalMs,
    historyMs: settings.historyMs,
    live: false,
    announce: (sensor, fault) => print(`# ${JSON.stringify(announcement(sensor, fault))}`),
    write: async (readings) => {
      for (const reading of readings) print(toPoint(reading).toLineProtocol() ?? '');
    },
  });
}

function createSensors({ sensors, ...options }: SimulateSettings): readonly SimulatedSensor[] {
  return Array.from({ length: sensors }, (_, index) => simulateSensor(index, options));
}

function announcement(sensor: SimulatedSensor, { kind, field, start, end }: SimulatedFault) {
  const { room, name } = sensor;
  return { fault: kind, room, sensor: name, field: field ?? 'all', from: isoTime(start), to: isoTime(end) };
}
