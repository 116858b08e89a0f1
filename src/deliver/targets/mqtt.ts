import { Deadline } from '../../lib/deadline.ts';
import { isoTime } from '../../lib/time.ts';
import { webhookBody } from '../forms/webhook-body.ts';
import { cut, oneLine } from '../markup.ts';
import type { News } from '../news.ts';
import type { Presentation, Target } from '../target.ts';
import { createBroker, type MqttConfig, type Publication } from './broker.ts';
import { discoveryOf } from './home-assistant.ts';
import { createShown, isProblem } from './shown.ts';
import { stateTopic } from './topic.ts';

/**
 * MQTT, QoS 1: each piece of news as JSON, and the state of each series retained, so that who comes later knows it. The
 * availability topic says `offline` by the broker itself when the worker is gone. Home Assistant finds the series by
 * its discovery topics; what is retained is published again when it says that it has started, and to a broker that comes back.
 */
export function createMqttTarget(name: string, config: MqttConfig, presentation: Presentation): Target {
  const { timeoutMs, prefix, discovery } = config;
  const retained = new Map<string, Publication>();
  const shown = createShown(config, retained);
  const broker = createBroker(name, config, () => [...retained.values()]);
  return {
    name,
    location: new URL(config.url).host,
    isRead: false,
    timeoutMs,
    start: broker.connect,
    observe(monitor, states) {
      if (config.values) broker.offer(shown(monitor, states));
    },
    async deliver(news, signal) {
      const limit = new Deadline(timeoutMs, signal);
      try {
        const found =
          discovery === ''
            ? []
            : news.items.flatMap((item) => discoveryOf({ ...item, monitor: news.monitor }, config));
        const all = [...found, ...publicationsOf(news, prefix, presentation)];
        for (const one of all) if (one.retain) retained.set(one.topic, one);
        await limit.wait(broker.ready(limit.signal));
        for (const one of all) await limit.wait(broker.publish(one));
        return { outcome: 'delivered' };
      } catch (thrown) {
        const silence = limit.expired ? `did not answer within ${timeoutMs} ms` : messageOf(thrown);
        const reason = cut(oneLine(broker.trouble() ?? silence), LONGEST_REASON);
        // What the library still holds would be sent beside the next try.
        broker.renew();
        signal.throwIfAborted();
        return { outcome: 'later', reason };
      } finally {
        limit.end();
      }
    },
    close: () => broker.close(timeoutMs),
  };
}

const LONGEST_REASON = 200;

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The news themselves, and the state of each series they are about. */
export function publicationsOf(
  news: News,
  prefix: string,
  presentation: Presentation,
): readonly Publication[] {
  const body = JSON.stringify(webhookBody(news, presentation.linkTo(news)));
  const states = news.items.flatMap((item) => {
    const topic = stateTopic({ monitor: news.monitor, series: item.series }, prefix);
    const attributes = {
      series: item.series,
      verdict: item.verdict,
      since: isoTime(item.since),
      summary: news.items.length === 1 ? news.text : news.title,
    };
    return [
      { topic, payload: isProblem(item.verdict) ? 'ON' : 'OFF', retain: true },
      { topic: `${topic}/attributes`, payload: JSON.stringify(attributes), retain: true },
    ];
  });
  return [{ topic: `${prefix}/news`, payload: body, retain: false }, ...states];
}
