import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMA, IsoTimeReader, parseNumber } from '../../src/source/cells.ts';
import { RecordScanner } from '../../src/source/records.ts';

/** All records of a text that arrives in pieces of `size` bytes; a malformed one as its raw text. */
function records(text: string, size = 1 << 16): (string[] | string)[] {
  const bytes = Buffer.from(text);
  const scanner = new RecordScanner(',');
  const found: (string[] | string)[] = [];
  const drain = (): void => {
    while (scanner.next()) {
      const cells = Array.from({ length: scanner.fieldCount }, (_, at) => scanner.text(at));
      found.push(scanner.malformed ? scanner.raw() : cells);
    }
  };
  for (let at = 0; at < bytes.length; at += size) {
    scanner.push(bytes.subarray(at, at + size));
    drain();
  }
  scanner.finish();
  drain();
  return found;
}

describe('RecordScanner', () => {
  test('whatever is quoted by the rules comes back, in pieces of any size', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ü', '"', ',', '\n', '\r\n', ' ', '€'),
      maxLength: 6,
    });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (table, size, lineEnd) => {
          const quoted = table.map(
            (row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + lineEnd,
          );
          expect(records(quoted.join(''), size)).toEqual(table);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a record need not end with a line break at the end of the text', () => {
    expect(records('a,b\nc,')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  test('a quote that is never closed costs one line, not the rest', () => {
    expect(records('a,"b\nc,d\ne,f\n')).toEqual(['a,"b', ['c', 'd'], ['e', 'f']]);
  });

  test('text behind a closing quote costs one line, even where the quote closed lines later', () => {
    expect(records('a,"b\n"c"x,d\ne,f\n')).toEqual(['a,"b', '"c"x,d', ['e', 'f']]);
  });

  test('a record of more than a megabyte is given up, and the next line read', () => {
    const line = 'x'.repeat(999);
    const found = records(`"${`${line}\n`.repeat(1200)}`);
    expect(found).toHaveLength(1200);
    expect(found.slice(0, 2)).toEqual([`"${line}`, [line]]);
  });
});

describe('parseNumber', () => {
  const parse = (text: string, mark?: number): number => {
    const bytes = Buffer.from(`;${text};`);
    return parseNumber(bytes, 1, bytes.length - 1, mark);
  };

  test('rounds as Number does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parse(String(value))).toBe(Number(String(value)));
        expect(parse(value.toFixed(10))).toBe(Number(value.toFixed(10)));
      }),
      { numRuns: 2000 },
    );
  });

  test('any other text is NaN', () => {
    const numbers = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '0', '.', ',', '-', '+', 'e', 'x', ' ') }),
        (text) => {
          expect(Number.isNaN(parse(text))).toBe(!numbers.test(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['21,5', 21.5],
    ['21.5', Number.NaN],
    ['-0,25', -0.25],
    ['1.234,5', Number.NaN],
  ])('with a decimal comma %s is %d', (text, expected) => {
    expect(parse(text, COMMA)).toBe(expected);
  });
});

describe('IsoTimeReader', () => {
  const read = (text: string): number => {
    const reader = new IsoTimeReader();
    const bytes = Buffer.from(`,${text},`);
    return reader.read(bytes, 1, bytes.length - 1) ? reader.utcMs : Number.NaN;
  };

  test('reads every date as Date does', () => {
    const dates = fc.date({
      min: new Date('0100-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(read(date.toISOString())).toBe(date.getTime());
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '2026-04-31',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T10:60:00Z',
    '2026-01-01T10:00:0',
    '2026-01-01T10:00:00Zebra',
    '2026-01-01X10:00:00Z',
    '2026-01-01T10',
    '26-01-01T10:00:00Z',
    '20260101T100000Z',
    '',
  ])('%s is no time', (text) => {
    expect(read(text)).toBeNaN();
  });
});
