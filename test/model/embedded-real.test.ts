import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { projectPath } from '../../src/lib/project.ts';
import { createEmbeddedModel } from '../../src/model/embedded.ts';
import { findEmbeddedModel } from '../../src/model/embedded-files.ts';
import type { Message } from '../../src/model/model.ts';

/** A parent that starts the child, lets it load, says its process id, and stays. */
const PARENT = `
  import { fork } from 'node:child_process';
  const [program, modelFile] = process.argv.slice(1);
  const child = fork(program, { execArgv: [] });
  child.on('message', () => console.log(child.pid));
  child.send({ type: 'load', modelFile, contextSize: 512 });
`;

const files = findEmbeddedModel();
const config = configSchema.shape.model.parse({ maxTokens: 120 });
const messages: readonly Message[] = [
  { role: 'system', content: 'You explain sensor readings in one plain sentence.' },
  { role: 'user', content: 'F1 The mean is 21.4 °C.\nF2 The maximum is 31.2 °C, far above the rest.' },
];
const schema = {
  type: 'object',
  properties: {
    verdict: { enum: ['normal', 'suspect', 'anomalous'] },
    summary: { type: 'string', maxLength: 200 },
    evidence: { type: 'array', items: { enum: ['F1', 'F2'] }, maxItems: 2 },
  },
  required: ['verdict', 'summary', 'evidence'],
};

describe.skipIf(!files.ok)('the real embedded model (npm run embedded gets it)', () => {
  const model = createEmbeddedModel(config, { clock: Date.now });
  const ask = () => model.ask(messages, schema, new AbortController().signal);
  afterAll(() => model.close());

  it('answers under the schema and says which model and how many tokens', { timeout: 120_000 }, async () => {
    const outcome = await ask();
    if (outcome.status !== 'answered') throw new Error(JSON.stringify(outcome));
    const answer = JSON.parse(outcome.reply.text);
    expect(Object.keys(answer)).toEqual(['verdict', 'summary', 'evidence']);
    expect(['normal', 'suspect', 'anomalous']).toContain(answer.verdict);
    expect(outcome.reply.model).toBe(files.ok && files.name);
    expect(outcome.reply.promptTokens).toBeGreaterThan(20);
    expect(outcome.reply.completionTokens).toBeGreaterThan(5);
  });

  it('gives the same answer to the same question', { timeout: 120_000 }, async () => {
    const [first, second] = [await ask(), await ask()];
    const text = 'reply' in first && first.reply.text;
    expect('reply' in second && second.reply.text).toBe(text);
  });

  it('refuses a prompt that its context cannot hold instead of shortening it', {
    timeout: 120_000,
  }, async () => {
    const long = [{ role: 'user', content: 'a '.repeat(6000) }] as const;
    const outcome = await model.ask(long, schema, new AbortController().signal);
    expect(outcome).toMatchObject({ status: 'unavailable' });
    expect('reason' in outcome && outcome.reason).toMatch(/do not fit into 4096 tokens/);
  });

  it('ends with the worker, even when that is killed', { timeout: 60_000 }, async () => {
    const args = ['--input-type=module', '-e', PARENT, projectPath('embedded', 'child.mjs')];
    const parent = spawn(process.execPath, [...args, files.ok ? files.modelFile : ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await once(parent.stdout, 'data');
    const pid = Number(output);
    expect(process.kill(pid, 0)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), 5000);
  });
});
