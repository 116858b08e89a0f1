import { describe, expect, it } from 'vitest';
import { measureTexts } from '../../bench/factcheck/generated/measure.ts';
import { readParaphrases } from '../../bench/factcheck/generated/print.ts';

describe('paraphrases of figures of made windows', () => {
  const tallies = measureTexts(readParaphrases('paraphrases.json') ?? {}, 6, 'test');
  const sum = (count: (tally: (typeof tallies)[number]) => number) =>
    tallies.reduce((total, tally) => total + count(tally), 0);
  const ofTrue = sum((tally) => tally.ofTrue.supported + tally.ofTrue.unverifiable + tally.ofTrue.refuted);

  it('are not supported with one changed part, but for one in fifty', () => {
    const of = sum(({ ofFalse }) => ofFalse.supported + ofFalse.unverifiable + ofFalse.refuted);
    expect(of).toBeGreaterThan(100);
    expect(sum(({ ofFalse }) => ofFalse.supported) / of).toBeLessThan(0.02);
  });

  it('are supported as they were computed, but for one in fifty, and hardly ever refuted', () => {
    expect(sum((tally) => tally.ofTrue.supported) / ofTrue).toBeGreaterThan(0.98);
    expect(sum((tally) => tally.ofTrue.refuted) / ofTrue).toBeLessThan(0.01);
  });
});
