import { describe, expect, it } from 'vitest';
import { contextOf, readLabelled } from '../../bench/factcheck/labelled.ts';
import { scoreOutputs } from '../../bench/factcheck/score.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';

const items = readLabelled('test/fixtures/claims', 'office.jsonl') ?? [];

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
    expect(score.matched / score.found).toBeGreaterThan(0.95);
  });

  it('have them judged rightly', () => {
    expect(score.right / score.matched).toBeGreaterThan(0.98);
  });

  it('keep their true sentences', () => {
    expect(score.trueMissing / score.trueSentences).toBeLessThan(0.05);
  });
});
