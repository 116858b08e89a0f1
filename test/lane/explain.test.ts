import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { explain } from '../../src/lane/explain.ts';
import type { AskOutcome, Model } from '../../src/model/model.ts';
import type { Message } from '../../src/prompt/template.ts';
import { parseTemplate } from '../../src/prompt/template.ts';
import { runWindow } from '../../src/run.ts';
import type { Result } from '../../src/store/result.ts';
import {
  HOUR,
  MINUTE,
  memorySource,
  monitorOf,
  NOON,
  never,
  pipelineOf,
  sensor,
} from '../support/pipeline.ts';

const template = parseTemplate(
  readFileSync(new URL('../../config/prompts/explain.md', import.meta.url), 'utf8'),
  'explain.md',
);

const spikeAt = NOON - 10 * MINUTE;
const room = sensor('environment.temperature{room=lab}', (minute) =>
  minute * MINUTE === spikeAt ? 31.2 : 20 + (minute % 5) / 10,
);

function replying(text: string, status: 'answered' | 'truncated' = 'answered'): AskOutcome {
  return {
    status,
    reply: { text, model: 'smollm2', promptTokens: 300, completionTokens: 40, elapsedMs: 900 },
  };
}

const answer = (summary: string) =>
  replying(JSON.stringify({ summary, verdict: 'anomalous', evidence: ['F1'], advice: 'Check the wiring.' }));

/** Asks about a window with a spike of 31.2 at 11:50, and returns the row and its claims. */
async function askAbout(
  outcomes: AskOutcome | Error | readonly AskOutcome[],
  signal = never,
  unverifiable: 'hide' | 'show' = 'hide',
) {
  const repair = Array.isArray(outcomes);
  const replies = repair ? [...outcomes] : [outcomes];
  const { pipeline, store } = pipelineOf([memorySource('influx', (asked) => [room(asked)])]);
  const report = await runWindow(
    monitorOf({ unit: '°C' }),
    { start: NOON - HOUR, end: NOON },
    pipeline,
    never,
  );
  const question = report.status === 'done' ? report.questions[0] : undefined;
  if (question === undefined) throw new Error('there should be a question');
  const kept = vi.spyOn(store, 'recordRejected');
  let promptAtCall: readonly Message[] | null | undefined;
  const model: Model = {
    name: 'ai/smollm2',
    where: 'test',
    contextTokens: async () => 4096,
    async ask() {
      promptAtCall = (await store.getResult(question.resultId))?.result.exchange.prompt;
      const outcome = replies.shift();
      if (outcome instanceof Error || outcome === undefined) throw outcome;
      return outcome;
    },
    close: async () => {},
  };
  const templates = { brief: template, full: template };
  const explainer = {
    store,
    model,
    templates,
    detail: 'auto' as const,
    maxTokens: 300,
    repair,
    unverifiable,
    clock: () => NOON,
  };
  await explain(question, explainer, signal);
  const found = await store.getResult(question.resultId);
  if (found === undefined) throw new Error('the row should be there');
  const rejected = kept.mock.calls.map(([, { attempt, reason }]) => ({ attempt, reason }));
  return { row: found.result, claims: found.claims, promptAtCall, rejected };
}

const plain = ({ summaryBy, exchange }: Result) => ({ by: summaryBy, status: exchange.status });

