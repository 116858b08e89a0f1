import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Mood, treat } from '../torture/sensors.ts';
import { type Measurement, pointsOf } from './world.ts';

/** A question that was answered whole: what was asked for, and when by the true time. Epoch ms. */
export interface Told {
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

/** An InfluxDB of a kind on the loopback interface, over sensors that read by rule. */
export interface Influx {
  readonly url: string;
  /** Added to what each sensor reads. */
  readonly shift: number;
  mood: Mood;
  /** By measurement; whoever has looked at them may throw them away. */
  readonly told: Map<string, Told[]>;
  close(): Promise<void>;
}

export async function startInflux(
  measurements: readonly Measurement[],
  { began, now, shift }: { readonly began: number; readonly now: () => number; readonly shift: number },
): Promise<Influx> {
  const told = new Map<string, Told[]>(measurements.map(({ name }) => [name, []]));
  const state: { mood: Mood } = { mood: 'good' };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('q') ?? '';
    const [, name, start, end] = /FROM "(\w+)".* time >= '([^']+)' AND time < '([^']+)'/.exec(asked) ?? [];
    const measurement = measurements.find((one) => one.name === name);
    response.on('error', () => response.destroy());
    const span = { start: Date.parse(start ?? ''), end: Date.parse(end ?? '') };
    const at = now();
    const { mood } = state;
    const text =
      measurement === undefined ? '{"results":[{}]}\n' : answer(measurement, span, { at, began, shift });
    response.on('finish', () => {
      if (response.statusCode === 200) told.get(name ?? '')?.push({ ...span, at });
    });
    void treat(response, mood, text).catch(() => response.destroy());
  });
  const url = await listen(server);
  return {
    ...{ url, shift, told },
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close: () => closeServer(server),
  };
}

function answer(
  measurement: Measurement,
  span: { readonly start: number; readonly end: number },
  asked: { readonly at: number; readonly began: number; readonly shift: number },
): string {
  const series = measurement.sensors.flatMap((sensor) => {
    const points = pointsOf(measurement, sensor, span, asked);
    if (points.length === 0) return [];
    const values = points.map(({ time, value }) => [time * 1000, value]);
    return [{ name: measurement.name, tags: { sensor }, columns: ['time', 'temperature'], values }];
  });
  return `${JSON.stringify({ results: [series.length === 0 ? {} : { series }] })}\n`;
}

/** On a free port of 127.0.0.1; its address. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
