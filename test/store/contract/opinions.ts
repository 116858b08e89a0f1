import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import { type Database, HOUR, NOON, useBench } from './bench.ts';

const found = (detector: Finding['detector']): Finding => ({
  ...{ kind: 'spike', detector, flag: 3, start: NOON, end: NOON, points: 1, observed: 1, expected: null },
  ...{ score: 0.6, sentence: 'A spike.' },
});

export function opinionsContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('of what people said', () => {
    it('counts the newest word on each result, for every detector that found something', async () => {
      const { store } = bench();
      const id = await bench().finishOne({ series: 'a', findings: [found('hampel'), found('novelty')] });
      await store.recordFeedback(id, 'wrong', 'the window was open', NOON);
      await store.recordFeedback(id, 'right', '', NOON + HOUR);
      const said = { monitor: 'm', series: 'a', judgement: 'right', at: NOON + HOUR };
      expect(await store.feedback('m')).toEqual([
        { ...said, detector: 'hampel' },
        { ...said, detector: 'novelty' },
      ]);
      expect(await store.feedback()).toHaveLength(2);
      expect(await store.feedback('another')).toEqual([]);
    });

    it('keeps no word on a result that does not exist', async () => {
      await expect(bench().store.recordFeedback(1, 'wrong', '', NOON)).rejects.toMatchObject({
        code: 'internal',
      });
    });
  });

  describe('of evaluations', () => {
    it('lists the newest of each model, role, prompt and file, oldest first', async () => {
      const { store } = bench();
      const one = { data: 'a.csv', model: 'smollm2', role: 'explain', promptHash: 'abc', outcomes: '[]' };
      await store.recordEvaluation({ ...one, at: NOON, scores: '{"old":1}' });
      await store.recordEvaluation({ ...one, at: NOON + 1, role: 'judge', scores: '{}' });
      await store.recordEvaluation({ ...one, at: NOON + 2, scores: '{"new":1}' });
      expect(await store.evaluations()).toMatchObject([
        { at: NOON + 1, role: 'judge', model: 'smollm2', promptHash: 'abc', data: 'a.csv' },
        { at: NOON + 2, role: 'explain', scores: '{"new":1}' },
      ]);
    });
  });
}
