import { expect, test } from 'vitest';
import { detectorRecords, type Judged, stepsFor } from '../../src/detect/feedback.ts';

const judged = (judgement: Judged['judgement'], count: number, detector = 'jump', series = 'a'): Judged[] =>
  Array.from({ length: count }, () => ({ monitor: 'office', series, detector, judgement }));
const stepsAfter = (feedback: readonly Judged[]) => stepsFor(detectorRecords(feedback), 'office', 'a');

test('makes a detector a step less sensitive with every third wrong finding, on that series only', () => {
  expect(stepsAfter(judged('wrong', 2))).toEqual({ jump: 0 });
  expect(stepsAfter(judged('wrong', 3))).toEqual({ jump: 1 });
  expect(stepsAfter([...judged('wrong', 7), ...judged('wrong', 2, 'drift')])).toEqual({ jump: 2, drift: 0 });
  expect(stepsAfter(judged('wrong', 9, 'jump', 'b'))).toEqual({});
});

test('takes the step back with the judgement', () => {
  expect(stepsAfter([...judged('wrong', 2), ...judged('right', 1)])).toEqual({ jump: 0 });
});

test('never makes a detector deaf', () => {
  expect(stepsAfter(judged('wrong', 300))).toEqual({ jump: 8 });
});

test('tells the precision of each detector on each series', () => {
  const records = detectorRecords([
    ...judged('wrong', 3),
    ...judged('right', 1),
    ...judged('right', 2, 'hampel', 'b'),
  ]);
  expect(records).toEqual([
    { monitor: 'office', series: 'a', detector: 'jump', right: 1, wrong: 3, precision: 0.25, steps: 1 },
    { monitor: 'office', series: 'b', detector: 'hampel', right: 2, wrong: 0, precision: 1, steps: 0 },
  ]);
});
