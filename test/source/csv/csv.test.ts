import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvConfig } from '../../../src/config/schema.ts';
import { createCsvSource } from '../../../src/source/csv/csv.ts';
import { CSV_DEFAULTS } from '../../../src/source/csv/options.ts';
import type { SeriesWindow, StructuredQuery, Window } from '../../../src/source/source.ts';
import { temporaryFiles } from '../../support/temp-file.ts';

const file = temporaryFiles();
const { signal } = new AbortController();
const MINUTE = 60_000;
const NOW = Date.parse('2026-11-22T10:00:00Z');
const RECORDED = Date.parse('2015-02-04T00:00:00Z');

/** Values 0, 1, 2, ... a minute apart. */
function minutes(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, at) => `${new Date(RECORDED + at * MINUTE).toISOString()},${at}`,
  );
  return `time,value\n${rows.join('\n')}\n`;
}

function source(content: string, config: Partial<CsvConfig> = {}): ReturnType<typeof createCsvSource> {
  const { query: _query, window: _window, ...defaults } = CSV_DEFAULTS;
  const path = file('sample.csv', content);
  return createCsvSource('sample', { ...defaults, kind: 'csv', path, replay: true, ...config }, () => NOW);
}

const ALL: StructuredQuery = {
  measurement: 'm',
  fields: ['value'],
  where: {},
  groupBy: [],
  aggregate: 'mean',
};

/** `minute=value ...`, minutes counted from NOW. */
function shown([series]: readonly SeriesWindow[]): string {
  return [...(series?.times ?? [])]
    .map((time, at) => `${(time - NOW) / MINUTE}=${series?.values[at]}`)
    .join(' ');
}

function windowOf(fromMinute: number, toMinute: number): Window {
  return { start: NOW + fromMinute * MINUTE, end: NOW + toMinute * MINUTE };
}

describe('replay', () => {
  test('the newest row stands at the moment when the source was made', async () => {
    expect(shown(await source(minutes(5)).read(ALL, windowOf(-3, 1), signal))).toBe('-3=1 -2=2 -1=3 0=4');
  });

  test('the file goes on in a loop into the future, one usual interval after its end', async () => {
    const read = source(minutes(3));
    expect(shown(await read.read(ALL, windowOf(-1, 6), signal))).toBe('-1=1 0=2 1=0 2=1 3=2 4=0 5=1');
  });

  test('but not into the past: before its first row there is nothing to learn from', async () => {
    const read = source(minutes(3));
    expect(shown(await read.read(ALL, windowOf(-7, -1), signal))).toBe('-2=0');
    expect(shown(await read.read(ALL, windowOf(-7, -2), signal))).toBe('');
  });

  test('any window since the first row has one point a minute, and neighbours join without gap or overlap', async () => {
    const sample = source(minutes(7));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -6, max: 200 }),
        fc.nat(40),
        fc.nat(40),
        async (from, first, second) => {
          const left = await sample.read(ALL, windowOf(from, from + first), signal);
          const right = await sample.read(ALL, windowOf(from + first, from + first + second), signal);
          const both = await sample.read(ALL, windowOf(from, from + first + second), signal);
          expect(both[0]?.times.length ?? 0).toBe(first + second);
          expect([shown(left), shown(right)].filter((text) => text !== '').join(' ')).toBe(shown(both));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the notes of a loop stay those of the file', async () => {
    const content = `${minutes(3)}not a row\n`;
    const [series] = await source(content).read(ALL, windowOf(-2, 8), signal);
    expect(series?.notes).toMatchObject({
      unreadable: 1,
      unreadableSamples: ['not a row'],
      duplicates: 0,
      disordered: 0,
    });
  });

  test('more points than maxPoints over all rounds are a failure', async () => {
    const read = source(minutes(3), { maxPoints: 5 }).read(ALL, windowOf(-2, 8), signal);
    await expect(read).rejects.toMatchObject({ code: 'source_too_large' });
  });

  test('a file that grew is measured again', async () => {
    const sample = source(minutes(3));
    await sample.read(ALL, windowOf(-1, 1), signal);
    file('sample.csv', minutes(5));
    expect(shown(await sample.read(ALL, windowOf(-1, 1), signal))).toBe('-1=3 0=4');
  });
});

describe('a file as it is', () => {
  test('without replay its own times count', async () => {
    const window = { start: RECORDED, end: RECORDED + 2 * MINUTE };
    const [series] = await source(minutes(5), { replay: false }).read(ALL, window, signal);
    expect([...(series?.times ?? [])]).toEqual([RECORDED, RECORDED + MINUTE]);
  });

  test('a query in another language reads every column of numbers', async () => {
    const sample = source('time,room,a,b\n2015-02-04T00:00:00Z,x,1,2\n');
    const series = await sample.read({ flux: 'from(bucket: "b")' }, windowOf(0, 1), signal);
    expect(series.map((one) => one.series)).toEqual(['sample.a', 'sample.b']);
  });

  test.each([
    ['mean', '-4=0.5 -2=2.5 0=4'],
    ['median', '-4=0.5 -2=2.5 0=4'],
    ['min', '-4=0 -2=2 0=4'],
    ['max', '-4=1 -2=3 0=4'],
    ['sum', '-4=1 -2=5 0=4'],
    ['count', '-4=2 -2=2 0=1'],
    ['first', '-4=0 -2=2 0=4'],
    ['last', '-4=1 -2=3 0=4'],
  ] as const)('every and aggregate: %s do what the servers do', async (aggregate, expected) => {
    const query = { ...ALL, everyMs: 2 * MINUTE, aggregate };
    expect(shown(await source(minutes(5)).read(query, windowOf(-4, 1), signal))).toBe(expected);
  });

  test('an interval that the start of the window cuts stands at that start', async () => {
    const query = { ...ALL, everyMs: 2 * MINUTE };
    expect(shown(await source(minutes(5)).read(query, windowOf(-3, 1), signal))).toBe('-3=1 -2=2.5 0=4');
  });

  test('a read that is aborted says so', async () => {
    const read = source(minutes(5)).read(ALL, windowOf(-4, 1), AbortSignal.abort());
    await expect(read).rejects.toMatchObject({ code: 'aborted' });
  });
});
