import { describe, expect, test } from 'vitest';
import { type ErrorCode, PlumblineError } from '../../src/lib/errors.ts';
import { readWithFallback } from '../../src/source/fallback.ts';
import { NO_NOTES, type Query, type Source, type Window } from '../../src/source/source.ts';

const QUERY: Query = { flux: 'x' };
const WINDOW: Window = { start: 0, end: 60_000 };
const REQUEST = { query: QUERY, window: WINDOW, untilNextMs: 60_000 };
const budget = { mostMs: 60_000, leastMs: 60_000 };
const { signal } = new AbortController();
const SERIES = [{ series: 'm.f', times: new Float64Array(1), values: new Float64Array(1), notes: NO_NOTES }];

function answering(name: string, windows: Window[] = []): Source {
  return {
    name,
    kind: 'csv',
    budget,
    read: async (_query, window) => {
      windows.push(window);
      return SERIES;
    },
  };
}

function failing(name: string, error: unknown): Source {
  return { name, kind: 'influxdb2', budget, read: () => Promise.reject(error) };
}

function failure(code: ErrorCode): PlumblineError {
  return new PlumblineError(code, `${code} happened`, { hint: 'do this' });
}

describe('readWithFallback', () => {
  test('a source that answers is the source, and no reason is given', async () => {
    const reading = await readWithFallback(answering('influx'), answering('sample'), REQUEST, signal);
    expect(reading).toEqual({ series: SERIES, source: 'influx', fallbackReason: null });
  });

  test.each(['source_unreachable', 'source_timeout', 'source_server_error', 'source_overloaded'] as const)(
    '%s reads the fallback for the same window and says why',
    async (code) => {
      const windows: Window[] = [];
      const source = failing('influx', failure(code));
      const reading = await readWithFallback(source, answering('sample', windows), REQUEST, signal);
      expect(reading).toMatchObject({ source: 'sample', fallbackReason: `${code}: ${code} happened` });
      expect(windows).toEqual([WINDOW]);
    },
  );

  test.each([
    'source_rejected',
    'source_unauthorized',
    'source_not_found',
    'source_bad_answer',
    'source_too_large',
    'source_not_numeric',
    'aborted',
  ] as const)('%s is not papered over by other data', async (code) => {
    const read = readWithFallback(failing('influx', failure(code)), answering('sample'), REQUEST, signal);
    await expect(read).rejects.toMatchObject({ code, hint: 'do this' });
  });

  test('without a fallback the failure of the source is thrown as it is', async () => {
    const error = failure('source_timeout');
    await expect(readWithFallback(failing('influx', error), undefined, REQUEST, signal)).rejects.toBe(error);
  });

  test('a fallback that fails too gives both reasons, and costs the window nothing: it waits for its source', async () => {
    const sources = [
      failing('influx', failure('source_timeout')),
      failing('sample', failure('source_ambiguous')),
    ] as const;
    const read = readWithFallback(...sources, REQUEST, signal);
    await expect(read).rejects.toMatchObject({
      code: 'source_timeout',
      message: 'source_timeout happened; its fallback failed too: source_ambiguous happened',
      retryable: true,
    });
  });
});
