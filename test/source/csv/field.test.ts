import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CsvReadOptions } from '../../../src/source/csv/options.ts';
import { readCsvSeries } from '../../../src/source/csv/series.ts';
import type { SeriesWindow } from '../../../src/source/source.ts';

/** Files as loggers, exports and other programs write them, with the figures that must come out. */
const FOLDER = new URL('../../fixtures/field/', import.meta.url);
const { signal } = new AbortController();

interface Expected {
  readonly series: Readonly<Record<string, ExpectedSeries>>;
}
interface ExpectedSeries {
  readonly points: number;
  readonly first?: readonly [string, number];
  readonly last?: readonly [string, number];
  readonly mean?: number;
  readonly min?: number;
  readonly max?: number;
  readonly nulls?: number;
}

/** What the user has to say where the file alone does not tell. */
const SETTINGS: Readonly<Record<string, Partial<CsvReadOptions>>> = {
  'day-first': { timeFormat: 'dd/MM/yyyy HH:mm' },
  headerless: { columns: ['time', 'temperature', 'humidity'] },
  sentinel: { nullValues: [-999] },
  'thousands-in-tab': { decimal: '.' },
  'twelve-hour': { timeFormat: 'MM/dd/yy hh:mm:ss a' },
};

function figures({ times, values }: SeriesWindow): ExpectedSeries {
  const kept = [...values.entries()].filter(([, value]) => !Number.isNaN(value));
  const numbers = kept.map(([, value]) => value);
  const point = ([at, value]: [number, number]): [string, number] => {
    return [new Date(times[at] ?? 0).toISOString().replace('.000Z', 'Z'), value];
  };
  const [first, last] = [kept[0], kept.at(-1)];
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return {
    points: kept.length,
    ...(first === undefined ? {} : { first: point(first) }),
    ...(last === undefined ? {} : { last: point(last) }),
    mean,
    min: Math.min(...numbers),
    max: Math.max(...numbers),
    nulls: values.length - kept.length,
  };
}

describe('each file of the field gives its figures', () => {
  test.each(readdirSync(FOLDER))('%s', async (name) => {
    const path = new URL(`${name}/data.csv`, FOLDER).pathname;
    const { series: expected }: Expected = JSON.parse(
      readFileSync(new URL(`${name}/expected.json`, FOLDER), 'utf8'),
    );
    const read = await readCsvSeries(path, SETTINGS[name] ?? {}, signal);
    for (const [series, { mean, nulls = 0, ...others }] of Object.entries(expected)) {
      const one = read.find(
        (candidate) => candidate.series === series || candidate.series === `data.${series}`,
      );
      expect(one, `${series} of ${read.map((each) => each.series)}`).toBeDefined();
      if (one === undefined) continue;
      const { first, last, min, max } = others;
      const wanted = {
        points: others.points,
        nulls,
        ...(first && { first }),
        ...(last && { last }),
        ...(min && { min }),
        ...(max && { max }),
      };
      expect(figures(one)).toMatchObject(wanted);
      if (mean !== undefined) expect(figures(one).mean).toBeCloseTo(mean, 5);
      expect(one.notes).toMatchObject({ unreadable: 0, duplicates: 0, disordered: 0 });
    }
    expect(read).toHaveLength(Object.keys(expected).length);
  });
});
