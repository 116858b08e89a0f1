import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InfluxqlConfig } from '../../src/config/schema.ts';
import { createInfluxqlSource } from '../../src/source/influx/influxql.ts';
import type { Query, SeriesWindow, StructuredQuery } from '../../src/source/source.ts';
import { hasInfluxd, INFLUXD_HINT, type Influxd, startInfluxd } from '../support/influxd.ts';

const MINUTE = 60_000;
const T0 = Date.parse('2026-11-22T07:00:00Z');
const WINDOW = { start: T0, end: T0 + 10 * MINUTE };
const STRUCTURED: StructuredQuery = {
  measurement: 'environment',
  fields: ['temperature'],
  where: {},
  groupBy: [],
  aggregate: 'mean',
};
const ODD_NAME = `odd "measurement", it's = a\\test`;
const ODD_TAG = `va\\lue "with", o'thers = x`;

/** Line protocol with everything escaped that it wants escaped. */
function escaped(name: string, characters: RegExp): string {
  return name.replaceAll(characters, (character) => `\\${character}`);
}

describe.skipIf(!hasInfluxd())(`a real InfluxDB 1.x (${INFLUXD_HINT})`, () => {
  let influxd: Influxd;

  beforeAll(async () => {
    influxd = await startInfluxd();
    await influxd.execute('CREATE DATABASE "sensors"');
    await influxd.execute('CREATE RETENTION POLICY "short term" ON "sensors" DURATION INF REPLICATION 1');
    const ns = (minute: number, nanoseconds = 0): string =>
      `${BigInt(T0 + minute * MINUTE) * 1_000_000n + BigInt(nanoseconds)}`;
    await influxd.write('sensors', [
      ...[-1, 0, 1, 2, 9, 10].map(
        (minute) => `environment,room=lab,sensor=a temperature=${20 + minute} ${ns(minute)}`,
      ),
      `environment,room=lab,sensor=b temperature=30,ok=true,samples=7i ${ns(1)}`,
      `environment,room=lab,sensor=b ok=false,status="warm" ${ns(2)}`,
      `environment,room=office temperature=25 ${ns(3)}`,
      `fine value=1 ${ns(0, 1000)}`,
      `fine value=2 ${ns(0, 2000)}`,
      `${escaped(ODD_NAME, /[, ]/g)},${escaped('tag, key', /[, =]/g)}=${escaped(ODD_TAG, /[, =]/g)} ${escaped('the "field"', /[, =]/g)}=1 ${ns(4)}`,
    ]);
    const many = Array.from({ length: 25_000 }, (_, at) => `many value=${at} ${T0 + at}`);
    await influxd.write('sensors', many, 'ms');
  });
  afterAll(async () => influxd?.stop());

  function sourceOf(config: Partial<InfluxqlConfig> = {}) {
    return createInfluxqlSource('influx', {
      kind: 'influxql',
      url: influxd.url,
      database: 'sensors',
      auth: 'none',
      username: '',
      password: '',
      token: '',
      timeout: 10_000,
      maxPoints: 100_000,
      maxSeries: 1000,
      ...config,
    });
  }

  function read(
    query: Partial<StructuredQuery> | Query,
    config: Partial<InfluxqlConfig> = {},
  ): Promise<readonly SeriesWindow[]> {
    const text = 'influxql' in query || 'flux' in query;
    const asked = text ? query : { ...STRUCTURED, ...query };
    return sourceOf(config).read(asked, WINDOW, new AbortController().signal);
  }

  function shown(series: readonly SeriesWindow[]): string[] {
    return series.map(({ series: name, times, values }) => {
      const points = [...times].map((time, at) => `${(time - T0) / MINUTE}=${values[at]}`);
      return `${name}: ${points.join(' ')}`;
    });
  }

  test('every tag set is a series, and the window is half-open', async () => {
    expect(shown(await read({}))).toEqual([
      'environment.temperature{room=lab,sensor=a}: 0=20 1=21 2=22 9=29',
      'environment.temperature{room=lab,sensor=b}: 1=30',
      'environment.temperature{room=office}: 3=25',
    ]);
  });

  test('where filters and groupBy tells series apart', async () => {
    expect(shown(await read({ where: { room: 'lab' }, groupBy: ['sensor'] }))).toHaveLength(2);
    expect(shown(await read({ where: { sensor: 'a' }, groupBy: ['room'] }))).toEqual([
      'environment.temperature{room=lab,sensor=a}: 0=20 1=21 2=22 9=29',
    ]);
  });

  test('sensors that groupBy would mix are refused, and aggregated where the query says how', async () => {
    await expect(read({ groupBy: ['room'] })).rejects.toMatchObject({
      code: 'source_rejected',
      message: /sensor=a\} and .*sensor=b\} both have a value/,
      hint: /^Add sensor to groupBy/,
    });
    const query = { where: { room: 'lab' }, groupBy: ['room'], everyMs: MINUTE, aggregate: 'mean' } as const;
    expect(shown(await read(query))).toEqual(['environment.temperature{room=lab}: 0=20 1=25.5 2=22 9=29']);
    const influxql = 'SELECT temperature FROM environment WHERE time >= $windowStart AND time < $windowStop';
    await expect(read({ influxql })).rejects.toMatchObject({ code: 'source_rejected', hint: /GROUP BY \*/ });
  });

  test('newest first is no disorder', async () => {
    const influxql = `SELECT temperature FROM environment WHERE sensor = 'a' AND time >= $windowStart AND time < $windowStop ORDER BY time DESC`;
    const series = await read({ influxql });
    expect(shown(series)).toEqual(['environment.temperature: 0=20 1=21 2=22 9=29']);
    expect(series[0]?.notes.disordered).toBe(0);
  });

  test('a tag of groupBy that no series has is told', async () => {
    await expect(read({ groupBy: ['device'] })).rejects.toMatchObject({
      code: 'source_rejected',
      message: /no series has the tag device/,
    });
    await expect(read({ groupBy: ['device'], everyMs: MINUTE })).rejects.toMatchObject({
      code: 'source_rejected',
    });
  });

  test('of several fields each has its own points, booleans and integers are numbers', async () => {
    const query = { fields: ['temperature', 'ok', 'samples'], where: { sensor: 'b' } };
    expect(shown(await read(query))).toEqual([
      'environment.ok{room=lab,sensor=b}: 1=1 2=0',
      'environment.samples{room=lab,sensor=b}: 1=7',
      'environment.temperature{room=lab,sensor=b}: 1=30',
    ]);
  });

  test('every and aggregate run on the server, with points inside of the window', async () => {
    const query = { where: { sensor: 'a' }, everyMs: 7 * MINUTE, aggregate: 'max' } as const;
    expect(shown(await read(query))).toEqual(['environment.temperature{room=lab,sensor=a}: 0=22 6=29']);
  });

  test('the mean of true and false is refused with what is possible', async () => {
    const query = { fields: ['ok'], where: { sensor: 'b' }, everyMs: 5 * MINUTE } as const;
    await expect(read(query)).rejects.toMatchObject({ code: 'source_rejected', hint: /no mean of true and/ });
    expect(shown(await read({ ...query, aggregate: 'max' }))).toEqual([
      'environment.ok{room=lab,sensor=b}: 0=1',
    ]);
  });

  test('names and values with quotes, commas and backslashes come through', async () => {
    const query = { measurement: ODD_NAME, fields: ['the "field"'], where: { 'tag, key': ODD_TAG } };
    expect(shown(await read(query))).toEqual([`${ODD_NAME}.the "field"{tag, key=${ODD_TAG}}: 4=1`]);
  });

  test('points closer than a millisecond stay two', async () => {
    const [series] = await read({ measurement: 'fine', fields: ['value'] });
    expect([...(series?.times ?? [])].map((time) => Math.round((time - T0) * 1000))).toEqual([1, 2]);
  });

  test('an answer of several parts is put together', async () => {
    const [series] = await read({ measurement: 'many', fields: ['value'] });
    expect(series?.times).toHaveLength(25_000);
    expect(series?.values[24_999]).toBe(24_999);
  });

  test('the own text of the user gets the window', async () => {
    const influxql =
      'SELECT max(temperature) FROM environment WHERE time >= $windowStart AND time < $windowStop GROUP BY room';
    expect(shown(await read({ influxql }))).toEqual([
      'environment.max{room=lab}: 1=30',
      'environment.max{room=office}: 3=25',
    ]);
  });

  test('what there is, is looked up', async () => {
    const query = { ...STRUCTURED, where: { room: 'labb' } };
    expect(await sourceOf().contents?.(query, new AbortController().signal)).toEqual({
      measurements: ['environment', 'fine', 'many', ODD_NAME],
      fields: ['ok', 'samples', 'status', 'temperature'],
      tags: ['room', 'sensor'],
      values: { room: ['lab', 'office'] },
    });
  });

  test('a retention policy is found by its name', async () => {
    expect(await read({}, { retentionPolicy: 'short term' })).toEqual([]);
    await expect(read({}, { retentionPolicy: 'none' })).rejects.toMatchObject({ code: 'source_not_found' });
  });

  test('what is not there gives no series, a wrong database or query a failure', async () => {
    expect(await read({ measurement: 'nothing' })).toEqual([]);
    await expect(read({}, { database: 'nosuch' })).rejects.toMatchObject({ code: 'source_not_found' });
    await expect(read({ influxql: 'SELECT FROM' })).rejects.toMatchObject({ code: 'source_rejected' });
    await expect(read({ influxql: 'DROP DATABASE sensors' })).rejects.toMatchObject({
      code: 'source_rejected',
    });
    await expect(read({ fields: ['status'] })).rejects.toMatchObject({ code: 'source_not_numeric' });
    await expect(
      read({ measurement: 'many', fields: ['value'] }, { maxPoints: 10_000 }),
    ).rejects.toMatchObject({
      code: 'source_too_large',
    });
  });
});
