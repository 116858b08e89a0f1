import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvSeries } from '../../../src/source/csv/series.ts';
import type { SeriesWindow, StructuredQuery } from '../../../src/source/source.ts';
import { temporaryFiles } from '../../support/temp-file.ts';

const file = temporaryFiles();
const { signal } = new AbortController();
const T0 = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

type Options = Parameters<typeof readCsvSeries>[1];

async function read(content: string | Uint8Array, options: Options = {}): Promise<SeriesWindow[]> {
  return readCsvSeries(file('room.csv', content), options, signal);
}

function select(query: Partial<StructuredQuery>): { query: StructuredQuery } {
  return {
    query: { measurement: 'm', fields: ['value'], where: {}, groupBy: [], aggregate: 'mean', ...query },
  };
}

/** `series: time=value ...`, times in minutes after T0. */
function shown(series: readonly SeriesWindow[]): string[] {
  return series.map(({ series: name, times, values }) => {
    const points = [...times].map((time, at) => `${(time - T0) / MINUTE}=${values[at]}`);
    return `${name}: ${points.join(' ')}`;
  });
}

describe('formats', () => {
  test.each([
    ['ISO 8601 in UTC', '2026-03-01T12:00:00Z', '2026-03-01T12:01:00.000Z'],
    ['a blank between date and time', '2026-03-01 12:00:00', '2026-03-01 12:01:00'],
    ['no seconds', '2026-03-01T12:00', '2026-03-01T12:01'],
    ['another zone', '2026-03-01T13:00:00+01:00', '2026-03-01T07:01:00-0500'],
    ['nanoseconds of a second', '2026-03-01T12:00:00.000000000Z', '2026-03-01T12:01:00.000000000Z'],
    ['epoch seconds', `${T0 / 1000}`, `${T0 / 1000 + 60}`],
    ['epoch milliseconds', `${T0}`, `${T0 + MINUTE}`],
    ['epoch microseconds', `${T0}000`, `${T0 + MINUTE}000`],
    ['epoch nanoseconds', `${T0}000000`, `${T0 + MINUTE}000000`],
    ['epoch seconds with a fraction', `${T0 / 1000}.000`, `${T0 / 1000 + 60}.0`],
  ])('reads times written with %s', async (_name, first, second) => {
    expect(shown(await read(`time,value\n${first},1\n${second},2\n`))).toEqual(['room.value: 0=1 1=2']);
  });

  test('a configured unit holds where the size of the number would tell another', async () => {
    const [series] = await read('time,value\n1000,1\n', { timeFormat: 'ms' });
    expect(series?.times[0]).toBe(1000);
  });

  test('a time finer than a millisecond stays a fraction', async () => {
    const [series] = await read('time,value\n2026-03-01T12:00:00.000250Z,1\n');
    expect((series?.times[0] ?? 0) - T0).toBeCloseTo(0.25, 3);
  });

  test.each([';', '\t', ','])('finds the delimiter %j', async (delimiter) => {
    const text = ['time;value', '2026-03-01T12:00:00Z;1', ''].join('\n').replaceAll(';', delimiter);
    expect(shown(await read(text))).toEqual(['room.value: 0=1']);
  });

  test('reads a decimal comma where the delimiter is another sign', async () => {
    expect(shown(await read('time;value\n2026-03-01T12:00:00Z;-21,75\n'))).toEqual(['room.value: 0=-21.75']);
  });

  test('reads a file with byte order mark, CR LF, quotes and no line break at its end', async () => {
    const text =
      '\uFEFF"time","the ""value"", quoted"\r\n"2026-03-01T12:00:00Z","1.5"\r\n\r\n"2026-03-01 12:01:00",2.5';
    expect(shown(await read(text))).toEqual(['room.the "value", quoted: 0=1.5 1=2.5']);
  });

  test('reads a header that leaves out the column of row numbers', async () => {
    const text = '"date","Temperature"\n"1","2026-03-01 12:00:00",23.18\n"2","2026-03-01 12:01:00",23.15\n';
    expect(shown(await read(text))).toEqual(['room.Temperature: 0=23.18 1=23.15']);
  });

  test('empty cells and the usual words for nothing are NaN, booleans are 1 and 0', async () => {
    const cells = ['', 'NaN', 'null', 'n/a', 'inf', 'true', 'False', '1e-3'];
    const text = `time,value\n${cells.map((cell, at) => `${T0 + at * MINUTE},${cell}`).join('\n')}\n`;
    expect(shown(await read(text))).toEqual(['room.value: 0=NaN 1=NaN 2=NaN 3=NaN 4=NaN 5=1 6=0 7=0.001']);
  });

  test('a missing and an empty file are failures that name the file', async () => {
    const missing = readCsvSeries('no-such-folder/room.csv', {}, signal);
    await expect(missing).rejects.toMatchObject({
      code: 'source_file',
      message: /no-such-folder\/room\.csv cannot be read/,
    });
    await expect(read('')).rejects.toMatchObject({ code: 'source_file', message: /room\.csv is empty/ });
  });
});

