import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/lib/clock.ts';
import { createOpenAiModel } from '../../src/model/openai.ts';
import { answerSchema } from '../../src/prompt/answer-schema.ts';
import { type Behaviour, play, type RawServer, send, startRawServer } from '../support/raw-server.ts';
import { askOnce, completion, MESSAGES, modelConfig, recording } from './support.ts';

const never = new AbortController().signal;
const sentBody = z.looseObject({
  model: z.string().optional(),
  max_tokens: z.number(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

/** Runs a test against a server that answers chat requests so, and 404 to everything else. */
async function withChat(behave: Behaviour, run: (server: RawServer) => Promise<void>): Promise<void> {
  const server = await startRawServer((socket, request) => {
    if (request.method === 'POST' && request.path === '/v1/chat/completions') behave(socket, request);
    else send(socket, 404, 'not found', 'text/plain');
  });
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

function chats(server: RawServer): readonly z.output<typeof sentBody>[] {
  return server.requests
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/v1/chat/completions'))
    .map(({ body }) => sentBody.parse(JSON.parse(body)));
}

test.each([
  ['', '/v1/chat/completions'],
  ['/', '/v1/chat/completions'],
  ['/v1', '/v1/chat/completions'],
  ['/v1/', '/v1/chat/completions'],
  ['/v1/chat/completions', '/v1/chat/completions'],
  ['/engines', '/engines/v1/chat/completions'],
  ['/engines/v1/', '/engines/v1/chat/completions'],
  ['/engines/v1/chat/completions', '/engines/v1/chat/completions'],
  ['/engines/llama.cpp/v1', '/engines/llama.cpp/v1/chat/completions'],
  ['/engines/llama.cpp', '/engines/llama.cpp/v1/chat/completions'],
  ['/proxy/llm', '/proxy/llm/v1/chat/completions'],
])('a base URL that ends in "%s" is asked at %s', async (form, path) => {
  const server = await startRawServer((socket) => send(socket, 200, completion('hello')));
  try {
    const outcome = await askOnce({ url: `${server.url}${form}` });
    expect(outcome.status).toBe('answered');
    expect(server.requests.at(-1)?.path).toBe(path);
  } finally {
    await server.close();
  }
});

test('a bare address finds the layout of Docker Model Runner where /v1 is not served', async () => {
  const server = await startRawServer((socket, { path }) => {
    if (path === '/engines/v1/models') play(socket, recording('model-runner', 'models'));
    else if (path === '/engines/v1/chat/completions') play(socket, recording('model-runner', 'chat-plain'));
    else play(socket, recording('model-runner', 'not-found'));
  });
  try {
    const outcome = await askOnce({ url: server.url, name: '' });
    expect(outcome).toMatchObject({ status: 'answered', reply: { model: 'sha256:8d34bfea7db2' } });
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toMatchObject({
      model: 'docker.io/ai/smollm2:latest',
    });
  } finally {
    await server.close();
  }
});

test('a server that lists no models is still asked, on its second path when the first has no such page', async () => {
  const server = await startRawServer((socket, { path, method }) => {
    if (method === 'POST' && path === '/engines/v1/chat/completions') send(socket, 200, completion('hello'));
    else send(socket, 404, '404 page not found', 'text/plain');
  });
  try {
    expect((await askOnce({ url: server.url })).status).toBe('answered');
  } finally {
    await server.close();
  }
});

test('a question carries the nested schema, the limits, temperature, seed, and no prompt cache', async () => {
  await withChat(
    (socket) => send(socket, 200, completion('hello')),
    async (server) => {
      await askOnce({ url: server.url, maxTokens: 77, seed: 5, apiKey: 'key-1' });
      expect(chats(server)[0]).toMatchObject({
        model: 'ai/smollm2',
        max_tokens: 77,
        temperature: 0,
        seed: 5,
        cache_prompt: false,
        response_format: { type: 'json_schema', json_schema: { schema: answerSchema() } },
      });
      expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer key-1');
    },
  );
});

test('parameters that a server refuses are left out, and stay out of the next question', async () => {
  await withChat(
    (socket, { body }) => {
      if (body.includes('cache_prompt'))
        send(socket, 400, '{"error":{"message":"Unknown field cache_prompt"}}');
      else if (body.includes('stream_options')) send(socket, 422, '{"detail":"extra fields not permitted"}');
      else send(socket, 200, completion('hello'));
    },
    async (server) => {
      const model = createOpenAiModel(modelConfig({ url: server.url }), { clock: systemClock });
      for (const _ of [1, 2]) {
        expect((await model.ask(MESSAGES, answerSchema(), never)).status).toBe('answered');
      }
      const sent = chats(server);
      expect(sent).toHaveLength(4);
      expect(sent[1]).toHaveProperty('response_format');
      expect(sent[3]).not.toHaveProperty('response_format');
    },
  );
});

test.each([
  ['400', 400, `Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.`],
  ['500', 500, `litellm.BadRequestError: max_tokens is not supported, use max_completion_tokens`],
])(
  'a server that calls the limit max_completion_tokens gets it under that name (%s)',
  async (_, status, said) => {
    await withChat(
      (socket, { body }) => {
        if (body.includes('"max_tokens"')) send(socket, status, JSON.stringify({ error: { message: said } }));
        else send(socket, 200, completion('hello'));
      },
      async (server) => {
        expect((await askOnce({ url: server.url })).status).toBe('answered');
        const sent = JSON.parse(server.requests.at(-1)?.body ?? '');
        expect(sent).toMatchObject({ max_completion_tokens: 300, seed: 1, stream: true });
      },
    );
  },
);

test.each([
  [500, `Internal Server Error: got an unexpected keyword argument 'seed'`, ['seed']],
  [400, 'streaming is not supported by this gateway', ['stream', 'stream_options']],
  [501, '{"error":"stream is not implemented"}', ['stream', 'stream_options']],
])('a gateway that refuses with %i and "%s" is asked without that alone', async (status, said, dropped) => {
  await withChat(
    (socket, { body }) => {
      if (body.includes(`"${dropped[0]}"`)) send(socket, status, said);
      else send(socket, 200, completion('hello'));
    },
    async (server) => {
      expect((await askOnce({ url: server.url })).status).toBe('answered');
      const [first, second] = chats(server).map((sent) => Object.keys(Object(sent)));
      expect(first?.filter((key) => !second?.includes(key)).sort()).toEqual(dropped);
    },
  );
});

test('an error of 500 that refuses nothing is no reason to ask again', async () => {
  await withChat(
    (socket) => send(socket, 500, '{"error":{"message":"out of memory in seed 1"}}'),
    async (server) => {
      expect((await askOnce({ url: server.url })).status).toBe('unavailable');
      expect(chats(server)).toHaveLength(1);
    },
  );
});

test.each([
  [
    'whole',
    (parts: unknown) => JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content: parts } }] }),
  ],
  [
    'in a stream',
    (parts: unknown) =>
      `data: ${JSON.stringify({ choices: [{ delta: { content: parts } }] })}\n\ndata: [DONE]\n\n`,
  ],
])('content that comes as a list of parts is their text (%s)', async (_, bodyOf) => {
  const parts = [
    { type: 'text', text: 'hel' },
    { type: 'image_url', image_url: {} },
    { type: 'text', text: 'lo' },
  ];
  await withChat(
    (socket) => send(socket, 200, bodyOf(parts)),
    async (server) => {
      expect(await askOnce({ url: server.url })).toMatchObject({ reply: { text: 'hello' } });
    },
  );
});

