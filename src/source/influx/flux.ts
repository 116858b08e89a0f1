import { HttpError, InfluxDB, RequestTimedOutError } from '@influxdata/influxdb-client';
import type { InfluxFluxConfig } from '../../config/schema.ts';
import { Deadline } from '../../lib/deadline.ts';
import type { PlumblineError } from '../../lib/errors.ts';
import { secretForms } from '../../lib/secrets.ts';
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
import { checkAnswer } from './check-answer.ts';
import { type Script, scriptOf, wantsNumbers } from './flux-script.ts';

const DIALECT = { header: true, delimiter: ',', annotations: ['datatype', 'group', 'default'] };

/**
 * InfluxDB 2 by Flux. Errors: see `Source`. The official client sends the query; its body is decoded here as it
 * arrives, because the client's rows pass over an error inside a 200, a body that ends early and times finer
 * than a millisecond.
 */
export function createFluxSource(name: string, config: InfluxFluxConfig): Source {
  const server: Server = { name, url: config.url, secrets: secretForms([config.token]) };
  const client = new InfluxDB({
    url: config.url,
    token: config.token,
    timeout: config.timeout,
    // A connection of its own for each query: one kept since the last tick may be dead without our knowing.
    transportOptions: { agent: false },
  });
  /** Queries whose fields have types that the server aggregates only as numbers. */
  const asNumbers = new Set<string>();
  const readOnce = (query: Query, window: Window, signal: AbortSignal) => {
    const number = asNumbers.has(JSON.stringify(query));
    return readFlux(client, server, config, scriptOf(config.bucket, query, window, number), query, signal);
  };
  return {
    name,
    kind: 'influxdb2',
    read: async (query, window, signal) => {
      try {
        return await readOnce(query, window, signal);
      } catch (thrown) {
        const key = JSON.stringify(query);
        if (!wantsNumbers(query, thrown) || asNumbers.has(key)) throw thrown;
        asNumbers.add(key);
        return await readOnce(query, window, signal);
      }
    },
  };
}

async function readFlux(
  client: InfluxDB,
  server: Server,
  config: InfluxFluxConfig,
  script: Script,
  query: Query,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const serverError = (message: string) => queryError(server, script.inUserLines(message));
  const decoder = new AnnotatedCsvDecoder(config.maxPoints, serverError, script.naming);
  const silence = new Deadline(config.timeout, signal);
  try {
    await silence.wait(send(client, server, config, script, decoder, silence));
    return checkAnswer(query, decoder, 'Group by the column that tells them apart');
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
  script: Script,
  decoder: AnnotatedCsvDecoder,
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
            decoder.push(chunk);
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
  script: Script,
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
