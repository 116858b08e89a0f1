import { expect, test } from 'vitest';
import { checkModels, modelText } from '../../src/cli/check-model.ts';
import { configSchema } from '../../src/config/schema.ts';
import { send, startRawServer } from '../support/raw-server.ts';

const config = configSchema.shape.model.parse({});

/** The line about a server that offers these models. */
async function told(models: readonly string[], name: string): Promise<string | undefined> {
  const list = JSON.stringify({ data: models.map((id) => ({ id })) });
  const server = await startRawServer((socket) => send(socket, 200, list));
  const [check] = await checkModels({ ...config, url: server.url, name }, {});
  await server.close();
  return check && modelText(check).replace(server.url, 'URL');
}

test('a model server is asked which models it has', async () => {
  expect(await told(['ai/smollm2:latest'], 'ai/smollm2')).toBe(
    'ok    model server URL/v1: offers ai/smollm2:latest',
  );
  expect(await told(['a', 'b'], 'smollm')).toBe(
    'WRONG model server URL/v1: has no model smollm; it offers a, b',
  );
  expect(await told([], '')).toBe('WRONG model server URL/v1: offers no model');
});

test('one that is not there is wrong, and where none is configured nobody is asked', async () => {
  const server = await startRawServer((socket) => send(socket, 200, ''));
  await server.close();
  expect(await checkModels({ ...config, url: server.url }, {})).toMatchObject([
    { ok: false, text: 'refused the connection' },
  ]);
  expect(await checkModels(config, {})).toEqual([]);
  expect(await checkModels(config, { LLM_URL: server.url })).toMatchObject([{ ok: false }]);
});

test('of several each is asked', async () => {
  const list = JSON.stringify({ data: [{ id: 'm' }] });
  const server = await startRawServer((socket) => send(socket, 200, list));
  const away = await startRawServer((socket) => send(socket, 200, ''));
  await away.close();
  const checks = await checkModels({ ...config, url: [away.url, server.url] }, {});
  await server.close();
  expect(checks).toMatchObject([
    { where: `${away.url}/v1`, ok: false },
    { where: `${server.url}/v1`, ok: true },
  ]);
});
