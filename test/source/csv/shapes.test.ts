import { describe, expect, test } from 'vitest';
import type { CsvReadOptions } from '../../../src/source/csv/options.ts';
import { readCsvSeries } from '../../../src/source/csv/series.ts';
import type { SeriesWindow } from '../../../src/source/source.ts';
import { temporaryFiles } from '../../support/temp-file.ts';

const file = temporaryFiles();
const { signal } = new AbortController();

type Options = Partial<CsvReadOptions>;

async function read(content: string | Uint8Array, options: Options = {}): Promise<SeriesWindow[]> {
  return readCsvSeries(file('f.csv', content), options, signal);
}

/** `series: time=value ...` with the times as ISO 8601 to the minute, or to what is needed. */
function shown(series: readonly SeriesWindow[]): string[] {
  return series.map(({ series: name, times, values }) => {
    const points = [...times].map((time, at) => `${short(time)}=${values[at]}`);
    return `${name}: ${points.join(' ')}`;
  });
}

function short(time: number): string {
  const iso = new Date(time).toISOString();
  return iso.endsWith(':00.000Z') ? iso.slice(0, 16) : iso.replace(/(?:\.000)?Z$/, '');
}

/** A file of two rows of one value, by how its times are written. */
const times = (first: string, second: string): string => `time;v\n${first};1.5\n${second};2.5\n`;
const TWO = ['f.v: 2026-03-10T00:05=1.5 2026-03-10T00:10=2.5'];

