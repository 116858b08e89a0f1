import { describe, expect, it } from 'vitest';
import { contextOf, readLabelled } from '../../bench/factcheck/labelled.ts';
import { scoreOutputs } from '../../bench/factcheck/score.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';

const items = readLabelled('test/fixtures/claims', 'office.jsonl') ?? [];

/** What was reached, a little below it, so that a step back is seen; docs/fact-check.md has the figures. */
describe('labelled answers about an office', () => {
  const outputs = items.map((item) => {
    const { claims, summary } = checkText(item.text, contextOf(item, 'truth'));
    return { item, claims, summary: summary ?? '' };
  });
  const score = scoreOutputs(outputs);

  it('show no false claim', () => {
    expect(score.refuted).toBeGreaterThan(70);
    expect(score.falseShown).toBe(0);
  });

  it('have their claims found, and nothing else', () => {
    expect(score.matched / score.labels).toBeGreaterThan(0.95);
    expect(score.matched / score.found).toBeGreaterThan(0.9);
  });

  it('have them judged rightly, and are not called false where they are true', () => {
    expect(score.right / score.matched).toBeGreaterThan(0.86);
    expect(score.refutedFalse / score.calledRefuted).toBeGreaterThan(0.98);
    expect(score.supportedTrue / score.calledSupported).toBeGreaterThan(0.99);
  });

  it('keep their true sentences', () => {
    expect(score.trueMissing / score.trueSentences).toBeLessThan(0.265);
  });
});