test('a server that says 503 while it loads is asked again until it answers', async () => {
  let times = 0;
  await withChat(
    (socket) => {
      times += 1;
      if (times <= 3) play(socket, recording('llama-server', 'chat-loading'));
      else send(socket, 200, completion('hello'));
    },
    async (server) => {
      const outcome = await askOnce({ url: server.url });
      expect(outcome).toMatchObject({ status: 'answered', reply: { text: 'hello' } });
      expect(chats(server)).toHaveLength(4);
    },
  );
});

test('the first byte may take as long as a load, the rest as long as an answer', async () => {
  await withChat(
    (socket) => {
      setTimeout(() => send(socket, 200, completion('hello')), 120);
    },
    async (server) => {
      const outcome = await askOnce({ url: server.url, loadTimeout: 5000, answerTimeout: 40 });
      expect(outcome.status).toBe('answered');
    },
  );
});

test('a model that has just answered gets no time to load again', async () => {
  let times = 0;
  await withChat(
    (socket) => {
      times += 1;
      if (times === 1) send(socket, 200, completion('hello'));
    },
    async (server) => {
      const config = modelConfig({ url: server.url, loadTimeout: 60_000, answerTimeout: 60 });
      const model = createOpenAiModel(config, { clock: systemClock });
      expect((await model.ask(MESSAGES, answerSchema(), never)).status).toBe('answered');
      expect(await model.ask(MESSAGES, answerSchema(), never)).toMatchObject({
        status: 'timeout',
        reason: expect.stringContaining('did not answer in time'),
      });
    },
  );
});

