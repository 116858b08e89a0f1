import { HttpError, InfluxDB, RequestTimedOutError } from '@influxdata/influxdb-client';
import type { InfluxFluxConfig } from '../../config/schema.ts';
import { Deadline } from '../../lib/deadline.ts';
import { PlumblineError } from '../../lib/errors.ts';
import type { Query, SeriesWindow, Source, Window } from '../source.ts';
import {
  aborted,
  cutOff,
  inAnswerOf,
  queryError,
  type Server,
  silent,
  statusError,
  unreachable,
  wrongContentType,
} from '../source-errors.ts';
import { AnnotatedCsvDecoder } from './annotated-csv.ts';
import { buildFlux, withWindow } from './flux-query.ts';

const DIALECT = { header: true, delimiter: ',', annotations: ['datatype', 'group', 'default'] };

/**
 * InfluxDB 2 by Flux. Errors: see `Source`. The official client sends the query; its body is decoded here as it
 * arrives, because the client's rows pass over an error inside a 200, a body that ends early and times finer
 * than a millisecond.
 */
export function createFluxSource(name: string, config: InfluxFluxConfig): Source {
  const server: Server = { name, url: config.url, secrets: [config.token] };
  const client = new InfluxDB({
    url: config.url,
    token: config.token,
    timeout: config.timeout,
    // A connection of its own for each query: one kept since the last tick may be dead without our knowing.
    transportOptions: { agent: false },
  });
  return {
    name,
    kind: 'influxdb2',
    read: (query, window, signal) => readFlux(client, server, config, fluxOf(config, query, window), signal),
  };
}

function fluxOf(config: InfluxFluxConfig, query: Query, window: Window): string {
  if ('flux' in query) return withWindow(query.flux, window);
  if ('measurement' in query) return buildFlux(config.bucket, query, window);
  throw new PlumblineError('source_rejected', 'an influxdb2 source cannot run an influxql query', {
    hint: 'Write flux, or measurement and fields, or use a source of kind influxql.',
  });
}

async function readFlux(
  client: InfluxDB,
  server: Server,
  config: InfluxFluxConfig,
  flux: string,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const decoder = new AnnotatedCsvDecoder(config.maxPoints, (message) => queryError(server, message));
  const silence = new Deadline(config.timeout, signal);
  try {
    await silence.wait(send(client, server, config, flux, decoder, silence));
    return decoder.finish();
  } catch (thrown) {
    if (signal.aborted) throw aborted(server.name);
    throw silence.expired ? silent(server, config.timeout) : inAnswerOf(server, thrown);
  } finally {
    // After an error the client leaves the socket open, and with it the query running at the server.
    silence.end();
  }
}

/** Sends the query and hands the body to the decoder, piece by piece; resolves at its end. */
function send(
  client: InfluxDB,
  server: Server,
  config: InfluxFluxConfig,
  flux: string,
  decoder: AnnotatedCsvDecoder,
  silence: Deadline,
): Promise<void> {
  const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/csv' };
  const path = `/api/v2/query?org=${encodeURIComponent(config.org)}`;
  const body = JSON.stringify({ query: flux, type: 'flux', dialect: DIALECT });
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
            decoder.push(chunk);
          } catch (thrown) {
            reject(thrown);
          }
        },
        complete: resolve,
        error: (thrown) => reject(fluxError(server, config, thrown, answering)),
      },
    );
  });
}

function fluxError(
  server: Server,
  config: InfluxFluxConfig,
  thrown: Error,
  answering: boolean,
): PlumblineError {
  if (thrown instanceof HttpError) {
    return statusError(server, thrown.statusCode, thrown.message, thrown.headers?.location?.toString());
  }
  if (thrown instanceof RequestTimedOutError) return silent(server, config.timeout);
  return answering ? cutOff(server, thrown) : unreachable(server, thrown);
}
