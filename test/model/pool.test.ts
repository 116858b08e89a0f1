import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { AskOutcome, ServerState } from '../../src/model/model.ts';
import { createOpenAiModel, type ServerConfig } from '../../src/model/openai.ts';
import { createModelPool, LOOK_AGAIN_MS } from '../../src/model/pool.ts';
import { answerSchema } from '../../src/prompt/answer-schema.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { completion, MESSAGES, modelConfig } from './support.ts';

const never = new AbortController().signal;
const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** An OpenAI-compatible server with one model; what it makes of a question may be changed at any time. */
async function serverOf(name: string, contextTokens: number | null = null) {
  const behaviour = {
    answer: (socket: Socket) => send(socket, 200, completion('{}', { model: name })),
    list: (socket: Socket) => {
      const meta = contextTokens === null ? null : { n_ctx: contextTokens, n_params: 3e9 };
      send(socket, 200, JSON.stringify({ data: [{ id: name, meta }] }));
    },
  };
  const server = await startRawServer((socket, { path }) => {
    if (path.endsWith('/models')) behaviour.list(socket);
    else if (path.endsWith('/completions')) behaviour.answer(socket);
    else send(socket, 404, 'no such page');
  });
  servers.push(server);
  const asked = () => server.requests.filter(({ path }) => path.endsWith('/completions')).length;
  const looked = () => server.requests.filter(({ path }) => path.endsWith('/models')).length;
  return { url: server.url, behaviour, asked, looked };
}

function poolOf(urls: readonly string[], changes: Partial<ServerConfig> = {}) {
  let now = 0;
  const turns: ServerState[] = [];
  const clock = () => now;
  const models = urls.map((url) =>
    createOpenAiModel(modelConfig({ name: '', ...changes, url }), { clock, pollMs: 5 }),
  );
  const pool = createModelPool(models, { clock, maxTokens: 300, onTurn: (state) => turns.push(state) });
  const ask = () => pool.ask(MESSAGES, answerSchema(), never);
  const states = () => pool.servers?.().map(({ state }) => state);
  return { pool, ask, turns, states, pass: (ms: number) => (now += ms) };
}

function modelOf(outcome: AskOutcome): string {
  return 'reply' in outcome ? outcome.reply.model : outcome.reason;
}

