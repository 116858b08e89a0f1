import { InfluxDB } from '@influxdata/influxdb-client';
import type { InfluxFluxConfig } from '../../config/schema.ts';
import { secretForms } from '../../lib/secrets.ts';
import { budgetOf } from '../budget.ts';
import type { Query, SeriesWindow, Source, Window } from '../source.ts';
import { inAnswerOf, queryError, type Server } from '../source-errors.ts';
import { AnnotatedCsvDecoder } from './annotated-csv.ts';
import { checkAnswer } from './check-answer.ts';
import { fluxContents } from './flux-contents.ts';
import { type FluxEndpoint, sendFlux } from './flux-request.ts';
import { type Script, scriptOf, wantsNumbers } from './flux-script.ts';
import { NameDecoder } from './name-decoder.ts';

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
  const endpoint = { client, server, config };
  /** Queries whose fields have types that the server aggregates only as numbers. */
  const asNumbers = new Set<string>();
  const readOnce = (query: Query, window: Window, signal: AbortSignal) => {
    const number = asNumbers.has(JSON.stringify(query));
    return readFlux(endpoint, scriptOf(config.bucket, query, window, number), query, signal);
  };
  return {
    name,
    kind: 'influxdb2',
    budget: budgetOf(config),
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
    contents: (query, signal) =>
      fluxContents(config.bucket, query, async (flux) => {
        const decoder = new NameDecoder((message) => queryError(server, message));
        const script = { flux, inUserLines: (message: string) => message };
        await sendFlux(endpoint, script, (chunk) => decoder.push(chunk), signal);
        return decoder.names;
      }),
  };
}

async function readFlux(
  endpoint: FluxEndpoint,
  script: Script,
  query: Query,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const { server, config } = endpoint;
  const serverError = (message: string) => queryError(server, script.inUserLines(message));
  const decoder = new AnnotatedCsvDecoder(config, serverError, script.naming);
  await sendFlux(endpoint, script, (chunk) => decoder.push(chunk), signal);
  try {
    return checkAnswer(query, decoder, 'Group by the column that tells them apart');
  } catch (thrown) {
    throw inAnswerOf(server, thrown);
  }
}
