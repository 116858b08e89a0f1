import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { replayCommand } from '../../src/cli/replay.ts';
import { MINUTE, quiet, START } from '../support/series.ts';
import { temporaryFiles } from '../support/temp-file.ts';

const write = temporaryFiles();
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  const keep = (text: string | Uint8Array) => printed.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const replay = (...options: string[]) =>
  new Command('plumbline').addCommand(replayCommand()).parseAsync(['replay', ...options], { from: 'user' });

const csvOf = (values: readonly (number | string)[], name = 'value') =>
  [
    `time,${name}`,
    ...values.map((value, minute) => `${new Date(START + minute * MINUTE).toISOString()},${value}`),
  ].join('\n');

test('writes one row for each row of the file, in its order, with the time as it stands there', async () => {
  const lines = [
    'when,level',
    '2026-11-22 00:00:00,1.50',
    'no time,2',
    '2026-11-22 00:02:00,',
    '2026-11-22 00:01:00,7',
  ];
  const path = write('in.csv', lines.join('\n'));
  const out = join(path, '../out.csv');
  await replay(path, '--time', 'when', '--value', 'level', '--out', out);
  expect(readFileSync(out, 'utf8').split('\n')).toEqual([
    'timestamp,value,anomaly_score,flag,raw_score',
    '2026-11-22 00:00:00,1.5,0,0,0',
    'no time,2,0,0,0',
    '2026-11-22 00:02:00,,0,0,0',
    '2026-11-22 00:01:00,7,0,0,0',
    '',
  ]);
  expect(printed.join('')).toContain('4 rows, 1 of them without a value, 1 without a time');
});

test('adds the verdict on a silent sensor at the time of --until, with an empty value', async () => {
  const path = write('silent.csv', csvOf(quiet(300)));
  await replay(path, '--until', '2026-11-22T12:00:00Z');
  const [last] = printed
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('2026'))
    .slice(-1);
  expect(last).toMatch(/^2026-11-22T12:00:00.000Z,,0\.9\d*,1,0\.9\d*$/);
});

test('takes the physical range from --min and --max, also one of them alone', async () => {
  const path = write('range.csv', csvOf(quiet(100).map((value, row) => (row === 50 ? 130 : value))));
  await replay(path, '--max', '100', '--json');
  const summary = JSON.parse(printed.join(''));
  expect(summary).toMatchObject({ series: 'range.value', rows: 100, flagged: 1, findings_total: 1 });
  expect(summary.findings).toMatchObject([
    {
      kind: 'out of range',
      flag: 4,
      start: '2026-11-22T00:50:00.000Z',
      observed: 130,
      expected: [null, 100],
    },
  ]);
});

test('takes limits, detectors and window from a monitor', async () => {
  const config = write(
    'plumbline.yaml',
    `sources:
  file: { kind: csv, path: data.csv }
monitors:
  - name: cellar
    cron: "*/10 * * * *"
    window: 1h
    source: file
    query: { measurement: cellar, fields: [humidity] }
    unit: "%"
    limits: { fail: [0, 100], suspect: [5, 90] }
`,
  );
  const path = write(
    'humidity.csv',
    csvOf(
      quiet(100).map((value, row) => (row === 50 ? 95 : value)),
      'humidity',
    ),
  );
  await replay(path, '--monitor', 'cellar', '--config', config, '--json');
  const { findings } = JSON.parse(printed.join(''));
  expect(findings).toMatchObject([{ kind: 'out of range', flag: 3, expected: [5, 90] }]);
  expect(findings[0].sentence).toContain('95 % is above the limits of 5 to 90 %');
  await expect(replay(path, '--monitor', 'attic', '--config', config)).rejects.toThrow(
    'there is no monitor attic',
  );
});

test('refuses a range the wrong way round, and to write over the file that it reads', async () => {
  const path = write('same.csv', csvOf([1, 2]));
  await expect(replay(path, '--min', '5', '--max', '1')).rejects.toThrow('--min is not smaller than --max');
  await expect(replay(path, '--out', path)).rejects.toThrow('--out names the file that is to be read');
  expect(readFileSync(path, 'utf8')).toBe(csvOf([1, 2]));
});

test('says which file it cannot read or write', async () => {
  await expect(replay('/nowhere.csv')).rejects.toMatchObject({ code: 'source_file' });
  const path = write('fine.csv', csvOf([1, 2]));
  const missing = join(path, '../missing/out.csv');
  await expect(replay(path, '--out', missing)).rejects.toMatchObject({ code: 'source_file' });
});

test('fails where not a single row has a time', async () => {
  const path = write('timeless.csv', 'time,value\nnever,1\nsometimes,2\n');
  await expect(replay(path)).rejects.toMatchObject({ code: 'source_file', message: /never,1/ });
});

test('a file of several series is replayed series by series, none of them merged', async () => {
  const rows = ['00:00', '00:05'].flatMap((time) =>
    ['a', 'b'].map((sensor, at) => `31.03.2026 ${time};${sensor};${at},5`),
  );
  const path = write('sensors.csv', `time;sensor;v\n${rows.join('\n')}\n`);
  const out = join(path, '../sensors-out.csv');
  await replay(path, '--out', out);
  const lines = readFileSync(out, 'utf8').split('\n');
  expect(lines[0]).toMatch(/^series,timestamp,value/);
  expect(lines.slice(1, 5).map((line) => line.split(',').slice(0, 3).join())).toEqual([
    '"sensors.v{sensor=a}",2026-03-31T00:00:00.000Z,0.5',
    '"sensors.v{sensor=a}",2026-03-31T00:05:00.000Z,0.5',
    '"sensors.v{sensor=b}",2026-03-31T00:00:00.000Z,1.5',
    '"sensors.v{sensor=b}",2026-03-31T00:05:00.000Z,1.5',
  ]);
});

test('the speed is that of all series together, said once', async () => {
  const rows = quiet(500).map((value, minute) => {
    const time = new Date(START + minute * MINUTE).toISOString();
    return `${time},a,${value}\n${time},b,${value}`;
  });
  const path = write('two.csv', ['time,sensor,value', ...rows].join('\n'));
  const out = join(path, '../out.csv');
  await replay(path, '--out', out);
  expect(printed.join('').match(/^\d+ rows a second\.$/gm)).toHaveLength(1);
  printed.length = 0;
  await replay(path, '--out', out, '--json');
  const { rows: ofOne, seconds, rows_per_second: speed } = JSON.parse(printed[0] ?? '');
  expect(ofOne).toBe(500);
  expect(speed).toBe(Math.round(1000 / seconds));
});

test('a file is read with the settings of a csv source', async () => {
  const path = write('bare.csv', '03/04/2026 00:00,1\n03/04/2026 00:05,-999\n');
  const out = join(path, '../bare-out.csv');
  await replay(
    path,
    '--columns',
    'time,v',
    '--time-format',
    'dd/MM/yyyy HH:mm',
    '--null-values',
    '-999',
    '--out',
    out,
  );
  expect(readFileSync(out, 'utf8')).toMatch(/03\/04\/2026 00:00,1,.*\n03\/04\/2026 00:05,,/);
});
