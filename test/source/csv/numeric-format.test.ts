import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { NumericFormat } from '../../../src/source/csv/time/numeric-format.ts';

const FORMATS = [
  ...[
    'd/M/yyyy H:m:s',
    'dd.MM.yy HH:mm',
    'yyyyMMddHHmm',
    'yyyyMMddHHmmssSSS',
    'M/d/yy h:m:s a',
    'yyyy/MM/dd HH:mm:ss.u',
  ],
  ...['H:m d.M.yyyy', "dd.MM.yyyy 'um' HH:mm", 'yyyyMMdd'],
];
const moment = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2059, 11, 31) });

function read(format: string, text: string): number | undefined {
  const bytes = Buffer.from(`;${text};`);
  return NumericFormat.of(format)?.read(bytes, 1, bytes.length - 1);
}

test.each(FORMATS)(
  'what it reads of %s Luxon reads in the same way, whatever a digit is changed to',
  (format) => {
    fc.assert(
      fc.property(
        moment,
        fc.nat(30),
        fc.constantFrom('', '0', '1', '3', '5', '9', ' ', ':', 'x'),
        (ms, at, sign) => {
          const text = DateTime.fromMillis(ms, { zone: 'utc', locale: 'en' }).toFormat(
            format.replace('u', 'SSS'),
          );
          expect(read(format, text)).toBe(
            DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' }).toMillis(),
          );
          const changed = text.slice(0, at) + sign + text.slice(at + 1);
          const luxon = DateTime.fromFormat(changed, format, { zone: 'utc', locale: 'en' }).toMillis();
          const own = read(format, changed) ?? Number.NaN;
          expect(Number.isNaN(own) ? luxon : own).toBe(luxon);
        },
      ),
      { numRuns: 300 },
    );
  },
);

test.each([
  'd MMM yyyy',
  'dd/MM/yyyy HH:mm ZZ',
  'dMyyyy',
  'yyyy-ooo',
  'h:mm d/M/yyyy',
  'H:mm d/M',
  'yyyy yyyy M d',
])('%s is left to Luxon', (format) => expect(NumericFormat.of(format)).toBeUndefined());
