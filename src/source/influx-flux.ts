import { HttpError, InfluxDB, RequestTimedOutError } from '@influxdata/influxdb-client';
import type { InfluxFluxConfig } from '../config/schema.ts';
import { PlumblineError } from '../lib/errors.ts';
import { AnnotatedCsvDecoder } from './annotated-csv.ts';
import { buildFlux, withWindow } from './flux-query.ts';
import type { Query, SeriesWindow, Source, Window } from './source.ts';
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
} from './source-errors.ts';

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

function readFlux(
  client: InfluxDB,
  server: Server,
  config: InfluxFluxConfig,
  flux: string,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const decoder = new AnnotatedCsvDecoder(config.maxPoints, (message) => queryError(server, message));
  const stop = new AbortController();
  const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/csv' };
  const request = { method: 'POST', headers, signal: stop.signal };
  const path = `/api/v2/query?org=${encodeURIComponent(config.org)}`;
  const body = JSON.stringify({ query: flux, type: 'flux', dialect: DIALECT });
  let answering = false;

  return new Promise<SeriesWindow[]>((resolve, reject) => {
    const fail = (thrown: unknown): void => {
      signal.removeEventListener('abort', onAbort);
      reject(inAnswerOf(server, thrown));
      // The client leaves the socket open after an error, and the query running at the server.
      stop.abort();
    };
    const onAbort = (): void => fail(aborted(server.name));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });

    client.transport.send(path, body, request, {
      responseStarted(responseHeaders, status = 0) {
        answering = true;
        const type = String(responseHeaders['content-type'] ?? '');
        if (status < 300 && !/^(?:text|application)\/csv\b/.test(type)) {
          fail(wrongContentType(server, type, 'CSV'));
        }
      },
      next(chunk) {
        try {
          decoder.push(chunk);
        } catch (thrown) {
          fail(thrown);
        }
      },
      complete() {
        signal.removeEventListener('abort', onAbort);
        try {
          resolve(decoder.finish());
        } catch (thrown) {
          fail(thrown);
        }
      },
      error: (thrown) => fail(fluxError(server, config, thrown, answering)),
    });
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
