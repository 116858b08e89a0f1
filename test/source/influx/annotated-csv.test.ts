import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlumblineError } from '../../../src/lib/errors.ts';
import { AnnotatedCsvDecoder } from '../../../src/source/influx/annotated-csv.ts';
import type { SeriesWindow } from '../../../src/source/source.ts';

const T0 = Date.parse('2026-11-22T23:59:00Z');
const HEADER = [
  '#datatype,string,long,dateTime:RFC3339,double,string,string,string',
  '#group,false,false,false,false,true,true,false',
  '#default,_result,,,,,,',
  ',result,table,_time,_value,_field,_measurement,note',
];

interface Row {
  readonly second: number;
  readonly value: number | null;
  readonly field: string;
  readonly note: string;
}

/** The body of one result, a table for each run of rows with one field. */
function bodyOf(rows: readonly Row[]): Buffer {
  const lines = rows.flatMap(({ second, value, field, note }, at) => {
    const time = new Date(T0 + second * 1000).toISOString().replace('.000Z', 'Z');
    const row = `,,${at},${time},${value ?? ''},${field},m,"${note.replaceAll('"', '""')}"`;
    return at > 0 && rows[at - 1]?.field !== field ? ['', ...HEADER, row] : [row];
  });
  return Buffer.from([...HEADER, ...lines, '', ''].join('\r\n'));
}

function decode(body: Buffer, size: number): SeriesWindow[] {
  const decoder = new AnnotatedCsvDecoder(
    { maxPoints: 10_000, maxSeries: 100 },
    (message) => new PlumblineError('source_rejected', message),
  );
  for (let at = 0; at < body.length; at += size) decoder.push(body.subarray(at, at + size));
  return decoder.finish();
}

const row = fc.record({
  second: fc.nat(200),
  value: fc.option(
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })),
  ),
  field: fc.constantFrom('a', 'b'),
  note: fc.constantFrom('', 'ok', 'ko', 'with "quotes", commas\r\nand lines'),
});

describe('AnnotatedCsvDecoder', () => {
  test('any rows come out as they went in, sorted, the last value of each time, from pieces of any size', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 4000 }),
        (rows, size) => {
          const expected = new Map<string, Map<number, number>>();
          for (const { second, value, field } of rows) {
            const points = expected.get(`m.${field}`) ?? new Map<number, number>();
            const time = T0 + second * 1000;
            expected.set(`m.${field}`, points.set(time, value ?? points.get(time) ?? Number.NaN));
          }
          const found = decode(bodyOf(rows), size);
          expect(found.map(({ series }) => series)).toEqual([...expected.keys()].sort());
          for (const { series, times, values, notes } of found) {
            const points = [...(expected.get(series) ?? [])].sort(([a], [b]) => a - b);
            expect([...times].map((time, at) => [time, (values[at] ?? 0) + 0])).toEqual(
              points.map(([time, value]) => [time, value + 0]),
            );
            const kept = rows.filter(
              ({ field, value }) => series === `m.${field}` && value !== null && !Number.isNaN(value),
            );
            expect(notes.duplicates).toBe(kept.length - new Set(kept.map(({ second }) => second)).size);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('no beginning of an answer passes for the whole', () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({
      second: at,
      value: at / 4,
      field: 'a',
      note: 'ok',
    }));
    const body = bodyOf(rows);
    for (let length = 0; length < body.length; length += 1) {
      expect(() => decode(body.subarray(0, length), 1 << 16)).toThrow(PlumblineError);
    }
    expect(decode(body, 1 << 16)[0]?.times).toHaveLength(40);
  });

  test('an error table is an error however many rows came before it', () => {
    const body = bodyOf([{ second: 1, value: 1, field: 'a', note: '' }])
      .toString()
      .trimEnd();
    const error =
      '#datatype,string,string\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,it broke,897\r\n';
    expect(() => decode(Buffer.from(`${body}\r\n\r\n${error}`), 50)).toThrow('it broke');
    expect(() => decode(Buffer.from(error), 50)).toThrow('it broke');
  });

  test.each([
    ['a row of more fields than columns', /8 columns/, (body: string) => body.replace('"ok"', '"ok",1')],
    ['a row of fewer fields', /8 columns/, (body: string) => body.replace(',"ok"', '')],
    [
      'a time that is none',
      /time that is none: yesterday/,
      (body: string) => body.replace(/2026-11-22T23:59:01Z/, 'yesterday'),
    ],
    [
      'a number that is none',
      /double that is none: warm/,
      (body: string) => body.replace(',0.25,', ',warm,'),
    ],
    ['quotes that do not match', /quotes do not match/, (body: string) => body.replace('"ok"', '"o"k')],
  ])('%s is a failure', (_what, message, damage) => {
    const rows = Array.from({ length: 20 }, (_, at) => ({
      second: at,
      value: at / 4,
      field: 'a',
      note: 'ok',
    }));
    expect(() => decode(Buffer.from(damage(bodyOf(rows).toString())), 1 << 16)).toThrow(message);
  });
});
