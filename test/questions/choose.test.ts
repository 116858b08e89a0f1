import { expect, test } from 'vitest';
import type { Inspection } from '../../src/detect/inspect.ts';
import type { Origin } from '../../src/facts/origin.ts';
import { chooseQuestions } from '../../src/questions/choose.ts';
import { NO_NOTES } from '../../src/source/source.ts';
import { newResult } from '../support/results.ts';

const HOUR = 3_600_000;

/** A series without findings; its score is no reason to ask about it. */
function quiet(series: string, score: number) {
  const { statistics } = newResult();
  const inspection: Inspection = { statistics, findings: [], judged: [], verdict: 'normal', score };
  return {
    series: { series, times: new Float64Array(0), values: new Float64Array(0), notes: NO_NOTES },
    inspection,
  };
}

test('of normal series those are asked about whose turn was longest ago, until all had theirs', () => {
  const candidates = ['a', 'b', 'c', 'd', 'e'].map((name, at) => quiet(name, 0.4 - at / 100));
  const turns = new Map<string, number>();
  const asked: string[][] = [];
  for (let round = 1; round <= 4; round += 1) {
    const known = candidates.map(({ series: { series } }) => ({
      ...{ monitor: 'm', series, source: 's', windowEnd: 0, verdict: 'normal', since: 0, lastSeen: 0 },
      ...{ problemSince: null, unit: '', lastValue: 0, usualIntervalMs: null },
      askedEnd: turns.get(series) ?? null,
    }));
    const chosen = chooseQuestions({ ask: 'always', maxQuestions: 2 }, candidates, known);
    const names = chosen.map(({ series }) => series.series);
    for (const name of names) turns.set(name, round * HOUR);
    asked.push(names);
  }
  expect(asked).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'a'],
    ['b', 'c'],
  ]);
});

test('what befell several series together is one question, about the one it befell worst', () => {
  const silence = (series: string, score: number, origin: Origin, start = 0) => {
    const found = {
      kind: 'gap',
      detector: 'given',
      flag: 4,
      start,
      end: start + HOUR,
      points: 0,
      observed: 3600,
    } as const;
    const finding = { ...found, expected: null, score, sentence: 'A gap.' };
    const one = quiet(series, score);
    const around = {
      finding,
      origin,
      companions: [],
      reason: null,
      recurrence: null,
      beginning: null,
      ending: null,
    };
    return {
      ...one,
      inspection: { ...one.inspection, findings: [finding] },
      view: { context: { findings: [around], past: null } },
    };
  };
  const asked = (candidates: readonly ReturnType<typeof silence>[]) =>
    chooseQuestions({ ask: 'always', maxQuestions: 9 }, candidates, []).map(({ series }) => series.series);
  expect(asked(['a', 'b', 'c'].map((name, at) => silence(name, 0.6 + at / 10, 'connection')))).toEqual(['c']);
  expect(asked(['a', 'b', 'c'].map((name, at) => silence(name, 0.6 + at / 10, 'schedule')))).toEqual(['c']);
  // What was there on other days is looked up of the worst only.
  expect(asked([silence('a', 0.9, 'schedule'), silence('b', 0.8, 'surroundings')])).toEqual(['a']);
  expect(asked([silence('a', 0.9, 'surroundings'), silence('b', 0.8, 'schedule')])).toEqual(['a']);
  expect(asked([silence('a', 0.9, 'schedule'), silence('b', 0.8, 'connection')])).toEqual(['a', 'b']);
  expect(asked(['a', 'b'].map((name) => silence(name, 0.6, 'sensor')))).toEqual(['a', 'b']);
  expect(asked(['a', 'b'].map((name, at) => silence(name, 0.6, 'connection', at * 5 * HOUR)))).toEqual([
    'a',
    'b',
  ]);
});
