import ky from 'ky';
import type { InfluxqlConfig } from '../../config/schema.ts';
import { PlumblineError } from '../../lib/errors.ts';
import { secretForms } from '../../lib/secrets.ts';
import { budgetOf } from '../budget.ts';
import { keptTags, type Query, type Source, type Window } from '../source.ts';
import { inAnswerOf, queryError, type Server } from '../source-errors.ts';
import { checkAnswer } from './check-answer.ts';
import { InfluxqlDecoder, readRows } from './influxql-answer.ts';
import { influxqlContents } from './influxql-contents.ts';
import { buildInfluxql, withWindow } from './influxql-query.ts';
import { readJsonLines } from './json-lines.ts';

/**
 * InfluxDB 1, and 2 and 3 through their version 1 interface, by InfluxQL over `/query`. Errors: see `Source`.
 *
 * In the user's own `influxql:` text `$windowStart` and `$windowStop` stand for the ends of the window, as time
 * literals: `WHERE time >= $windowStart AND time < $windowStop`. It is to be one SELECT.
 */
export function createInfluxqlSource(name: string, config: InfluxqlConfig): Source {
  const server: Server = { name, url: config.url, secrets: secretForms([config.token], [config]) };
  const read = (statement: string, take: (line: string) => void, signal: AbortSignal) =>
    readJsonLines(server, config.timeout, (stop) => request(config, statement, stop), take, signal);
  return {
    name,
    kind: 'influxql',
    budget: budgetOf(config),
    read: async (query, window, signal) => {
      const statement = statementOf(config, query, window);
      const structured = 'measurement' in query;
      const decoder = new InfluxqlDecoder({
        maxPoints: config.maxPoints,
        maxSeries: config.maxSeries,
        nullIsAbsent: structured,
        kept: structured ? keptTags(query) : undefined,
        notBefore: structured ? window.start : Number.NEGATIVE_INFINITY,
        serverError: (message) => queryError(server, message),
      });
      try {
        await read(statement, (line) => decoder.take(line), signal);
        return checkAnswer(query, decoder, 'Name the tag that tells them apart in GROUP BY, or GROUP BY *');
      } catch (thrown) {
        throw inAnswerOf(server, thrown);
      }
    },
    contents: async (query, signal) => {
      const ask = async (statement: string) => {
        const rows: string[][] = [];
        const serverError = (message: string) => queryError(server, message);
        const take = (line: string) => void rows.push(...readRows(line, serverError));
        await read(statement, take, signal);
        return rows;
      };
      return await influxqlContents(query, ask);
    },
  };
}

function statementOf(config: InfluxqlConfig, query: Query, window: Window): string {
  if ('influxql' in query) {
    // InfluxDB 1.6 carries out a DROP that comes by GET, too.
    if (/^\s*select\b/i.test(query.influxql)) return withWindow(query.influxql, window);
    throw new PlumblineError('source_rejected', 'an influxql query must be a SELECT', {
      hint: 'Write SELECT ... WHERE time >= $windowStart AND time < $windowStop.',
    });
  }
  if ('measurement' in query) return buildInfluxql(config.retentionPolicy, query, window);
  throw new PlumblineError('source_rejected', 'an influxql source cannot run a flux query', {
    hint: 'Write influxql, or measurement and fields, or use a source of kind influxdb2.',
  });
}

/**
 * Times are asked for in microseconds, which all versions know as `u`: milliseconds would merge points, nanoseconds
 * do not fit a JSON number, and text costs the server more than the query itself.
 */
function request(config: InfluxqlConfig, statement: string, signal: AbortSignal): Promise<Response> {
  const url = new URL('query', config.url.endsWith('/') ? config.url : `${config.url}/`);
  return ky.get(url, {
    searchParams: { db: config.database, q: statement, epoch: 'u', chunked: 'true' },
    // Measured with 1.6.7 on loopback: packing its answer takes the server longer than the query.
    headers: { accept: 'application/json', 'accept-encoding': 'identity', ...authorization(config) },
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'manual',
    signal,
  });
}

function authorization(config: InfluxqlConfig): Record<string, string> {
  switch (config.auth) {
    case 'none':
      return {};
    case 'basic': {
      const credentials = Buffer.from(`${config.username}:${config.password}`).toString('base64');
      return { authorization: `Basic ${credentials}` };
    }
    case 'token':
      return { authorization: `Token ${config.token}` };
    case 'bearer':
      return { authorization: `Bearer ${config.token}` };
  }
}