describe('times that can be meant in one way', () => {
  test.each<[string, string, string, Options?]>([
    ['a day beyond twelve first', '31/03/2026 00:05', '31/03/2026 00:10'],
    ['a day beyond twelve second', '03/31/2026 00:05', '03/31/2026 00:10'],
    ['points and a year of four digits', '31.03.2026 00:05', '31.03.2026 00:10'],
    ['points and hours with points', '31.03.2026 00.05', '31.03.2026 00.10'],
    ['year first with slashes', '2026/03/31 00:05', '2026/03/31 00:10'],
    ['year first without leading zeros', '2026-3-31 0:05', '2026-3-31 0:10'],
    ['the name of the month', '31-Mar-2026 00:05', '31-Mar-2026 00:10'],
    ['the name of the month and a short year', '31-MAR-26 00:05:00', '31-MAR-26 00:10:00'],
    ['the whole name of the month', '31 March 2026 00:05', '31 March 2026 00:10'],
    ['the month first by its name', 'Mar 31, 2026 12:05 AM', 'Mar 31, 2026 12:10 AM'],
    ['half days', '03/31/2026 12:05:00 AM', '03/31/2026 12:10:00 AM'],
    ['half days with points', '31/03/2026 12:05 a.m.', '31/03/2026 12:10 a.m.'],
    ['a weekday before', 'Tue, 31 Mar 2026 00:05:00 GMT', 'Tue, 31 Mar 2026 00:10:00 GMT'],
    ['the form of the command date', 'Tue Mar 31 00:05:00 UTC 2026', 'Tue Mar 31 00:10:00 UTC 2026'],
    ['the form of a web server', '31/Mar/2026:00:05:00 +0000', '31/Mar/2026:00:10:00 +0000'],
    ['the time of day first', '00:05 31/03/2026', '00:10 31/03/2026'],
    ['a comma between', '31/03/2026, 00:05:00', '31/03/2026, 00:10:00'],
    ['a zone word after', '2026-03-31 02:05:00 CEST', '2026-03-31 02:10:00 CEST'],
    ['an offset after a blank', '2026-03-31 02:05:00 +0200', '2026-03-31 02:10:00 +0200'],
    ['an offset by name', '2026-03-31 02:05 UTC+2', '2026-03-31 02:10 UTC+2'],
    ['the name of a zone', '2026-03-31 02:05 Europe/Berlin', '2026-03-31 02:10 Europe/Berlin'],
    [
      'the name of a zone in brackets',
      '2026-03-31T02:05:00+02:00[Europe/Berlin]',
      '2026-03-31T02:10:00+02:00[Europe/Berlin]',
    ],
    ['small letters', '2026-03-31t00:05:00z', '2026-03-31t00:10:00z'],
    ['blanks around', '  2026-03-31 00:05:00 ', '  2026-03-31 00:10:00 '],
    ['mixed offsets', '2026-03-31T02:05:00+02:00', '2026-03-30T19:10:00-05:00'],
    ['a compact date and time of day', '20260331T000500Z', '20260331T001000Z'],
    ['a compact date with a blank', '20260331 0005', '20260331 0010'],
    ['compact minutes', '202603310005', '202603310010'],
    ['compact seconds', '20260331000500', '20260331001000'],
    ['compact milliseconds', '20260331000500000', '20260331001000000'],
    ['seconds since 1970', '1774915500', '1774915800'],
    ['days of a spreadsheet, as set', '46112.0034722222', '46112.0069444444', { timeFormat: 'excel' }],
    ['any format, as set', '2026/090/00:05', '2026/090/00:10', { timeFormat: 'yyyy/ooo/HH:mm' }],
    [
      'words in the format, as set',
      '31.03.2026 00:05 Uhr',
      '31.03.2026 00:10 Uhr',
      { timeFormat: "dd.MM.yyyy HH:mm 'Uhr'" },
    ],
    [
      'months of another language, as set',
      '31. März 2026 00:05',
      '31. März 2026 00:10',
      { timeFormat: 'd. MMMM yyyy HH:mm', locale: 'de' },
    ],
    ['a zone word that is set', '2026-03-31 08:05 CST', '2026-03-31 08:10 CST', { zones: { CST: '+08:00' } }],
    [
      'a zone in the format, as set',
      '31/03/2026 02:05 +02:00',
      '31/03/2026 02:10 +02:00',
      { timeFormat: 'dd/MM/yyyy HH:mm ZZ' },
    ],
  ])('%s', async (_name, first, second, options = {}) => {
    const expected = TWO.map((text) => text.replaceAll('03-10', '03-31'));
    expect(shown(await read(times(first, second), options))).toEqual(expected);
  });

  test('days of three numbers are told by the month that follows', async () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      new Date(Date.UTC(2026, 2, 1 + at)).toISOString().slice(0, 10),
    );
    const text = `time,v\n${rows.map((day) => `${day.split('-').reverse().join('/')},1`).join('\n')}\n`;
    expect([...((await read(text))[0]?.times ?? [])].map(short)).toEqual(rows.map((day) => `${day}T00:00`));
  });

  test('of one day to the next by midnight, where steps would jump by months otherwise', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2026, 2, 3, 20, at * 10)));
    const text = rows
      .map((at) => at.toISOString())
      .map((iso) => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/2026 ${iso.slice(11, 16)},1`);
    const [series] = await read(`time,v\n${text.join('\n')}\n`);
    expect([...(series?.times ?? [])]).toEqual(rows.map(Number));
  });

  test('in a file whose midnight has no time of day', async () => {
    const text = 'time,v\n30/03/2026 23:00,1\n31/03/2026,2\n31/03/2026 01:00,3\n';
    expect(shown(await read(text))).toEqual([
      'f.v: 2026-03-30T23:00=1 2026-03-31T00:00=2 2026-03-31T01:00=3',
    ]);
  });

  test.each<[string, string, Options?]>([
    ['date and time of day', 'Date,Time,v\n2026-03-10,00:05:00,1.5\n2026-03-10,00:10:00,2.5\n'],
    [
      'the time of day first',
      'Time,v,Date\n00:05:00,1.5,31/03/2026\n00:10:00,2.5,31/03/2026\n'.replaceAll(
        '31/03/2026',
        '2026-03-10',
      ),
    ],
    ['a compact date beside it', 'day,clock,v\n20260310,00:05,1.5\n20260310,00:10,2.5\n'],
    ['as set', 'a,b,v\n2026-03-10,0005,1.5\n2026-03-10,0010,2.5\n', { timestamp: ['a', 'b'] }],
    [
      'year, month, day, hour and minute',
      'year,month,day,hour,minute,v\n2026,3,10,0,5,1.5\n2026,3,10,0,10,2.5\n',
    ],
    ['in half days', 'Date,Time,v\n2026-03-10,12:05 AM,1.5\n2026-03-10,12:10 AM,2.5\n'],
  ])('in several columns: %s', async (_name, text, options = {}) => {
    expect(shown(await read(text, options))).toEqual(TWO);
  });

  test('a date with points and a year of four digits has its day first', async () => {
    expect(shown(await read(times('10.03.2026 00:05', '10.03.2026 00:10')))).toEqual(TWO);
  });

  test.each(['00.05.00,00.10.00', '00:05,00:10'])(
    'times of day like %s beside their date',
    async (clocks) => {
      const rows = clocks.split(',').map((clock, at) => `31/03/2026;${clock};${at + 1},5;;`);
      const expected = TWO.map((text) => text.replaceAll('03-10', '03-31'));
      expect(shown(await read(`Date;Time;v\n${rows.join('\n')}\n`))).toEqual(expected);
    },
  );

  test('a zone in a column of its own counts', async () => {
    const text = 'time,tz,v\n2026-03-10 01:05,CET,1.5\n2026-03-09 19:10,-05:00,2.5\n';
    expect(shown(await read(text))).toEqual(TWO);
  });

  test('the hour of the day as a number', async () => {
    const text = 'date,hour,v\n2026-03-10,0,1\n2026-03-10,1,2\n2026-03-10,13,3\n';
    expect(shown(await read(text))).toEqual([
      'f.v: 2026-03-10T00:00=1 2026-03-10T01:00=2 2026-03-10T13:00=3',
    ]);
  });

  test.each(['Date Time, GMT-05:00', 'Time (UTC-5)', 'time [GMT-05:00]'])(
    'in the zone that the header %j names',
    async (name) => {
      const text = `"${name}",v\n2026-03-09 19:05,1.5\n2026-03-09 19:10,2.5\n`;
      expect(shown(await read(text))).toEqual(TWO);
      expect(shown(await read(text, { timezone: 'UTC' }))).toEqual([
        'f.v: 2026-03-09T19:05=1.5 2026-03-09T19:10=2.5',
      ]);
    },
  );

  test('in a zone that the header names by its place or by a word', async () => {
    const rows = '2026-03-09 19:05,1.5\n2026-03-09 19:10,2.5\n';
    expect(shown(await read(`Time (EST),v\n${rows}`))).toEqual(TWO);
    expect(shown(await read(`Time (Europe/Berlin),v\n${rows.replaceAll('09 19', '10 01')}`))).toEqual(TWO);
    expect(shown(await read(`time_utc,v\n${rows.replaceAll('09 19', '10 00')}`))).toEqual(TWO);
    expect(shown(await read(`TIME (CST),v\n${rows}`, { zones: { CST: '-05:00' } }))).toEqual(TWO);
    await expect(read(`TIME (CST),v\n${rows}`)).rejects.toMatchObject({
      code: 'source_ambiguous',
      message: /times in CST/,
    });
  });

  test('newest first through the hour that autumn repeats', async () => {
    const rows = ['03:00', '02:30', '02:00', '02:30', '02:00', '01:30'].map(
      (time, at) => `2026-10-25 ${time},${at}`,
    );
    const [series] = await read(`time,v\n${rows.join('\n')}\n`, { timezone: 'Europe/Berlin' });
    expect([...(series?.times ?? [])].map((time) => short(time).slice(11))).toEqual([
      '23:30',
      '00:00',
      '00:30',
      '01:00',
      '01:30',
      '02:00',
    ]);
    expect([...(series?.values ?? [])]).toEqual([5, 4, 3, 2, 1, 0]);
    expect(series?.notes.disordered).toBe(0);
    expect(series?.notes.remarks).toContain('the newest row comes first');
  });
});

describe('times that can be meant in several ways are refused with the settings that decide', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'day or month',
      '03/04/2026 00:05',
      '03/04/2026 00:10',
      /2026-04-03 00:05 \(timeFormat: "d\/M\/yyyy H:m"\) or 2026-03-04 00:05 \(timeFormat: "M\/d\/yyyy H:m"\)/,
    ],
    [
      'year or day',
      '10.03.12 00:05',
      '10.03.12 00:10',
      /2012-03-10 00:05 .* or 2012-10-03 00:05 .* or 2010-03-12 00:05/,
    ],
    [
      'a date of eight digits',
      '10032026',
      '11032026',
      /2026-03-10 00:00 \(timeFormat: "ddMMyyyy"\) or 2026-10-03 00:00 \(timeFormat: "MMddyyyy"\)/,
    ],
    [
      'days of a spreadsheet or a count',
      '46091.0034',
      '46091.0069',
      /46091\.0034: 2026-03-10 00:04 as spreadsheets count days \(timeFormat: excel\)/,
    ],
    ['a count since a start', '0', '300', /since 1970 in some unit .* or since a start of its own/],
    [
      'a zone word of several zones',
      '2026-03-10 00:05 CST',
      '2026-03-10 00:10 CST',
      /CST may be several zones or none/,
    ],
  ])('%s', async (_name, first, second, message) => {
    await expect(read(times(first, second))).rejects.toMatchObject({ code: 'source_ambiguous', message });
  });

  test('digits that are a date or seconds of another decade, unless the file is older than that', async () => {
    const text = times('2026031000', '2026031001');
    expect(shown(await read(text))).toEqual(['f.v: 2026-03-10T00:00=1.5 2026-03-10T01:00=2.5']);
  });

  test('several rows a day without a time of day', async () => {
    const text = 'date,v\n2026-03-10,1\n2026-03-10,2\n2026-03-11,3\n';
    await expect(read(text)).rejects.toMatchObject({
      code: 'source_ambiguous',
      message: /several rows for each day in date/,
    });
    const hhmm = 'Date,Time,v\n2026-03-10,5,1.5\n2026-03-10,10,2.5\n';
    await expect(read(hhmm)).rejects.toMatchObject({
      hint: 'Set timestamp: [Date, Time] or timestamp: Date.',
    });
  });

  test('several columns of times', async () => {
    const text = 'start,end,v\n2026-03-10 00:00,2026-03-10 00:05,1\n2026-03-10 00:05,2026-03-10 00:10,2\n';
    await expect(read(text)).rejects.toMatchObject({
      code: 'source_ambiguous',
      message: /start, end/,
      hint: /timestamp/,
    });
    expect(shown(await read(text, { timestamp: 'end' }))).toEqual([
      'f.v: 2026-03-10T00:05=1 2026-03-10T00:10=2',
    ]);
  });

  test('a format of the settings that no row has is a failure that quotes a row', async () => {
    const failure = read(times('31/03/2026', '01/04/2026'), { timeFormat: 'MM/dd/yyyy HH:mm' });
    await expect(failure).rejects.toMatchObject({ code: 'source_file', message: /31\/03\/2026;1\.5/ });
  });
});

describe('headers', () => {
  const rows = '2026-03-10 00:05,1.5\n2026-03-10 00:10,2.5\n';
  test.each<[string, string, Options?]>([
    ['sep= above', 'sep=;\ntime;v\n2026-03-10 00:05;1,5\n2026-03-10 00:10;2,5\n'],
    ['comments above', `# station 7\n# "quoted\ntime,v\n${rows}`],
    ['comments between rows', `time,v\n${rows.replace('\n', '\n# pause\n')}`],
    [
      'comments with a sign of their own',
      `!a,b\ntime,v\n${rows.replace('\n', '\n!pause\n')}`,
      { comment: '!' },
    ],
    ['names in the last comment', `# station 7\n# time,v\n${rows}`],
    ['titles above', `Station 7\nHall 3\n\ntime,v\n${rows}`],
    ['titles with as many delimiters', `Station 7,\nHall 3,\ntime,v\n${rows}`],
    ['titles, as set', `a,b\nc,d\ntime,v\n${rows}`, { skipRows: 2 }],
    ['units below', `time,v\nUTC,°C\n${rows}`],
    [
      'units and how it was averaged below',
      `"TOA5","7","CR1000"\n"time","v"\n"TS","Deg C"\n"","Avg"\n${rows}`,
    ],
    ['the header once more in the middle', `time,v\n${rows.replace('\n', '\ntime,v\n')}`],
    ['no header, as set', rows, { columns: ['time', 'v'] }],
    ['a header that is replaced', `Zeitpunkt der Messung,a\n${rows}`, { columns: ['time', 'v'] }],
    ['a delimiter behind the header too', `time,v,\n${rows.replaceAll('5\n', '5,\n')}`],
    ['a delimiter behind the header alone', `time,v,\n${rows}`],
    ['delimiters of a spreadsheet behind', `time,v\n${rows.replaceAll('5\n', '5,,,\n')}`],
    ['row numbers without a name', `v,time\n1,1.5,2026-03-10 00:05\n2,2.5,2026-03-10 00:10\n`],
    [
      'row numbers with an empty name',
      `,v,time\n1,1.5,2026-03-10 00:05\n2,2.5,2026-03-10 00:10\n`.replace('\n1', '\nx').replace('\n2', '\ny'),
    ],
    ['bars between', `time|v\n${rows.replaceAll(',', '|')}`],
    ['names in quotes with a delimiter in them', `"time","v"\n${rows}`],
  ])('%s', async (_name, text, options = {}) => {
    expect(shown(await read(text, options))).toEqual(TWO);
  });

  test.each<[string, string, string, RegExp]>([
    ['no header', rows, 'source_file', /has no header: it begins with 2026-03-10 00:05,1\.5/],
    ['two lines of names', `time,v\nwhen,w\n${rows}`, 'source_ambiguous', /time,v and when,w/],
    [
      'one name fewer, on either side',
      'a,b\nx,2026-03-10 00:05,1\ny,2026-03-10 00:10,2\n',
      'source_ambiguous',
      /2 names \(a, b\) above rows of 3 cells/,
    ],
    [
      'decimal commas without quotes',
      'time,t,h\n2026-03-10 00:05,19,02,45,9\n',
      'source_ambiguous',
      /3 names \(time, t, h\) above rows of 5 cells/,
    ],
    [
      'two columns of one name',
      'time,v,v\n2026-03-10 00:05,1,2\n',
      'source_ambiguous',
      /two columns named v/,
    ],
    ['one cell a row', 'time v\n2026-03-10T00:05 1\n', 'source_file', /one cell a row/],
  ])('%s is refused', async (_name, text, code, message) => {
    await expect(read(text)).rejects.toMatchObject({ code, message });
  });

  test('too few names in columns are refused with a row', async () => {
    const failure = read('2026-03-10 00:05,1,2\n', { columns: ['time', 'v'] });
    await expect(failure).rejects.toMatchObject({
      code: 'source_file',
      message: /rows of 3 cells where columns has 2 names/,
    });
  });

  test('a quoted line break is part of its cell', async () => {
    const text = 'time,note,v\n2026-03-10 00:05,"door\nopen",1.5\n2026-03-10 00:10,,2.5\n';
    expect(shown(await read(text))).toEqual(TWO);
  });
});

