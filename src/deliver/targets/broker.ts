import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { MqttClient } from 'mqtt';
import { Deadline } from '../../lib/deadline.ts';
import { topicPart } from './topic.ts';

export interface MqttConfig {
  /** mqtt://host:1883 or mqtts://host:8883. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** First part of every topic. */
  readonly prefix: string;
  /** First part of Home Assistant's discovery topics; empty: nothing is announced there. */
  readonly discovery: string;
  /** Whether readings and scores are published. */
  readonly values: boolean;
  /** Certificates to trust, PEM. */
  readonly ca?: string;
  readonly timeoutMs: number;
}

/** One message as it is published. */
export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** A connection to a broker that is kept, and made again where it is lost. */
export interface Broker {
  connect(): void;
  /** Resolves when it is connected. */
  ready(signal: AbortSignal): Promise<void>;
  /** Resolves when the broker has taken it. */
  publish(publication: Publication): Promise<void>;
  /** Publishes what is retained while there is a connection; without one it is with the next. */
  offer(publications: readonly Publication[]): void;
  /** Begins anew, with nothing waiting inside of the library. */
  renew(): void;
  /** What the broker or the way to it last said against a connection; undefined while it is connected. */
  trouble(): string | undefined;
  close(graceMs: number): Promise<void>;
}

const RECONNECT_MS = 5000;
const LONGEST_GOODBYE_MS = 2000;

/** Loaded with the first connection: some ten megabytes that nobody without a broker has to pay for. */
const require = createRequire(import.meta.url);
const library = (): typeof import('mqtt') => require('mqtt');

/**
 * Says `online` on the availability topic at each connection, and publishes `retained` to a broker that may have lost it, and
 * again for Home Assistant when that says that it has started.
 */
export function createBroker(
  name: string,
  config: MqttConfig,
  retained: () => readonly Publication[],
): Broker {
  const availability = { topic: `${config.prefix}/status`, retain: true };
  // Two clients of one id would throw each other out.
  const clientId = `plumbline-${topicPart(name)}-${randomUUID().slice(0, 8)}`;
  let client: MqttClient | undefined;
  let trouble: string | undefined;

  const publish = async ({ topic, payload, retain }: Publication, by = connected()): Promise<void> => {
    await by.publishAsync(topic, payload, { qos: 1, retain });
  };

  /** What can't be published now is with the next connection. */
  const announce = (by: MqttClient): void => {
    const all = [{ ...availability, payload: 'online' }, ...retained()];
    void Promise.allSettled(all.map((one) => publish(one, by)));
  };

  function connected(): MqttClient {
    if (client !== undefined) return client;
    const { url, username, password, ca, discovery, timeoutMs } = config;
    const made = library().connect(url, {
      ...(username === '' ? {} : { username, password }),
      ...(ca === undefined ? {} : { ca }),
      clientId,
      will: { topic: availability.topic, payload: Buffer.from('offline'), qos: 1, retain: true },
      connectTimeout: timeoutMs,
      reconnectPeriod: RECONNECT_MS,
      reconnectOnConnackError: true,
    });
    client = made;
    made.on('error', (error) => {
      trouble = error.message || ('code' in error ? String(error.code) : 'the connection broke');
    });
    made.on('connect', () => {
      trouble = undefined;
      announce(made);
      if (discovery !== '') made.subscribe(`${discovery}/status`, { qos: 1 });
    });
    made.on('message', (_topic, payload) => {
      if (payload.toString() === 'online') announce(made);
    });
    return made;
  }

  function renew(): void {
    client?.end(true);
    client = undefined;
    trouble = undefined;
    connected();
  }

  return {
    connect: () => void connected(),
    async ready(signal) {
      // A try of now, not when the library means to come to it.
      if (trouble !== undefined) renew();
      const current = connected();
      if (current.connected) return;
      await new Promise<void>((resolve, reject) => {
        current.once('connect', () => resolve());
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
    publish,
    offer(publications) {
      const current = client;
      if (current?.connected !== true) return;
      void Promise.allSettled(publications.map((one) => publish(one, current)));
    },
    renew,
    trouble: () => trouble,
    async close(graceMs) {
      const last = client;
      client = undefined;
      if (last?.connected !== true) return void last?.end(true);
      // A good-bye does not set off the will. The library may never say that a broker which is gone did not take it.
      const limit = new Deadline(Math.min(graceMs, LONGEST_GOODBYE_MS), new AbortController().signal);
      try {
        await limit.wait(publish({ ...availability, payload: 'offline' }, last));
        await limit.wait(last.endAsync());
      } catch {
        last.end(true);
      } finally {
        limit.end();
      }
    },
  };
}
