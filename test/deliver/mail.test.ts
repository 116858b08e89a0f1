import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { targetSchema } from '../../src/config/targets.ts';
import { createTarget } from '../../src/deliver/create.ts';
import { type Certificate, makeCertificate } from '../support/certificate.ts';
import { startRawServer } from '../support/raw-server.ts';
import { HOSTILE, presentation, someNews } from './support.ts';

const LOGIN = { username: 'plumb', password: 'the-password-of-the-mail' } as const;
const never = new AbortController().signal;

let certificate: Certificate;
beforeAll(() => {
  certificate = makeCertificate();
});
afterAll(() => certificate.remove());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Refused with an SMTP status. */
const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

/** A mail server that offers STARTTLS and wants a login; what it was sent, and by whom to whom. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: { readonly text: string; readonly to: readonly string[]; readonly secure: boolean }[] = [];
  const server = new SMTPServer({
    ...{ key: certificate.key, cert: certificate.cert, authMethods: ['PLAIN'] },
    onAuth: ({ username, password }, _session, done) =>
      username === LOGIN.username && password === LOGIN.password
        ? done(null, { user: username })
        : done(refusal(535, 'wrong login')),
    onData(stream, { envelope, secure }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ text: Buffer.concat(parts).toString(), to, secure });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = listening.address();
  return { mails, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

function targetFor(port: number, changes: object = {}) {
  const config = targetSchema.parse({
    ...{ kind: 'mail', host: '127.0.0.1', port, ...LOGIN, timeout: '2s', ca: certificate.certFile },
    ...{ from: 'plumb@lab.example', to: ['a@lab.example', 'b@lab.example'] },
    ...changes,
  });
  const target = createTarget('post', config, presentation, () => 0);
  closing.push(() => target.close());
  return target;
}

const headersOf = (mail: string): string =>
  mail.slice(0, mail.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');

describe('news by mail', () => {
  it('go by STARTTLS and login, as text, HTML and picture', async () => {
    const { port, mails } = await mailServer();
    const plot = { series: 't', unit: '', points: [[0, 1]] as [number, number][] };
    expect(await targetFor(port).deliver(someNews({ plot }), never)).toEqual({ outcome: 'delivered' });
    const [mail] = mails;
    expect(mail).toMatchObject({ secure: true, to: ['a@lab.example', 'b@lab.example'] });
    expect(headersOf(mail?.text ?? '')).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(mail?.text).toMatch(/text\/plain[\s\S]*text\/html[\s\S]*cid:plot[\s\S]*image\/png/);
  });

  it('have the id of their key, and stand in the thread of their cause', async () => {
    const { port, mails } = await mailServer();
    const target = targetFor(port);
    for (const key of ['k1', 'k1', 'k2']) await target.deliver(someNews({ key, thread: 'k1' }), never);
    const [first, again, second] = mails.map(({ text }) => headersOf(text));
    const id = /^Message-ID: (.*)$/m.exec(first ?? '')?.[1] ?? 'none';
    expect(again).toContain(`Message-ID: ${id}`);
    expect(second).toContain(`References: ${id}`);
    expect(first).not.toContain('References:');
  });

  it('begin no header of their own, whatever a tag is called', async () => {
    const { port, mails } = await mailServer();
    await targetFor(port).deliver(someNews({ title: HOSTILE, text: HOSTILE, key: HOSTILE }), never);
    expect(headersOf(mails[0]?.text ?? '')).not.toMatch(/^Bcc/im);
    expect(mails[0]?.text).toContain('a&quot;b&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mails[0]?.to).toEqual(['a@lab.example', 'b@lab.example']);
  });

  it('have all of a digest, as text and as HTML that nothing in it breaks', async () => {
    const { port, mails } = await mailServer();
    const sections = [{ heading: 'New', lines: [HOSTILE, 'second'], more: 3 }];
    await targetFor(port).deliver(someNews({ kind: 'digest', text: 'short', items: [], sections }), never);
    const mail = mails[0]?.text ?? '';
    expect(mail).toMatch(/text\/plain[\s\S]*New:[\s\S]*- second[\s\S]*- \.\.\. and 3 more[\s\S]*text\/html/);
    expect(mail).toMatch(/<h2>New<\/h2>[\s\S]*<li>a&quot;b&lt;script&gt;[\s\S]*<li>second<\/li>/);
    expect(mail.match(/<script/g)).toHaveLength(1);
    expect(mail).not.toMatch(/^Bcc/im);
  });

  it('are tried again after 4xx, and given up after 5xx', async () => {
    const outcomeOf = async (code: number, at: 'onMailFrom' | 'onRcptTo') => {
      const { port } = await mailServer({
        [at]: (_: unknown, __: unknown, done: (e: Error) => void) => done(refusal(code, 'no')),
      });
      return await targetFor(port).deliver(someNews(), never);
    };
    expect(await outcomeOf(451, 'onMailFrom')).toMatchObject({
      outcome: 'later',
      reason: expect.stringContaining('451'),
    });
    expect(await outcomeOf(450, 'onRcptTo')).toMatchObject({
      outcome: 'later',
      reason: expect.stringContaining('450'),
    });
    expect(await outcomeOf(550, 'onMailFrom')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('550'),
    });
    expect(await outcomeOf(550, 'onRcptTo')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('550'),
    });
  });

  it('are sent again to nobody who has them, where one of the receivers is refused', async () => {
    const { port, mails } = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('b') ? done(refusal(550, 'unknown')) : done(),
    });
    expect(await targetFor(port).deliver(someNews(), never)).toEqual({
      outcome: 'delivered',
      remark: 'refused for 1 of 2 receivers',
    });
    expect(mails.map(({ to }) => to)).toEqual([['a@lab.example']]);
  });

  it('are given up where the login is refused, and name no password', async () => {
    const { port } = await mailServer();
    const wrong = 'a-wrong-password-of-the-mail';
    const delivery = await targetFor(port, { password: wrong }).deliver(someNews(), never);
    expect(delivery).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('535') });
    expect(JSON.stringify(delivery)).not.toContain(wrong);
  });

  it('send no login in the clear where STARTTLS is not offered', async () => {
    const { port, mails } = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    expect(await targetFor(port).deliver(someNews(), never)).toMatchObject({ outcome: 'refused' });
    expect(mails).toEqual([]);
  });

  it('go to no server whose certificate is not trusted', async () => {
    const { port, mails } = await mailServer();
    expect(await targetFor(port, { ca: undefined }).deliver(someNews(), never)).toMatchObject({
      outcome: 'later',
    });
    expect(mails).toEqual([]);
  });

  it('are tried again where the server says nothing', async () => {
    const server = await startRawServer(() => undefined);
    closing.push(() => server.close());
    const target = targetFor(Number(new URL(server.url).port), { timeout: '1s' });
    expect(await target.deliver(someNews(), never)).toMatchObject({ outcome: 'later' });
  });
});