describe('numbers', () => {
  const of = (cells: readonly string[], delimiter = ';'): string =>
    `time${delimiter}v\n${cells.map((cell, at) => `2026-03-10 00:0${at}${delimiter}${cell}`).join('\n')}\n`;
  const values = async (text: string, options: Options = {}): Promise<number[]> => [
    ...((await read(text, options))[0]?.values ?? []),
  ];

  test.each<[string, string[], number[], Options?]>([
    ['decimal commas', ['19,02', '1,198'], [19.02, 1.198]],
    ['thousands beside decimal points', ['19.02', '1,198'], [19.02, 1198]],
    ['thousands and decimals', ['1,290.5', '1,198'], [1290.5, 1198]],
    ['points between thousands', ['1.290,5', '1.198'], [1290.5, 1198]],
    ['blanks between thousands', ['1 290,5', '998,25'], [1290.5, 998.25]],
    ['thin blanks between thousands', ['1\u202f290', '998'], [1290, 998]],
    ['apostrophes between thousands', ["1'290.5", '998.2'], [1290.5, 998.2]],
    ['millions', ['1,198,000', '2,000'], [1_198_000, 2000]],
    ['a zero before the comma', ['0,198', '1,198'], [0.198, 1.198]],
    ['as set: a point', ['1,198', '1,290'], [1198, 1290], { decimal: '.' }],
    ['as set: a comma', ['1,198', '1,290'], [1.198, 1.29], { decimal: ',' }],
    ['a minus sign of a word processor', ['−19.5', '19.5'], [-19.5, 19.5]],
    ['a unit in each cell', ['19.5 °C', '20 °C'], [19.5, 20]],
    ['a unit without a blank', ['45%', '46.5%'], [45, 46.5]],
    ['a unit here and there, as set', ['19.5 °C', '20'], [19.5, 20], { units: 'strip' }],
    ['words of the settings', ['auf', 'zu', '7'], [1, 0, 7], { trueValues: ['auf'], falseValues: ['zu'] }],
    [
      'nulls of the settings',
      ['-999', '-999.0', 'FEHLT', '7'],
      [Number.NaN, Number.NaN, Number.NaN, 7],
      { nullValues: [-999, 'fehlt'] },
    ],
    ['switches', ['on', 'OFF', 'yes', 'no'], [1, 0, 1, 0]],
    ['errors of a spreadsheet', ['#DIV/0!', '#N/A', '7'], [Number.NaN, Number.NaN, 7]],
  ])('%s', async (_name, cells, expected, options = {}) => {
    expect(await values(of(cells), options)).toEqual(expected);
  });

  test.each([
    ['1,198', /1,198 is 1198 \(decimal: "\."\) or 1\.198 \(decimal: ","\)/],
    ['1.198', /1\.198 is 1198 \(decimal: ","\) or 1\.198 \(decimal: "\."\)/],
  ])('%s in every row means two things', async (cell, message) => {
    await expect(values(of([cell, cell]))).rejects.toMatchObject({
      code: 'source_ambiguous',
      message,
      hint: /decimal/,
    });
  });

  test('10k is no 10, and one unit beside another is no number', async () => {
    const [series] = await read(of(['7', '10k', '12 W', '1.2 kW']));
    expect([...(series?.values ?? [])]).toEqual([7, Number.NaN, Number.NaN, Number.NaN]);
    expect(series?.notes).toMatchObject({ words: 3, wordSample: '10k' });
  });

  test('1.198 far behind in a file without other decimals is no 1.198', async () => {
    const cells = Array.from(
      { length: 300 },
      (_, at) =>
        `2026-03-10T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')};${at === 150 ? '1.198' : 900 + (at % 99)}`,
    );
    await expect(read(`time;v\n${cells.join('\n')}\n`)).rejects.toMatchObject({ code: 'source_ambiguous' });
    const long = Array.from(
      { length: 30_000 },
      (_, at) => `${1_774_915_500 + at};${at === 15_000 ? '1.198' : 998}`,
    );
    const [series] = await read(`time;v\n${long.join('\n')}\n`);
    expect(series?.values[15_000]).toBeNaN();
    expect(series?.notes).toMatchObject({ words: 1, wordSample: '1.198' });
  });

  test('points stay decimal signs between commas', async () => {
    expect(await values(of(['1.198', '1.290'], ','))).toEqual([1.198, 1.29]);
  });
});

