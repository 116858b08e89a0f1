import { afterEach, describe, expect, test } from 'vitest';
import type { InfluxSqlConfig } from '../../../src/config/schema.ts';
import { createSqlSource } from '../../../src/source/influx/sql.ts';
import type { Query, SeriesWindow, StructuredQuery, Window } from '../../../src/source/source.ts';
import {
  answer,
  play,
  playAndClose,
  playAndFallSilent,
  type ReplayServer,
  startReplayServer,
} from '../../support/http-replay.ts';
import type { Behaviour } from '../../support/raw-server.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-22T07:00:00Z');
const WINDOW = { start: START, end: START + HOUR };
const JSONL = { 'Content-Type': 'application/jsonl', Connection: 'close' };
const STRUCTURED: StructuredQuery = {
  measurement: 'environment',
  fields: ['temperature'],
  where: {},
  groupBy: [],
  aggregate: 'mean',
};
const OWN: Query = { sql: 'SELECT time, t FROM m WHERE time >= $start AND time < $stop' };
const COLUMNS = [
  ['time', 'Timestamp(Nanosecond, None)'],
  ['room', 'Dictionary(Int32, Utf8)'],
  ['sensor', 'Dictionary(Int32, Utf8)'],
  ['temperature', 'Float64'],
  ['ok', 'Boolean'],
  ['status', 'Utf8'],
];

const servers: ReplayServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(behaviour: Behaviour): Promise<ReplayServer> {
  const server = await startReplayServer(behaviour);
  servers.push(server);
  return server;
}

function lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

