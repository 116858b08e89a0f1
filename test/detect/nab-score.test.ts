import { describe, expect, it } from 'vitest';
import { nabFigures, nabScore, REWARD_LOW_FP, STANDARD, weighRows } from '../../bench/detect/nab-score.ts';

/** Scores without any meaning, the same as those that the reference scorer was given. */
function scores(rows: number, seed: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => ((seed * 7919 + i * i * 31 + i * 17) % 1009) / 1009);
}

describe('nabScore', () => {
  // Windows in the probation, across its end, before the end of a file, and a file without any.
  const files = [
    weighRows(scores(400, 1), [
      [10, 40],
      [100, 140],
      [300, 340],
    ]),
    weighRows(scores(300, 2), []),
    weighRows(scores(6000, 3), [
      [500, 700],
      [900, 1000],
      [5990, 5999],
    ]),
  ];

  it.each([
    [0.5, -2927.5204687284995, -5934.752649666227, 4, 2772],
    [0.9, -581.0188064136289, -1236.0436266953127, 4, 603],
    [0.99, -38.329092527420116, -96.57222586048618, 1, 53],
  ])('at %d equals what the reference scorer says', (threshold, standard, lowFp, found, falseRows) => {
    expect(nabScore(files, threshold, STANDARD)).toBeCloseTo(standard, 6);
    expect(nabScore(files, threshold, REWARD_LOW_FP)).toBeCloseTo(lowFp, 6);
    expect(nabFigures(files, threshold)).toMatchObject({ windowsFound: found, windows: 6, falseRows });
  });

  it('gives nothing to a detector that never speaks', () => {
    expect(nabScore(files, 2, STANDARD)).toBe(0);
  });
});
