import { readdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { createFluxSource } from '../../../src/source/influx/flux.ts';
import { play, playInPieces, recordedAnswer, startReplayServer } from '../../support/http-replay.ts';
import type { Behaviour } from '../../support/raw-server.ts';
import { expectation, type Outcome, outcomeOf } from '../../support/source-outcome.ts';

const FOLDER = 'influxdb-2.7';
const WINDOW = { start: Date.parse('2026-11-22T07:35:47Z'), end: Date.parse('2026-11-22T07:45:48Z') };

const OFFICE = 'environment.temperature{room=office}';
const OFFICE_CO2 = 'environment.co2{room=office}';
const LAB_A = 'environment.temperature{room=lab,sensor=a}';
const LAB_B = 'environment.temperature{room=lab,sensor=b}';

/** Recorded from a request that asked for no annotations, which the source never does. */
const NO_ANNOTATIONS = 'source_bad_answer: the answer has no #datatype and #group rows';
const MEAN_OF_BOOLEAN = 'source_rejected: unsupported input type for mean aggregate: boolean';
const MEAN_OF_STRING = 'source_rejected: unsupported input type for mean aggregate: string';
const STRINGS = 'source_not_numeric: field status holds string values, not numbers';

/** Every recorded case of `/api/v2/query` but the one that has no answer: the points of each series, or the failure. */
const CASES: Readonly<Record<string, Outcome>> = {
  'flux-bearer': NO_ANNOTATIONS,
  'flux-empty': {},
  'flux-empty-tables': {},
  'flux-error-body': 'source_rejected: failed to decode request body',
  'flux-error-bucket':
    'source_not_found: answered 404: failed to initialize execute state: could not find bucket "nosuch"',
  'flux-error-die': 'source_rejected: runtime error @1:142-1:227: map: failed to evaluate map function: boom',
  'flux-error-division': 'source_rejected: runtime error: cannot divide by zero',
  'flux-error-empty-range':
    'source_rejected: error in building plan while starting program: cannot query an empty range',
  'flux-error-in-band-collision': STRINGS,
  'flux-error-in-band-division': 'source_bad_answer: the answer has no column _time, only a',
  'flux-error-in-band-memory': 'source_overloaded: memory allocation limit reached: limit 30000 bytes',
  'flux-error-in-band-second-result': MEAN_OF_STRING,
  'flux-error-in-band-window-mean': MEAN_OF_BOOLEAN,
  'flux-error-method': 'source_rejected: allow: OPTIONS, POST',
  'flux-error-no-token': 'source_unauthorized: answered 401: unauthorized access',
  'flux-error-no-yield':
    'source_rejected: error in query specification while starting program: this Flux script returns',
  'flux-error-org': 'source_not_found: failed to decode request body: organization name "nosuch" not found',
  'flux-error-org-id': 'source_not_found: failed to decode request body: organization not found',
  'flux-error-queue-full': 'source_overloaded: queue length exceeded',
  'flux-error-second-result-as-400': MEAN_OF_STRING,
  'flux-error-syntax': 'source_rejected: compilation failed: error @1:49-1:92: expected RPAREN, got EOF',
  'flux-error-token': 'source_unauthorized: answered 401: unauthorized access',
  'flux-error-type': MEAN_OF_BOOLEAN,
  'flux-error-unbounded':
    'source_rejected: error in building plan while starting program: cannot submit unbounded read',
  'flux-error-undefined': 'source_rejected: error @1:49-1:55: undefined identifier nosuch',
  'flux-gzip': { [LAB_A]: 11, [LAB_B]: 11, [OFFICE]: 11 },
  'flux-gzip-small': { [OFFICE_CO2]: 3 },
  'flux-no-annotations': NO_ANNOTATIONS,
  'flux-no-value-column': 'source_bad_answer: the answer has no column _time, only _value',
  'flux-nulls-pivot':
    'source_bad_answer: the answer has no column _value, only _start, _stop, _time, _measurement, room',
  'flux-one-table': { [OFFICE]: 10 },
  'flux-relative-range': { [LAB_A]: 2, [LAB_B]: 2 },
  'flux-several-results': { [OFFICE_CO2]: 2, [LAB_A]: 2, [LAB_B]: 2 },
  'flux-several-tables': STRINGS,
  'flux-strings': STRINGS,
  'flux-types': 'source_bad_answer: the answer has no column _time, only f, i, u, t, b, d',
  'flux-value-dropped':
    'source_bad_answer: the answer has no column _value, only _time, _field, _measurement, room',
  'flux-vnd': NO_ANNOTATIONS,
  'flux-window-count-empty': { [OFFICE]: 31 },
  'flux-window-create-empty': { [OFFICE]: 31 },
  'flux-window-create-empty-no-data': {},
  'flux-window-mean-one-field': { [OFFICE_CO2]: 3, [OFFICE]: 3 },
  'flux-window-skip-empty': { [OFFICE]: 11 },
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function read(behaviour: Behaviour): ReturnType<ReturnType<typeof createFluxSource>['read']> {
  const server = await startReplayServer(behaviour);
  stops.push(server.close);
  const source = createFluxSource('influx', {
    kind: 'influxdb2',
    url: server.url,
    org: 'lab',
    bucket: 'sensors',
    token: 'TOKEN',
    timeout: 5000,
    maxPoints: 1000,
    maxSeries: 100,
  });
  return source.read({ flux: 'from(bucket: "sensors")' }, WINDOW, new AbortController().signal);
}

test('every recorded answer of /api/v2/query has an expectation', () => {
  const recorded = readdirSync(new URL(`../../fixtures/${FOLDER}/`, import.meta.url))
    .filter((file) => file.startsWith('flux-') && file.endsWith('.response.http'))
    .map((file) => file.slice(0, -'.response.http'.length))
    .filter((name) => recordedAnswer(FOLDER, name).length > 0);
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

test('times keep the digits below a millisecond that a double can hold', async () => {
  const [labA] = await read(play(recordedAnswer(FOLDER, 'flux-several-results'))).then((series) =>
    series.filter((one) => one.series === LAB_A),
  );
  expect(labA?.times[0]).toBe(Date.parse('2026-11-22T07:35:47Z') + 123.456789);
  expect([...(labA?.values ?? [])]).toEqual([18.996, 19]);
});

test('an empty cell of a window without points is NaN', async () => {
  const [series] = await read(play(recordedAnswer(FOLDER, 'flux-window-create-empty')));
  expect([...(series?.values ?? [])].slice(0, 4)).toEqual([21, Number.NaN, Number.NaN, 21]);
});
