import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { targetSchema } from '../../src/config/targets.ts';
import { createTarget } from '../../src/deliver/create.ts';
import type { Target } from '../../src/deliver/target.ts';
import { makeCertificate } from '../support/certificate.ts';
import { freePorts } from '../support/free-ports.ts';
import { hasMosquitto, LOGIN, MOSQUITTO_HINT, type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { HOSTILE, presentation, someNews } from './support.ts';

if (!hasMosquitto()) console.warn(MOSQUITTO_HINT);

const never = new AbortController().signal;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function broker(...how: Parameters<typeof startMosquitto>): Promise<Mosquitto> {
  const started = await startMosquitto(...how);
  closing.push(() => started.stop());
  return started;
}

function targetFor(port: number, changes: object = {}): Target {
  const url = `mqtt://127.0.0.1:${port}`;
  const config = targetSchema.parse({ kind: 'mqtt', url, ...LOGIN, timeout: '2s', ...changes });
  const target = createTarget('home', config, presentation, () => 0);
  closing.push(() => target.close());
  return target;
}

/** Somebody else at the broker, and all that it was sent: topic and text, `retained` where it lay there already. */
async function listener(port: number, changes: object = {}) {
  const client: MqttClient = mqtt.connect(`mqtt://127.0.0.1:${port}`, { ...LOGIN, ...changes });
  closing.push(() => client.endAsync(true));
  const seen: { topic: string; text: string; retained: boolean }[] = [];
  client.on('message', (topic, payload, { retain }) => {
    seen.push({ topic, text: payload.toString(), retained: retain });
  });
  await client.subscribeAsync('#', { qos: 1 });
  return {
    client,
    seen,
    last: (topic: string) => seen.findLast((one) => one.topic === topic)?.text,
    until: (condition: () => boolean) => vi.waitUntil(condition, { timeout: 8000, interval: 20 }),
  };
}

describe.skipIf(!hasMosquitto())('news by MQTT', { timeout: 20_000 }, () => {
  it('come whole, and leave the state of the series to who comes later', async () => {
    const { port } = await broker();
    const early = await listener(port);
    expect(await targetFor(port).deliver(someNews(), never)).toEqual({ outcome: 'delivered' });
    await early.until(() => early.seen.some(({ topic }) => topic.endsWith('/attributes')));
    expect(JSON.parse(early.last('plumbline/news') ?? '')).toMatchObject({ version: 1, kind: 'problem' });
    const late = await listener(port);
    await late.until(() => late.seen.some(({ topic }) => topic.endsWith('/attributes')));
    const config = late.seen.find(({ topic }) => topic.startsWith('homeassistant/binary_sensor/plumbline/'));
    const entity = JSON.parse(config?.text ?? '');
    expect(late.last(entity.state_topic)).toBe('ON');
    expect(late.last(entity.availability_topic)).toBe('online');
    expect(JSON.parse(late.last(entity.json_attributes_topic) ?? '')).toMatchObject({ verdict: 'anomalous' });
    expect(late.last('plumbline/news')).toBeUndefined();
  });

  it('leave their place under no name', async () => {
    const { port } = await broker();
    const [item] = someNews().items;
    if (item === undefined) throw new Error('the news are about a series');
    const names = [HOSTILE, '+/#', '$SYS', `${'ü'.repeat(30_000)}\0`, '../../status', ''];
    const news = names.map((series, i) => someNews({ key: `k${i}`, items: [{ ...item, series }] }));
    const other = await listener(port);
    const target = targetFor(port);
    for (const one of news) expect(await target.deliver(one, never)).toEqual({ outcome: 'delivered' });
    await other.until(() => other.seen.filter(({ topic }) => topic === 'plumbline/news').length === 6);
    const topics = [...new Set(other.seen.map(({ topic }) => topic))];
    const expected =
      /^(?:plumbline\/(?:status|news|series\/office\/[\w-]*(?:\/attributes)?)|homeassistant\/binary_sensor\/plumbline\/[\w-]+\/config)$/;
    for (const topic of topics) expect(topic).toMatch(expected);
    expect(new Set(topics.filter((topic) => topic.endsWith('/config'))).size).toBe(names.length);
  });

  it('say by the broker itself that the worker is gone, and that it is there before there are any', async () => {
    const { port } = await broker();
    const other = await listener(port);
    const target = targetFor(port);
    target.start?.();
    await other.until(() => other.last('plumbline/status') === 'online');
    await target.close();
    await other.until(() => other.last('plumbline/status') === 'offline');
  });

  it('announce the series again to a Home Assistant that has started', async () => {
    const { port } = await broker();
    await targetFor(port).deliver(someNews(), never);
    const other = await listener(port);
    await other.client.publishAsync('homeassistant/status', 'online', { qos: 1 });
    await other.until(() => other.seen.some(({ topic, retained }) => topic.endsWith('/config') && !retained));
  });

  it('wait while the broker is away, and come once when it is back', async () => {
    const [port = 0] = await freePorts(1);
    const target = targetFor(port, { timeout: '1s' });
    const tries = [await target.deliver(someNews(), never), await target.deliver(someNews(), never)];
    expect(tries).toMatchObject([
      { outcome: 'later', reason: expect.stringContaining('ECONNREFUSED') },
      { outcome: 'later' },
    ]);
    await broker(undefined, port);
    const other = await listener(port);
    expect(await target.deliver(someNews(), never)).toEqual({ outcome: 'delivered' });
    await other.until(() => other.seen.some(({ topic }) => topic.endsWith('/attributes')));
    expect(other.seen.filter(({ topic }) => topic === 'plumbline/news')).toHaveLength(1);
  });

  it('say why a login was refused, without the password', async () => {
    const { port } = await broker();
    const wrong = 'a-wrong-password-of-the-broker';
    const delivery = await targetFor(port, { password: wrong, timeout: '1s' }).deliver(someNews(), never);
    expect(delivery).toMatchObject({ outcome: 'later', reason: expect.stringMatching(/not authori[sz]ed/i) });
    expect(JSON.stringify(delivery)).not.toContain(wrong);
  });

  it('go by TLS to a broker whose certificate is trusted, and to no other', async () => {
    const certificate = makeCertificate();
    closing.push(certificate.remove);
    const { port } = await broker(certificate);
    const secure = { url: `mqtts://127.0.0.1:${port}`, timeout: '1s' };
    const trusted = targetFor(port, { ...secure, ca: certificate.certFile });
    expect(await trusted.deliver(someNews(), never)).toEqual({ outcome: 'delivered' });
    expect(await targetFor(port, secure).deliver(someNews(), never)).toMatchObject({
      outcome: 'later',
      reason: expect.stringMatching(/self-signed/),
    });
  });
});