describe('series', () => {
  test('sensors that share their times are never one series', async () => {
    const rows = ['00:05', '00:10'].flatMap((time) =>
      ['a', 'b'].map((sensor, at) => `2026-03-10 ${time},${sensor},${at}`),
    );
    const text = `time,sensor,v\n${rows.join('\n')}\n`;
    expect(shown(await read(text))).toEqual([
      'f.v{sensor=a}: 2026-03-10T00:05=0 2026-03-10T00:10=0',
      'f.v{sensor=b}: 2026-03-10T00:05=1 2026-03-10T00:10=1',
    ]);
  });

  test.each([
    [
      'take turns',
      'time,sensor,v\n2026-03-10 00:00,a,1\n2026-03-10 00:01,b,2\n2026-03-10 00:02,a,3\n2026-03-10 00:03,b,4\n',
    ],
    [
      'have numbers for names',
      'time,sensor,v\n2026-03-10 00:00,7,1\n2026-03-10 00:00,8,2\n2026-03-10 00:02,7,3\n2026-03-10 00:02,8,4\n',
    ],
  ])('nor are sensors that %s', async (_name, text) => {
    expect((await read(text)).map(({ values }) => [...values])).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  test('the answer of InfluxDB without its annotations is read in its long layout', async () => {
    const rows = ['t', 'h'].map(
      (field, at) =>
        `,,${at},2026-03-10T00:00:00Z,2026-03-11T00:00:00Z,2026-03-10T00:05:00Z,${at}.5,${field},air,lab`,
    );
    const text = `,result,table,_start,_stop,_time,_value,_field,_measurement,room\n${rows.join('\n')}\n`;
    expect(shown(await read(text))).toEqual(['f.h: 2026-03-10T00:05=1.5', 'f.t: 2026-03-10T00:05=0.5']);
  });

  test('a query that would merge them is refused with what separates them', async () => {
    const rows = ['00:05', '00:10'].flatMap((time) =>
      ['a', 'b'].map((sensor, at) => `2026-03-10 ${time},lab,${sensor},${at}`),
    );
    const query = {
      measurement: 'm',
      fields: ['v'],
      where: {},
      groupBy: ['room'],
      aggregate: 'mean',
    } as const;
    const failure = read(`time,room,sensor,v\n${rows.join('\n')}\n`, { query });
    await expect(failure).rejects.toMatchObject({
      code: 'source_ambiguous',
      message: /differ in sensor/,
      hint: /Add sensor to groupBy/,
    });
  });

  test('a column of words throughout a window is null there, and its neighbours have their rows', async () => {
    const rows = ['00:00,19,45', '00:01,ERR,46', '00:02,ERR,47'].map((row) => `2026-03-10 ${row}`);
    const window = { start: Date.parse('2026-03-10T00:01Z'), end: Date.parse('2026-03-10T00:05Z') };
    const query = {
      measurement: 'm',
      fields: ['t', 'h'],
      where: {},
      groupBy: [],
      aggregate: 'mean',
    } as const;
    const series = await read(`time,t,h\n${rows.join('\n')}\n`, { window, query });
    expect(shown(series)).toEqual([
      'm.h: 2026-03-10T00:01=46 2026-03-10T00:02=47',
      'm.t: 2026-03-10T00:01=NaN 2026-03-10T00:02=NaN',
    ]);
    expect(series[1]?.notes).toMatchObject({ unreadable: 0, words: 2, wordSample: 'ERR' });
  });

  test('two loggers in one file whose times differ leave no nulls in each other', async () => {
    const text =
      'time,t,h\n2026-03-10 00:00,19,\n2026-03-10 00:02,,45\n2026-03-10 00:05,20,\n2026-03-10 00:07,,46\n';
    expect(shown(await read(text))).toEqual([
      'f.h: 2026-03-10T00:02=45 2026-03-10T00:07=46',
      'f.t: 2026-03-10T00:00=19 2026-03-10T00:05=20',
    ]);
  });

  test('notes say what the file was taken for', async () => {
    const [series] = await read('time;v\n31.03.2026 00:05;1,5\n');
    expect(series?.notes.remarks).toEqual([
      'utf-8, cells between semicolons',
      'times in time read as d.M.yyyy H:m: 31.03.2026 00:05 is 2026-03-31T00:05:00.000Z',
      'decimal commas, as in 1,5',
    ]);
  });
});

describe('encodings', () => {
  const text = 'time,Außen °C\n2026-03-10 00:05,1.5\n2026-03-10 00:10,2.5\n';
  const utf16be = (string: string): Buffer => Buffer.from(string, 'utf16le').swap16();
  test.each<[string, Uint8Array, Options?]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 of the other order with a mark', utf16be(`\uFEFF${text}`)],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16, as set', Buffer.from(text, 'utf16le'), { encoding: 'utf-16le' }],
    ['carriage returns alone', Buffer.from(text.replaceAll('\n', '\r'))],
  ])('%s', async (_name, bytes, options = {}) => {
    expect(shown(await read(bytes, options))).toEqual([
      'f.Außen °C: 2026-03-10T00:05=1.5 2026-03-10T00:10=2.5',
    ]);
  });

  test('a long file of UTF-16 is read to its last row', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `${1_774_915_500 + at},${at}`);
    const [series] = await read(Buffer.from(`\uFEFFtime,v\n${rows.join('\n')}\n`, 'utf16le'));
    expect(series?.values).toHaveLength(40_000);
    expect(series?.values.at(-1)).toBe(39_999);
  });
});

