import { expect, test } from 'vitest';
import { modelName } from '../../src/model/endpoint.ts';

test.each([
  ['ai/smollm2', 'ai/smollm2'],
  ['docker.io/ai/smollm2:latest', 'docker.io/ai/smollm2:latest'],
  ['hf.co/bartowski/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M', 'hf.co/bartowski/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M'],
  ['/models/SmolLM2-135M-Instruct.Q4_1.gguf', 'SmolLM2-135M-Instruct.Q4_1'],
  ['C:\\models\\qwen2.5-0.5b.gguf', 'qwen2.5-0.5b'],
  ['weights/llama.gguf', 'llama'],
  [
    '/models/bundles/sha256/8d34bfea7db26b6376a84626ffda1c8770b97316e6a83838c5c2ff55f38b3f11/model/model.gguf',
    'sha256:8d34bfea7db2',
  ],
  ['/models/blobs/model.gguf', 'model'],
])('the name %s is shown as %s', (name, shown) => {
  expect(modelName(name)).toBe(shown);
});
