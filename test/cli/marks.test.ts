import { describe, expect, it } from 'vitest';
import { markClaims } from '../../src/cli/marks.ts';

describe('marked text', () => {
  const text = 'The mean is 20.5, with 10 outliers.';
  const claims = [
    { start: 4, end: 16, verdict: 'supported' },
    { start: 23, end: 34, verdict: 'refuted' },
    { start: 26, end: 34, verdict: 'unverifiable' },
  ] as const;

  it('has signs where there are no colours, the outer claim before one inside it', () => {
    expect(markClaims(text, claims, false)).toBe('The [+mean is 20.5+], with [!10 outliers!].');
  });

  it('has colours that end with the claim', () => {
    expect(markClaims(text, claims.slice(0, 1), true)).toBe(
      'The \u001b[4;32mmean is 20.5\u001b[0m, with 10 outliers.',
    );
  });
});
