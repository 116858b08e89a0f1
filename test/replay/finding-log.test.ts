import { expect, test } from 'vitest';
import type { Finding } from '../../src/detect/finding.ts';
import { FindingLog } from '../../src/replay/finding-log.ts';

function finding(kind: Finding['kind'], start: number, end: number, score = 0.6): Finding {
  const rest = {
    detector: 'given' as const,
    flag: 3 as const,
    points: 1,
    observed: 0,
    expected: null,
    sentence: kind,
  };
  return { kind, start, end, score, ...rest };
}

test('takes what overlapping windows say of one cause for one finding, in the last words', () => {
  const log = new FindingLog();
  expect(log.add([finding('spike', 10, 10, 0.9)])).toHaveLength(1);
  expect(log.add([finding('level shift', 10, 30), finding('gap', 50, 60)])).toMatchObject([{ kind: 'gap' }]);
  expect(log.add([finding('level shift', 20, 40), finding('gap', 50, 60)])).toEqual([]);
  expect(log.findings).toMatchObject([
    { kind: 'level shift', start: 10, end: 40, score: 0.9, sentence: 'level shift' },
    { kind: 'gap', start: 50, end: 60 },
  ]);
  expect(log.total).toBe(2);
});

test('keeps two causes at one time apart', () => {
  const log = new FindingLog();
  log.add([finding('drift', 0, 100), finding('spike', 50, 50)]);
  log.add([finding('drift', 0, 120), finding('spike', 50, 50)]);
  expect(log.findings.map(({ kind }) => kind)).toEqual(['drift', 'spike']);
});

test('counts on when it keeps no more', () => {
  const log = new FindingLog();
  for (let at = 0; at < 3000; at += 2) log.add([finding('spike', at, at)]);
  expect(log.total).toBe(1500);
  expect(log.findings).toHaveLength(1000);
});