describe('an explanation', () => {
  it('stores the prompt before the model is asked', async () => {
    const { row, promptAtCall } = await askAbout(answer('There is a spike of 31.2 °C at 11:50.'));
    expect(JSON.stringify(promptAtCall)).toContain('31.2');
    expect(row.exchange).toMatchObject({ modelRequested: 'ai/smollm2', promptHash: template.hash });
  });

  it('shows what holds in the words of the model, and counts the claims', async () => {
    const { row, claims } = await askAbout(answer('There is a spike of 31.2 °C at 11:50.'));
    expect(row).toMatchObject({
      exchange: { status: 'answered', model: 'smollm2', modelVerdict: 'anomalous', promptTokens: 300 },
      ...{ summary: 'There is a spike of 31.2 °C at 11:50.', summaryBy: 'model' },
      claimCounts: { supported: claims.length, refuted: 0 },
    });
    expect(claims.length).toBeGreaterThan(0);
  });

  it('leaves a false sentence out, keeps the true one, and keeps the whole response beside it', async () => {
    const said = 'There are 10 unusual outliers. The highest reading is 31.2 °C at 11:50.';
    const { row } = await askAbout(answer(said));
    expect(row.summary).toBe('The highest reading is 31.2 °C at 11:50.');
    expect(row.claimCounts?.refuted).toBeGreaterThan(0);
    expect(row.exchange.response).toContain('10 unusual outliers');
  });

  it('shows what cannot be verified only where the config wants it, and marks it then', async () => {
    const said = 'The highest reading is 31.2 °C at 11:50. This is due to the air conditioning.';
    const { row: hidden } = await askAbout(answer(said));
    expect(hidden.summary).toBe('The highest reading is 31.2 °C at 11:50.');
    const { row: shown } = await askAbout(answer(said), never, 'show');
    expect(shown.summary).toContain('due to the air conditioning. (not verifiable from the data)');
  });

  it('falls back to the plain sentence when nothing of the answer holds', async () => {
    const { row } = await askAbout(answer('There are no anomalies.'));
    expect(plain(row)).toEqual({ by: 'facts', status: 'answered' });
    expect(row.summary).toContain('31.2');
  });

  it('never takes half an object for an answer', async () => {
    const { row } = await askAbout(replying('{"summary": "The readings are', 'truncated'));
    expect(plain(row)).toEqual({ by: 'facts', status: 'truncated' });
    expect(row.exchange.response).toBe('{"summary": "The readings are');
  });

  it('keeps nonsense as the response of an unparseable answer', async () => {
    const { row } = await askAbout(replying('No, no no no no'));
    expect(plain(row)).toEqual({ by: 'facts', status: 'unparseable' });
    expect(row.exchange.reason).toMatch(/no JSON object/);
  });

  it.each(['unavailable', 'timeout'] as const)(
    'says of a model that is %s why there is no answer',
    async (status) => {
      const { row } = await askAbout({ status, reason: 'http://127.0.0.1:1 did not answer' });
      expect(plain(row)).toEqual({ by: 'facts', status });
      expect(row.exchange.reason).toBe('http://127.0.0.1:1 did not answer');
    },
  );

  it('says so when the worker was stopped before the answer', async () => {
    const { row } = await askAbout(new Error('aborted'), AbortSignal.abort());
    expect(row.exchange.reason).toMatch(/stopped/);
  });

  it('asks once more with the objections where nothing could be shown, and keeps both attempts', async () => {
    const wrong = answer('There are no anomalies.');
    const right = answer('There is a spike of 31.2 °C at 11:50.');
    const { row, rejected } = await askAbout([wrong, right]);
    expect(row).toMatchObject({ summaryBy: 'model', summary: 'There is a spike of 31.2 °C at 11:50.' });
    expect(rejected).toMatchObject([{ attempt: 1, reason: 'refuted: no anomalies' }]);
  });

  it('keeps the first answer where the second is no better', async () => {
    const { row, rejected } = await askAbout([answer('There are no anomalies.'), answer('All is normal.')]);
    expect(plain(row)).toEqual({ by: 'facts', status: 'answered' });
    expect(row.exchange.response).toContain('no anomalies');
    expect(rejected).toMatchObject([{ attempt: 2 }]);
  });

  it('does not ask again where the first answer can be shown', async () => {
    const { rejected } = await askAbout([answer('There is a spike of 31.2 °C at 11:50.')]);
    expect(rejected).toEqual([]);
  });
});