test('an answer that begins and never ends is a timeout', async () => {
  await withChat(
    (socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"cho'),
    async (server) => {
      expect((await askOnce({ url: server.url, answerTimeout: 60 })).status).toBe('timeout');
    },
  );
});

const CLOSED = /closed the connection before the answer was whole/;
const misbehaviours: readonly (readonly [string, Behaviour, RegExp])[] = [
  ['closes without a byte', (socket) => socket.destroy(), CLOSED],
  [
    'closes half-way',
    (socket) => {
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"choices":',
        () => socket.destroy(),
      );
    },
    CLOSED,
  ],
  ['sends no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n'), /closed the connection/],
  [
    'sends half an object',
    (socket) => send(socket, 200, '{"choices":[{"message":'),
    /answered something else/,
  ],
  [
    'sends an error under 200',
    (socket) => send(socket, 200, '{"error":{"message":"no memory"}}'),
    /answered with an error: no memory/,
  ],
  [
    'sends an error as a string',
    (socket) => send(socket, 500, '{"error":"out of slots"}'),
    /answered 500: out of slots/,
  ],
  [
    'sends an error as plain text',
    (socket) => send(socket, 500, 'it broke', 'text/plain'),
    /answered 500: it broke/,
  ],
  ['sends an empty error', (socket) => send(socket, 502, '', 'text/plain'), /answered 502: no explanation/],
  [
    'sends a web page',
    (socket) => send(socket, 200, '<html><title>Router login</title>', 'text/html'),
    /something else: Router login/,
  ],
  [
    'sends 10 MB',
    (socket) => send(socket, 200, completion('x'.repeat(10_000_000))),
    /answered more than 4000000 bytes/,
  ],
  [
    'ends a stream without a last event',
    (socket) => send(socket, 200, 'data: {"choices":[{"delta":{"content":"The"}}]}\n\n', 'text/event-stream'),
    /ended its stream before the answer was whole/,
  ],
  [
    'sends an error within a stream',
    (socket) => send(socket, 200, 'data: {"error":{"message":"slot lost"}}\n\n', 'text/event-stream'),
    /answered with an error: slot lost/,
  ],
];

test.each(misbehaviours)('a server that %s is unavailable, with the reason', async (_, behave, reason) => {
  await withChat(behave, async (server) => {
    const outcome = await askOnce({ url: server.url });
    expect(outcome).toEqual({ status: 'unavailable', reason: expect.stringMatching(reason) });
  });
});

test('a redirect is not followed', async () => {
  await withChat(
    (socket) =>
      socket.end('HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n'),
    async (server) => {
      const outcome = await askOnce({ url: server.url });
      expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('redirects') });
      expect(server.requests.map(({ path }) => path)).not.toContain('/elsewhere');
    },
  );
});

test('nobody listening is unavailable at once', async () => {
  const server = await startRawServer(() => undefined);
  await server.close();
  expect(await askOnce({ url: server.url })).toMatchObject({
    status: 'unavailable',
    reason: expect.stringContaining('refused the connection'),
  });
});

test.each([
  ['reasoning_content', { content: null, reasoning_content: 'thought' }],
  ['reasoning', { content: '', reasoning: 'thought' }],
])('an answer that stands in %s is taken from there', async (_, message) => {
  await withChat(
    (socket) => send(socket, 200, completion(null, { message })),
    async (server) => {
      expect(await askOnce({ url: server.url })).toMatchObject({
        status: 'answered',
        reply: { text: 'thought' },
      });
    },
  );
});

test('the one token that Ollama writes after a prompt it had to cut is no answer', async () => {
  const usage = { prompt_tokens: 4095, completion_tokens: 1 };
  await withChat(
    (socket) => send(socket, 200, completion('{', { finish: 'length', usage })),
    async (server) => {
      expect(await askOnce({ url: server.url })).toMatchObject({
        status: 'truncated',
        reply: { promptTokens: 4095 },
      });
    },
  );
});

test('the key and file paths never appear in a reason or a model name', async () => {
  await withChat(
    (socket) =>
      send(
        socket,
        401,
        '{"error":{"message":"wrong key sk-secret for /srv/models/blobs/model.gguf of ai/smollm2"}}',
      ),
    async (server) => {
      const outcome = await askOnce({ url: server.url, apiKey: 'sk-secret' });
      const reason = 'reason' in outcome ? outcome.reason : '';
      expect(reason).toContain('wrong key *** for (path) of ai/smollm2');
    },
  );
});

