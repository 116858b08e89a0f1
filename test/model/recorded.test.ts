import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { listModels, slotContext } from '../../src/model/catalogue.ts';
import { play, startRawServer } from '../support/raw-server.ts';
import { askOnce, FIXTURES, recording } from './support.ts';

const recordedRequest = z.object({ method: z.string(), path: z.string() });

interface Case {
  readonly server: string;
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const cases: readonly Case[] = ['llama-server', 'model-runner'].flatMap((server) =>
  readdirSync(new URL(`${server}/`, FIXTURES))
    .filter((file) => file.endsWith('.request.json'))
    .map((file) => {
      const text = readFileSync(new URL(`${server}/${file}`, FIXTURES), 'utf8');
      return { server, name: file.replace('.request.json', ''), ...recordedRequest.parse(JSON.parse(text)) };
    }),
);
const chatCases = cases.filter(({ path }) => path.endsWith('/chat/completions'));

type Expected = readonly ['answered' | 'truncated' | 'unavailable' | 'timeout', RegExp];

/** By server and case: the status, and what the text (or the reason, where there is no text) looks like. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'llama-server/auth-chat-no-key': ['unavailable', /does not accept the key \(401: Invalid API Key\)/],
  'llama-server/auth-chat-ok': ['truncated', /^Once upon a time/],
  'llama-server/auth-chat-wrong-key': ['unavailable', /does not accept the key/],
  'llama-server/chat-cache-off': ['answered', /^The temperature over the last hour/],
  'llama-server/chat-context-overflow': ['unavailable', /context of 4096 tokens, too small/],
  'llama-server/chat-empty-body': ['unavailable', /answered 500: .*parse error/],
  'llama-server/chat-json-object-bare': ['answered', /^The temperature/],
  'llama-server/chat-json-object-schema': ['answered', /"status"/],
  'llama-server/chat-json-schema-bad': ['unavailable', /answered 400: .*JSON schema conversion failed/],
  'llama-server/chat-json-schema-flat': ['answered', /^The temperature/],
  'llama-server/chat-json-schema-flat-strict': ['answered', /^The temperature/],
  'llama-server/chat-json-schema-length': ['truncated', /^\{\n {2}"status": "normal",\n $/],
  'llama-server/chat-json-schema-nested': ['answered', /"status"/],
  'llama-server/chat-length': ['truncated', /^The temperature/],
  'llama-server/chat-loading': ['timeout', /still loading the model after 300ms/],
  'llama-server/chat-logprobs': ['truncated', /^The temperature/],
  'llama-server/chat-logprobs-schema': ['answered', /"status"/],
  'llama-server/chat-malformed-json': ['unavailable', /answered 500/],
  'llama-server/chat-messages-not-a-list': ['unavailable', /answered 400: .*messages/],
  'llama-server/chat-n2': ['truncated', /^The temperature/],
  'llama-server/chat-no-messages': ['unavailable', /answered 400: .*messages/],
  'llama-server/chat-no-model': ['answered', /^The temperature/],
  'llama-server/chat-plain': [
    'answered',
    /22\.4 C, which is one standard deviation above the mean of 21\.9 C\.$/,
  ],
  'llama-server/chat-plain-repeat': ['answered', /^The temperature/],
  'llama-server/chat-prefix-cached': ['answered', /^The temperature/],
  'llama-server/chat-response-format-unknown': ['unavailable', /response_format type must be one of/],
  'llama-server/chat-server-killed': ['unavailable', /closed the connection/],
  'llama-server/chat-stream': ['truncated', /^The temperature over the last hour is/],
  'llama-server/chat-stream-error': ['unavailable', /context of 4096 tokens, too small/],
  'llama-server/chat-stream-schema-length': ['truncated', /^\{\n/],
  // Both recordings of a stream that ends too early have their middle cut out within an event.
  'llama-server/chat-stream-server-killed': ['unavailable', /broke its stream off within an event/],
  'llama-server/chat-unknown-model': ['answered', /^The temperature/],
  'llama-server/completions-engines-path': ['unavailable', /answered 404: File Not Found/],
  'llama-server/method-not-allowed': ['unavailable', /answered 404: File Not Found/],
  'model-runner/chat-after-engine-death': ['truncated', /./],
  'model-runner/chat-alias-path': ['answered', /./],
  'model-runner/chat-backend-mlx': [
    'unavailable',
    /answered 404: error while getting model: .*model not found/,
  ],
  'model-runner/chat-backend-mlx-model': ['unavailable', /answered 503: backend installation failed/],
  'model-runner/chat-backend-path': ['answered', /./],
  'model-runner/chat-backend-vllm': ['unavailable', /answered 412: vLLM binary not found/],
  'model-runner/chat-cold': ['answered', /./],
  'model-runner/chat-context-overflow': ['unavailable', /context of 2048 tokens/],
  'model-runner/chat-context-overflow-512': ['unavailable', /context of 512 tokens/],
  'model-runner/chat-empty-body': ['unavailable', /answered 400: invalid request/],
  'model-runner/chat-engine-dies': ['unavailable', /answered 500: llama\.cpp terminated unexpectedly.*…$/],
  'model-runner/chat-engine-fails-to-load': ['unavailable', /unable to load runner: .*failed to load model/],
  'model-runner/chat-engine-missing': ['unavailable', /unable to load runner: .*\(path\)/],
  'model-runner/chat-full-name': ['answered', /./],
  'model-runner/chat-json-object-schema': ['answered', /"status"/],
  'model-runner/chat-json-schema-flat': ['answered', /^The temperature/],
  'model-runner/chat-json-schema-length': ['truncated', /^\{/],
  'model-runner/chat-json-schema-nested': ['answered', /"status"/],
  'model-runner/chat-malformed-json': ['unavailable', /answered 400: invalid request/],
  'model-runner/chat-model-file-damaged': ['unavailable', /unable to load runner/],
  'model-runner/chat-no-messages': ['unavailable', /answered 400: .*messages/],
  'model-runner/chat-no-model': ['unavailable', /answered 400: model is required/],
  'model-runner/chat-plain': ['answered', /^The temperature/],
  'model-runner/chat-plain-repeat': ['answered', /./],
  'model-runner/chat-response-format-unknown': ['unavailable', /response_format type must be one of/],
  'model-runner/chat-short-name': ['answered', /./],
  'model-runner/chat-stream': ['truncated', /^The temperature/],
  'model-runner/chat-stream-engine-dies': ['unavailable', /broke its stream off within an event/],
  'model-runner/chat-tagged-name': ['answered', /./],
  'model-runner/chat-unknown-backend': ['unavailable', /answered 404: backend not found/],
  'model-runner/chat-unknown-model': ['unavailable', /answered 404: .*no-such-model.*model not found/],
  'model-runner/chat-unknown-model-empty': ['unavailable', /answered 404: .*model not found/],
  'model-runner/chat-wrong-method': ['unavailable', /answered 404: not found/],
  'model-runner/preload-cold': ['unavailable', /answered nothing at all/],
};

test('every recorded chat answer has an expectation, and every expectation a recording', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(
    chatCases.map(({ server, name }) => `${server}/${name}`).sort(),
  );
});

test.each(chatCases)('the recorded answer $server/$name becomes the outcome it means', async (chat) => {
  const server = await startRawServer((socket, { method }) => {
    const name = method === 'POST' ? chat.name : 'not-found';
    play(socket, recording(chat.server, name));
  });
  try {
    const url = `${server.url}${chat.path}`;
    const loadTimeout = chat.name === 'chat-loading' ? 300 : 5000;
    const outcome = await askOnce({ url, loadTimeout });
    const [status, said] = EXPECTED[`${chat.server}/${chat.name}`] ?? ['answered', /never/];
    const words = 'reply' in outcome ? outcome.reply.text : outcome.reason;
    expect([outcome.status, words]).toEqual([status, expect.stringMatching(said)]);
    expect(words).not.toMatch(/\/(models|data)\//);
    expect(words.length).toBeLessThan(1000);
  } finally {
    await server.close();
  }
});

test.each([
  [
    'llama-server',
    'models',
    { kind: 'models', models: [{ id: 'ai/smollm2', contextTokens: 4096, parameters: 0.134515008 }] },
  ],
  [
    'llama-server',
    'auth-models-no-key',
    { kind: 'models', models: [{ id: 'ai/smollm2', contextTokens: 4096, parameters: 0.134515008 }] },
  ],
  ['llama-server', 'models-loading', { kind: 'loading' }],
  ['llama-server', 'not-found', { kind: 'other', reason: 'answers 404' }],
  [
    'model-runner',
    'models',
    {
      kind: 'models',
      models: [
        { id: 'docker.io/ai/smollm2:latest', contextTokens: 4096, parameters: expect.closeTo(0.13452, 5) },
      ],
    },
  ],
  ['model-runner', 'models-empty', { kind: 'models', models: [] }],
  ['model-runner', 'models-empty-v1', { kind: 'models', models: [] }],
  ['model-runner', 'root', { kind: 'other', reason: 'answers, but is no model server' }],
])('the recorded list %s/%s is read', async (kind, name, expected) => {
  const server = await startRawServer((socket) => play(socket, recording(kind, name)));
  try {
    const listing = await listModels(`${server.url}/v1`, {}, 2000, new AbortController().signal);
    expect(listing).toEqual(expected);
  } finally {
    await server.close();
  }
});

test.each([
  ['llama-server', 'props', 4096],
  ['llama-server', 'props-loading', null],
  ['llama-server', 'auth-props-no-key', null],
  ['model-runner', 'props', null],
])('the recorded properties %s/%s give the context size or none', async (kind, name, expected) => {
  const server = await startRawServer((socket) => play(socket, recording(kind, name)));
  try {
    expect(await slotContext(`${server.url}/v1`, {}, 2000, new AbortController().signal)).toBe(expected);
    expect(server.requests[0]?.path).toBe('/props');
  } finally {
    await server.close();
  }
});