test('two servers share questions: one at a time each, and the reply says who answered', async () => {
  const [first, second] = [await serverOf('first'), await serverOf('second')];
  const held: (() => void)[] = [];
  for (const { behaviour } of [first, second]) {
    const { answer } = behaviour;
    behaviour.answer = (socket) => held.push(() => answer(socket));
  }
  const { pool, ask } = poolOf([first.url, second.url]);
  expect(pool.atOnce?.()).toBe(2);
  const answers = [ask(), ask(), ask(), ask()];
  // Four questions were put, and each server has one of them.
  while (held.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect([first.asked(), second.asked()]).toEqual([1, 1]);
  expect(pool.servers?.().map(({ underWay }) => underWay)).toEqual([2, 2]);
  while (first.asked() + second.asked() < 4) {
    held.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const answer of held) answer();
  const names = (await Promise.all(answers)).map(modelOf).sort();
  expect(names).toEqual(['first', 'first', 'second', 'second']);
});

test('the question of one that dies in the middle is asked of the other, and it is left out until it is back', async () => {
  const [first, second] = [await serverOf('first'), await serverOf('second')];
  const { answer } = first.behaviour;
  const { list } = first.behaviour;
  first.behaviour.answer = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 999\r\n\r\ndata: {');
    setImmediate(() => socket.destroy());
  };
  const { pool, ask, turns, states, pass } = poolOf([first.url, second.url]);
  expect(modelOf(await ask())).toBe('second');
  expect(states()).toEqual(['away', 'there']);
  expect(turns).toMatchObject([{ where: `${first.url}/v1`, state: 'away' }]);
  expect(pool.atOnce?.()).toBe(1);

  pass(LOOK_AGAIN_MS - 1);
  expect(modelOf(await ask())).toBe('second');
  expect(first.asked()).toBe(1);

  // Nobody waits for one that is away while another is there.
  let letGo: (() => void) | undefined;
  first.behaviour.list = (socket) => {
    letGo = () => list(socket);
  };
  first.behaviour.answer = answer;
  pass(1);
  expect(modelOf(await ask())).toBe('second');
  while (letGo === undefined) await new Promise((resolve) => setImmediate(resolve));
  letGo();
  while (turns.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(states()).toEqual(['there', 'there']);
  expect(pool.atOnce?.()).toBe(2);
});

test('one that fails again and again is looked at ever more seldom', async () => {
  const [first, second] = [await serverOf('first'), await serverOf('second')];
  first.behaviour.answer = (socket) => send(socket, 500, 'broken');
  const bench = poolOf([first.url, second.url]);
  const { answer } = second.behaviour;
  // It is the slower one, so that the other is asked as soon as it is back.
  second.behaviour.answer = (socket) => {
    bench.pass(1);
    answer(socket);
  };
  expect(modelOf(await bench.ask())).toBe('second');
  bench.pass(LOOK_AGAIN_MS);
  await bench.ask();
  while (bench.states()?.[0] === 'away') await new Promise((resolve) => setImmediate(resolve));
  expect(modelOf(await bench.ask())).toBe('second');
  expect([first.asked(), bench.states()?.[0]]).toEqual([2, 'away']);

  const before = first.looked();
  bench.pass(LOOK_AGAIN_MS * 2 - 10);
  await bench.ask();
  expect(first.looked()).toBe(before);
  bench.pass(10);
  await bench.ask();
  while (bench.states()?.[0] === 'away') await new Promise((resolve) => setImmediate(resolve));
  expect(first.looked()).toBe(before + 1);
});

test('where nobody is there all are looked at with each question', async () => {
  const [first, second] = [await serverOf('first'), await serverOf('second')];
  const { answer } = second.behaviour;
  for (const { behaviour } of [first, second]) behaviour.answer = (socket) => send(socket, 500, 'broken');
  const { ask } = poolOf([first.url, second.url]);
  expect((await ask()).status).toBe('unavailable');
  second.behaviour.answer = answer;
  expect(modelOf(await ask())).toBe('second');
});

test('one with too small a context is not asked, and the prompt may be as long as the largest holds', async () => {
  const [small, large] = [await serverOf('small', 312), await serverOf('large', 4096)];
  const { pool, ask } = poolOf([small.url, large.url]);
  expect(await pool.contextTokens(never)).toBe(4096);
  expect(await pool.parameters?.(never)).toBe(3);
  expect(await Promise.all([ask(), ask()]).then((all) => all.map(modelOf))).toEqual(['large', 'large']);
  expect(small.asked()).toBe(0);
  expect(pool.servers?.().map(({ contextTokens }) => contextTokens)).toEqual([312, 4096]);
});

test('where none can hold a question it goes to the one that holds most', async () => {
  const [small, larger] = [await serverOf('small', 310), await serverOf('larger', 315)];
  expect(modelOf(await poolOf([small.url, larger.url]).ask())).toBe('larger');
});

test('a context that turns out too small is remembered, and the server stays', async () => {
  const [small, large] = [await serverOf('small'), await serverOf('large')];
  small.behaviour.answer = (socket) => send(socket, 400, JSON.stringify({ error: { n_ctx: 128 } }));
  const { ask, states } = poolOf([small.url, large.url]);
  expect(modelOf(await ask())).toBe('large');
  expect(modelOf(await ask())).toBe('large');
  expect(small.asked()).toBe(1);
  expect(states()).toEqual(['there', 'there']);
});

test('of two that are free the faster one is asked', async () => {
  const [slow, fast] = [await serverOf('slow'), await serverOf('fast')];
  const bench = poolOf([slow.url, fast.url]);
  const { answer } = slow.behaviour;
  slow.behaviour.answer = (socket) => {
    bench.pass(1000);
    answer(socket);
  };
  const names = [modelOf(await bench.ask()), modelOf(await bench.ask()), modelOf(await bench.ask())];
  expect(names).toEqual(['slow', 'fast', 'fast']);
  expect(bench.pool.servers?.().map(({ latencyMs }) => latencyMs)).toEqual([1000, 0]);
});

test('where all are away the reason names each', async () => {
  const [first, second] = [await serverOf('first'), await serverOf('second')];
  await Promise.all(servers.splice(0).map((server) => server.close()));
  const { ask, pool } = poolOf([first.url, second.url]);
  const reason = modelOf(await ask());
  expect(reason).toContain(`${first.url}/v1 refused`);
  expect(reason).toContain(`${second.url}/v1 refused`);
  expect(pool.atOnce?.()).toBe(1);
  expect(await pool.contextTokens(never)).toBeNull();
});

test('a question that cost two servers their time is asked of no third', async () => {
  const all = [await serverOf('a'), await serverOf('b'), await serverOf('c')];
  for (const { behaviour } of all) behaviour.answer = () => undefined;
  const { ask } = poolOf(
    all.map(({ url }) => url),
    { loadTimeout: 500, answerTimeout: 500 },
  );
  expect((await ask()).status).toBe('timeout');
  expect(all.map(({ asked }) => asked())).toEqual([1, 1, 0]);
});
