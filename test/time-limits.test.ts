import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sourceSchema } from '../src/config/sources.ts';
import { systemClock } from '../src/lib/clock.ts';
import { discoverModel } from '../src/model/discover.ts';
import { createSupply } from '../src/model/embedded-supply.ts';
import { createFluxSource } from '../src/source/influx/flux.ts';
import { createInfluxqlSource } from '../src/source/influx/influxql.ts';
import type { Source } from '../src/source/source.ts';
import { askOnce } from './model/support.ts';
import { underGarbageCollection } from './support/garbage.ts';
import { type Behaviour, type RawServer, startRawServer } from './support/raw-server.ts';

const never = new AbortController().signal;
const window = { start: 0, end: 3_600_000 };
const servers: RawServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(behave: Behaviour): Promise<string> {
  const server = await startRawServer(behave);
  servers.push(server);
  return server.url;
}

/** Sends the head and the beginning of a body, and then nothing for ever. */
const fallSilent =
  (type: string, body: string): Behaviour =>
  (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n${body}`);
const sayNothing: Behaviour = () => {};

function influxql(url: string): Source {
  const config = sourceSchema.parse({ kind: 'influxql', url, database: 'd', timeout: '1s' });
  if (config.kind !== 'influxql') throw new Error('it is of that kind');
  return createInfluxqlSource('influx', { ...config, timeout: 100 });
}

function flux(url: string): Source {
  const config = sourceSchema.parse({ kind: 'influxdb2', url, org: 'o', bucket: 'b' });
  if (config.kind !== 'influxdb2') throw new Error('it is of that kind');
  return createFluxSource('influx', { ...config, timeout: 100 });
}

const query = { measurement: 'm', fields: ['a'], where: {}, groupBy: [], aggregate: 'mean' } as const;

/** Each source with a server that falls silent, before and in the middle of its answer. */
const silences: readonly (readonly [string, (url: string) => Source, Behaviour])[] = [
  ['InfluxQL, before the answer', influxql, sayNothing],
  ['InfluxQL, after the head', influxql, fallSilent('application/json', '')],
  ['InfluxQL, within the answer', influxql, fallSilent('application/json', '{"results":[')],
  ['InfluxQL, within a refusal', influxql, (socket) => socket.write('HTTP/1.1 500 No\r\n\r\n{"err')],
  ['Flux, before the answer', flux, sayNothing],
  ['Flux, after the head', flux, fallSilent('text/csv', '')],
  ['Flux, within the answer', flux, fallSilent('text/csv', '#datatype,string')],
];

describe('however often garbage is collected', () => {
  it.each(silences)('a source that falls silent has its time limit: %s', async (_, create, behave) => {
    const read = create(await serve(behave)).read(query, window, never);
    await expect(underGarbageCollection(read)).rejects.toMatchObject({ code: 'source_timeout' });
  });

  it.each(silences)('a read ends when it is told to stop: %s', async (_, create, behave) => {
    const abort = new AbortController();
    const read = create(await serve(behave)).read(query, window, abort.signal);
    void sleep(50).then(() => abort.abort());
    await expect(underGarbageCollection(read)).rejects.toMatchObject({ code: 'aborted' });
  });

  it.each([
    ['before the answer', sayNothing],
    ['after the head', fallSilent('application/json', '')],
    ['within the answer', fallSilent('application/json', '{"cho')],
  ])('a model that falls silent has its time limit: %s', async (_, behave) => {
    const asked = askOnce({ url: await serve(behave), answerTimeout: 100, loadTimeout: 100 });
    expect(await underGarbageCollection(asked)).toMatchObject({ status: 'timeout' });
  });

  it('the search for a model server ends', async () => {
    const base = await serve(fallSilent('application/json', '{"data":['));
    const search = discoverModel([{ server: 'Ollama', base }], '', never);
    expect((await underGarbageCollection(search)).tried).toEqual([
      `Ollama at ${base}: did not answer in time`,
    ]);
  });

  it('a question waits no longer than it may for a model that is being fetched', async () => {
    const supply = createSupply({
      clock: systemClock,
      findModel: () => ({ ok: false, reason: 'it is not here' }),
      startSetup: () => ({ done: new Promise(() => {}), stop: () => {} }),
      waitMs: 50,
    });
    expect(await underGarbageCollection(supply.files(never))).toMatchObject({
      reason: 'it is still being fetched',
    });
  });
});
