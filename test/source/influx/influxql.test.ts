import { afterEach, describe, expect, test } from 'vitest';
import type { InfluxqlConfig } from '../../../src/config/schema.ts';
import { createInfluxqlSource } from '../../../src/source/influx/influxql.ts';
import type { Query, SeriesWindow } from '../../../src/source/source.ts';
import {
  answer,
  play,
  playAndClose,
  playAndFallSilent,
  type ReplayServer,
  recordedAnswer,
  startReplayServer,
} from '../../support/http-replay.ts';
import type { Behaviour } from '../../support/raw-server.ts';

const WINDOW = { start: Date.parse('2026-11-22T07:00:00Z'), end: Date.parse('2026-11-22T08:00:00Z') };
const TEXT: Query = { influxql: 'SELECT temperature FROM environment' };
const STRUCTURED: Query = { measurement: 'm', fields: ['a', 'b'], where: {}, groupBy: [], aggregate: 'mean' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const CHUNKED = recordedAnswer('influxdb-2.7', 'influxql-chunked');

const servers: ReplayServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(behaviour: Behaviour): Promise<ReplayServer> {
  const server = await startReplayServer(behaviour);
  servers.push(server);
  return server;
}

type Options = Partial<InfluxqlConfig> & { readonly query?: Query; readonly signal?: AbortSignal };

function read(server: ReplayServer, options: Options = {}): Promise<readonly SeriesWindow[]> {
  const { query = TEXT, signal = new AbortController().signal, ...config } = options;
  const source = createInfluxqlSource('influx', {
    kind: 'influxql',
    url: server.url,
    database: 'my db',
    auth: 'none',
    username: 'u',
    password: 'PASSWORD',
    token: 'SECRET',
    timeout: 5000,
    maxPoints: 1000,
    maxSeries: 100,
    ...config,
  });
  return source.read(query, WINDOW, signal);
}

function json(body: unknown): Behaviour {
  return play(answer(200, JSON_TYPE, `${JSON.stringify(body)}\n`));
}

function oneSeries(columns: readonly string[], values: readonly unknown[]): unknown {
  return { results: [{ statement_id: 0, series: [{ name: 'm', columns, values }] }] };
}

describe('the request', () => {
  test.each([
    ['none', undefined],
    ['basic', `Basic ${Buffer.from('u:PASSWORD').toString('base64')}`],
    ['token', 'Token SECRET'],
    ['bearer', 'Bearer SECRET'],
  ] as const)('auth %s', async (auth, expected) => {
    const server = await serve(play(CHUNKED));
    await read(server, { auth });
    expect(server.requests[0]?.headers.authorization).toBe(expected);
  });

  test('names the database, asks for plain chunks with times in microseconds, and goes below the path of the address', async () => {
    const server = await serve(play(CHUNKED));
    await read(server, { url: `${server.url}/influx` });
    const url = new URL(server.requests[0]?.path ?? '', server.url);
    expect(url.pathname).toBe('/influx/query');
    expect(server.requests[0]?.headers['accept-encoding']).toBe('identity');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      db: 'my db',
      epoch: 'u',
      chunked: 'true',
      q: TEXT.influxql,
    });
  });

  test.each([{ flux: 'from(bucket: "b")' }, { influxql: 'DROP DATABASE "my db"' }])(
    'anything but a SELECT is refused before it is sent (%j)',
    async (query) => {
      const server = await serve(play(CHUNKED));
      await expect(read(server, { query })).rejects.toMatchObject({ code: 'source_rejected' });
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('values', () => {
  test('a null of several raw fields is no point; in the text of a user it is NaN', async () => {
    const body = oneSeries(
      ['time', 'a', 'b'],
      [
        ['2026-11-22T07:00:00Z', 1, null],
        ['2026-11-22T07:01:00Z', null, true],
      ],
    );
    const structured = await read(await serve(json(body)), { query: STRUCTURED });
    expect(structured.map(({ values }) => [...values])).toEqual([[1], [1]]);
    const text = await read(await serve(json(body)));
    expect(text.map(({ values }) => [...values])).toEqual([
      [1, Number.NaN],
      [Number.NaN, 1],
    ]);
  });

  test('an interval that begins before the window stands at its start', async () => {
    const body = oneSeries(['time', 'a'], [['2026-11-22T06:58:00Z', 1]]);
    const [series] = await read(await serve(json(body)), { query: { ...STRUCTURED, everyMs: 300_000 } });
    expect([...(series?.times ?? [])]).toEqual([WINDOW.start]);
  });

  test.each([1e25, -1e25, 3e20])('a time that is no date is no answer: %d', async (time) => {
    const body = oneSeries(['time', 'a'], [[time, 1]]);
    await expect(read(await serve(json(body)))).rejects.toMatchObject({
      code: 'source_bad_answer',
      message: /has a time that is none/,
    });
  });

  test('a tag keeps its name, whatever that is', async () => {
    const tags = '{"__proto__":"x","constructor":"y","room":"lab"}';
    const series = `{"name":"m","tags":${tags},"columns":["time","a"],"values":[["2026-11-22T07:00:00Z",1]]}`;
    const body = `{"results":[{"series":[${series}]}]}\n`;
    const [one] = await read(await serve(play(answer(200, JSON_TYPE, body))));
    expect(one?.series).toBe('m.a{__proto__=x,constructor=y,room=lab}');
  });

  test('a message names some of very many columns', async () => {
    const columns = Array.from({ length: 100_000 }, (_, at) => `c${at}`);
    const message = await read(await serve(json(oneSeries(columns, [])))).catch(String);
    expect(message).toContain('c19 and 99980 more');
    expect(message.length).toBeLessThan(400);
  });

  test('text is refused by the name of its field', async () => {
    const body = oneSeries(['time', 'status'], [['2026-11-22T07:00:00Z', 'warm']]);
    await expect(read(await serve(json(body)))).rejects.toMatchObject({
      code: 'source_not_numeric',
      message: /field status/,
    });
  });
});

describe('a server that misbehaves', () => {
  test('an answer cut at any byte is a failure, never a shorter window', async () => {
    const bodyStart = CHUNKED.indexOf('\r\n\r\n') + 4;
    for (let length = bodyStart; length < CHUNKED.length; length += 23) {
      const server = await serve(playAndClose(CHUNKED, length));
      await expect(read(server)).rejects.toMatchObject({ code: 'source_bad_answer', retryable: true });
    }
  });

  test('an answer that ends after a part that promised more is a failure', async () => {
    const [first = ''] = CHUNKED.subarray(CHUNKED.indexOf('\r\n\r\n') + 4)
      .toString()
      .split('\n');
    const server = await serve(play(answer(200, JSON_TYPE, `${first}\n`)));
    await expect(read(server)).rejects.toMatchObject({
      code: 'source_bad_answer',
      message: /before its last part/,
    });
  });

  test.each([
    ['before the answer', 0],
    ['after the headers', CHUNKED.indexOf('\r\n\r\n') + 4],
    ['in the middle of the body', CHUNKED.length - 100],
  ])('silence %s ends the query after the timeout, and closes the connection', async (_when, length) => {
    const server = await serve(playAndFallSilent(CHUNKED, length));
    await expect(read(server, { timeout: 80 })).rejects.toMatchObject({
      code: 'source_timeout',
      retryable: true,
    });
    await server.closed;
  });

  test('an abort ends a query at once, and closes the connection', async () => {
    const controller = new AbortController();
    const server = await serve((socket) => {
      socket.write(CHUNKED.subarray(0, 300), () => controller.abort());
    });
    await expect(read(server, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    await server.closed;
  });

  test('a refused connection counts as unreachable', async () => {
    const server = await startReplayServer(play(CHUNKED));
    await server.close();
    await expect(read(server)).rejects.toMatchObject({ code: 'source_unreachable', message: /ECONNREFUSED/ });
  });

  test('more points than maxPoints are a failure', async () => {
    await expect(read(await serve(play(CHUNKED)), { maxPoints: 6 })).rejects.toMatchObject({
      code: 'source_too_large',
    });
  });

  test.each([
    [{ results: [{ error: 'max-concurrent-queries limit exceeded(1, 1)' }] }, 'source_overloaded'],
    [{ error: 'timeout' }, 'source_rejected'],
    [{ results: [{ error: 'retention policy not found: x' }] }, 'source_not_found'],
    [[1, 2], 'source_bad_answer'],
    [oneSeries(['time', 'a'], [[1]]), 'source_bad_answer'],
    [oneSeries(['at', 'a'], [[1, 1]]), 'source_bad_answer'],
    [oneSeries(['time', 'a'], [['noon', 1]]), 'source_bad_answer'],
    [oneSeries(['time', 'a'], [[null, 1]]), 'source_bad_answer'],
  ])('an answer of %j is a failure of its kind', async (body, code) => {
    await expect(read(await serve(json(body)))).rejects.toMatchObject({ code });
  });

  test.each([
    [401, '{"error":"authorization failed"}', 'source_unauthorized', /authorization failed/],
    [503, 'starting', 'source_server_error', /answered 503: starting/],
    [404, '404 page not found', 'source_not_found', /404 page not found/],
    [400, '{"error":"error parsing query"}', 'source_rejected', /error parsing query/],
    [400, '{"code":"invalid","message":"PASSWORD and SECRET"}', 'source_rejected', /\*\*\* and \*\*\*/],
  ] as const)('status %i with %s is a failure of its kind', async (status, body, code, message) => {
    const server = await serve(play(answer(status, JSON_TYPE, body)));
    await expect(read(server)).rejects.toMatchObject({ code, message });
  });

  test('what it says is told without password and token in any form', async () => {
    const login = Buffer.from('u:PASSWORD').toString('base64');
    const message = `no Basic ${login}, no p=PASSWORD, in ${encodeURIComponent('to ken/1')} or to ken/1`;
    const server = await serve(play(answer(401, JSON_TYPE, JSON.stringify({ error: message }))));
    await expect(read(server, { token: 'to ken/1' })).rejects.toMatchObject({
      message: expect.stringMatching(/: no Basic \*\*\*, no p=\*\*\*, in \*\*\* or \*\*\*$/),
    });
  });

  test('a redirect is not followed', async () => {
    const server = await serve(play(answer(307, { Location: '/login' }, '')));
    await expect(read(server)).rejects.toMatchObject({
      code: 'source_rejected',
      message: /redirects \(307\) to .*\/login$/,
    });
  });

  test('a web page in place of JSON is a failure that says so', async () => {
    const server = await serve(play(answer(200, { 'Content-Type': 'text/html' }, '<html>')));
    await expect(read(server)).rejects.toMatchObject({
      code: 'source_bad_answer',
      message: /answered text\/html/,
    });
  });
});
