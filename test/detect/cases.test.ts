import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { monitorSchema } from '../../src/config/monitor.ts';
import { createBaseline } from '../../src/detect/baseline/baseline.ts';
import { intake } from '../../src/detect/baseline/intake.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { notJudged } from '../../src/detect/power/power.ts';
import { baselineSettings, inspectSettings } from '../../src/detect/settings.ts';
import { readCsvSeries } from '../../src/source/csv/series.ts';
import { withRelatives } from '../../src/source/relatives.ts';
import type { SeriesWindow, Window } from '../../src/source/source.ts';
import { pushAll } from '../../src/store/baseline-pool.ts';

/**
 * A case is a folder: `series.csv`; `config.yaml`, what a monitor sets, its window being the last of the file and all before it
 * the past; and `expected.json`, by series. `UPDATE_GOLDEN=1` writes that one anew: look at what it says.
 */
const CASES = join(import.meta.dirname, '../cases/detect');

const told = z.record(z.string(), z.unknown());

function monitorOf(folder: string) {
  const chosen = told.parse(parse(readFileSync(join(folder, 'config.yaml'), 'utf8')));
  const query = { measurement: 'case', fields: ['value'] };
  return monitorSchema.parse({ name: 'case', cron: '* * * * *', source: 'file', query, ...chosen });
}

function windowOf({ times }: SeriesWindow, lengthMs: number): Window {
  const [last = 0, before = 0] = [times.at(-1), times.at(-2)];
  const end = last + (last - before);
  return { start: end - lengthMs, end };
}

test.each(readdirSync(CASES))('%s', async (name) => {
  const folder = join(CASES, name);
  const monitor = monitorOf(folder);
  const all = withRelatives(
    await readCsvSeries(join(folder, 'series.csv'), {}, new AbortController().signal),
  );
  const found = all.map((series) => {
    const window = windowOf(series, monitor.window);
    const past = { start: series.times[0] ?? 0, end: window.start - 1 };
    const baseline = createBaseline(baselineSettings(monitor));
    if (past.end > past.start) pushAll(baseline, intake(Number.NEGATIVE_INFINITY, series, past));
    const from = series.times.findIndex((time) => time >= window.start);
    const part = { ...series, times: series.times.slice(from), values: series.values.slice(from) };
    const settings = inspectSettings(monitor);
    const inspection = inspect(part, window, settings, baseline.points > 0 ? baseline : undefined);
    const { verdict, findings, judged } = inspection;
    const lines = findings.map(
      ({ kind, detector, start, end }) =>
        `${kind} by ${detector} from ${new Date(start).toISOString()} to ${new Date(end).toISOString()}`,
    );
    return [series.series, { verdict, findings: lines, notJudged: notJudged(judged) }] as const;
  });
  const path = join(folder, 'expected.json');
  const text = `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
});
