import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAutoModel } from '../../src/model/auto.ts';
import type { Model } from '../../src/model/model.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { completion, MESSAGES, modelConfig } from './support.ts';

const never = new AbortController().signal;
const schema = { type: 'object' };
const reply = { text: '{}', model: 'embedded', promptTokens: 1, completionTokens: 1, elapsedMs: 1 };
const embedded: Model = {
  name: 'embedded',
  where: 'embedded',
  contextTokens: async () => 4096,
  ask: async () => ({ status: 'answered', reply }),
  close: async () => {},
};

let server: RawServer;
let up: boolean;
let now: number;
let choices: string[];
beforeEach(async () => {
  [up, now, choices] = [false, 0, []];
  server = await startRawServer((socket, request) => {
    if (!up) socket.destroy();
    else if (request.path.endsWith('/models')) send(socket, 200, '{"data": [{"id": "smollm2"}]}');
    else send(socket, 200, completion('from the server'));
  });
});
afterEach(() => server.close());

function autoModel() {
  return createAutoModel(modelConfig({ url: 'auto', name: '' }), {
    clock: () => now,
    places: async () => [{ server: 'a server', base: `${server.url}/v1` }],
    embedded,
    onChoice: ({ where }) => choices.push(where),
  });
}

async function askText(model: Model): Promise<string> {
  const outcome = await model.ask(MESSAGES, schema, never);
  return 'reply' in outcome ? outcome.reply.text : outcome.status;
}

describe('a model found by itself', () => {
  it('is the server that answers, and the choice is told once', async () => {
    up = true;
    const model = autoModel();
    expect(await askText(model)).toBe('from the server');
    expect(await askText(model)).toBe('from the server');
    expect(model).toMatchObject({ name: 'smollm2', where: `${server.url}/v1` });
    expect(choices).toEqual([`${server.url}/v1`]);
  });

  it('is the embedded one while no server answers; a server is looked for again after ten minutes', async () => {
    const model = autoModel();
    expect(await askText(model)).toBe('{}');
    up = true;
    expect(await askText(model)).toBe('{}');
    now += 10 * 60_000;
    expect(await askText(model)).toBe('from the server');
  });

  it('is looked for anew at the question after one that found the server gone', async () => {
    up = true;
    const model = autoModel();
    await askText(model);
    up = false;
    expect(await askText(model)).toBe('unavailable');
    expect(await askText(model)).toBe('{}');
  });
});
