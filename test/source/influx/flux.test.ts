import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { logClientMessages } from '../../../src/source/influx/client-log.ts';
import { createFluxSource } from '../../../src/source/influx/flux.ts';
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
const CSV = { 'Content-Type': 'text/csv; charset=utf-8' };
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };
const ONE_TABLE = recordedAnswer('influxdb-2.7', 'flux-one-table');

const servers: ReplayServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(behaviour: Behaviour): Promise<ReplayServer> {
  const server = await startReplayServer(behaviour);
  servers.push(server);
  return server;
}

interface Options {
  readonly timeout?: number;
  readonly maxPoints?: number;
  readonly query?: Query;
  readonly signal?: AbortSignal;
  readonly url?: string;
}

function read(server: { readonly url: string }, options: Options = {}): Promise<readonly SeriesWindow[]> {
  const { timeout = 5000, maxPoints = 1000, query = { flux: 'from(bucket: "b")' }, signal } = options;
  const where = { kind: 'influxdb2', url: options.url ?? server.url, org: 'lab & co', bucket: 'b' } as const;
  const source = createFluxSource('influx', {
    ...where,
    token: 'SECRET',
    timeout,
    maxPoints,
    maxSeries: 10_000,
  });
  return source.read(query, WINDOW, signal ?? new AbortController().signal);
}

