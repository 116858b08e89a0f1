import type { News } from './news.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A message to try a target with: it has all that news can have, a picture too, and says that it means nothing. */
export function trialNews(now: number): News {
  const key = `plumbline/${new Date(now).toISOString()}/test`;
  const points = Array.from({ length: 61 }, (_, minute): [number, number] => [
    now - HOUR_MS + minute * MINUTE_MS,
    20 + Math.sin(minute / 10),
  ]);
  const text = 'This message is a trial: nothing has happened. If you can read it, news will reach you here.';
  return {
    ...{ key, thread: key, kind: 'test', severity: 'info', at: now, monitor: 'plumbline' },
    window: { start: now - HOUR_MS, end: now },
    items: [],
    ...{ title: 'Plumbline: a trial', text },
    plot: { series: 'trial', unit: '', points },
    ...{ ended: null, count: 1 },
  };
}