test('a password in the address is sent as a header and never shown', async () => {
  await withChat(
    (socket) => send(socket, 500, 'user bob:hunter2 failed', 'text/plain'),
    async (server) => {
      const url = server.url.replace('http://', 'http://bob:hunter2@');
      const model = createOpenAiModel(modelConfig({ url }), { clock: systemClock });
      const outcome = await model.ask(MESSAGES, answerSchema(), never);
      expect(JSON.stringify([outcome, model.where])).not.toContain('hunter2');
      expect(server.requests.at(-1)?.headers.authorization).toBe('Basic Ym9iOmh1bnRlcjI=');
    },
  );
});

test('an answer that repeats its own authorization is masked before anybody sees it', async () => {
  const login = Buffer.from('bob:hunter2hunter2').toString('base64');
  await withChat(
    (socket) => send(socket, 200, completion(`{"summary":"Basic ${login}, that is hunter2hunter2"}`)),
    async (server) => {
      const url = server.url.replace('http://', 'http://bob:hunter2hunter2@');
      const model = createOpenAiModel(modelConfig({ url }), { clock: systemClock });
      expect(await model.ask(MESSAGES, answerSchema(), never)).toMatchObject({
        status: 'answered',
        reply: { text: '{"summary":"Basic ***, that is ***"}' },
      });
    },
  );
});

test('the token limit is lowered to what the prompt leaves of the context', async () => {
  const server = await startRawServer((socket, { path, method }) => {
    if (method === 'POST') send(socket, 200, completion('hello'));
    else if (path === '/props') play(socket, recording('llama-server', 'props'));
    else if (path === '/v1/models') play(socket, recording('llama-server', 'models'));
    else send(socket, 404, '');
  });
  try {
    const model = createOpenAiModel(modelConfig({ url: server.url, maxTokens: 4096 }), {
      clock: systemClock,
    });
    expect(await model.contextTokens?.(never)).toBe(4096);
    await model.ask(MESSAGES, answerSchema(), never);
    const limit = chats(server)[0]?.max_tokens ?? 0;
    expect(limit).toBeGreaterThan(4000);
    expect(limit).toBeLessThan(4096);
  } finally {
    await server.close();
  }
});

test('a context that turns out smaller than listed is believed from then on', async () => {
  await withChat(
    (socket) => play(socket, recording('model-runner', 'chat-context-overflow-512')),
    async (server) => {
      const model = createOpenAiModel(modelConfig({ url: server.url }), { clock: systemClock });
      await model.ask(MESSAGES, answerSchema(), never);
      expect(await model.contextTokens?.(never)).toBe(512);
    },
  );
});

test('a server that closes the connection on every page but the chat is still asked', async () => {
  const server = await startRawServer((socket, { method }) => {
    if (method === 'POST') send(socket, 200, completion('hello'));
    else socket.destroy();
  });
  try {
    expect((await askOnce({ url: server.url })).status).toBe('answered');
  } finally {
    await server.close();
  }
});

test('after a refusal the server is asked anew which models it has', async () => {
  let served = 'first';
  const server = await startRawServer((socket, { method, body }) => {
    if (method === 'GET') send(socket, 200, JSON.stringify({ data: [{ id: served }] }));
    else if (body.includes(`"${served}"`)) send(socket, 200, completion('hello'));
    else send(socket, 404, '{"error":{"message":"model not found"}}');
  });
  try {
    const model = createOpenAiModel(modelConfig({ url: `${server.url}/v1`, name: '' }), {
      clock: systemClock,
    });
    const ask = async () => (await model.ask(MESSAGES, answerSchema(), never)).status;
    expect(await ask()).toBe('answered');
    served = 'second';
    expect([await ask(), await ask()]).toEqual(['unavailable', 'answered']);
  } finally {
    await server.close();
  }
});

test('a question that is given up throws aborted and leaves the connection', async () => {
  const leave = new AbortController();
  let left: (() => void) | undefined;
  const gone = new Promise<void>((resolve) => {
    left = resolve;
  });
  await withChat(
    (socket) => {
      socket.on('close', () => left?.());
      leave.abort();
    },
    async (server) => {
      await expect(askOnce({ url: server.url }, leave.signal)).rejects.toMatchObject({ code: 'aborted' });
      await gone;
    },
  );
});

test('an address that is no http URL is refused with a hint', () => {
  expect(() =>
    createOpenAiModel(modelConfig({ url: 'localhost:8080' }), { clock: systemClock }),
  ).toThrowError(expect.objectContaining({ code: 'config_invalid' }));
});