/** The body of an answer with one table; rows are `time,value`. */
function table(type: string, rows: readonly string[]): string {
  const lines = [
    `#datatype,string,long,dateTime:RFC3339,${type},string,string`,
    '#group,false,false,false,false,true,true',
    '#default,_result,,,,,',
    ',result,table,_time,_value,_field,_measurement',
    ...rows.map((row) => `,,0,${row},f,m`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

describe('the request', () => {
  test('carries organisation, token and the query with the window defined', async () => {
    const server = await serve(play(ONE_TABLE));
    await read(server, { query: { flux: 'import "math"\nfrom(bucket: "b") |> range(start: windowStart)' } });
    const [request] = server.requests;
    expect(request?.path).toBe('/api/v2/query?org=lab%20%26%20co');
    expect(request?.headers.authorization).toBe('Token SECRET');
    const { query } = JSON.parse(request?.body ?? '');
    expect(query.split('\n').filter((line: string) => line !== '')).toEqual([
      'import "math"',
      'windowStart = 2026-11-22T07:00:00.000Z',
      'windowStop = 2026-11-22T08:00:00.000Z',
      'from(bucket: "b") |> range(start: windowStart)',
    ]);
  });

  test('goes below the path of an address that has one', async () => {
    const server = await serve(play(ONE_TABLE));
    await read(server, { url: `${server.url}/influx/` });
    expect(server.requests[0]?.path).toBe('/influx/api/v2/query?org=lab%20%26%20co');
  });

  test('goes where it should for an address that ends in /api/v2, and the log says so', async () => {
    const said: string[] = [];
    const keep = (_about: object, text: string) => void said.push(text);
    logClientMessages({ warn: keep, error: keep });
    const server = await serve(play(ONE_TABLE));
    await read(server, { url: `${server.url}/api/v2` });
    expect(server.requests[0]?.path).toBe('/api/v2/query?org=lab%20%26%20co');
    expect(said).toEqual([expect.stringMatching(/^InfluxDB client: Please remove '\/api\/v2'/)]);
  });

  test('an influxql query is refused before anything is sent', async () => {
    const server = await serve(play(ONE_TABLE));
    await expect(async () => read(server, { query: { influxql: 'SELECT 1' } })).rejects.toMatchObject({
      code: 'source_rejected',
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe('values', () => {
  const at = (second: number): string => `2026-11-22T07:00:0${second}Z`;
  const values = async (type: string, cells: readonly string[]): Promise<number[]> => {
    const body = table(
      type,
      cells.map((cell, index) => `${at(index)},${cell}`),
    );
    const [series] = await read(await serve(play(answer(200, CSV, body))));
    return [...(series?.values ?? [])];
  };

  test.each([
    [
      'double',
      ['21', '-0.5', 'NaN', '+Inf', '-Inf', '', `0.${'0'.repeat(299)}15`],
      [21, -0.5, NaN, NaN, NaN, NaN, 1.5e-300],
    ],
    ['long', ['9007199254740993', '-9223372036854775807', ''], [2 ** 53, -(2 ** 63), NaN]],
    ['unsignedLong', ['18446744073709551615', '0'], [2 ** 64, 0]],
    ['boolean', ['true', 'false', ''], [1, 0, NaN]],
  ])('%s values are numbers, null, NaN and infinities are NaN', async (type, cells, expected) => {
    expect(await values(type, cells)).toEqual(expected);
  });

  test.each(['string', 'base64Binary', 'duration', 'dateTime:RFC3339'])(
    '%s values are refused by the name of their field',
    async (type) => {
      await expect(values(type, ['x'])).rejects.toMatchObject({
        code: 'source_not_numeric',
        message: /field f holds/,
      });
    },
  );

  test('rows come in no order that says anything: they are sorted', async () => {
    const rows = [`${at(2)},2`, `${at(1)},1`, `${at(3)},3`];
    const [series] = await read(await serve(play(answer(200, CSV, table('double', rows)))));
    expect([...(series?.values ?? [])]).toEqual([1, 2, 3]);
    expect(series?.notes).toMatchObject({ duplicates: 0, disordered: 0 });
  });

  test('own Flux that merged series is refused, with the column that tells them apart', async () => {
    const body = `#datatype,string,long,dateTime:RFC3339,double,string,string\r\n#group,false,false,false,false,true,false\r\n#default,_result,,,,,\r\n,result,table,_time,_value,room,sensor\r\n,,0,${at(0)},1,lab,a\r\n,,0,${at(0)},2,lab,b\r\n\r\n`;
    const server = await serve(play(answer(200, CSV, body)));
    await expect(read(server)).rejects.toMatchObject({
      code: 'source_rejected',
      message: /1 value shares its time with another in _result\._value\{room=lab\}/,
      hint: 'Group by the column that tells them apart (sensor), or aggregate them.',
    });
  });

  test('a tag keeps its name, whatever that is', async () => {
    const body = table('double', [`${at(0)},1`]).replace(/_measurement/, '__proto__');
    const [series] = await read(await serve(play(answer(200, CSV, body))));
    expect(series?.series).toBe('_result.f{__proto__=m}');
  });

  test('without _measurement and _field a series is named after the result', async () => {
    const body = `#datatype,string,long,dateTime:RFC3339,double,string\r\n#group,false,false,false,false,true\r\n#default,mine,,,,\r\n,result,table,_time,_value,room\r\n,,0,${at(0)},1,lab\r\n\r\n`;
    const series = await read(await serve(play(answer(200, CSV, body))));
    expect(series.map((one) => one.series)).toEqual(['mine._value{room=lab}']);
  });

  test('columns count by their name, wherever they stand', async () => {
    const body = `#datatype,string,string,double,dateTime:RFC3339,string,long\r\n#group,true,true,false,false,false,false\r\n#default,,,,,_result,\r\n,_field,_measurement,_value,_time,result,table\r\n,f,m,7,${at(1)},,0\r\n,f,m,8,${at(2)},,0\r\n\r\n`;
    const series = await read(await serve(play(answer(200, CSV, body))));
    expect(series.map((one) => [one.series, ...one.values])).toEqual([['m.f', 7, 8]]);
  });
});

/** The tables of several tag sets of one measurement and field, as raw points come. */
function tagSets(
  sets: readonly { tags: Readonly<Record<string, string>>; type?: string; rows: readonly string[] }[],
): string {
  return sets
    .map(({ tags, type = 'double', rows }, index) => {
      const names = Object.keys(tags);
      const lines = [
        `#datatype,string,long,dateTime:RFC3339,${type},string,string${',string'.repeat(names.length)}`,
        `#group,false,false,false,false,true,true${',true'.repeat(names.length)}`,
        `#default,_result,,,,,${','.repeat(names.length)}`,
        [',result,table,_time,_value,_field,_measurement', ...names].join(','),
        ...rows.map((row) => [`,,${index},${row},f,m`, ...Object.values(tags)].join(',')),
      ];
      return `${lines.join('\r\n')}\r\n\r\n`;
    })
    .join('');
}

describe('series that groupBy makes of several tag sets', () => {
  const grouped = {
    measurement: 'm',
    fields: ['f'],
    where: {},
    groupBy: ['room'],
    aggregate: 'mean',
  } as const;
  const readSets = async (sets: Parameters<typeof tagSets>[0], query: Query = grouped) =>
    read(await serve(play(answer(200, CSV, tagSets(sets)))), { query });

  test('are refused where they share a time, with the tag that tells them apart', async () => {
    const sets = ['a', 'b'].map((sensor) => ({
      tags: { room: 'lab', sensor },
      rows: ['2026-11-22T07:00:00Z,1', '2026-11-22T07:01:00Z,2'],
    }));
    await expect(readSets(sets)).rejects.toMatchObject({
      code: 'source_rejected',
      message:
        /m\.f\{room=lab,sensor=a\} and m\.f\{room=lab,sensor=b\} both have a value at 2026-11-22T07:00/,
      hint: /^Add sensor to groupBy, or set every and aggregate/,
    });
  });

  test('are one in the order of time where a tag changed', async () => {
    const series = await readSets([
      { tags: { room: 'lab', firmware: '2' }, rows: ['2026-11-22T07:02:00Z,3'] },
      { tags: { room: 'lab', firmware: '1' }, rows: ['2026-11-22T07:00:00Z,1', '2026-11-22T07:01:00Z,2'] },
    ]);
    expect(series.map((one) => [one.series, ...one.values])).toEqual([['m.f{room=lab}', 1, 2, 3]]);
    expect(series[0]?.notes).toMatchObject({ duplicates: 0, disordered: 0 });
  });

  test('integers and decimals of one tag set are one series', async () => {
    const tags = { room: 'lab' };
    const series = await readSets([
      { tags, type: 'double', rows: ['2026-11-22T07:01:00Z,2.5'] },
      { tags, type: 'long', rows: ['2026-11-22T07:00:00Z,2'] },
    ]);
    expect(series.map((one) => [one.series, ...one.values])).toEqual([['m.f{room=lab}', 2, 2.5]]);
  });

  test('a tag of groupBy that no series has is told', async () => {
    const sets = [{ tags: { room: 'lab' }, rows: ['2026-11-22T07:00:00Z,1'] }];
    await expect(readSets(sets, { ...grouped, groupBy: ['room', 'device'] })).rejects.toMatchObject({
      code: 'source_rejected',
      message: /no series has the tag device, which groupBy names/,
      hint: /^Their tags are room\. /,
    });
  });
});

describe('what there is', () => {
  const column = (names: readonly string[]): string =>
    `#datatype,string,long,string\r\n#group,false,false,false\r\n#default,_result,,\r\n,result,table,_value\r\n${names.map((name) => `,,0,${name}\r\n`).join('')}\r\n`;
  const ANSWERS: Readonly<Record<string, readonly string[]>> = {
    measurements: ['environment', 'cpu'],
    measurementFieldKeys: ['temperature'],
    measurementTagKeys: ['_start', '_stop', '_field', '_measurement', 'room'],
    measurementTagValues: ['"the ""lab"" "', 'office'],
  };

  function contentsOf(server: ReplayServer) {
    const where = { kind: 'influxdb2', url: server.url, org: 'o', bucket: 'b', token: '' } as const;
    const source = createFluxSource('influx', { ...where, timeout: 5000, maxPoints: 100, maxSeries: 100 });
    const where2 = { room: 'lab' };
    const query = {
      measurement: 'environment',
      fields: ['t'],
      where: where2,
      groupBy: [],
      aggregate: 'mean',
    } as const;
    return source.contents?.(query, new AbortController().signal);
  }

  test('is looked up in the schema', async () => {
    const server = await serve((socket, request) => {
      const call = /schema\.(\w+)\(/.exec(request.body)?.[1] ?? '';
      socket.write(answer(200, CSV, column(ANSWERS[call] ?? [])));
    });
    expect(await contentsOf(server)).toEqual({
      measurements: ['cpu', 'environment'],
      fields: ['temperature'],
      tags: ['room'],
      values: { room: ['office', 'the "lab" '] },
    });
    const { query } = JSON.parse(server.requests[0]?.body ?? '');
    expect(query).toContain('measurementTagValues(bucket: "b", measurement: "environment", tag: "room")');
  });

  test('is not known where the server reports an error', async () => {
    const error =
      '#datatype,string,string\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,boom,\r\n\r\n';
    const server = await serve(play(answer(200, CSV, error)));
    await expect(contentsOf(server)).rejects.toMatchObject({ code: 'source_rejected', message: /boom/ });
  });
});

describe('several results', () => {
  const result = (name: string, value: number): string =>
    `#datatype,string,long,dateTime:RFC3339,double,string,string\r\n#group,false,false,false,false,true,true\r\n#default,${name},,,,,\r\n,result,table,_time,_value,_field,_measurement\r\n,,0,2026-11-22T07:00:00Z,${value},f,m\r\n\r\n`;
  const body = result('mean', 1) + result('max', 2);

  test('are series named after their yields', async () => {
    const flux = 'a |> yield(name: "mean")\nb |> yield(name: "max")';
    const series = await read(await serve(play(answer(200, CSV, body))), { query: { flux } });
    expect(series.map((one) => [one.series, ...one.values])).toEqual([
      ['m.f{result=max}', 2],
      ['m.f{result=mean}', 1],
    ]);
  });

  test('are never one series', async () => {
    await expect(read(await serve(play(answer(200, CSV, body))))).rejects.toMatchObject({
      code: 'source_rejected',
      message: /the results mean and max both hold m\.f/,
    });
  });

  test('the only one has no name in its series', async () => {
    const flux = 'a |> yield(name: "mean")';
    const series = await read(await serve(play(answer(200, CSV, result('mean', 1)))), { query: { flux } });
    expect(series.map((one) => one.series)).toEqual(['m.f']);
  });
});

describe('fields of a type that the server does not aggregate', () => {
  const query = {
    measurement: 'm',
    fields: ['f'],
    where: {},
    groupBy: [],
    everyMs: 60_000,
    aggregate: 'mean',
  } as const;

  test.each([
    'unsupported input type for mean aggregate: boolean',
    'unsupported aggregate column type bool',
    'schema collision: cannot group integer and float types together',
  ])('are read as numbers, at once from then on (%s)', async (message) => {
    const refusal = answer(400, JSON_TYPE, JSON.stringify({ code: 'invalid', message }));
    const whole = answer(200, CSV, table('double', ['2026-11-22T07:00:00Z,0.25']));
    const server = await serve((socket, request) => {
      socket.write(request.body.includes('toFloat()') ? whole : refusal);
    });
    const where = { kind: 'influxdb2', url: server.url, org: 'o', bucket: 'b', token: '' } as const;
    const source = createFluxSource('influx', { ...where, timeout: 5000, maxPoints: 100, maxSeries: 100 });
    const values = async () => (await source.read(query, WINDOW, new AbortController().signal))[0]?.values;
    expect([...((await values()) ?? [])]).toEqual([0.25]);
    expect(server.requests).toHaveLength(2);
    await values();
    expect(server.requests).toHaveLength(3);
  });
});

describe('a server that misbehaves', () => {
  test('an answer cut at any byte is a failure, never a shorter window', async () => {
    const bodyStart = ONE_TABLE.indexOf('\r\n\r\n') + 4;
    for (let length = bodyStart; length < ONE_TABLE.length; length += 41) {
      const server = await serve(playAndClose(ONE_TABLE, length));
      await expect(read(server)).rejects.toMatchObject({ code: 'source_bad_answer', retryable: true });
    }
  });

  test('a body that only the end of the connection ends is a failure when it is cut', async () => {
    const body = table('double', ['2026-11-22T07:00:00Z,1', '2026-11-22T07:01:00Z,2']);
    const unframed = Buffer.from(
      `HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nConnection: close\r\n\r\n${body}`,
    );
    const whole = await read(await serve(playAndClose(unframed)));
    expect(whole[0]?.times).toHaveLength(2);
    for (let cut = 1; cut < 60; cut += 1) {
      const server = await serve(playAndClose(unframed, unframed.length - cut));
      await expect(read(server)).rejects.toMatchObject({ code: 'source_bad_answer' });
    }
  });

  test('a gzip stream that ends early inside a whole body is a failure', async () => {
    const rows = Array.from(
      { length: 500 },
      (_, at) => `${new Date(WINDOW.start + at * 1000).toISOString()},${Math.sin(at)}`,
    );
    const packed = gzipSync(table('double', rows));
    const headers = { ...CSV, 'Content-Encoding': 'gzip' };
    const cut = await serve(play(answer(200, headers, packed.subarray(0, packed.length / 2))));
    await expect(read(cut)).rejects.toMatchObject({ code: 'source_bad_answer' });
    const whole = await read(await serve(play(answer(200, headers, packed))));
    expect(whole[0]?.times).toHaveLength(500);
  });

  test.each([
    ['before the answer', 0],
    ['after the headers', ONE_TABLE.indexOf('\r\n\r\n') + 4],
    ['in the middle of the body', ONE_TABLE.length - 200],
  ])('silence %s ends the query after the timeout, and closes the connection', async (_when, length) => {
    const server = await serve(playAndFallSilent(ONE_TABLE, length));
    await expect(read(server, { timeout: 80 })).rejects.toMatchObject({
      code: 'source_timeout',
      retryable: true,
    });
    await server.closed;
  });

  test('an abort ends a query at once, and closes the connection', async () => {
    const controller = new AbortController();
    const server = await serve((socket) => {
      socket.write(ONE_TABLE.subarray(0, 400), () => controller.abort());
    });
    await expect(read(server, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    await server.closed;
    await expect(read(server, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });

  test('more points than maxPoints are a failure, and the rest is not waited for', async () => {
    const server = await serve(playAndFallSilent(ONE_TABLE, ONE_TABLE.length - 10));
    await expect(read(server, { maxPoints: 5 })).rejects.toMatchObject({ code: 'source_too_large' });
    await server.closed;
  });

  test('a web page in place of CSV is a failure that says so', async () => {
    const server = await serve(play(answer(200, { 'Content-Type': 'text/html' }, '<html>')));
    await expect(read(server)).rejects.toMatchObject({
      code: 'source_bad_answer',
      message: /answered text\/html/,
    });
  });

  test('a redirect is not followed, and its target named without query', async () => {
    const headers = { Location: 'https://other.example/login?token=abc' };
    const server = await serve(play(answer(302, headers, '')));
    await expect(read(server)).rejects.toMatchObject({
      code: 'source_rejected',
      message: /redirects \(302\) to https:\/\/other\.example\/login$/,
    });
  });

  test.each([
    [429, 'slow down', 'source_overloaded'],
    [500, '{"code":"internal error","message":"boom"}', 'source_server_error'],
    [502, '<html>bad gateway</html>', 'source_server_error'],
    [503, '{"code":"unavailable","message":"starting"}', 'source_server_error'],
    [403, '{"code":"forbidden","message":"insufficient permissions"}', 'source_unauthorized'],
  ])('status %i is a failure of its kind', async (status, body, code) => {
    const server = await serve(play(answer(status, JSON_TYPE, body)));
    await expect(read(server)).rejects.toMatchObject({ code });
  });

  test('a connection that is refused or reset before an answer counts as unreachable', async () => {
    const server = await startReplayServer((socket) => void socket.destroy());
    await expect(read(server)).rejects.toMatchObject({ code: 'source_unreachable', retryable: true });
    await server.close();
    await expect(read(server)).rejects.toMatchObject({ code: 'source_unreachable', message: /ECONNREFUSED/ });
  });

  test('a server that speaks no TLS is told in one line', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const error: unknown = await read({ url }).catch((thrown: unknown) => thrown);
    server.close();
    expect(error).toMatchObject({
      code: 'source_unreachable',
      message: /cannot be reached: TLS: wrong version number$/,
    });
    expect(error instanceof Error ? error.message : '').not.toMatch(/\n|openssl/);
  });

  test('what a server says is told without the token and at a bearable length', async () => {
    const body = JSON.stringify({ code: 'invalid', message: `bad header: Token SECRET ${'x'.repeat(5000)}` });
    const server = await serve(play(answer(400, JSON_TYPE, body)));
    const error: unknown = await read(server).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'source_rejected', message: expect.stringContaining('Token ***') });
    expect(error instanceof Error ? error.message.length : 0).toBeLessThan(700);
  });
});
