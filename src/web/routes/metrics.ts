import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import type { Tell } from '../../measures.ts';
import { dueWindows } from '../../schedule/due.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';

/**
 * `/metrics`, as Prometheus reads it: what the database says at this moment, what was counted since the page began, and the process. Labels are
 * the monitors, sources and targets of the config, and words of which there is a handful; never a series: their number is bounded.
 */
export function metricsRoute(parts: WebParts): Route {
  const register = new Registry();
  const gauges = createGauges(register);
  collectDefaultMetrics({ register });
  parts.onMeasure(createCounters(register));
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
    due: gauge(
      'due_lag_seconds',
      'How long the oldest window that is due has been waiting to be run',
      'monitor',
    ),
    series: gauge('series', 'Series by the verdict of their newest window', 'monitor', 'verdict'),
    waiting: gauge('outbox_waiting', 'News that wait for a target', 'target'),
    oldest: gauge('outbox_oldest_seconds', 'Age of the oldest of them', 'target'),
    dead: gauge('outbox_given_up', 'News that were given up, as long as the database keeps them', 'target'),
  };
}

/** Seconds: a tick of one series takes some milliseconds, one of a thousand some seconds, a source is given up after a minute. */
const RUN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Small models answer within seconds, a cold one is loaded for minutes. */
const ANSWER_BUCKETS = [0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300];

/** What counts: each call is one thing that happened. */
function createCounters(register: Registry): Tell {
  const named = (name: string, help: string) => ({ name: `plumbline_${name}`, help, registers: [register] });
  const runs = new Counter({
    ...named('runs_total', 'Runs by how they ended'),
    labelNames: ['monitor', 'status'] as const,
  });
  const cycle = new Histogram({
    ...named('run_seconds', 'From the claim of a window to its rows in the database, the model aside'),
    ...{ labelNames: ['status'] as const, buckets: RUN_BUCKETS },
  });
  const reads = new Histogram({
    ...named('source_read_seconds', 'Reading a window or a history from a source, or failing to'),
    ...{ labelNames: ['source', 'result'] as const, buckets: RUN_BUCKETS },
  });
  const answers = new Histogram({
    ...named('model_answer_seconds', 'From a question to the answer of the model, or to the end of the wait'),
    ...{ labelNames: ['status'] as const, buckets: ANSWER_BUCKETS },
  });
  const claims = new Counter({
    ...named('claims_total', 'Statements of the model by what the data says of them'),
    labelNames: ['verdict'] as const,
  });
  return (one) => {
    switch (one.of) {
      case 'run':
        runs.inc({ monitor: one.monitor, status: one.status });
        if (one.seconds !== undefined) cycle.observe({ status: one.status }, one.seconds);
        return;
      case 'read':
        reads.observe({ source: one.source, result: one.isRead ? 'read' : 'failed' }, one.seconds);
        return;
      case 'answer':
        answers.observe({ status: one.status }, one.seconds);
        return;
      case 'claims':
        for (const [verdict, count] of Object.entries(one.counts)) claims.inc({ verdict }, count);
    }
  };
}

async function fill(gauges: ReturnType<typeof createGauges>, parts: WebParts): Promise<void> {
  const { store, clock, health } = parts;
  const now = clock();
  const { monitors, targets } = parts.config();
  const names = monitors.map(({ name }) => name);
  const ends = await Promise.all(names.map((name) => store.lastDoneEnd(name)));
  const newest = await Promise.all(names.map((name) => store.lastWindowEnd(name)));
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
  monitors.forEach((monitor, index) => {
    const [oldest] = dueWindows(monitor, newest[index] ?? null, now).due;
    const lag = oldest === undefined ? 0 : (now - oldest.end - monitor.delay) / 1000;
    gauges.due.set({ monitor: monitor.name }, lag);
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
