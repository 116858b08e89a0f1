import type { HeartbeatConfig } from '../config/heartbeat.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import { maskSecrets, secretForms } from '../lib/secrets.ts';
import { cut, oneLine } from './markup.ts';
import { post } from './post.ts';
import type { HttpRequest } from './request.ts';

type Beat = 'start' | 'up' | 'fail';

const LONGEST_TEXT = 200;

/**
 * How a dead man's switch is called: Healthchecks by its address alone, with `/start` and `/fail` behind the path, Uptime Kuma by
 * a query (people paste its address with an empty one). Pure.
 */
export function beatRequest({ url, form }: HeartbeatConfig, beat: Beat, text: string): HttpRequest {
  const address = new URL(url);
  const told = cut(oneLine(text), LONGEST_TEXT);
  const isKuma = form === 'kuma' || (form === 'auto' && address.pathname.includes('/api/push/'));
  if (isKuma) {
    address.search = new URLSearchParams({ status: beat === 'fail' ? 'down' : 'up', msg: told }).toString();
    return { method: 'GET', url: address.href, headers: {}, body: '' };
  }
  if (beat !== 'up') address.pathname = `${address.pathname.replace(/\/+$/, '')}/${beat}`;
  return { method: 'POST', url: address.href, headers: { 'content-type': 'text/plain' }, body: told };
}

export interface Heartbeat {
  stop(): Promise<void>;
}

export interface HeartbeatParts {
  readonly clock: Clock;
  readonly log: Logger;
  /** How the worker is. May throw: then nothing is called, and the other side notices. */
  health(): Promise<{ readonly healthy: boolean; readonly reason: string }>;
}

/** Calls now and then, one call at a time. Nothing that goes wrong here disturbs anybody; the log says it once. */
export function startHeartbeat(config: HeartbeatConfig, { clock, log, health }: HeartbeatParts): Heartbeat {
  const stopping = new AbortController();
  const { pathname, search } = new URL(config.url);
  const secrets = secretForms([pathname.slice(1), search.slice(1)]);
  let isHeard = true;
  let underWay: Promise<void> | undefined;

  async function call(beat: Beat, text: string): Promise<void> {
    const delivery = await post(beatRequest(config, beat, text), config.timeout, clock, stopping.signal);
    const heard = delivery.outcome === 'delivered';
    if (!heard && isHeard) {
      const reason = maskSecrets(delivery.reason, secrets);
      log.warn({ heartbeat: new URL(config.url).origin, reason }, 'the heartbeat is not heard; tried again');
    } else if (heard && !isHeard) log.info('the heartbeat is heard again');
    isHeard = heard;
  }

  async function beat(): Promise<void> {
    try {
      const { healthy, reason } = await health();
      await call(healthy ? 'up' : 'fail', reason);
    } catch (err) {
      if (!stopping.signal.aborted)
        log.warn({ err }, 'no heartbeat: how the worker is could not be found out');
    }
  }

  const once = (work: () => Promise<void>): void => {
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
  };
  // A worker that has only begun is not well yet.
  once(() => call('start', 'the worker has started').catch(() => undefined));
  const timer = setInterval(() => once(beat), config.every).unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort(new Error('the worker was stopped'));
      await underWay;
    },
  };
}
