import { describe, expect, it } from 'vitest';
import { repairMessages } from '../../src/prompt/repair.ts';

describe('a second attempt', () => {
  const claim = {
    start: 0,
    end: 11,
    text: '10 outliers',
    kind: 'count',
    verdict: 'refuted',
    evidence: '0 found',
    reading: '',
  } as const;

  it('names what was wrong with the first', () => {
    const messages = repairMessages([{ role: 'user', content: 'Say.' }], '10 outliers', [claim]);
    expect(messages?.at(-1)?.content).toContain('You wrote "10 outliers"');
  });

  it('is not made where nothing was refuted', () => {
    expect(repairMessages([], 'All is well.', [{ ...claim, verdict: 'supported' }])).toBeNull();
  });
});
