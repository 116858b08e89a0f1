import { readFileSync } from 'node:fs';
import { configSchema } from '../../src/config/schema.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { AskOutcome } from '../../src/model/model.ts';
import { createOpenAiModel, type ServerConfig } from '../../src/model/openai.ts';
import { answerSchema } from '../../src/prompt/answer-schema.ts';

export const FIXTURES = new URL('../fixtures/llm/', import.meta.url);

export function recording(server: string, name: string): Buffer {
  return readFileSync(new URL(`${server}/${name}.response.http`, FIXTURES));
}

/** The model part of a config with budgets that suit a test. */
export function modelConfig(changes: Partial<ServerConfig>): ServerConfig {
  const config = configSchema.shape.model.parse(undefined);
  return { ...config, loadTimeout: 5000, answerTimeout: 5000, name: 'ai/smollm2', url: 'auto', ...changes };
}

export const MESSAGES = [
  { role: 'system', content: 'You review sensor data.' },
  { role: 'user', content: 'F1: The mean is 22.4 °C.' },
] as const;

/** One question to the server at that address. */
export async function askOnce(
  changes: Partial<ServerConfig>,
  signal = new AbortController().signal,
): Promise<AskOutcome> {
  const model = createOpenAiModel(modelConfig(changes), { clock: systemClock, pollMs: 5 });
  return model.ask(MESSAGES, answerSchema(), signal);
}

/** A completion as servers send it whole. */
export function completion(content: string | null, more: Record<string, unknown> = {}): string {
  const { message, finish, ...rest } = { message: {}, finish: 'stop', ...more };
  return JSON.stringify({
    model: 'some-model',
    choices: [
      { index: 0, finish_reason: finish, message: { role: 'assistant', content, ...Object(message) } },
    ],
    usage: { prompt_tokens: 20, completion_tokens: 10 },
    ...rest,
  });
}
