import ky from 'ky';
import type { InfluxqlConfig } from '../../config/schema.ts';
import { Deadline } from '../../lib/deadline.ts';
import { PlumblineError } from '../../lib/errors.ts';
import { secretForms } from '../../lib/secrets.ts';
import { keptTags, type Query, type Source, type Window } from '../source.ts';
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
import { checkAnswer } from './check-answer.ts';
import { InfluxqlDecoder, readRows } from './influxql-answer.ts';
import { influxqlContents } from './influxql-contents.ts';
import { buildInfluxql, withWindow } from './influxql-query.ts';
import { readText, streamLines } from './response-body.ts';

/**
 * InfluxDB 1, and 2 and 3 through their version 1 interface, by InfluxQL over `/query`. Errors: see `Source`.
 *
 * In the user's own `influxql:` text `$windowStart` and `$windowStop` stand for the ends of the window, as time
 * literals: `WHERE time >= $windowStart AND time < $windowStop`. It is to be one SELECT.
 */
export function createInfluxqlSource(name: string, config: InfluxqlConfig): Source {
  const server: Server = { name, url: config.url, secrets: secretForms([config.token], [config]) };
  return {
    name,
    kind: 'influxql',
    read: async (query, window, signal) => {
      const statement = statementOf(config, query, window);
      const structured = 'measurement' in query;
      const decoder = new InfluxqlDecoder({
        maxPoints: config.maxPoints,
        nullIsAbsent: structured,
        kept: structured ? keptTags(query) : undefined,
        notBefore: structured ? window.start : Number.NEGATIVE_INFINITY,
        serverError: (message) => queryError(server, message),
      });
      try {
        await readAnswer(server, config, statement, (line) => decoder.take(line), signal);
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
        await readAnswer(server, config, statement, take, signal);
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

async function readAnswer(
  server: Server,
  config: InfluxqlConfig,
  statement: string,
  take: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const silence = new Deadline(config.timeout, signal);
  let answering = false;
  try {
    const response = await silence.wait(request(config, statement, silence.signal));
    answering = true;
    silence.restart();
    if (!response.ok) {
      const location = response.headers.get('location') ?? undefined;
      const message = errorText(await readText(response, silence));
      throw statusError(server, response.status, message, location);
    }
    const type = response.headers.get('content-type') ?? '';
    if (!/^application\/json\b/.test(type)) throw wrongContentType(server, type, 'JSON');
    for await (const line of streamLines(response, silence)) take(line);
  } catch (thrown) {
    if (thrown instanceof PlumblineError) throw thrown;
    if (signal.aborted) throw aborted(server.name);
    if (silence.expired) throw silent(server, config.timeout);
    throw answering ? cutOff(server, thrown) : unreachable(server, thrown);
  } finally {
    // Whatever of the answer was not read is not waited for either.
    silence.end();
  }
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

/** InfluxDB 1 says `{error}`, 2 and 3 `{code, message}`; whatever is in between, anything. */
function errorText(body: string): string {
  try {
    const { error, message } = JSON.parse(body);
    return String(error ?? message ?? body);
  } catch {
    return body;
  }
}
