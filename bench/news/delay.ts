import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { systemClock } from '../../src/lib/clock.ts';
import { median, rounded } from '../tick/measure.ts';
import { seriesOf, startReceiver, startStage } from './stage.ts';

const SECOND = 1000;

/** From the end of a run, when its news are written, to their arrival, ms, by the true clock: a series that is silent every other five seconds. */
export async function measureDelay(seconds: number) {
  const receiver = await startReceiver();
  const stage = await startStage({
    ...{ clock: systemClock, url: receiver.url },
    monitor: { cron: '* * * * * *', window: '2s', silentAfter: '1s' },
    read: (window) => {
      const isSilent = Math.floor(window.end / (5 * SECOND)) % 2 === 1;
      return isSilent ? [] : [seriesOf('m.a', window, 250, 20)];
    },
  });
  const worker = stage.start();
  try {
    await pause(seconds * SECOND);
    await worker.idle();
    const written = writtenAt(stage.path);
    const delays = receiver.received.map(({ at, key }) => at - (written.get(key) ?? Number.NaN));
    return { messages: delays.length, medianMs: rounded(median(delays), 1), mostMs: Math.max(...delays) };
  } finally {
    await worker.stop(SECOND);
    await stage.close();
    await receiver.close();
  }
}

function writtenAt(path: string): ReadonlyMap<string, number> {
  const db = new Database(path, { readonly: true });
  try {
    const rows = db
      .prepare<[], { key: string; created_at: string }>('SELECT key, created_at FROM outbox')
      .all();
    return new Map(rows.map(({ key, created_at: at }) => [key, Date.parse(at)]));
  } finally {
    db.close();
  }
}