describe('daylight saving without a zone in the file', () => {
  const berlin = { timezone: 'Europe/Berlin' };
  const iso = (series: readonly SeriesWindow[]): string[] =>
    series.flatMap(({ times }) => [...times].map((time) => new Date(time).toISOString().slice(11, 16)));

  test('both rounds of the hour that autumn repeats are kept apart', async () => {
    const rows = ['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'].map(
      (time) => `2026-10-25 ${time}:00,1`,
    );
    const series = await read(`time,value\n${rows.join('\n')}\n`, berlin);
    expect(iso(series)).toEqual(['23:30', '00:00', '00:30', '01:00', '01:30', '02:00']);
    expect(series[0]?.notes.duplicates).toBe(0);
  });

  test('they are kept apart for each of several sensors that take turns, too', async () => {
    const times = ['01:00', '02:00', '02:00', '03:00'];
    const rows = times.flatMap((time) => ['a', 'b'].map((sensor) => `2026-10-25 ${time}:00,${sensor},1`));
    const series = await read(`time,sensor,value\n${rows.join('\n')}\n`, {
      ...berlin,
      ...select({ groupBy: ['sensor'] }),
    });
    expect(series.map((one) => one.series)).toEqual(['m.value{sensor=a}', 'm.value{sensor=b}']);
    for (const one of series) expect(iso([one])).toEqual(['23:00', '00:00', '01:00', '02:00']);
  });

  test('a time in the hour that spring leaves out goes on as before the change', async () => {
    const rows = ['01:30', '02:30', '03:30'].map((time) => `2026-03-29 ${time}:00,1`);
    const [series] = await read(`time,value\n${rows.join('\n')}\n`, berlin);
    expect(iso(series === undefined ? [] : [series])).toEqual(['00:30', '01:30']);
    expect(series?.notes.duplicates).toBe(1);
  });
});

