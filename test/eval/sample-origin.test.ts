import { expect, test } from 'vitest';
import { csvSettingsFrom } from '../../src/cli/csv-options.ts';
import { makeCases } from '../../src/eval/cases.ts';
import { contextOf } from '../../src/facts/context.ts';
import { projectPath } from '../../src/lib/project.ts';
import { readCsvSeries } from '../../src/source/csv/series.ts';

test.each([
  [60, { known: 100, named: 71, right: 70 }],
  [360, { known: 100, named: 79, right: 79 }],
])(
  'of the faults in 200 windows of %d rows of the sample code names the origin as docs/context.md says',
  async (rows, expected) => {
    const settings = csvSettingsFrom({ tags: ['room,sensor'] });
    const recordings = await readCsvSeries(
      projectPath('data', 'office.csv'),
      settings,
      new AbortController().signal,
    );
    const known = makeCases(recordings, 200, rows).filter(({ origin }) => origin !== null);
    const said = known.map(({ findings, series, origin, past, ties }) => {
      const [worst] = contextOf(findings, series, past, (name) => ties.get(name) ?? null).findings;
      return { named: worst?.origin ?? 'unknown', origin };
    });
    const named = said.filter((one) => one.named !== 'unknown');
    const right = named.filter((one) => one.named === one.origin);
    expect({ known: known.length, named: named.length, right: right.length }).toEqual(expected);
  },
);