interface Asked {
  readonly db: string;
  readonly q: string;
  readonly format: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A database with one table: what its schema says, and these rows for every other query. */
function database(rows: readonly unknown[] | ((asked: Asked) => readonly unknown[])): Behaviour {
  return (socket, { body }) => {
    const asked: Asked = JSON.parse(body);
    const columns = COLUMNS.map(([column_name, data_type]) => ({ column_name, data_type }));
    const found = asked.params.table === 'environment' ? columns : [];
    const isSchema = asked.q.includes('information_schema.columns');
    const data = typeof rows === 'function' ? () => rows(asked) : () => rows;
    socket.end(answer(200, JSONL, lines(isSchema ? found : data())));
  };
}

type Options = Partial<InfluxSqlConfig> & { readonly query?: Query; readonly window?: Window };

function read(server: ReplayServer, options: Options = {}): Promise<readonly SeriesWindow[]> {
  const { query = STRUCTURED, window = WINDOW, ...config } = options;
  return sourceOf(server, config).read(query, window, new AbortController().signal);
}

function sourceOf(server: ReplayServer, config: Partial<InfluxSqlConfig> = {}) {
  return createSqlSource('influx', {
    kind: 'influxdb3',
    url: server.url,
    database: 'my db',
    token: 'SECRET',
    longestQuery: 71 * HOUR,
    timeout: 5000,
    maxPoints: 1000,
    maxSeries: 100,
    ...config,
  });
}

function asked(server: ReplayServer): Asked[] {
  return server.requests.map(({ body }) => JSON.parse(body));
}

function shown(series: readonly SeriesWindow[]): string[] {
  return series.map(({ series: name, times, values }) => {
    const points = [...times].map((time, at) => `${(time - START) / 60_000}=${values[at]}`);
    return `${name}: ${points.join(' ')}`;
  });
}

describe('the request', () => {
  test('names database and format, carries the token as bearer, and the window as parameters', async () => {
    const server = await serve(database([]));
    await read(server, { url: `${server.url}/influx/`, query: OWN });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/influx/api/v3/query_sql' });
    expect(request?.headers.authorization).toBe('Bearer SECRET');
    expect(asked(server)).toEqual([
      {
        db: 'my db',
        format: 'jsonl',
        q: 'SELECT time, t FROM m WHERE time >= $start AND time < $stop',
        params: { start: '2026-11-22T07:00:00.000Z', stop: '2026-11-22T08:00:00.000Z' },
      },
    ]);
  });

  test('is built from the keys of the query, values as parameters, with all tags of raw points', async () => {
    const server = await serve(database([]));
    await read(server, { query: { ...STRUCTURED, fields: ['temperature', 'ok'], where: { room: `l'ab` } } });
    expect(asked(server)[1]).toMatchObject({
      q: 'SELECT "time", "temperature", "ok", "room", "sensor" FROM "environment" WHERE "time" >= $start AND "time" < $stop AND "room" = $where0 AND ("temperature" IS NOT NULL OR "ok" IS NOT NULL)',
      params: { where0: `l'ab` },
    });
  });

  test('has the server aggregate what groupBy puts together, true and false as numbers', async () => {
    const server = await serve(database([]));
    const query = { ...STRUCTURED, fields: ['ok'], groupBy: ['room'], everyMs: 300_000 };
    await read(server, { query });
    expect(asked(server)[1]?.q).toBe(
      `SELECT date_bin(INTERVAL '300000 milliseconds', "time") AS "time", avg(CAST("ok" AS DOUBLE)) AS "ok", "room" FROM "environment" WHERE "time" >= $start AND "time" < $stop AND ("ok" IS NOT NULL) GROUP BY 1, "room"`,
    );
    await read(server, { query: { ...query, fields: ['temperature'], aggregate: 'last' } });
    expect(asked(server)[3]?.q).toContain(
      'last_value("temperature" ORDER BY "time") FILTER (WHERE "temperature" IS NOT NULL) AS "temperature"',
    );
  });

  test('does not go out for what is not there', async () => {
    const server = await serve(database([]));
    expect(await read(server, { query: { ...STRUCTURED, measurement: 'nosuch' } })).toEqual([]);
    expect(await read(server, { query: { ...STRUCTURED, fields: ['nosuch'] } })).toEqual([]);
    expect(await read(server, { query: { ...STRUCTURED, where: { nosuch: 'x' } } })).toEqual([]);
    expect(server.requests).toHaveLength(3);
    await expect(read(server, { query: { ...STRUCTURED, fields: ['status'] } })).rejects.toMatchObject({
      code: 'source_not_numeric',
    });
    await expect(read(server, { query: { flux: 'x' } })).rejects.toMatchObject({ code: 'source_rejected' });
  });
});

describe('long spans', () => {
  const DAYS = { start: START, end: START + 7 * 24 * HOUR };

  test('go in pieces that the server allows, each point once', async () => {
    const server = await serve(
      database(({ params }) => [{ time: params.start?.slice(0, 19), temperature: 1, room: 'lab' }]),
    );
    const [series] = await read(server, { window: DAYS });
    const pieces = asked(server)
      .slice(1)
      .map(({ params }) => [Date.parse(params.start ?? ''), Date.parse(params.stop ?? '')] as const);
    expect(pieces.map(([start, stop]) => (stop - start) / HOUR)).toEqual([71, 71, 26]);
    expect(pieces.map(([start]) => start)).toEqual([START, pieces[0]?.[1], pieces[1]?.[1]]);
    expect(series?.times).toHaveLength(3);
  });

  test('are cut between intervals, never within one', async () => {
    const server = await serve(database([]));
    const everyMs = 5 * HOUR;
    await read(server, { window: DAYS, query: { ...STRUCTURED, everyMs } });
    const stops = asked(server)
      .slice(1, -1)
      .map(({ params }) => Date.parse(params.stop ?? ''));
    expect(stops.length).toBeGreaterThan(1);
    expect(stops.filter((stop) => stop % everyMs !== 0)).toEqual([]);
  });

  test('of own SQL are cut at the ends of days', async () => {
    const server = await serve(database([]));
    await read(server, { window: DAYS, query: OWN });
    const stops = asked(server)
      .slice(0, -1)
      .map(({ params }) => params.stop);
    expect(stops.every((stop) => stop?.endsWith('T00:00:00.000Z'))).toBe(true);
  });
});

describe('values', () => {
  test('times without a zone are UTC, text is a tag, null and what is left out is no point', async () => {
    const rows = [
      { time: '2026-11-22T07:00:00', temperature: 21.5, ok: true, room: 'lab', sensor: 'a' },
      { time: '2026-11-22T07:01:00.5', temperature: null, ok: false, room: 'lab', sensor: 'a' },
      { time: '2026-11-22T07:02:00', temperature: 22, room: 'office' },
    ];
    const query = { ...STRUCTURED, fields: ['temperature', 'ok'] };
    expect(shown(await read(await serve(database(rows)), { query }))).toEqual([
      'environment.ok{room=lab,sensor=a}: 0=1 1.0083333333333333=0',
      'environment.temperature{room=lab,sensor=a}: 0=21.5',
      'environment.temperature{room=office}: 2=22',
    ]);
  });

  test('an interval that begins before the window stands at its start', async () => {
    const rows = [{ time: '2026-11-22T06:58:00', temperature: 1 }];
    const query = { ...STRUCTURED, everyMs: 300_000 };
    expect(shown(await read(await serve(database(rows)), { query }))).toEqual([
      'environment.temperature: 0=1',
    ]);
  });

  test('sensors that groupBy would mix are refused', async () => {
    const rows = ['a', 'b'].map((sensor) => ({
      time: '2026-11-22T07:00:00',
      temperature: 1,
      room: 'lab',
      sensor,
    }));
    const server = await serve(database(rows));
    await expect(read(server, { query: { ...STRUCTURED, groupBy: ['room'] } })).rejects.toMatchObject({
      code: 'source_rejected',
      hint: /^Add sensor to groupBy/,
    });
  });

  test('what there is, is looked up', async () => {
    const server = await serve(
      database(({ q }) => {
        if (q.includes('information_schema.tables')) return [{ name: 'environment' }, { name: 'cpu' }];
        return [{ name: 'lab' }];
      }),
    );
    const query = { ...STRUCTURED, where: { room: 'labb' } };
    expect(await sourceOf(server).contents?.(query, new AbortController().signal)).toEqual({
      measurements: ['cpu', 'environment'],
      fields: ['ok', 'status', 'temperature'],
      tags: ['room', 'sensor'],
      values: { room: ['lab'] },
    });
  });
});

describe('a server that misbehaves', () => {
  const ROWS = answer(
    200,
    JSONL,
    lines([
      { time: '2026-11-22T07:00:00', t: 1 },
      { time: '2026-11-22T07:01:00', t: 2 },
    ]),
  );
  const FILES =
    'Error while planning query: External error: Query would exceed file limit of 432 parquet files. Please specify a smaller time range for your query.';

  test.each([
    [400, { error: 'SQL error: ParserError' }, 'source_rejected'],
    [401, { error: 'the request was not authenticated' }, 'source_unauthorized'],
    [404, { error: 'database not found: db' }, 'source_not_found'],
    [500, { error: FILES }, 'source_too_large'],
    [400, { error: FILES }, 'source_too_large'],
    [503, { error: 'starting' }, 'source_server_error'],
  ])('status %i with %j is a failure of its kind', async (status, body, code) => {
    const server = await serve(play(answer(status, JSONL, JSON.stringify(body))));
    await expect(read(server, { query: OWN })).rejects.toMatchObject({ code });
  });

  test.each([
    ['{"error":"memory"}\n', 'source_rejected'],
    ['{"t":1}\n', 'source_bad_answer'],
    ['{"time":"noon","t":1}\n', 'source_bad_answer'],
    ['[1]\n', 'source_bad_answer'],
    ['{"time":"2026-11-2', 'source_bad_answer'],
  ])('an answer of %j is a failure', async (body, code) => {
    const server = await serve(play(answer(200, JSONL, body)));
    await expect(read(server, { query: OWN })).rejects.toMatchObject({ code });
  });

  test('more points than maxPoints are a failure', async () => {
    const server = await serve(play(ROWS));
    await expect(read(server, { query: OWN, maxPoints: 1 })).rejects.toMatchObject({
      code: 'source_too_large',
    });
  });

  test('an answer that is cut, or falls silent, is a failure', async () => {
    const cut = await serve(playAndClose(ROWS, ROWS.length - 5));
    await expect(read(cut, { query: OWN })).rejects.toMatchObject({
      code: 'source_bad_answer',
      retryable: true,
    });
    const silent = await serve(playAndFallSilent(ROWS, ROWS.length - 5));
    await expect(read(silent, { query: OWN, timeout: 80 })).rejects.toMatchObject({ code: 'source_timeout' });
  });

  test('a web page in place of JSON is a failure that says so', async () => {
    const server = await serve(play(answer(200, { 'Content-Type': 'text/html' }, '<html>')));
    await expect(read(server, { query: OWN })).rejects.toMatchObject({ message: /answered text\/html/ });
  });
});
