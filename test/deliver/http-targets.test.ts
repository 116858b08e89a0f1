import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { targetSchema } from '../../src/config/targets.ts';
import { createTarget } from '../../src/deliver/create.ts';
import type { Delivery } from '../../src/deliver/news.ts';
import { type RawRequest, send, startRawServer } from '../support/raw-server.ts';
import { presentation, someNews } from './support.ts';

const TOKEN = '123456:AAE-a-token-that-nobody-may-see';
const SECRET_PATH = 'services/T000/B000/a-path-that-is-a-secret';
const now = Date.parse('2026-03-10T08:00:05Z');
const never = new AbortController().signal;

/** Each form as a user writes it, for a server at an address. */
const forms: Readonly<Record<string, (url: string) => object>> = {
  webhook: (url) => ({ kind: 'webhook', url: `${url}/${SECRET_PATH}`, secret: 'sssssssssssssss' }),
  slack: (url) => ({ kind: 'slack', url: `${url}/${SECRET_PATH}` }),
  discord: (url) => ({ kind: 'discord', url: `${url}/${SECRET_PATH}` }),
  ntfy: (url) => ({ kind: 'ntfy', url, topic: 'plumbline', token: TOKEN }),
  gotify: (url) => ({ kind: 'gotify', url, token: TOKEN }),
  telegram: (url) => ({ kind: 'telegram', url, token: TOKEN, chat: '5' }),
  apprise: (url) => ({ kind: 'apprise', url: `${url}/notify/${SECRET_PATH}` }),
  influxdb: (url) => ({ kind: 'influxdb', url, org: 'o', bucket: 'b', token: TOKEN }),
};
const each = Object.entries(forms);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Behaviour = (socket: Socket, request: RawRequest) => void;

/** What one attempt comes to where the receiver behaves like this, and what the receiver saw. */
async function delivered(form: (url: string) => object, behave: Behaviour, signal = never) {
  const server = await startRawServer(behave);
  closing.push(() => server.close());
  const config = targetSchema.parse({ ...form(server.url), timeout: '1s' });
  const plot = {
    series: 't',
    unit: '',
    points: [
      [now - 1000, 1],
      [now, 2],
    ] as [number, number][],
  };
  const target = createTarget('t', config, presentation, () => now);
  const delivery = await target.deliver(someNews({ plot }), signal);
  return { delivery, requests: server.requests };
}

const answers =
  (status: number, body: string, header = ''): Behaviour =>
  (socket) =>
    socket.end(`HTTP/1.1 ${status} S\r\n${header}Content-Length: ${body.length}\r\n\r\n${body}`);

describe.each(each)('a receiver that is told by %s', (_, form) => {
  const outcome = async (behave: Behaviour): Promise<Delivery> => (await delivered(form, behave)).delivery;

  it('has it once it says 2xx, in one request', async () => {
    const { delivery, requests } = await delivered(form, (socket) => send(socket, 204, ''));
    expect(delivery).toEqual({ outcome: 'delivered' });
    expect(requests).toHaveLength(1);
  });

  it('is tried again where it hangs before its answer, in it, or trickles it', async () => {
    const late = { outcome: 'later', reason: 'did not answer within 1000 ms' };
    const hanging = await Promise.all([
      outcome(() => undefined),
      outcome((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
      outcome((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n');
        const drip = setInterval(() => socket.write('.'), 50);
        socket.on('close', () => clearInterval(drip));
      }),
    ]);
    expect(hanging).toEqual([late, late, late]);
  });

  it('is tried again where it fails or cuts the line', async () => {
    expect(await outcome(answers(500, 'no'))).toEqual({ outcome: 'later', reason: 'answered 500: no' });
    expect(await outcome((socket) => socket.destroy())).toMatchObject({ outcome: 'later' });
    expect(
      await outcome((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
    ).toMatchObject({
      outcome: 'later',
    });
  });

  it('is left alone for as long as it asks in a header or in its body', async () => {
    const waits = [
      answers(429, '', 'Retry-After: 7\r\n'),
      answers(429, '', 'Retry-After: Tue, 10 Mar 2026 08:00:12 GMT\r\n'),
      answers(429, '{"retry_after": 7.0, "global": false}'),
      answers(429, '{"ok":false,"parameters":{"retry_after":7}}'),
    ];
    for (const behave of waits)
      expect(await outcome(behave)).toMatchObject({ outcome: 'later', afterMs: 7000 });
    expect(await outcome(answers(429, '', 'Retry-After: 999999\r\n'))).toMatchObject({ afterMs: 3_600_000 });
    expect(await outcome(answers(429, '{"retry_after": "soon"}'))).not.toHaveProperty('afterMs');
  });

  it('is given up where it refuses, or sends the news elsewhere', async () => {
    expect(await outcome(answers(404, 'gone'))).toEqual({ outcome: 'refused', reason: 'answered 404: gone' });
    const elsewhere = await startRawServer((socket) => send(socket, 200, ''));
    closing.push(() => elsewhere.close());
    const redirect = answers(307, '', `Location: ${elsewhere.url}/\r\n`);
    expect(await outcome(redirect)).toMatchObject({ outcome: 'refused' });
    expect(elsewhere.requests).toEqual([]);
  });

  it('keeps its secrets, whatever it or the way to it says', async () => {
    const echo: Behaviour = (socket, { path, headers }) =>
      send(socket, 400, `${path} ${JSON.stringify(headers)}`);
    const told = JSON.stringify(await outcome(echo));
    expect(told).toContain('answered 400');
    for (const secret of [TOKEN, SECRET_PATH, encodeURIComponent(TOKEN)]) expect(told).not.toContain(secret);
  });

  it('of an endless answer reads no more than it needs', async () => {
    const endless: Behaviour = (socket) => {
      socket.write('HTTP/1.1 400 Bad\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000)));
      };
      socket.on('drain', more);
      more();
    };
    expect(await outcome(endless)).toMatchObject({ outcome: 'refused' });
  });

  it('is tried again where nobody listens', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const address = free.address();
    await new Promise((resolve) => free.close(resolve));
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const target = createTarget('t', targetSchema.parse(form(url)), presentation, () => now);
    expect(await target.deliver(someNews(), never)).toEqual({
      outcome: 'later',
      reason: 'could not be reached (ECONNREFUSED)',
    });
  });

  it('ends with the worker', async () => {
    const stopping = new AbortController();
    const stopped = delivered(form, () => stopping.abort(new Error('stopped')), stopping.signal);
    await expect(stopped).rejects.toThrow('stopped');
  });
});

describe('pictures', () => {
  it.each(['discord', 'telegram', 'ntfy'])('go to %s as a PNG', async (kind) => {
    const { requests } = await delivered(forms[kind] ?? (() => ({})), (socket) => send(socket, 200, '{}'));
    expect(requests[0]?.body).toContain('PNG');
  });
});
