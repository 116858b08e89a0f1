import { expect, test } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import type { FindingKind } from '../../../src/detect/kinds.ts';
import { mergeFindings } from '../../../src/detect/merge/merge.ts';
import type { WindowContext } from '../../../src/detect/window/window-test.ts';
import { describe as describeWindow } from '../../../src/statistics/describe.ts';
import { MINUTE, minutes, quiet, START, settingsWith } from '../../support/series.ts';

function contextOf(values: readonly number[]): WindowContext {
  const { series, window } = minutes(values);
  const statistics = describeWindow(series.times, series.values);
  const later = new Float64Array(0);
  return { ...series, window, later, statistics, learned: true, settings: settingsWith() };
}

/** A finding from one minute of the window to another, both included. */
function finding(kind: FindingKind, from: number, to: number, more: Partial<Finding> = {}): Finding {
  const [start, end] = [START + from * MINUTE, START + to * MINUTE];
  const score = 0.6;
  const rest = {
    detector: 'given' as const,
    flag: 3 as const,
    points: to - from + 1,
    observed: 1,
    sentence: '',
  };
  return { kind, start, end, score, expected: null, ...rest, ...more };
}

const merged = (findings: readonly Finding[], values: readonly number[] = quiet(360)) =>
  mergeFindings(findings, contextOf(values)).map(({ kind, start, end }) => [
    kind,
    (start - START) / MINUTE,
    (end - START) / MINUTE,
  ]);

test('keeps of findings about the same time the one that explains most', () => {
  const findings = [
    finding('unusual level', 100, 130),
    finding('level shift', 95, 200),
    finding('drift', 0, 200),
  ];
  expect(merged(findings)).toEqual([['level shift', 95, 200]]);
  expect(merged([finding('spike', 100, 100), finding('out of range', 100, 100)])).toEqual([
    ['out of range', 100, 100],
  ]);
});

test('keeps what is about other times, and what is about times rather than values', () => {
  const findings = [finding('stuck', 200, 260), finding('gap', 190, 230), finding('spike', 20, 20)];
  expect(merged(findings).map(([kind]) => kind)).toEqual(['spike', 'gap', 'stuck']);
});

test('drops what one spike leaves in the means of other detectors, and keeps a real drift beside a spike', () => {
  const drift = finding('drift', 50, 350, { expected: [19, 22] });
  const burst = finding('noise burst', 90, 120, { expected: [0, 1] });
  const spike = finding('spike', 100, 100);
  const values = quiet(360).map((value, minute) => (minute === 100 ? 300 : value));
  expect(merged([drift, spike, burst], values)).toEqual([['spike', 100, 100]]);
  const drifting = values.map((value, minute) => value + minute / 20);
  expect(merged([drift, spike], drifting)).toEqual([
    ['drift', 50, 350],
    ['spike', 100, 100],
  ]);
});

test('of spikes that return knows the first and the last, and takes what lies between for no echo of theirs', () => {
  const isSpiky = (row: number) => (row >= 100 && row < 103) || (row > 157 && row <= 160);
  const isHigh = (row: number) => row >= 110 && row < 140;
  const values = quiet(360).map((value, row) => value + (isSpiky(row) ? 40 : isHigh(row) ? 8 : 0));
  const spike = finding('spike', 100, 160);
  const expected = [15, 25] as const;
  const echoes = [finding('drift', 100, 103, { expected }), finding('drift', 158, 161, { expected })];
  expect(merged([spike, ...echoes], values)).toEqual([['spike', 100, 160]]);
  expect(merged([spike, finding('level shift', 110, 139, { expected })], values)).toEqual([
    ['spike', 100, 160],
    ['level shift', 110, 139],
  ]);
});

test('makes one noise burst of a burst and the spikes in it', () => {
  const values = quiet(360).map((value, minute) =>
    minute >= 100 && minute < 140 ? value + 9 * (-1) ** minute : value,
  );
  const burst = finding('noise burst', 90, 140, { expected: [0, 1] });
  const spikes = [101, 115, 130].map((minute) => finding('spike', minute, minute));
  expect(merged([...spikes, burst], values)).toEqual([['noise burst', 90, 140]]);
});

test('joins neighbours of one kind, with the words of the worst', () => {
  const worst = finding('spike', 103, 103, { score: 0.9, sentence: 'worst' });
  const findings = mergeFindings(
    [finding('spike', 100, 100), worst, finding('spike', 200, 200)],
    contextOf(quiet(360)),
  );
  expect(findings).toMatchObject([
    { start: START + 100 * MINUTE, end: START + 103 * MINUTE, points: 2, score: 0.9, sentence: 'worst' },
    { start: START + 200 * MINUTE },
  ]);
});
