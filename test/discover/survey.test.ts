import { afterEach, describe, expect, test } from 'vitest';
import { survey } from '../../src/discover/survey.ts';
import { createFluxSource } from '../../src/source/influx/flux.ts';
import { createSqlSource } from '../../src/source/influx/sql.ts';
import { answer, type ReplayServer, startReplayServer } from '../support/http-replay.ts';
import { NOON, never } from '../support/pipeline.ts';

let server: ReplayServer | undefined;
afterEach(() => server?.close());

async function serve(bodyOf: (asked: string) => string, type: string): Promise<string> {
  server = await startReplayServer((socket, { body }) => {
    socket.end(answer(200, { 'Content-Type': type, Connection: 'close' }, bodyOf(body)));
  });
  return server.url;
}

const spanOf = (asked: string): number => {
  const [from = '', to = ''] = [...asked.matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)].map(([time]) => time);
  return (Date.parse(to) - Date.parse(from)) / 60_000;
};

describe('InfluxDB 2 is surveyed by Flux', () => {
  const names = (list: readonly string[]) =>
    `#datatype,string,long,string\r\n#group,false,false,false\r\n#default,_result,,\r\n,result,table,_value\r\n${list.map((name) => `,,0,${name}\r\n`).join('')}\r\n`;
  const head = (type: string) =>
    `#datatype,string,long,dateTime:RFC3339,${type},string,string,string\r\n#group,false,false,false,false,true,true,true\r\n#default,_result,,,,,,\r\n,result,table,_time,_value,_field,_measurement,room\r\n`;
  const row = (minute: number, value: string, field: string) =>
    `,,0,${new Date(NOON - minute * 60_000).toISOString()},${value},${field},climate,lab\r\n`;

  function bodyOf(asked: string): string {
    if (asked.includes('schema.measurements(')) return names(['climate']);
    if (asked.includes('measurementFieldKeys')) return names(['temperature', 'state']);
    if (asked.includes('measurementTagKeys')) return names(['_start', 'room']);
    const text = asked.includes('state') ? `${head('string')}${row(1, 'on', 'state')}\r\n` : '';
    if (!asked.includes('temperature')) return text;
    // One value in five minutes: a quarter of an hour and an hour are too short to know much.
    const minutes = Array.from({ length: Math.floor(spanOf(asked) / 5) }, (_, at) => (at + 1) * 5);
    const rows = minutes.reverse().map((minute) => row(minute, String(20 + (minute % 3)), 'temperature'));
    return `${text}${head('double')}${rows.join('')}\r\n`;
  }

  test('as far back as it takes to know the interval, its text told apart', async () => {
    const url = await serve(bodyOf, 'text/csv; charset=utf-8');
    const source = createFluxSource('influx', {
      ...{
        kind: 'influxdb2',
        url,
        org: 'o',
        bucket: 'b',
        token: '',
        timeout: 5000,
        maxPoints: 10_000,
        maxSeries: 1000,
      },
    });
    expect(await survey(source, NOON, never)).toMatchObject({
      more: 0,
      measurements: [
        {
          ...{ measurement: 'climate', tags: ['room'], spanMs: 6 * 3_600_000, notNumeric: ['state'] },
          fields: [{ field: 'temperature', series: ['climate.temperature{room=lab}'], intervalMs: 300_000 }],
        },
      ],
    });
  });
});

describe('InfluxDB 3 is surveyed by SQL', () => {
  const lines = (rows: readonly object[]) => rows.map((one) => `${JSON.stringify(one)}\n`).join('');
  const COLUMNS = lines([
    { column_name: 'time', data_type: 'Timestamp(Nanosecond, None)' },
    { column_name: 'room', data_type: 'Dictionary(Int32, Utf8)' },
    { column_name: 'total', data_type: 'Int64' },
    { column_name: 'note', data_type: 'Utf8' },
  ]);

  test('and what only rises is a counter', async () => {
    const url = await serve((asked) => {
      if (asked.includes('information_schema.tables')) return lines([{ name: 'meter' }]);
      if (asked.includes('information_schema.columns')) return COLUMNS;
      const at = (minute: number) => new Date(NOON - (40 - minute) * 10_000).toISOString().slice(0, -1);
      return lines(Array.from({ length: 40 }, (_, i) => ({ time: at(i), total: 100 + i, room: 'lab' })));
    }, 'application/jsonl');
    const source = createSqlSource('influx', {
      ...{
        kind: 'influxdb3',
        url,
        database: 'd',
        token: '',
        timeout: 5000,
        maxPoints: 10_000,
        maxSeries: 1000,
      },
      longestQuery: 71 * 3_600_000,
    });
    expect((await survey(source, NOON, never)).measurements).toMatchObject([
      {
        ...{ measurement: 'meter', notNumeric: ['note'], spanMs: 900_000 },
        fields: [{ field: 'total', isCounter: true, intervalMs: 10_000 }],
      },
    ]);
  });
});
