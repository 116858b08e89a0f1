import { describe, expect, it } from 'vitest';
import { answeredBy, formatResults } from '../../src/cli/table.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { newResult } from '../support/results.ts';

const NOON = Date.parse('2026-11-01T12:00:00Z');

describe('the table for people', () => {
  it('leaves the terminal alone, whatever a tag or a model puts into a text', async () => {
    const store = openStore(':memory:');
    const window = { start: NOON - 3_600_000, end: NOON };
    const run = await store.claimRun('m', window, { now: NOON, leaseMs: 1000, worker: 'w1', attempts: 1 });
    if (run === undefined) throw new Error('the run should be free');
    const odd = newResult({ series: 'a.b{tag=\u001b[2Jx}', summary: 'Nothing\u0007 unusual.\u009b31m' });
    await store.finishRun(run, { source: 's', fallbackReason: null, results: [odd], baselines: [] }, NOON);
    const text = formatResults(await store.findResults({ limit: 1 }), 'table');
    expect(text).toContain('a.b{tag=\uFFFD[2Jx}');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('who wrote a summary', () => {
  const noted = async (shown: string | null) => {
    const store = openStore(':memory:');
    const window = { start: NOON - 3_600_000, end: NOON };
    const run = await store.claimRun('m', window, { now: NOON, leaseMs: 1000, worker: 'w1', attempts: 1 });
    if (run === undefined) throw new Error('the run should be free');
    const results = [newResult({ toBeAsked: true })];
    const finished = { source: 's', fallbackReason: null, results, baselines: [] };
    const [id = 0] = await store.finishRun(run, finished, NOON);
    const before = formatResults(await store.findResults({ limit: 1 }), 'table');
    await store.recordPrompt(id, { messages: [], hash: 'h', model: 'm' }, NOON);
    const reply = { text: '{}', model: 'm', promptTokens: 1, completionTokens: 1, elapsedMs: 1 };
    const answer = { reply, modelVerdict: 'normal', claims: [], summary: shown, hypothesis: null } as const;
    await store.recordAnswer(id, answer, NOON);
    return [before, formatResults(await store.findResults({ limit: 1 }), 'table')];
  };

  it('is told, also where the model answered and nothing of that could be shown', async () => {
    const [before, shown] = await noted('It is warm.');
    expect(before).toContain('[written from the facts; the model has not answered yet]');
    expect(shown).toContain('[said by m, checked]');
    const [, hidden] = await noted(null);
    expect(hidden).toContain('[written from the facts; nothing that the model said could be shown]');
  });
});

describe('the model that a row names', () => {
  const named = { model: 'sha256:550a', modelRequested: 'ai/smollm2' };

  it.each([
    [named, 'ai/smollm2 (sha256:550a)'],
    [{ ...named, model: 'ai/smollm2' }, 'ai/smollm2'],
    [{ ...named, modelRequested: '' }, 'sha256:550a'],
    [{ ...named, model: null }, 'ai/smollm2'],
    [{ model: null, modelRequested: null }, 'no model'],
  ])('is the one asked for, beside what the server says it is (%j)', (exchange, text) => {
    expect(answeredBy(exchange)).toBe(text);
  });
});
