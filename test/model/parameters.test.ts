import { expect, test } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createOpenAiModel } from '../../src/model/openai.ts';
import { type Behaviour, play, type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { modelConfig, recording } from './support.ts';

const never = new AbortController().signal;

/** What a model says of its size, asked twice, and what the server was asked. */
async function parametersAt(behave: Behaviour, name: string, path = ''): Promise<[number | null, RawServer]> {
  const server = await startRawServer(behave);
  try {
    const model = createOpenAiModel(modelConfig({ url: `${server.url}${path}`, name }), {
      clock: systemClock,
    });
    const first = await model.parameters?.(never);
    expect(await model.parameters?.(never)).toBe(first);
    return [first ?? null, server];
  } finally {
    await server.close();
  }
}

const notFound: Behaviour = (socket) => send(socket, 404, 'not found', 'text/plain');

function lists(...names: readonly string[]): string {
  return JSON.stringify({ object: 'list', data: names.map((id) => ({ id, object: 'model' })) });
}

/** Speaks like Ollama: its list names models alone, `/api/show` describes one. */
const ollama: Behaviour = (socket, request) => {
  if (request.path === '/v1/models') return send(socket, 200, lists('assistant:latest', 'other'));
  if (request.path !== '/api/show' || request.method !== 'POST') return notFound(socket, request);
  if (JSON.parse(request.body).model !== 'assistant') return send(socket, 404, '{"error":"model not found"}');
  send(
    socket,
    200,
    JSON.stringify({
      ...{ modelfile: '# a model', template: '{{ .Prompt }}', capabilities: ['completion'] },
      details: {
        ...{ parent_model: '', format: 'gguf', family: 'llama', families: ['llama'] },
        ...{ parameter_size: '8.0B', quantization_level: 'Q4_K_M' },
      },
      model_info: { 'general.architecture': 'llama', 'general.parameter_count': 8030261248 },
    }),
  );
};

/** Speaks like LM Studio 0.4: a list of its own beside that of OpenAI. */
const lmStudio: Behaviour = (socket, request) => {
  if (request.path === '/v1/models') return send(socket, 200, lists('assistant', 'unsaid'));
  if (request.path !== '/api/v1/models')
    return send(socket, 200, '{"error":"Unexpected endpoint or method."}');
  send(
    socket,
    200,
    JSON.stringify({
      models: [
        { type: 'llm', key: 'unsaid', architecture: 'llama', params_string: null, loaded_instances: [] },
        { type: 'llm', key: 'assistant', architecture: 'qwen3moe', params_string: '30B-A3B', format: 'gguf' },
      ],
    }),
  );
};

test('Ollama is asked for the size of the model, once', async () => {
  const [parameters, { requests }] = await parametersAt(ollama, 'assistant');
  expect(parameters).toBe(8);
  expect(requests.filter(({ path }) => path === '/api/show')).toHaveLength(1);
});

test('a model that Ollama does not have has no size', async () => {
  expect((await parametersAt(ollama, 'missing'))[0]).toBeNull();
});

test('LM Studio is asked for its own list; of a mixture all experts count', async () => {
  expect((await parametersAt(lmStudio, 'assistant'))[0]).toBe(30);
  expect((await parametersAt(lmStudio, 'unsaid'))[0]).toBeNull();
});

test('Docker Model Runner says it in its list, and is asked for nothing else', async () => {
  const runner: Behaviour = (socket, request) =>
    request.path === '/engines/v1/models'
      ? play(socket, recording('model-runner', 'models'))
      : notFound(socket, request);
  const [parameters, { requests }] = await parametersAt(runner, 'ai/smollm2', '/engines/v1');
  expect(parameters).toBeCloseTo(0.13452, 5);
  expect(requests.map(({ path }) => path)).not.toContain('/api/show');
});

test('llama.cpp says it in its list', async () => {
  const server: Behaviour = (socket, request) =>
    request.path === '/v1/models'
      ? play(socket, recording('llama-server', 'models'))
      : notFound(socket, request);
  const [parameters, { requests }] = await parametersAt(server, 'smollm2');
  expect(parameters).toBeCloseTo(0.1345, 3);
  expect(requests.map(({ path }) => path)).not.toContain('/api/show');
});

test('a server that has neither page, or answers nonsense there, does not tell', async () => {
  const plain: Behaviour = (socket, request) =>
    request.path === '/v1/models' ? send(socket, 200, lists('m')) : notFound(socket, request);
  expect((await parametersAt(plain, 'm'))[0]).toBeNull();
  const nonsense: Behaviour = (socket, { path }) =>
    send(
      socket,
      200,
      path === '/v1/models' ? lists('m') : '{"details":{"parameter_size":7},"models":"many"}',
    );
  expect((await parametersAt(nonsense, 'm'))[0]).toBeNull();
});