describe('files that are cut or still written', () => {
  const whole = 'time,v\n2026-03-10 00:05,19.02\n2026-03-10 00:10,19.55\n';
  test.each([
    ['2026-03-10 00:15', 'within its columns'],
    ['2026-03-10 00:15,1', 'within a value'],
    ['2026-03-10 00:15,', 'before a value'],
    ['2026-03-1', 'within a time'],
  ])('a last line %j, cut %s, is not read', async (line) => {
    const [series] = await read(`${whole}${line}`);
    expect([...(series?.values ?? [])]).toEqual([19.02, 19.55]);
    expect(series?.notes.unreadable).toBe(1);
  });

  test('a last line without a line break waits while the file is written, and is read when it is done', async () => {
    const text = `${whole}2026-03-10 00:15,19.70`;
    const live = await read(text, { now: Date.now() });
    expect(live[0]?.values).toHaveLength(2);
    expect(live[0]?.notes.remarks).toContain(
      'the last line has no line break yet and is left for the next reading',
    );
    expect((await read(text, { now: Date.now() + 60_000 }))[0]?.values).toHaveLength(3);
  });

  test('a header alone is a file without points', async () => {
    expect(await read('time,v\n')).toEqual([]);
  });
});

describe('hostile files are refused in a sentence, or read', () => {
  test.each<[string, () => string, RegExp]>([
    [
      'a million columns',
      () => `${'a,'.repeat(1_000_000)}\n`,
      /line of more than 1 MiB|cells, more than 10000/,
    ],
    [
      'twenty thousand columns',
      () => `${'a,'.repeat(20_000)}\n${'1,'.repeat(20_000)}\n`,
      /20001 cells, more than 10000/,
    ],
    ['one line of four million letters', () => 'x'.repeat(4_000_000), /line of more than 1 MiB/],
    ['nothing but NUL bytes', () => '\0'.repeat(100_000), /has/],
    ['nothing but line breaks', () => '\n'.repeat(100_000), /is empty/],
  ])('%s', async (_name, content, message) => {
    await expect(read(content())).rejects.toMatchObject({ code: 'source_file', message });
  });

  test('NUL bytes between rows, as a crash leaves them, cost the row that they stand in', async () => {
    const text = `time,v\n2026-03-10 00:05,1.5\n${'\0'.repeat(4096)}2026-03-10 00:07,2\n2026-03-10 00:10,2.5\n`;
    const series = await read(text);
    expect(shown(series)).toEqual(TWO);
    expect(series[0]?.notes.unreadable).toBe(1);
  });

  test('a quote that is never closed costs the line that it stands in', async () => {
    const text = `time,v\n"2026-03-10 00:00,1\n2026-03-10 00:05,1.5\n2026-03-10 00:10,2.5\n`;
    expect(shown(await read(text))).toEqual(TWO);
  });

  test('a wide file of three thousand columns is read', async () => {
    const names = Array.from({ length: 3000 }, (_, at) => `c${at}`);
    const row = names.map((_, at) => at).join(',');
    const series = await read(`time,${names.join(',')}\n2026-03-10 00:05,${row}\n2026-03-10 00:10,${row}\n`);
    expect(series).toHaveLength(3000);
  });
});