describe('rows', () => {
  test('rows that cannot be read are counted, and the first three quoted', async () => {
    const bad = ['yesterday,1', `${T0},1,2`, `${T0}`, `${T0},"1`, `${T0},warm`];
    const text = `time,value\n${T0},1\n${bad.join('\n')}\n${T0 + MINUTE},2\n`;
    const [series] = await read(text);
    expect(shown(series === undefined ? [] : [series])).toEqual(['room.value: 0=1 1=2']);
    expect(series?.notes).toMatchObject({ unreadable: 4, unreadableSamples: bad.slice(0, 3) });
    expect(series?.notes).toMatchObject({ words: 1, wordSample: 'warm' });
  });

  test('unsorted rows are sorted, of rows with one time the last is kept, and both are counted', async () => {
    const text = `time,value\n${T0 + MINUTE},1\n${T0},2\n${T0 + MINUTE},3\n${T0 + 2 * MINUTE},4\n`;
    const series = await read(text);
    expect(shown(series)).toEqual(['room.value: 0=2 1=3 2=4']);
    expect(series[0]?.notes).toMatchObject({ duplicates: 1, disordered: 1 });
  });

  test('a file without one row that can be read is a failure that quotes the first', async () => {
    const failure = read('time,value\nyesterday,1\n');
    await expect(failure).rejects.toMatchObject({
      code: 'source_file',
      message: /the first is: yesterday,1/,
    });
  });

  test('the window is half-open', async () => {
    const text = `time,value\n${[-1, 0, 1, 2].map((at) => `${T0 + at * MINUTE},${at}`).join('\n')}\n`;
    const window = { start: T0, end: T0 + 2 * MINUTE };
    expect(shown(await read(text, { window }))).toEqual(['room.value: 0=0 1=1']);
  });

  test('more points than maxPoints are a failure, never a shorter window', async () => {
    const text = `time,value\n${[0, 1, 2].map((at) => `${T0 + at},${at}`).join('\n')}\n`;
    await expect(read(text, { maxPoints: 2 })).rejects.toMatchObject({ code: 'source_too_large' });
    expect(await read(text, { maxPoints: 3 })).toHaveLength(1);
  });
});

describe('what a query selects', () => {
  const wide = `time,room,sensor,temperature,co2\n${T0},office,a,21,400\n${T0},lab,b,22,500\n${T0 + MINUTE},office,c,23,600\n`;

  test('fields are columns, where filters by tag, groupBy tells series apart', async () => {
    const query = select({ fields: ['temperature'], where: { room: 'office' }, groupBy: ['sensor'] });
    expect(shown(await read(wide, query))).toEqual([
      'm.temperature{room=office,sensor=a}: 0=21',
      'm.temperature{room=office,sensor=c}: 1=23',
    ]);
  });

  test('without groupBy the configured tags tell series apart', async () => {
    const query = { ...select({ fields: ['co2'], where: { room: 'office' } }), tags: ['sensor'] };
    expect(shown(await read(wide, query))).toEqual([
      'm.co2{room=office,sensor=a}: 0=400',
      'm.co2{room=office,sensor=c}: 1=600',
    ]);
  });

  test('without fields every column of numbers is a series, for each sensor where sensors share their times', async () => {
    const names = (await read(wide)).map((one) => one.series);
    expect(names).toEqual(
      ['co2', 'temperature'].flatMap((field) =>
        ['lab', 'office'].map((room) => `room.${field}{room=${room}}`),
      ),
    );
    const alone = wide
      .split('\n')
      .filter((line) => !line.includes('lab'))
      .join('\n');
    expect((await read(alone)).map((one) => one.series)).toEqual(['room.co2', 'room.temperature']);
  });

  test('the long layout has the name of the field and its value in columns of their own', async () => {
    const long = `time,field,sensor,value\n${T0},temperature,a,21\n${T0},co2,a,400\n${T0 + MINUTE},temperature,a,22\n`;
    expect(shown(await read(long, select({ fields: ['temperature'], groupBy: ['sensor'] })))).toEqual([
      'm.temperature{sensor=a}: 0=21 1=22',
    ]);
    expect((await read(long, { tags: ['sensor'] })).map((one) => one.series)).toEqual([
      'room.co2{sensor=a}',
      'room.temperature{sensor=a}',
    ]);
  });

  test('a long file without field names holds the one field that is asked for', async () => {
    const text = `time,sensor,value\n${T0},a,21\n${T0},b,22\n`;
    const query: Options = { ...select({ fields: ['temperature'] }), layout: 'long', tags: ['sensor'] };
    expect(shown(await read(text, query))).toEqual([
      'm.temperature{sensor=a}: 0=21',
      'm.temperature{sensor=b}: 0=22',
    ]);
    await expect(read(text, { ...query, ...select({ fields: ['a', 'b'] }) })).rejects.toMatchObject({
      code: 'source_not_found',
      message: /several fields/,
    });
    await expect(read(text, { ...query, field: 'metric' })).rejects.toMatchObject({
      message: /no column metric/,
    });
  });

  test.each([
    [
      select({ fields: ['temprature'] }),
      /has no column temprature, which fields names/,
      /Did you mean temperature\?/,
    ],
    [
      select({ fields: ['co2'], where: { floor: '1' } }),
      /has no column floor, which where names/,
      /Its columns are time/,
    ],
    [
      select({ fields: ['co2'], groupBy: ['floor'] }),
      /has no column floor, which groupBy names/,
      /Its columns are/,
    ],
    [{ timestamp: 'at' }, /has no column at, which timestamp names/, /Its columns are/],
  ])('a column that the file has not is a failure that names it (%#)', async (options, message, hint) => {
    await expect(read(wide, options)).rejects.toMatchObject({ code: 'source_not_found', message, hint });
  });

  test('a field that stands in the rows is told how such a file is read', async () => {
    const text = 'Zeit;Größe;Wert\n2026-03-10T00:05Z;Druck;2\n2026-03-10T00:05Z;Fluss;3\n';
    await expect(read(text, select({ fields: ['Fluss'] }))).rejects.toMatchObject({
      ...{ code: 'source_not_found', message: /has no column Fluss, which fields names/ },
      hint: /under Größe\. .* layout: long, field: Größe, and value/,
    });
  });

  test('a hint names some of very many columns', async () => {
    const many = Array.from({ length: 1000 }, (_, column) => `c${column}`).join(',');
    const error = await read(`time,${many}\n`, select({ fields: ['x'] })).catch((thrown) => thrown);
    expect(error).toMatchObject({ hint: expect.stringMatching(/c18 and 981 more\.$/) });
    expect(error.hint.length).toBeLessThan(200);
  });

  test('a time that is no date makes its row unreadable', async () => {
    const [series] = await read('time,co2\n1e25,1\n1700000000,2\n', select({ fields: ['co2'] }));
    expect(series?.notes).toMatchObject({ unreadable: 1, unreadableSamples: ['1e25,1'] });
  });

  test('a column of text is refused by its name', async () => {
    const failure = read(wide, select({ fields: ['room'] }));
    await expect(failure).rejects.toMatchObject({ code: 'source_not_numeric', message: /column room/ });
  });
});

