import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/factcheck/claim.ts';
import { type Database, HOUR, NOON, useBench } from './bench.ts';

const reply = {
  ...{ text: '{"summary": "The mean is 21 °C. It is windy."}', model: 'smollm2', elapsedMs: 900 },
  ...{ promptTokens: 300, completionTokens: 12 },
};
const messages = [{ role: 'user', content: 'What is it?' }] as const;
const claims: readonly Claim[] = [
  {
    ...{ start: 0, end: 18, text: 'The mean is 21 °C.', kind: 'statistic' },
    ...{ verdict: 'supported', evidence: 'mean = 21', reading: 'mean of all 60 readings' },
  },
  {
    start: 19,
    end: 31,
    text: 'It is windy.',
    kind: 'cause',
    verdict: 'unverifiable',
    evidence: 'no data',
    reading: '',
  },
];

function fail(): never {
  throw new Error('there is one');
}

export function exchangesContract(create: () => Promise<Database>): void {
  const bench = useBench(create);
  const exchangeOf = async (id: number) => (await bench().store.getResult(id))?.result.exchange;

  describe('of a question', () => {
    it('keeps the prompt before there is an answer', async () => {
      const id = await bench().finishOne({ toBeAsked: true });
      expect(await exchangeOf(id)).toMatchObject({ status: null, prompt: null });
      await bench().store.recordPrompt(id, { messages, hash: 'abc', model: 'ai/smollm2' }, NOON);
      expect(await exchangeOf(id)).toMatchObject({
        ...{ prompt: messages, promptHash: 'abc', promptedAt: NOON, modelRequested: 'ai/smollm2' },
        ...{ status: null, response: null },
      });
    });

    it('forgets what was asked and said of old windows, and keeps what was made of it', async () => {
      const { store } = bench();
      const old = await bench().finishOne({ toBeAsked: true }, -2);
      const young = await bench().finishOne({ toBeAsked: true }, -1);
      for (const id of [old, young]) {
        await store.recordPrompt(id, { messages, hash: 'abc', model: 'm' }, NOON);
        await store.recordRejected(id, { attempt: 1, response: 'nonsense', reason: 'refuted' }, NOON);
        await store.recordAnswer(id, { reply, modelVerdict: 'normal', claims, summary: 'Fine.' }, NOON);
      }
      expect(await store.deletePromptsBefore(NOON - HOUR)).toEqual({ deleted: 1, more: false });
      expect(await store.getResult(old)).toMatchObject({
        result: { summary: 'Fine.', exchange: { prompt: null, response: null, status: 'answered' } },
        claims: [{ text: 'The mean is 21 °C.' }, { text: 'It is windy.' }],
      });
      expect(await exchangeOf(young)).toMatchObject({ prompt: messages, response: reply.text });
      expect(await store.deletePromptsBefore(NOON - HOUR)).toEqual({ deleted: 0, more: false });
    });

    it('keeps the answer word for word, its claims, and what may be shown', async () => {
      const { store } = bench();
      const id = await bench().finishOne({ toBeAsked: true });
      const summary = 'The mean is 21 °C.';
      await store.recordAnswer(id, { reply, modelVerdict: 'normal', claims, summary }, NOON);
      const found = await store.getResult(id);
      expect(found?.claims).toEqual(claims.map((claim) => ({ ...claim, judgement: null })));
      expect(found?.result).toMatchObject({
        ...{ summary, summaryBy: 'model', claimCounts: { supported: 1, refuted: 0, unverifiable: 1 } },
        exchange: {
          ...{ status: 'answered', reason: null, response: reply.text, respondedAt: NOON, model: 'smollm2' },
          ...{ modelVerdict: 'normal', promptTokens: 300, completionTokens: 12 },
        },
      });
    });

    it('keeps the plain sentence where nothing of an answer may be shown', async () => {
      const id = await bench().finishOne({ toBeAsked: true, summary: 'The temperature was steady.' });
      await bench().store.recordAnswer(id, { reply, modelVerdict: null, claims, summary: null }, NOON);
      expect((await bench().store.getResult(id))?.result).toMatchObject({
        ...{ summary: 'The temperature was steady.', summaryBy: 'facts' },
        exchange: { status: 'answered' },
      });
    });

    it('keeps a reply that is no answer', async () => {
      const id = await bench().finishOne({ toBeAsked: true });
      const why = { status: 'truncated', reason: 'cut off' } as const;
      await bench().store.recordUnusableReply(id, why, reply, NOON);
      await bench().store.recordRejected(id, { attempt: 1, response: 'no', reason: 'refuted' }, NOON);
      expect((await bench().store.getResult(id))?.result).toMatchObject({
        ...{ summaryBy: 'facts', claimCounts: null },
        exchange: { ...why, response: reply.text },
      });
    });

    it('keeps whatever text a model may answer, and what a database cannot hold as U+FFFD', async () => {
      const { store } = bench();
      const odd = 'a \0 b \ud800 c \\u0000 d 😀 "quoted" \n';
      const id = await bench().finishOne({ toBeAsked: true, series: `s{tag=${odd}}`, summary: odd });
      await store.recordPrompt(
        id,
        { messages: [{ role: 'user', content: odd }], hash: 'abc', model: 'm' },
        NOON,
      );
      await store.recordRejected(id, { attempt: 1, response: odd, reason: odd }, NOON);
      const claim: Claim = { ...(claims[0] ?? fail()), text: odd, evidence: odd };
      const answer = { reply: { ...reply, text: odd }, modelVerdict: odd, claims: [claim], summary: null };
      await store.recordAnswer(id, answer, NOON);
      const found = await store.getResult(id);
      const kept = [
        ...[found?.result.exchange.response, found?.result.exchange.prompt?.[0]?.content],
        ...[found?.result.summary, found?.claims[0]?.text],
      ];
      const plain = (text: unknown) => String(text).replace(/[\0\ud800\ufffd]+/gu, '\ufffd');
      for (const text of kept) expect(plain(text)).toBe(plain(odd));
    });

    it('says why there is no reply, of many at once, but nothing of those that have one', async () => {
      const { store } = bench();
      const answered = await bench().finishOne({ toBeAsked: true }, 0);
      const waiting = await bench().finishOne({ toBeAsked: true }, 1);
      const another = await bench().finishOne({ toBeAsked: true }, 2);
      await store.recordAnswer(answered, { reply, modelVerdict: null, claims, summary: null }, NOON);
      await store.recordNoReply([answered, waiting], 'not_asked', 'stopped');
      expect(await exchangeOf(answered)).toMatchObject({ status: 'answered', reason: null });
      expect(await exchangeOf(waiting)).toMatchObject({ status: 'not_asked', reason: 'stopped' });
      expect(await exchangeOf(another)).toMatchObject({ status: null });
    });

    it('takes no reply once the question has come to its end', async () => {
      const { store } = bench();
      const id = await bench().finishOne({ toBeAsked: true });
      await store.recordNoReply([id], 'unavailable', 'the worker was taken for dead');
      await store.recordAnswer(id, { reply, modelVerdict: null, claims, summary: 'Late.' }, NOON);
      await store.recordUnusableReply(id, { status: 'truncated', reason: 'cut off' }, reply, NOON);
      expect(await exchangeOf(id)).toMatchObject({ status: 'unavailable', response: null });
      expect((await store.getResult(id))?.claims).toEqual([]);
    });
  });
}
