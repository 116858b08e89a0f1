import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { createEmbeddedModel, type EmbeddedDeps } from '../../src/model/embedded.ts';
import { startChild } from '../../src/model/embedded-child.ts';
import type { EmbeddedFiles } from '../../src/model/embedded-files.ts';
import type { AskOutcome, Model } from '../../src/model/model.ts';

const PLAY = fileURLToPath(new URL('embedded-children/play.mjs', import.meta.url));
const MODEL_CONFIG = configSchema.shape.model.parse({});
const FOUND = { ok: true, modelFile: 'good.gguf', name: 'good' } as const;
const MISSING = { ok: false, reason: 'node-llama-cpp is not installed' } as const;

let model: Model | undefined;
let now = 0;

afterEach(async () => {
  vi.useRealTimers();
  await model?.close();
});

function create(deps: Partial<EmbeddedDeps> = {}, config = MODEL_CONFIG): Model {
  now = 1_000_000;
  model = createEmbeddedModel(config, {
    clock: () => now,
    findModel: () => FOUND,
    startChild: () => startChild(PLAY),
    ...deps,
  });
  return model;
}

function ask(asked: Model, text: string, signal = new AbortController().signal): Promise<AskOutcome> {
  return asked.ask([{ role: 'user', content: text }], { type: 'object' }, signal);
}

function pidOf(outcome: AskOutcome): number {
  return Number('reply' in outcome && JSON.parse(outcome.reply.text).pid);
}

const reasonOf = (outcome: AskOutcome): string => ('reason' in outcome ? outcome.reason : '');

