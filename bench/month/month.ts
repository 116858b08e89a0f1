import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import { createLogger } from '../../src/lib/log.ts';
import { createBaselinePool } from '../../src/store/baseline-pool.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { type Counted, count, SILENT_AFTER } from './count.ts';
import { type Message, startReceiver } from './receiver.ts';
import { createWorld, DAY, FIELDS, isIn, MINUTE, sourceOf } from './world.ts';

export interface MonthOptions {
  readonly days: number;
  readonly sensors: number;
  readonly seed: number;
  /** Hears how far it is. */
  readonly tell?: (line: string) => void;
  readonly onMessage?: (message: Message) => void;
}

/** The clocks go back in the middle of it. */
const START = Date.parse('2026-10-10T00:00:00Z');
/** The worker is woken each five minutes; a window is due each quarter of an hour. */
const STEP = 5 * MINUTE;

/**
 * Lets a worker live through a month of random faults, with a clock that is moved: the real worker, store (a file), outbox and
 * delivery over HTTP; sensors, source outages, times without a worker and a receiver that is away by the seed.
 */
export async function month({ days, sensors, seed, tell, onMessage }: MonthOptions): Promise<Counted> {
  const end = START + days * DAY;
  const world = createWorld({ seed, sensors, start: START, end });
  let now = START;
  const clock = () => now;
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-month-'));
  const receiver = await startReceiver(clock, () => isIn(world.deafness, now), onMessage);
  const config = configOf(receiver.url, join(folder, 'month.db'));
  let atWork: { readonly worker: Worker; close(): Promise<void> } | undefined;

  /** A worker that has just been started. */
  const begin = async () => {
    const app = await createApp(config, { clock, log: createLogger('silent', 'json') });
    const { store } = app.pipeline;
    const sources = new Map([['influx', sourceOf(world, clock)]]);
    const pipeline = { ...app.pipeline, sources, baselines: createBaselinePool(store) };
    return { worker: startWorker({ ...app, pipeline }), close: () => app.close() };
  };

  const finish = async () => {
    await atWork?.worker.stop(1000);
    await atWork?.close();
    atWork = undefined;
  };

  try {
    for (; now < end; now += STEP) {
      if (isIn(world.pauses, now)) {
        await finish();
        continue;
      }
      if (atWork === undefined) atWork = await begin();
      else atWork.worker.wake();
      await atWork.worker.idle();
      if ((now - START) % DAY === 0)
        tell?.(`day ${(now - START) / DAY}: ${receiver.messages.length} messages`);
    }
    await finish();
    return count({
      world,
      messages: receiver.messages,
      refused: receiver.refused(),
      config,
      start: START,
      end,
    });
  } finally {
    await finish();
    await receiver.close();
    rmSync(folder, { recursive: true });
  }
}

function configOf(url: string, path: string) {
  return configSchema.parse({
    sources: { influx: { kind: 'influxdb2', url: 'http://127.0.0.1:1', org: 'o', bucket: 'b' } },
    targets: { phone: { kind: 'webhook', url } },
    monitors: FIELDS.map((field) => ({
      ...{ name: field, cron: '*/15 * * * *', window: '3h', source: 'influx', history: '7d' },
      ...{ delay: '30s', silentAfter: `${SILENT_AFTER / MINUTE}m`, forgetAfter: '7d' },
      unit: field === 'temperature' ? '°C' : '%',
      query: { measurement: 'environment', fields: [field], groupBy: ['sensor'] },
    })),
    digest: { cron: '0 7 * * *', timezone: 'Europe/Berlin', targets: ['phone'] },
    model: { url: 'none' },
    database: { path },
    log: { level: 'silent' },
  });
}
