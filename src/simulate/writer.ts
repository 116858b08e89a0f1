import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpError, InfluxDB, Point } from '@influxdata/influxdb-client';
import { Deadline } from '../lib/deadline.ts';
import { PlumblineError } from '../lib/errors.ts';
import { secretForms } from '../lib/secrets.ts';
import { publicUrl, statusError, unreachable } from '../source/source-errors.ts';
import { MAX_BATCH } from './feed.ts';
import type { Reading } from './sensors.ts';

export interface WriteTarget {
  readonly url: string;
  readonly org: string;
  readonly bucket: string;
  readonly token: string;
}

export interface WriterOptions {
  /** Ends the waiting between two tries. */
  readonly signal: AbortSignal;
  readonly wait: (ms: number) => Promise<void>;
  /** How long one write may take, whatever the server sends meanwhile. */
  readonly writeMs?: number;
  /** Told of each try that failed and will be repeated. */
  readonly onRetry: (error: PlumblineError, waitMs: number) => void;
  /** Told of points that InfluxDB refused while it took the rest. */
  readonly onDropped: (points: number, reason: string) => void;
}

/** Ten tries, about four minutes in all: longer than InfluxDB takes to start, shorter than a forgotten terminal. */
const MAX_TRIES = 10;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const SILENCE_MS = 10_000;
const WRITE_MS = 30_000;
const NEVER = new AbortController().signal;

/** One reading as a point of the measurement `environment`. */
export function toPoint(reading: Reading): Point {
  const { time, room, sensor, fields } = reading;
  const point = new Point('environment').tag('room', room).tag('sensor', sensor).timestamp(new Date(time));
  return point
    .floatField('temperature', fields.temperature)
    .floatField('humidity', fields.humidity)
    .floatField('co2', fields.co2);
}

/**
 * Writes readings through the official client's write API. Its own retries are off: they take the seconds of
 * `Retry-After` for milliseconds, and give lines up without a word to the caller. Here a write that
 * may succeed later is repeated until it does, or until the tries are used up.
 */
export function createWriter(target: WriteTarget, options: WriterOptions) {
  const { writeMs = WRITE_MS } = options;
  // A write cannot be cancelled, but its connection can be closed.
  const agent = target.url.startsWith('https:') ? new HttpsAgent() : new HttpAgent();
  const { url, token } = target;
  const client = new InfluxDB({ url, token, timeout: SILENCE_MS, transportOptions: { agent } });
  const api = client.getWriteApi(target.org, target.bucket, 'ms', {
    // Only our own flush sends: one that the client starts by itself has nobody to report its error to.
    batchSize: MAX_BATCH + 1,
    flushInterval: 0,
    maxRetries: 0,
    writeFailed: (error) => Promise.reject(error),
  });
  async function send(readings: readonly Reading[]): Promise<void> {
    api.writePoints(readings.map(toPoint));
    // Whoever stops is told how much was written: a write that is under way comes to its end.
    const deadline = new Deadline(writeMs, NEVER);
    try {
      await deadline.wait(api.flush());
    } catch (thrown) {
      if (!deadline.expired) throw thrown;
      agent.destroy();
      throw new PlumblineError(
        'source_timeout',
        `${publicUrl(target.url)} has not answered a write within ${writeMs} ms`,
        { hint: 'Look what stands between here and InfluxDB.', retryable: true, cause: thrown },
      );
    } finally {
      deadline.end();
    }
  }

  return {
    /**
     * Writes up to `MAX_BATCH` readings; returns how many InfluxDB took, 0 when the signal came first. Throws a
     * `source_*` error when they can't be written: at once where the settings are wrong, after the last
     * try where the server stays away.
     */
    async write(readings: readonly Reading[]): Promise<number> {
      for (let tries = 1; !options.signal.aborted; tries++) {
        try {
          await send(readings);
          return readings.length;
        } catch (thrown) {
          const dropped = droppedPoints(thrown);
          if (dropped !== undefined) {
            options.onDropped(dropped.points, dropped.reason);
            return Math.max(readings.length - dropped.points, 0);
          }
          const error = thrown instanceof PlumblineError ? thrown : writeError(thrown, target);
          if (!error.retryable || tries === MAX_TRIES) throw error;
          const waitMs = retryWaitMs(thrown, tries);
          options.onRetry(error, waitMs);
          await options.wait(waitMs);
        }
      }
      return 0;
    },
  };
}

/** The server's `Retry-After` where it sends one, otherwise twice the wait of the last time. */
function retryWaitMs(thrown: unknown, tries: number): number {
  // The client reads the header's seconds as they are, but calls them milliseconds.
  const askedMs = thrown instanceof HttpError ? thrown.retryAfter() * 1000 : 0;
  return Math.min(askedMs || FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
}

/** 422 `partial write: ... dropped=N`: the rest of the batch is written. */
function droppedPoints(thrown: unknown): { points: number; reason: string } | undefined {
  if (!(thrown instanceof HttpError) || thrown.statusCode !== 422) return undefined;
  const count = /\bdropped=(\d+)/.exec(thrown.message)?.[1];
  return count === undefined ? undefined : { points: Number(count), reason: thrown.message.slice(0, 500) };
}

function writeError(thrown: unknown, { url, token }: WriteTarget): PlumblineError {
  const server = { name: 'influx', url, secrets: secretForms([token]) };
  const { code, message, retryable } =
    thrown instanceof HttpError
      ? statusError(server, thrown.statusCode, thrown.message)
      : unreachable(server, thrown);
  return new PlumblineError(code, message, {
    hint: 'Check --url, --org, --bucket and --token (or INFLUX_URL, ...); the token must be allowed to write.',
    retryable,
    cause: thrown,
  });
}