describe('properties', () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  const name = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .filter((text) => /^[^\s"\r\n]/u.test(text));

  test('whatever numbers are written come back as they were, from any columns, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 50 }), async (values) => {
        const rows = values.map((number, at) => `${T0 + at * 1000},${number}`);
        const [series] = await read(`time,value\n${rows.join('\n')}\n`);
        expect([...(series?.values ?? [])]).toEqual(values.map((number) => (number === 0 ? 0 : number)));
      }),
      { numRuns: 100 },
    );
  });

  test('whatever a quoted tag holds is the tag of the series', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (tag) => {
        const text = `time,sensor,value\n${T0},"${tag.replaceAll('"', '""')}",1\n`;
        const series = await read(text, select({ where: { sensor: tag } }));
        expect(series.map((one) => one.series)).toEqual([`m.value{sensor=${tag}}`]);
      }),
      { numRuns: 200 },
    );
  });

  test('any bytes at all are read or refused, never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const outcome = await read(Buffer.concat([Buffer.from(`time,value\n${T0},1\n`), bytes])).catch(
          (error) => error,
        );
        expect(Array.isArray(outcome) || outcome.code.startsWith('source_')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const occupancy = new URL('../../../../shared/data/occupancy/office_minutely.csv', import.meta.url);
test.skipIf(!existsSync(occupancy))(
  'reads the occupancy data as it was published (skipped without ../shared/data)',
  async () => {
    const series = await readCsvSeries(occupancy.pathname, {}, signal);
    expect(series.map((one) => `${one.series} ${one.times.length}`)).toContain(
      'office_minutely.Temperature 8143',
    );
    expect(series[0]?.notes.unreadable).toBe(0);
  },
);
