import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Recorded requests that no source makes: writing, setting up, asking whether the server lives. */
const NOT_FOR_SOURCES = [
  'bucket-create',
  'dbrp-create',
  'dbrp-list',
  'flux-slow-cancelled',
  'health',
  'not-found',
  'ping',
  'ping-head',
  'ready',
  'write-empty',
  'write-error-bucket',
  'write-error-conflict',
  'write-error-line',
  'write-error-line-in-batch',
  'write-error-nan',
  'write-error-org',
  'write-error-precision-too-large',
  'write-error-precision-unit',
  'write-error-retention',
  'write-error-token',
  'write-gzip',
  'write-ok',
  'write-precision-default',
  'write-precision-ms',
  'write-precision-ns',
  'write-readback',
  'write-v1-error-database',
  'write-v1-ok',
];

/** The tables of cases in flux-recorded.test.ts and influxql-recorded.test.ts take these. */
const TAKEN = /^(?:flux|influxql)-/;

test('every recorded answer of InfluxDB 2.7 is read by a source or named as none of theirs', () => {
  const recorded = readdirSync(new URL('../../fixtures/influxdb-2.7/', import.meta.url))
    .filter((file) => file.endsWith('.response.http'))
    .map((file) => file.slice(0, -'.response.http'.length));
  const others = recorded.filter((name) => !TAKEN.test(name) || name === 'flux-slow-cancelled');
  expect(others.sort()).toEqual([...NOT_FOR_SOURCES].sort());
});
