import { once } from 'node:events';
import { createServer } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { targetSchema } from '../../src/config/targets.ts';
import { createTarget } from '../../src/deliver/create.ts';
import type { SeriesState, Target } from '../../src/deliver/target.ts';
import { deviceClassOf } from '../../src/deliver/targets/home-assistant.ts';
import { createShown } from '../../src/deliver/targets/shown.ts';
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
      /^(?:plumbline\/(?:status|news|series\/office\/[\w-]*(?:\/attributes)?)|homeassistant\/(?:binary_)?sensor\/plumbline\/[\w-]+\/config)$/;
    for (const topic of topics) expect(topic).toMatch(expected);
    expect(new Set(topics.filter((topic) => topic.endsWith('/config'))).size).toBe(3 * names.length);
  });

  const state = (changes: Partial<SeriesState> = {}): SeriesState => ({
    ...{ series: 'climate.temperature{room=lab}', unit: '°C', verdict: 'normal', score: 0.25, last: 21.5 },
    ...changes,
  });

  /** The messages by which Home Assistant finds entities, by the end of their topics. */
  const entities = (seen: readonly { topic: string; text: string }[]) =>
    seen
      .filter(({ topic }) => topic.endsWith('/config'))
      .map(({ text }) => (text === '' ? null : JSON.parse(text)));

  it('show Home Assistant the reading and the score of every series after each run, with what they measure', async () => {
    const { port } = await broker();
    const target = targetFor(port);
    target.start?.();
    const other = await listener(port);
    target.observe?.('office', [state()]);
    await other.until(() => other.seen.filter(({ topic }) => topic.endsWith('/config')).length === 3);
    await other.until(() => other.last('plumbline/status') === 'online');
    const [problem, value, score] = entities(other.seen);
    expect(value).toMatchObject({
      ...{ device_class: 'temperature', unit_of_measurement: '°C', state_class: 'measurement' },
      ...{ name: 'climate.temperature{room=lab} value', availability_topic: 'plumbline/status' },
    });
    expect(score).toMatchObject({ entity_category: 'diagnostic', availability_topic: 'plumbline/status' });
    expect(score).not.toHaveProperty('unit_of_measurement');
    expect(new Set([problem, value, score].map(({ unique_id: id }) => id)).size).toBe(3);
    expect(new Set([problem, value, score].map(({ device }) => device.identifiers[0])).size).toBe(1);
    await other.until(() => other.last(value.state_topic) === '21.5');
    await other.until(() => other.last(score.state_topic) === '0.25');
    await other.until(() => other.last(problem.state_topic) === 'OFF');

    target.observe?.('office', [state({ last: null, score: null, verdict: 'missing' })]);
    await other.until(
      () => other.last(value.state_topic) === 'None' && other.last(score.state_topic) === 'None',
    );
    // The problem is told as news, when it has lasted.
    expect(other.last(problem.state_topic)).toBe('OFF');
    expect(other.seen.filter(({ topic }) => topic.endsWith('/config'))).toHaveLength(3);
    const late = await listener(port);
    await late.until(() => late.last(value.state_topic) === 'None' && entities(late.seen).length === 3);
  });

  it('take a series that is no more out of Home Assistant and off the broker', async () => {
    const { port } = await broker();
    const target = targetFor(port);
    target.start?.();
    const other = await listener(port);
    await other.until(() => other.last('plumbline/status') === 'online');
    target.observe?.('office', [state(), state({ series: 'other' })]);
    await other.until(() => entities(other.seen).length === 6);
    target.observe?.('office', []);
    target.observe?.('office', [state({ series: 'other', last: 1 })]);
    await other.until(() => entities(other.seen).filter((one) => one === null).length === 3);
    const late = await listener(port);
    await late.until(() => late.seen.some(({ topic, text }) => topic.endsWith('/value') && text === '1'));
    expect(late.seen.filter(({ topic }) => topic.endsWith('/value'))).toHaveLength(1);
    expect(entities(late.seen)).toHaveLength(3);
  });

  it('bring what was observed while the broker was away with the next connection', async () => {
    const [port = 0] = await freePorts(1);
    const target = targetFor(port, { timeout: '1s' });
    target.observe?.('office', [state()]);
    await broker(undefined, port);
    target.start?.();
    const other = await listener(port);
    await other.until(() =>
      other.seen.some(({ topic, text }) => topic.endsWith('/value') && text === '21.5'),
    );
  });

  it('show only what news are about where readings are not wanted', async () => {
    const { port } = await broker();
    const target = targetFor(port, { values: false });
    target.start?.();
    const other = await listener(port);
    await other.until(() => other.last('plumbline/status') === 'online');
    target.observe?.('office', [state()]);
    await target.deliver(someNews(), never);
    await other.until(() => other.seen.some(({ topic }) => topic.endsWith('/attributes')));
    expect(entities(other.seen)).toHaveLength(1);
    expect(other.seen.filter(({ topic }) => topic.endsWith('/value'))).toEqual([]);
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

it('a broker that takes nothing any more does not keep the worker from its end', {
  timeout: 15_000,
}, async () => {
  // It accepts the connection (CONNACK of MQTT 3.1.1), and says nothing from then on; at the good-bye it is gone.
  let heard = 0;
  const silent = createServer((socket) => {
    socket.on('data', () => {
      heard += 1;
      if (heard === 1) socket.write(Buffer.of(0x20, 2, 0, 0));
      if (heard === 3) silent.close(() => undefined);
      if (heard === 3) socket.destroy();
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const target = targetFor(typeof address === 'object' ? (address?.port ?? 0) : 0, { timeout: '1s' });
  target.start?.();
  await vi.waitUntil(() => heard === 2);
  const began = performance.now();
  await target.close();
  expect(performance.now() - began).toBeLessThan(4000);
});

describe('what Home Assistant is told', () => {
  it.each([
    ['climate.temperature{room=lab}', '°C', 'temperature'],
    ['environment.co2', 'ppm', 'carbon_dioxide'],
    ['environment.methane', 'ppm', undefined],
    ['environment.humidity', '%', 'humidity'],
    ['ups.battery_charge', '%', 'battery'],
    ['disk.used_percent', '%', undefined],
    ['barometer.pressure', 'hPa', 'pressure'],
    ['meter.total', 'kWh', undefined],
    ['environment.pm2_5', '\u00b5g/m³', 'pm25'],
    ['environment.pm10', '\u03bcg/m³', 'pm10'],
    ['environment.temperature', '', undefined],
  ])('of %s in "%s" is that it measures %s', (series, unit, measures) => {
    expect(deviceClassOf({ series, unit })).toBe(measures);
  });

  it('is two thousand series at most', () => {
    const retained = new Map();
    const shown = createShown({ prefix: 'p', discovery: 'h', values: true }, retained);
    const states = Array.from({ length: 1500 }, (_, i) => ({
      ...{ series: `s${i}`, unit: '', verdict: 'normal', score: 0, last: 0 },
    })) as SeriesState[];
    shown('a', states);
    shown('b', states);
    expect([...retained.keys()].filter((topic) => topic.endsWith('/value'))).toHaveLength(2000);
    expect(shown('a', states.slice(0, 1)).filter(({ payload }) => payload === '')).toHaveLength(1499 * 7);
    shown('b', states);
    expect([...retained.keys()].filter((topic) => topic.endsWith('/value'))).toHaveLength(1501);
  });
});
