import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';

/**
 * `/metrics`, as Prometheus reads it: what the database says at this moment, and the process. Labels are the monitors and targets of
 * the config and the five verdicts, never a series: their number is bounded.
 */
export function metricsRoute(parts: WebParts): Route {
  const register = new Registry();
  const gauges = createGauges(register);
  collectDefaultMetrics({ register });
  return route({
    ...{ method: 'GET', path: '/metrics', access: 'read' },
    summary: 'Figures for Prometheus',
    takes: { params: NONE, query: NONE, body: NONE },
    answer: z.string(),
    types: ['text/plain'],
    async handle({ reply }) {
      await fill(gauges, parts);
      return reply.type(register.contentType).send(await register.metrics());
    },
  });
}

function createGauges(register: Registry) {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `plumbline_${name}`, help, labelNames, registers: [register] });
  return {
    healthy: gauge('healthy', '1 where every window that is due was run, as plumbline health says'),
    configOk: gauge(
      'config_last_reload_successful',
      '0 where the config was changed and has mistakes: the worker goes on with what it had',
    ),
    configTaken: gauge(
      'config_last_reload_success_timestamp_seconds',
      'When the config that counts was taken over',
    ),
    lastDone: gauge('last_success_window_end_seconds', 'End of the newest window that is done', 'monitor'),
    lag: gauge('window_lag_seconds', 'How long ago the newest window that is done has ended', 'monitor'),
    series: gauge('series', 'Series by the verdict of their newest window', 'monitor', 'verdict'),
    waiting: gauge('outbox_waiting', 'News that wait for a target', 'target'),
    oldest: gauge('outbox_oldest_seconds', 'Age of the oldest of them', 'target'),
    dead: gauge('outbox_given_up', 'News that were given up, as long as the database keeps them', 'target'),
  };
}

async function fill(gauges: ReturnType<typeof createGauges>, parts: WebParts): Promise<void> {
  const { store, clock, health } = parts;
  const now = clock();
  const { monitors, targets } = parts.config();
  const names = monitors.map(({ name }) => name);
  const ends = await Promise.all(names.map((name) => store.lastDoneEnd(name)));
  const [{ healthy }, known, counts] = await Promise.all([
    health(),
    store.allSeries(),
    store.deliveryCounts(),
  ]);
  // What is no longer there is not told on.
  for (const gauge of Object.values(gauges)) gauge.reset();
  gauges.healthy.set(healthy ? 1 : 0);
  const { ok, takenAt } = parts.configState();
  gauges.configOk.set(ok ? 1 : 0);
  gauges.configTaken.set(takenAt / 1000);
  names.forEach((monitor, index) => {
    const end = ends[index] ?? null;
    if (end === null) return;
    gauges.lastDone.set({ monitor }, end / 1000);
    gauges.lag.set({ monitor }, (now - end) / 1000);
  });
  const watched = new Set(names);
  for (const { monitor, verdict } of known) if (watched.has(monitor)) gauges.series.inc({ monitor, verdict });
  for (const { target, waiting, oldestAt, dead } of counts) {
    if (!Object.hasOwn(targets, target)) continue;
    gauges.waiting.set({ target }, waiting);
    gauges.oldest.set({ target }, oldestAt === null ? 0 : (now - oldestAt) / 1000);
    gauges.dead.set({ target }, dead);
  }
}
