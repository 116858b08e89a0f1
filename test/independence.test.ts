import { afterEach, describe, expect, it } from 'vitest';
import { sourceSchema } from '../src/config/sources.ts';
import { createLogger } from '../src/lib/log.ts';
import { createInfluxqlSource } from '../src/source/influx/influxql.ts';
import type { Source } from '../src/source/source.ts';
import { startWorker, type Worker } from '../src/worker.ts';
import { calm, configOf, memorySource, pipelineOf, sensor } from './support/pipeline.ts';
import { type RawServer, startRawServer } from './support/raw-server.ts';

const log = createLogger('silent', 'json');
const room = sensor('environment.temperature{room=lab}', calm);
const servers: RawServer[] = [];
const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop(100);
  for (const server of servers.splice(0)) await server.close();
});

/** InfluxDB behind a line on which a byte comes now and then: it is never silent and never done. */
async function tricklingSource(name: string): Promise<Source> {
  const server = await startRawServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n');
    const drip = setInterval(() => socket.write(' '), 20);
    socket.on('close', () => clearInterval(drip));
  });
  servers.push(server);
  const config = sourceSchema.parse({ kind: 'influxql', url: server.url, database: 'd' });
  if (config.kind !== 'influxql') throw new Error('it is of that kind');
  return createInfluxqlSource(name, { ...config, timeout: 1500, budget: 3500 });
}

function start(sources: readonly Source[], ...monitors: readonly Record<string, unknown>[]) {
  const parts = pipelineOf(sources);
  const pipeline = { ...parts.pipeline, clock: Date.now };
  workers.push(
    startWorker({ config: configOf(...monitors), pipeline, lane: undefined, office: undefined, log }),
  );
  return parts;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a monitor', () => {
  it('runs every second beside one whose source trickles, which fails at the end of its budget', async () => {
    const brisk = memorySource('spare', (asked) => [room(asked)]);
    const { store } = start(
      [await tricklingSource('influx'), brisk],
      { name: 'slow', cron: '* * * * *' },
      { name: 'brisk', cron: '* * * * * *', source: 'spare', window: '1s' },
    );
    const statusOf = async (name: string) => (await store.recentRuns(name, 9)).map(({ status }) => status);
    await until(async () => (await statusOf('slow'))[0] === 'failed');
    const runs = (await statusOf('brisk')).filter((status) => status === 'done');
    expect(runs.length).toBeGreaterThanOrEqual(3);
    expect(await store.recentRuns('slow', 1)).toMatchObject([{ errorCode: 'source_timeout' }]);
  });

  it('waits for its turn at a source that is busy, and another at another source does not', async () => {
    let underWay = 0;
    let most = 0;
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const busy = memorySource('influx', (asked) => [room(asked)]);
    const read = busy.read;
    busy.read = async (...asked) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await opened;
      underWay -= 1;
      return read(...asked);
    };
    const free = memorySource('spare', (asked) => [room(asked)]);
    const many = Array.from({ length: 9 }, (_, i) => ({ name: `busy${i}` }));
    const { store } = start([busy, free], ...many, { name: 'free', source: 'spare' });
    await until(async () => (await store.recentRuns('free', 1))[0]?.status === 'done');
    await until(() => underWay === 4);
    open();
    await workers[0]?.idle();
    expect(most).toBeLessThanOrEqual(5);
    for (const { name } of many) expect(await store.recentRuns(name, 1)).toMatchObject([{ status: 'done' }]);
  });
});
