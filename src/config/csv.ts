import { z } from 'zod';
import { formatProblem } from '../lib/date-format.ts';
import { text, timezone } from './values.ts';

const TIME_WORDS = ['auto', 'iso', 's', 'ms', 'us', 'ns', 'excel'];
const words = z.array(text(100)).max(100).default([]);

const timeFormat = text(100)
  .superRefine((format, context) => {
    if (TIME_WORDS.includes(format)) return;
    const problem = formatProblem(format);
    if (problem === undefined) return;
    const message = `${TIME_WORDS.join(', ')}, or a format in Luxon's tokens with ${problem}, such as dd/MM/yyyy HH:mm`;
    context.addIssue({ code: 'custom', message });
  })
  .meta({ title: 'auto, iso, s, ms, us, ns, excel or a format' });

const encoding = text(40)
  .refine(
    (label) => label === 'auto' || isEncoding(label),
    'auto, utf-8, utf-16le, windows-1252 or another encoding',
  )
  .meta({ title: 'encoding' });

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

const locale = text(40).refine(isLocale, 'a language such as en or de').meta({ title: 'language' });

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const zoneOffset = z
  .string()
  .regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/, 'an offset such as +08:00 or -05:30')
  .meta({ title: 'offset' });

/**
 * How a file of readings is to be read: the keys of a csv source, and the options of `replay`, `factcheck` and
 * `eval`, which share them. What is left out is found out from the file, or refused where it can't be told.
 */
export const csvSettings = {
  layout: z
    .enum(['auto', 'wide', 'long'])
    .default('auto')
    .describe('wide: one column for each field; long: a column of field names and one of values'),
  timestamp: z
    .union([text(), z.array(text()).min(1).max(6)])
    .default('auto')
    .describe(
      'Column of the time; auto finds it. A list where date and time of day have columns of their own: [Date, Time]',
    ),
  value: text().default('value').describe('Column of the value, in layout long'),
  field: text().default('field').describe('Column of the field name, in layout long'),
  tags: z
    .array(text())
    .max(100)
    .default([])
    .describe('Columns that are tags and no values; they tell series apart where the query has no groupBy'),
  timeFormat: timeFormat
    .default('auto')
    .describe(
      "How times are written: iso, a unit since 1970, excel, or Luxon's tokens such as dd/MM/yyyy HH:mm",
    ),
  locale: locale.default('en').describe('Language of the names of months in timeFormat'),
  timezone: timezone
    .optional()
    .describe('Time zone of times that name none; left out, the one that the header names, else UTC'),
  zones: z
    .record(z.string().regex(/^[A-Za-z]{1,10}$/, 'letters'), zoneOffset)
    .default({})
    .describe('Offsets of zone words behind a time that mean several zones: { CST: "+08:00" }'),
  delimiter: z
    .enum(['auto', ',', ';', '\t', '|'])
    .default('auto')
    .describe('What stands between two columns'),
  decimal: z
    .enum(['auto', '.', ','])
    .default('auto')
    .describe('The decimal sign; the other of point and comma then stands between thousands'),
  encoding: encoding
    .default('auto')
    .describe('Encoding of the text, such as utf-8, utf-16le or windows-1252'),
  skipRows: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe('Lines above the header; the next line is the header then'),
  comment: z
    .string()
    .max(10, 'at most 10 characters')
    .default('auto')
    .describe('What lines begin with that are comments; auto: #; empty: none are'),
  columns: z
    .array(z.string().max(1000))
    .max(10_000)
    .default([])
    .describe('Names of all columns, in place of those in the file or where it has no header'),
  nullValues: z
    .array(z.union([text(100), z.number()]))
    .max(100)
    .default([])
    .describe('Words and numbers that mean "no value", such as [-999, ERR]'),
  trueValues: words.describe('Words that mean 1, beside true, on and yes'),
  falseValues: words.describe('Words that mean 0, beside false, off and no'),
  units: z
    .enum(['auto', 'strip'])
    .default('auto')
    .describe(
      'Units inside of cells: auto takes one off that all cells of a column have; strip where some lack it, too',
    ),
};
