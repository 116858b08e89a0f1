import { describe, expect, it } from 'vitest';
import { asFindings, parseKnownFindings } from '../../src/cli/known-findings.ts';
import { minute } from '../factcheck/support.ts';

describe('known findings', () => {
  it('are read from JSON, a time without a zone as UTC', () => {
    const json = '[{"kind":"stuck","at":"2026-03-02T10:40:00Z","until":"2026-03-02T10:59:00","value":21}]';
    const known = parseKnownFindings(json, 'findings.json');
    expect(known).toEqual([{ kind: 'stuck', at: minute(40), until: minute(59), value: 21 }]);
    expect(asFindings(known, Float64Array.of(minute(40), minute(50)))[0]).toMatchObject({
      points: 2,
      observed: 21,
    });
  });

  it.each(['{', '{}', '[{"kind":"ghost","at":"2026-03-02T10:40:00Z"}]', '[{"kind":"spike"}]'])(
    'of another form are refused: %s',
    (json) => {
      expect(() => parseKnownFindings(json, 'findings.json')).toThrow(/findings\.json/);
    },
  );
});
