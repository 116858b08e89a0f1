import mqtt, { type MqttClient } from 'mqtt';
import { Deadline } from '../../lib/deadline.ts';
import { isoTime } from '../../lib/time.ts';
import { webhookBody } from '../forms/webhook.ts';
import { cut, oneLine } from '../markup.ts';
import type { News, NewsItem } from '../news.ts';
import type { Presentation, Target } from '../target.ts';

export interface MqttConfig {
  /** mqtt://host:1883 or mqtts://host:8883. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** First part of every topic. */
  readonly prefix: string;
  /** First part of Home Assistant's discovery topics; empty: nothing is announced there. */
  readonly discovery: string;
  readonly ca?: string;
  readonly timeoutMs: number;
}

/** One message as it is published. */
export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/**
 * MQTT, QoS 1: each piece of news as JSON, and the state of each series retained, so that who comes later knows it. The
 * availability topic says `offline` by the broker itself when the worker is gone. Home Assistant finds the series by
 * its discovery topics; they are published again when it says that it has started.
 */
export function createMqttTarget(name: string, config: MqttConfig, presentation: Presentation): Target {
  const availability = `${config.prefix}/status`;
  const announced = new Map<string, Publication>();
  let client: MqttClient | undefined;

  const connected = (): MqttClient => {
    if (client !== undefined) return client;
    client = mqtt.connect(config.url, {
      ...(config.username === '' ? {} : { username: config.username, password: config.password }),
      ...(config.ca === undefined ? {} : { ca: config.ca }),
      clientId: `plumbline-${topicPart(name)}-${process.pid}`,
      will: { topic: availability, payload: Buffer.from('offline'), qos: 1, retain: true },
      connectTimeout: config.timeoutMs,
      reconnectPeriod: 5000,
      // What waits, waits in the outbox: the library's own queue is lost with the process.
      queueQoSZero: false,
    });
    // A broker that is away is told by the delivery that fails; without a listener the event would end the process.
    client.on('error', () => undefined);
    client.on('connect', () => {
      client?.publish(availability, 'online', { qos: 1, retain: true });
      if (config.discovery !== '') client?.subscribe(`${config.discovery}/status`, { qos: 1 });
    });
    client.on('message', (_topic, payload) => {
      if (payload.toString() !== 'online') return;
      for (const { topic, payload: text, retain } of announced.values()) {
        client?.publish(topic, text, { qos: 1, retain });
      }
    });
    return client;
  };

  return {
    name,
    location: new URL(config.url).host,
    async deliver(news, signal) {
      const limit = new Deadline(config.timeoutMs, signal);
      try {
        const broker = connected();
        const discovery =
          config.discovery === '' ? [] : news.items.map((item) => discoveryOf(item, news.monitor, config));
        for (const one of discovery) announced.set(one.topic, one);
        for (const one of [...discovery, ...publicationsOf(news, config.prefix, presentation)]) {
          await limit.wait(broker.publishAsync(one.topic, one.payload, { qos: 1, retain: one.retain }));
        }
        return { outcome: 'delivered' };
      } catch (thrown) {
        signal.throwIfAborted();
        const reason = limit.expired
          ? `the broker did not answer within ${config.timeoutMs} ms`
          : oneLine(thrown instanceof Error ? thrown.message : String(thrown));
        return { outcome: 'later', reason };
      } finally {
        limit.end();
      }
    },
    async close() {
      await client?.endAsync(true);
    },
  };
}

/** The news themselves, and the state of each series they are about. */
export function publicationsOf(
  news: News,
  prefix: string,
  presentation: Presentation,
): readonly Publication[] {
  const body = JSON.stringify(webhookBody(news, presentation.linkTo(news)));
  const states = news.items.flatMap((item) => {
    const topic = stateTopic(item, news.monitor, prefix);
    const attributes = {
      series: item.series,
      verdict: item.verdict,
      since: isoTime(item.since),
      summary: news.items.length === 1 ? news.text : news.title,
    };
    const isProblem = item.verdict !== 'normal' && item.verdict !== 'unknown';
    return [
      { topic, payload: isProblem ? 'ON' : 'OFF', retain: true },
      { topic: `${topic}/attributes`, payload: JSON.stringify(attributes), retain: true },
    ];
  });
  return [{ topic: `${prefix}/news`, payload: body, retain: false }, ...states];
}

/** What tells Home Assistant of a series: a binary sensor that is on while there is a problem. */
export function discoveryOf(
  item: NewsItem,
  monitor: string,
  { prefix, discovery }: Pick<MqttConfig, 'prefix' | 'discovery'>,
): Publication {
  const topic = stateTopic(item, monitor, prefix);
  const object = topicPart(`${monitor} ${item.series}`);
  const config = {
    unique_id: `${prefix}_${object}`.replaceAll('/', '_'),
    name: cut(oneLine(item.series), 200),
    state_topic: topic,
    json_attributes_topic: `${topic}/attributes`,
    availability_topic: `${prefix}/status`,
    payload_available: 'online',
    payload_not_available: 'offline',
    device_class: 'problem',
    device: { identifiers: [`${prefix}_${topicPart(monitor)}`], name: monitor, manufacturer: 'Plumbline' },
    origin: { name: 'Plumbline' },
  };
  return {
    topic: `${discovery}/binary_sensor/${topicPart(prefix)}/${object}/config`,
    payload: JSON.stringify(config),
    retain: true,
  };
}

function stateTopic({ series }: NewsItem, monitor: string, prefix: string): string {
  return `${prefix}/series/${topicPart(monitor)}/${topicPart(series)}`;
}

/**
 * A level of a topic that no name can leave or widen (`/`, `+`, `#`, NUL), in the characters that Home Assistant takes. Names
 * that differ stay different: what is replaced is written as its code.
 */
export function topicPart(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9-]/gu, (one) =>
    one === '_' ? '__' : `_${one.codePointAt(0)?.toString(16)}_`,
  );
  return safe.length <= 200 ? safe : `${safe.slice(0, 180)}_${hashOf(safe)}`;
}

/** FNV-1a, enough to tell two long names apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}
