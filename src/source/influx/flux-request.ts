import { HttpError, type InfluxDB, RequestTimedOutError } from '@influxdata/influxdb-client';
import type { InfluxFluxConfig } from '../../config/schema.ts';
import { Deadline } from '../../lib/deadline.ts';
import type { PlumblineError } from '../../lib/errors.ts';
import {
  aborted,
  cutOff,
  inAnswerOf,
  type Server,
  silent,
  statusError,
  unreachable,
  wrongContentType,
} from '../source-errors.ts';
import type { Script } from './flux-script.ts';

const DIALECT = { header: true, delimiter: ',', annotations: ['datatype', 'group', 'default'] };

/** Where queries go. */
export interface FluxEndpoint {
  readonly client: InfluxDB;
  readonly server: Server;
  readonly config: InfluxFluxConfig;
}

type Sent = Pick<Script, 'flux' | 'inUserLines'>;

/**
 * Runs a query and hands its body to `take` while it arrives. Throws the errors of `Source.read`; what `take` throws
 * ends the query.
 */
export async function sendFlux(
  endpoint: FluxEndpoint,
  script: Sent,
  take: (chunk: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  const { server, config } = endpoint;
  const silence = new Deadline(config.timeout, signal);
  try {
    await silence.wait(send(endpoint, script, take, silence));
  } catch (thrown) {
    if (signal.aborted) throw aborted(server.name);
    throw silence.expired ? silent(server, config.timeout) : inAnswerOf(server, thrown);
  } finally {
    // After an error the client leaves the socket open, and with it the query running at the server.
    silence.end();
  }
}

/** Sends the query and hands the body on, piece by piece; resolves at its end. */
function send(
  { client, server, config }: FluxEndpoint,
  script: Sent,
  take: (chunk: Uint8Array) => void,
  silence: Deadline,
): Promise<void> {
  const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/csv' };
  const path = `/api/v2/query?org=${encodeURIComponent(config.org)}`;
  const body = JSON.stringify({ query: script.flux, type: 'flux', dialect: DIALECT });
  let answering = false;
  return new Promise((resolve, reject) => {
    client.transport.send(
      path,
      body,
      { method: 'POST', headers, signal: silence.signal },
      {
        responseStarted(responseHeaders, status = 0) {
          answering = true;
          silence.restart();
          const type = String(responseHeaders['content-type'] ?? '');
          const isCsv = /^(?:text|application)\/csv\b/.test(type);
          if (status < 300 && !isCsv) reject(wrongContentType(server, type, 'CSV'));
        },
        next(chunk) {
          silence.restart();
          try {
            take(chunk);
          } catch (thrown) {
            reject(thrown);
          }
        },
        complete: resolve,
        error: (thrown) => reject(fluxError(server, config, script, thrown, answering)),
      },
    );
  });
}

function fluxError(
  server: Server,
  config: InfluxFluxConfig,
  script: Sent,
  thrown: Error,
  answering: boolean,
): PlumblineError {
  if (thrown instanceof HttpError) {
    const { statusCode, headers } = thrown;
    return statusError(server, statusCode, script.inUserLines(thrown.message), headers?.location?.toString());
  }
  if (thrown instanceof RequestTimedOutError) return silent(server, config.timeout);
  return answering ? cutOff(server, thrown) : unreachable(server, thrown);
}
