import { writeFileSync } from 'node:fs';
import { get, type IncomingMessage, request } from 'node:http';
import { buildFlux } from '../../src/source/influx/flux-query.ts';
import { buildInfluxql } from '../../src/source/influx/influxql-query.ts';
import type { Window } from '../../src/source/source.ts';
import type { Influxd } from '../../test/support/influxd.ts';
import type { PythonJob } from './python.ts';

/** A place to read points from, as each contestant reads it. */
export interface Place {
  /** The source in Plumbline's config. */
  readonly source: object;
  /** The same query with nothing done but reading the answer's bytes; resolves to their number. */
  readonly bare?: (window: Window) => Promise<number>;
  /** What the Python pipeline does there. */
  readonly job?: (window: Window) => PythonJob;
  /** From the end of one tick's window to the end of the next one's. */
  readonly stepMs: number;
}

/** The end of the first window. Every place has one point a second. */
const FIRST_END = Date.parse('2026-11-22T00:00:00Z');
const SECOND_MS = 1000;
const TICK_MS = 60_000;
const LINES_PER_WRITE = 20_000;

export const QUERY = {
  measurement: 'environment',
  fields: ['temperature'],
  where: { room: 'office' },
  groupBy: [],
  aggregate: 'mean',
} as const;
const BUCKET = 'sensors';

/** The newest `points` seconds at a tick. */
export function windowAt(points: number, tick: number, stepMs = TICK_MS): Window {
  const end = FIRST_END + tick * stepMs;
  return { start: end - points * SECOND_MS, end };
}

/** The loopback server of `server.ts`, which plays InfluxDB 2.7 and the model. */
export function playedPlace(url: string): Place {
  const query = `${url}/api/v2/query?org=lab`;
  const fluxOf = (window: Window): string => buildFlux(BUCKET, QUERY, window);
  return {
    source: { kind: 'influxdb2', url, org: 'lab', bucket: BUCKET, token: 'none', timeout: '60s' },
    bare: (window) =>
      countBytes((take) => {
        const post = request(query, { method: 'POST', agent: false }, take);
        return post.end(JSON.stringify({ query: fluxOf(window), type: 'flux' }));
      }),
    job: (window) => ({ url: query, flux: fluxOf(window), model: chatUrl(url) }),
    stepMs: TICK_MS,
  };
}

/** A real InfluxDB 1.x, which gets the points that the largest of the windows need. */
export async function influxdPlace(influxd: Influxd, points: number, ticks: number): Promise<Place> {
  await influxd.execute(`CREATE DATABASE ${BUCKET}`);
  const { start } = windowAt(points, 0);
  const { end } = windowAt(points, ticks);
  for (let from = start; from < end; from += LINES_PER_WRITE * SECOND_MS) {
    const count = Math.min(LINES_PER_WRITE, (end - from) / SECOND_MS);
    const lines = Array.from({ length: count }, (_, index) => {
      const second = from / SECOND_MS + index;
      return `environment,room=office temperature=${temperatureAt(second)} ${second}`;
    });
    await influxd.write(BUCKET, lines, 's');
  }
  return {
    source: { kind: 'influxql', url: influxd.url, database: BUCKET, timeout: '60s' },
    bare: (window) => {
      const statement = buildInfluxql(undefined, QUERY, window);
      const search = new URLSearchParams({ db: BUCKET, q: statement, epoch: 'u', chunked: 'true' });
      return countBytes((take) => get(`${influxd.url}/query?${search}`, { agent: false }, take));
    },
    stepMs: TICK_MS,
  };
}

/** A CSV file, written here, that ends where the first window does. */
export function csvPlace(file: string, points: number, url: string): Place {
  const { start } = windowAt(points, 0);
  const lines = Array.from({ length: points }, (_, index) => {
    const time = start + index * SECOND_MS;
    return `${new Date(time).toISOString()},office,${temperatureAt(time / SECOND_MS)}`;
  });
  writeFileSync(file, `time,room,temperature\n${lines.join('\n')}\n`);
  return {
    source: { kind: 'csv', path: file, tags: ['room'] },
    job: () => ({ file, model: chatUrl(url) }),
    // As little as the ledger takes for another window, so that the file stays whole in it.
    stepMs: SECOND_MS,
  };
}

function chatUrl(url: string): string {
  return `${url}/v1/chat/completions`;
}

/** A day's rhythm in two decimals, with steps that look like noise. */
export function temperatureAt(second: number): number {
  const noise = ((second * 7919) % 1009) / 5000;
  return Math.round((21 + 2 * Math.sin((2 * Math.PI * second) / 86_400) + noise) * 100) / 100;
}

function countBytes(
  send: (take: (response: IncomingMessage) => void) => NodeJS.EventEmitter,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = send((response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes)).on('error', reject);
    });
    sent.on('error', reject);
  });
}
