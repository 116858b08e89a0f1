import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How the server treats whoever asks. */
export type Mood = 'good' | 'slow' | 'trickling' | 'silent' | 'busy' | 'cutting';

/** One question, and whether the whole answer went out. Times in epoch ms. */
export interface Asked {
  readonly start: number;
  readonly end: number;
  readonly mood: Mood;
  answered: boolean;
}

export interface SensorServer {
  readonly url: string;
  readonly log: readonly Asked[];
  mood: Mood;
  close(): Promise<void>;
}

export const SENSORS = ['a', 'b', 'c'];

/** What a sensor reads at a second: a slow wave and noise that repeats exactly. */
export function reading(sensor: string, second: number): number {
  const phase = SENSORS.indexOf(sensor) * 40;
  const noise = ((second * 7919) % 101) / 500;
  return Math.round((20 + 3 * Math.sin((second + phase) / 60) + noise) * 100) / 100;
}

/** An InfluxDB of a kind on the loopback interface: a reading a second for each sensor, for any time that is asked for. */
export async function startSensors(): Promise<SensorServer> {
  const log: Asked[] = [];
  const state = { mood: 'good' as Mood };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('q') ?? '';
    const [, start, end] = /time >= '([^']+)' AND time < '([^']+)'/.exec(asked) ?? [];
    response.on('error', () => response.destroy());
    if (start === undefined || end === undefined) return void send(response, '{"results":[{}]}\n');
    const entry: Asked = {
      start: Date.parse(start),
      end: Date.parse(end),
      mood: state.mood,
      answered: false,
    };
    log.push(entry);
    response.on('finish', () => {
      entry.answered = response.statusCode === 200;
    });
    void treat(response, entry.mood, body(entry.start, entry.end)).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends an answer as a server in that mood does. */
export async function treat(response: ServerResponse, mood: Mood, text: string): Promise<void> {
  if (mood === 'silent') return;
  if (mood === 'busy') {
    response.statusCode = 503;
    response.end('busy');
    return;
  }
  if (mood === 'slow') await pause(1200);
  if (mood === 'good' || mood === 'slow') return send(response, text);
  response.writeHead(200, { 'content-type': 'application/json' });
  if (mood === 'cutting') {
    response.write(text.slice(0, text.length / 2));
    await pause(20);
    response.destroy();
    return;
  }
  for (const letter of text) {
    if (response.destroyed) return;
    response.write(letter);
    await pause(200);
  }
}

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(text);
}

function body(start: number, end: number): string {
  const seconds: number[] = [];
  for (let second = Math.ceil(start / 1000); second * 1000 < end; second += 1) seconds.push(second);
  const series = SENSORS.map((sensor) => ({
    name: 'room',
    tags: { sensor },
    columns: ['time', 'temperature'],
    values: seconds.map((second) => [second * 1_000_000, reading(sensor, second)]),
  }));
  return `${JSON.stringify({ results: [{ series }] })}\n`;
}
