import { expect, test } from 'vitest';
import { discoverModel, modelAddress, type Place, usualPlaces } from '../../src/model/discover.ts';
import { type Behaviour, play, type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { recording } from './support.ts';

const never = new AbortController().signal;
const models = (...ids: readonly string[]): string => JSON.stringify({ data: ids.map((id) => ({ id })) });
const listing =
  (...ids: readonly string[]): Behaviour =>
  (socket) =>
    send(socket, 200, models(...ids));

/** Looks for a model among servers that behave so, in this order. */
async function search(behaviours: readonly Behaviour[], wanted = '') {
  const servers: RawServer[] = [];
  for (const behave of behaviours) servers.push(await startRawServer(behave));
  const places: Place[] = servers.map(({ url }, index) => ({ server: `S${index}`, base: `${url}/v1` }));
  try {
    return await discoverModel(places, wanted, never);
  } finally {
    for (const server of servers) await server.close();
  }
}

test('the first place in the order that has a chat model serves, however fast the others are', async () => {
  const slow: Behaviour = (socket) => {
    setTimeout(() => send(socket, 200, models('nomic-embed-text', 'qwen2.5:0.5b')), 80);
  };
  const { found, tried } = await search([listing(), slow, listing('other')]);
  expect(found).toMatchObject({ server: 'S1', name: 'qwen2.5:0.5b' });
  expect(tried[0]).toContain('has no model yet');
  expect(tried).toHaveLength(3);
});

test('a SmolLM2 is preferred among the models of a server', async () => {
  expect((await search([listing('llama3', 'docker.io/ai/smollm2:latest')])).found).toMatchObject({
    name: 'docker.io/ai/smollm2:latest',
  });
});

test('with a name configured only a server that has it will do, under any of its spellings', async () => {
  const { found, tried } = await search(
    [listing('llama3'), (socket) => play(socket, recording('model-runner', 'models'))],
    'ai/smollm2',
  );
  expect(found).toMatchObject({ server: 'S1', name: 'ai/smollm2' });
  expect(tried[0]).toContain('has no ai/smollm2, only llama3');
});

test('a server that is still loading is taken', async () => {
  const loading: Behaviour = (socket) => play(socket, recording('llama-server', 'models-loading'));
  expect((await search([loading])).found).toMatchObject({ server: 'S0' });
});

test('where nobody usable answers, each place says why', async () => {
  const gone = await startRawServer(() => undefined);
  await gone.close();
  const web = await startRawServer((socket) => send(socket, 200, '<html></html>', 'text/html'));
  const places = [gone, web].map(({ url }) => ({ server: 'llama.cpp', base: `${url}/v1` }));
  const { found, tried } = await discoverModel(places, '', never);
  await web.close();
  expect(found).toBeNull();
  expect(tried).toEqual([
    `llama.cpp at ${gone.url}/v1: refused the connection`,
    `llama.cpp at ${web.url}/v1: answers, but is no model server`,
  ]);
});

test('only this machine is asked outside a container, and its host as well within one', () => {
  const hosts = (inContainer: boolean): Set<string> =>
    new Set(usualPlaces(inContainer).map(({ base }) => new URL(base).hostname));
  expect(hosts(false)).toEqual(new Set(['localhost']));
  expect(hosts(true)).toEqual(
    new Set(['localhost', '172.17.0.1', 'host.docker.internal', 'model-runner.docker.internal']),
  );
  expect(usualPlaces(false).map(({ server }) => server)).toEqual([
    'Docker Model Runner',
    'Ollama',
    'llama.cpp',
    'llama.cpp',
    'LM Studio',
  ]);
});

test.each([
  [{ url: 'none', name: '' }, { LLM_URL: 'http://a/v1' }, { kind: 'none' }],
  [
    { url: 'http://mine/v1', name: 'm' },
    { LLM_URL: 'http://a/v1', LLM_MODEL: 'x' },
    { kind: 'given', urls: ['http://mine/v1'], name: 'm' },
  ],
  [
    { url: 'auto', name: '' },
    { LLM_URL: 'http://a/v1', LLM_MODEL: 'x' },
    { kind: 'given', urls: ['http://a/v1'], name: 'x' },
  ],
  [{ url: 'auto', name: 'm' }, { LLM_MODEL: 'x' }, { kind: 'auto', name: 'm' }],
])('the address %j in the environment %j comes to %j', (config, env, expected) => {
  expect(modelAddress(config, env)).toEqual(expected);
});
