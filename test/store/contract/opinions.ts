import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import { newResult } from '../../support/results.ts';
import { type Database, HOUR, NOON, useBench } from './bench.ts';

const found = (detector: Finding['detector']): Finding => ({
  ...{ kind: 'spike', detector, flag: 3, start: NOON, end: NOON, points: 1, observed: 1, expected: null },
  ...{ score: 0.6, sentence: 'A spike.' },
});

const reply = { text: '{}', model: 'small', elapsedMs: 900, promptTokens: 300, completionTokens: 12 };

export function opinionsContract(create: () => Promise<Database>): void {
  const bench = useBench(create);

  describe('of what people said', () => {
    it('counts the newest word on each result, for every detector that found something', async () => {
      const { store } = bench();
      const id = await bench().finishOne({ series: 'a', findings: [found('hampel'), found('novelty')] });
      await store.recordFeedback(id, 'wrong', 'the window was open', NOON);
      await store.recordFeedback(id, 'right', '', NOON + HOUR);
      const said = {
        monitor: 'm',
        series: 'a',
        judgement: 'right',
        at: NOON + HOUR,
        findings: [{ kind: 'spike', start: NOON }],
      };
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

  describe('of what people said of a check', () => {
    const claim = { start: 0, end: 8, text: 'It is 21', kind: 'value', reading: '' } as const;
    const claims = [{ ...claim, verdict: 'refuted', evidence: 'mean 22' }] as const;

    it('keeps the newest word on each claim, with what the check had said', async () => {
      const { store } = bench();
      const id = await bench().finishOne({ series: 'a', toBeAsked: true });
      await store.recordAnswer(id, { reply, modelVerdict: null, claims, summary: null }, NOON);
      const say = (place: object, judgement: 'right' | 'wrong', note: string) =>
        store.recordClaimFeedback(id, { ...claim, ...place }, { judgement, note }, NOON);
      expect(await say({}, 'wrong', 'it was the median')).toBe(true);
      expect(await say({ end: 9 }, 'wrong', 'no such claim')).toBe(false);
      expect(await store.getResult(id)).toMatchObject({ claims: [{ text: 'It is 21', judgement: 'wrong' }] });
      await say({}, 'right', '');
      expect((await store.getResult(id))?.claims[0]?.judgement).toBe('right');
      expect(await store.claimFeedback(9)).toEqual([
        {
          ...{ resultId: id, monitor: 'm', series: 'a', start: 0, end: 8, kind: 'value', text: 'It is 21' },
          ...{ verdict: 'refuted', evidence: 'mean 22', judgement: 'right', note: '', at: NOON },
        },
      ]);
    });

    it('has the newest word on a result with the result', async () => {
      const { store } = bench();
      const id = await bench().finishOne();
      expect(await store.getResult(id)).toMatchObject({ word: null, claims: [] });
      await store.recordFeedback(id, 'wrong', 'the window was open', NOON);
      await store.recordFeedback(id, 'right', 'it was not', NOON + 1);
      expect((await store.getResult(id))?.word).toEqual({
        judgement: 'right',
        note: 'it was not',
        at: NOON + 1,
      });
    });
  });

  describe('of models', () => {
    it('adds up what came of the questions about the windows of a span, and how long it took', async () => {
      const { store } = bench();
      const claim = { start: 0, end: 1, text: 'x', kind: 'value', evidence: '', reading: '' } as const;
      for (const hours of [0, 1, 2]) {
        const id = await bench().finishOne({ toBeAsked: true }, hours);
        await store.recordPrompt(id, { messages: [], hash: 'h', model: 'asked' }, NOON);
        const claims = [{ ...claim, verdict: hours === 0 ? 'refuted' : 'supported' }] as const;
        const answer = { reply, modelVerdict: null, claims, summary: hours === 0 ? null : 'Fine.' };
        if (hours < 2) await store.recordAnswer(id, answer, NOON + 1000 * (hours + 1));
        else await store.recordNoReply([id], 'timeout', 'it took too long');
      }
      await bench().finishOne({}, 3);
      const none = {
        shown: 0,
        supported: 0,
        refuted: 0,
        unverifiable: 0,
        promptTokens: 0,
        completionTokens: 0,
      };
      expect(await store.modelRecords({ start: NOON, end: NOON + 9 * HOUR })).toEqual([
        { ...none, model: null, status: 'timeout', questions: 1, ms: 0, longestMs: 0 },
        {
          ...{ model: 'small', status: 'answered', questions: 2, shown: 1, supported: 1, refuted: 1 },
          ...{ unverifiable: 0, promptTokens: 600, completionTokens: 24, ms: 3000, longestMs: 2000 },
        },
      ]);
      expect(await store.modelRecords({ start: NOON + 9 * HOUR, end: NOON + 10 * HOUR })).toEqual([]);
    });

    it('stands beside the source and the judging in the ledger, by run', async () => {
      const { store } = bench();
      const [id = 0] = await bench().finish(0, [newResult({ toBeAsked: true })], {
        took: { readMs: 12.4, judgeMs: 3.6 },
      });
      expect(await store.findRuns({ limit: 1 })).toMatchObject([{ readMs: 12, judgeMs: 4, modelMs: null }]);
      await store.recordPrompt(id, { messages: [], hash: 'h', model: 'asked' }, NOON);
      await store.recordAnswer(id, { reply, modelVerdict: null, claims: [], summary: null }, NOON + 2500);
      expect(await store.findRuns({ limit: 1 })).toMatchObject([{ modelMs: 2500 }]);
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