describe('an embedded model', () => {
  it('answers with the tokens used and the name of its file', async () => {
    const outcome = await ask(create(), 'hello');
    expect(outcome).toMatchObject({
      status: 'answered',
      reply: { model: 'good', promptTokens: 12, completionTokens: 3 },
    });
  });

  it('has as many parameters as its file says, whatever it is called', async () => {
    const large = { ok: true, modelFile: 'x', name: 'Qwen2.5-7B-Instruct-Q4_K_M' } as const;
    const never = new AbortController().signal;
    expect(await create({ findModel: () => large }).parameters?.(never)).toBe(7);
    expect(await create().parameters?.(never)).toBeNull();
    expect(await create({ findModel: () => MISSING }).parameters?.(never)).toBeNull();
  });

  it('runs in a process that has only the variables it needs', async () => {
    vi.stubEnv('CI', '');
    vi.stubEnv('INFLUX_TOKEN', 'secret');
    vi.stubEnv('CUDA_VISIBLE_DEVICES', '0');
    const outcome = await ask(create(), 'environment');
    vi.unstubAllEnvs();
    const names = JSON.parse('reply' in outcome ? outcome.reply.text : '[]');
    expect(names).toContain('PATH');
    expect(names).toContain('CUDA_VISIBLE_DEVICES');
    expect(names).not.toContain('CI');
    expect(names).not.toContain('INFLUX_TOKEN');
  });

  it('says that an answer was cut off at the limit of tokens', async () => {
    expect(await ask(create(), 'long')).toMatchObject({ status: 'truncated' });
  });

  it('loads once and answers several questions from the same process, one after the other', async () => {
    const asked = create();
    const outcomes = await Promise.all([ask(asked, 'one'), ask(asked, 'two'), ask(asked, 'three')]);
    expect(new Set(outcomes.map(pidOf)).size).toBe(1);
    expect(outcomes.map((outcome) => 'reply' in outcome && JSON.parse(outcome.reply.text).said)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('is unavailable after a crash and answers the next question from a new process', async () => {
    const asked = create();
    const first = pidOf(await ask(asked, 'hello'));
    const crash = await ask(asked, 'crash');
    expect(crash.status).toBe('unavailable');
    expect(reasonOf(crash)).toMatch(/ended by SIGABRT: GGML_ASSERT failed/);
    expect(pidOf(await ask(asked, 'hello'))).not.toBe(first);
  });

  it('rests for an hour after three crashes in a row', async () => {
    let starts = 0;
    const asked = create({
      startChild: () => {
        starts += 1;
        return startChild(PLAY);
      },
    });
    for (let i = 0; i < 4; i += 1) expect((await ask(asked, 'crash')).status).toBe('unavailable');
    expect(starts).toBe(3);
    now += 60 * 60_000;
    expect((await ask(asked, 'hello')).status).toBe('answered');
  });

  it('gives up an answer that takes longer than its budget, and answers the next question', async () => {
    const asked = create({}, { ...MODEL_CONFIG, answerTimeout: 300 });
    expect(await ask(asked, 'silence')).toEqual({
      status: 'timeout',
      reason: 'the embedded model did not answer within 300ms',
    });
    expect((await ask(asked, 'hello')).status).toBe('answered');
  });

  it('has a budget of its own for loading', async () => {
    const findModel = (): EmbeddedFiles => ({ ok: true, modelFile: 'never.gguf', name: 'never' });
    const outcome = await ask(create({ findModel }, { ...MODEL_CONFIG, loadTimeout: 50 }), 'hello');
    expect(outcome).toEqual({ status: 'timeout', reason: 'the embedded model did not load within 50ms' });
  });

  it('says why a model file could not be loaded', async () => {
    const findModel = (): EmbeddedFiles => ({ ok: true, modelFile: 'broken.gguf', name: 'broken' });
    expect(reasonOf(await ask(create({ findModel }), 'hello'))).toMatch(/not a GGUF file/);
  });

  it('keeps running when it refuses one question', async () => {
    const asked = create();
    const first = pidOf(await ask(asked, 'hello'));
    expect(reasonOf(await ask(asked, 'too long'))).toMatch(/does not fit/);
    expect(pidOf(await ask(asked, 'hello'))).toBe(first);
  });

  it('takes a reply of an unknown form for a failure', async () => {
    expect(reasonOf(await ask(create(), 'nonsense'))).toMatch(/unknown form/);
  });

  it('throws `aborted` when the signal fires, before or during the answer', async () => {
    const asked = create();
    await expect(ask(asked, 'hello', AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
    const stop = new AbortController();
    const pending = ask(asked, 'silence', stop.signal);
    stop.abort();
    await expect(pending).rejects.toMatchObject({ code: 'aborted' });
  });

  it('gives its memory back when nobody has asked for a while', async () => {
    const asked = create();
    const first = pidOf(await ask(asked, 'hello'));
    vi.useFakeTimers();
    await ask(asked, 'hello');
    vi.advanceTimersByTime(10 * 60_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(isRunning(first)).toBe(false));
    expect((await ask(asked, 'hello')).status).toBe('answered');
  });

  it('ends its process when it is closed', async () => {
    const asked = create();
    const pid = pidOf(await ask(asked, 'hello'));
    await asked.close();
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  });
});

describe('an embedded model that is not on the machine', () => {
  it('is unavailable and says what gets it', async () => {
    const outcome = await ask(create({ findModel: () => MISSING }), 'hello');
    expect(outcome).toEqual({
      status: 'unavailable',
      reason: 'the embedded model is not available: node-llama-cpp is not installed',
    });
  });

  it('is fetched at the first question, which waits for it and is answered', async () => {
    let files: EmbeddedFiles = MISSING;
    const done = Promise.resolve(null).then((result) => {
      files = FOUND;
      return result;
    });
    const asked = create({ findModel: () => files, startSetup: () => ({ done, stop: () => {} }) });
    expect((await ask(asked, 'hello')).status).toBe('answered');
  });

  it('does not keep a question waiting longer than a load may take', async () => {
    let starts = 0;
    const startSetup = () => {
      starts += 1;
      return { done: new Promise<null>(() => {}), stop: () => {} };
    };
    const config = { ...MODEL_CONFIG, loadTimeout: 20 };
    const asked = create({ findModel: () => MISSING, startSetup }, config);
    expect(reasonOf(await ask(asked, 'hello'))).toMatch(/still being fetched/);
    await ask(asked, 'hello');
    expect(starts).toBe(1);
  });

  it('is not fetched again within the hour after that failed', async () => {
    let starts = 0;
    let files: EmbeddedFiles = MISSING;
    const startSetup = () => {
      starts += 1;
      return { done: Promise.resolve('no network'), stop: () => {} };
    };
    const asked = create({ findModel: () => files, startSetup });
    expect(reasonOf(await ask(asked, 'hello'))).toMatch(/no network/);
    expect(reasonOf(await ask(asked, 'hello'))).toMatch(/no network/);
    expect(starts).toBe(1);
    now += 60 * 60_000;
    await ask(asked, 'hello');
    expect(starts).toBe(2);
    // Meanwhile somebody has put it there.
    files = FOUND;
    expect((await ask(asked, 'hello')).status).toBe('answered');
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
