import { readdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { createInfluxqlSource } from '../../../src/source/influx/influxql.ts';
import type { SeriesWindow } from '../../../src/source/source.ts';
import { play, playInPieces, recordedAnswer, startReplayServer } from '../../support/http-replay.ts';
import type { Behaviour } from '../../support/raw-server.ts';
import { expectation, type Outcome, outcomeOf } from '../../support/source-outcome.ts';

const FOLDER = 'influxdb-2.7';
const WINDOW = { start: Date.parse('2026-11-22T07:35:47Z'), end: Date.parse('2026-11-22T07:45:48Z') };

const ALL = 'environment.temperature';
const OFFICE = 'environment.temperature{room=office}';
const LAB_A = 'environment.temperature{room=lab,sensor=a}';
const LAB_B = 'environment.temperature{room=lab,sensor=b}';
const NO_JSON = 'source_bad_answer: answered application/csv in place of JSON';

/** Every recorded case of `/query`: the points of each series, or the failure. */
const CASES: Readonly<Record<string, Outcome>> = {
  'influxql-basic': { [ALL]: 1 },
  'influxql-chunked': { [ALL]: 7 },
  'influxql-chunked-series': { [LAB_A]: 4, [LAB_B]: 4, [OFFICE]: 4 },
  'influxql-csv': NO_JSON,
  'influxql-empty': {},
  'influxql-error-bearer': 'source_unauthorized: answered 401: unauthorized access',
  'influxql-error-chunked-statement': 'source_rejected: unsupported mean iterator type',
  'influxql-error-database': 'source_not_found: database not found: nosuch',
  'influxql-error-second-statement': 'source_rejected: not executed',
  'influxql-error-statement': 'source_rejected: unsupported mean iterator type',
  'influxql-error-statement-csv': NO_JSON,
  'influxql-error-syntax': 'source_rejected: failed to parse query: found EOF',
  'influxql-error-token': 'source_unauthorized: answered 401',
  'influxql-group-by-tags': 'source_not_numeric: field room holds text, not numbers',
  'influxql-group-by-time': { 'environment.mean': 31 },
  'influxql-group-by-time-none': { 'environment.mean': 11 },
  'influxql-json': { [ALL]: 5 },
  'influxql-json-epoch-ns': { [ALL]: 3 },
  'influxql-json-rfc3339': { [ALL]: 3 },
  'influxql-params': { [ALL]: 2 },
  'influxql-two-statements': { 'environment.co2': 1, [ALL]: 1 },
  'influxql-u-p': { [ALL]: 1 },
  'influxql-virtual-mapping': { [ALL]: 2 },
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function read(behaviour: Behaviour): Promise<readonly SeriesWindow[]> {
  const server = await startReplayServer(behaviour);
  stops.push(server.close);
  const source = createInfluxqlSource('influx', {
    kind: 'influxql',
    url: server.url,
    database: 'sensors',
    auth: 'token',
    username: '',
    password: '',
    token: 'TOKEN',
    timeout: 5000,
    maxPoints: 1000,
    maxSeries: 100,
  });
  return source.read(
    { influxql: 'SELECT temperature FROM environment' },
    WINDOW,
    new AbortController().signal,
  );
}

test('every recorded answer of /query has an expectation', () => {
  const recorded = readdirSync(new URL(`../../fixtures/${FOLDER}/`, import.meta.url))
    .filter((file) => file.startsWith('influxql-') && file.endsWith('.response.http'))
    .map((file) => file.slice(0, -'.response.http'.length));
  expect(recorded.sort()).toEqual(Object.keys(CASES).sort());
});

test.each(Object.entries(CASES))(
  'the recorded answer %s gives its points or its failure',
  async (name, expected) => {
    expect(await outcomeOf(read(play(recordedAnswer(FOLDER, name))))).toEqual(expectation(expected));
  },
);

test.each(Object.entries(CASES))(
  '%s gives the same when it arrives in pieces of 11 bytes',
  async (name, expected) => {
    expect(await outcomeOf(read(playInPieces(recordedAnswer(FOLDER, name), 11)))).toEqual(
      expectation(expected),
    );
  },
);

test('times as text keep the digits below a millisecond that a double can hold', async () => {
  const [series] = await read(play(recordedAnswer(FOLDER, 'influxql-json-rfc3339')));
  expect(series?.times[0]).toBe(Date.parse('2026-11-22T07:35:47Z') + 123.456789);
});

test('times as numbers are read in the unit that their size tells', async () => {
  const [inMs] = await read(play(recordedAnswer(FOLDER, 'influxql-json')));
  const [inNs] = await read(play(recordedAnswer(FOLDER, 'influxql-json-epoch-ns')));
  expect(Math.floor(inMs?.times[0] ?? 0)).toBe(1_795_332_947_000);
  expect(inNs?.times[0]).toBeCloseTo(1_795_332_947_123.456, 2);
});
