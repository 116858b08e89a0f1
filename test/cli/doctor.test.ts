import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lookAtDatabase } from '../../src/cli/doctor/database.ts';
import { lookAtModel, schemaRemark } from '../../src/cli/doctor/model.ts';
import { lookAtMonitor } from '../../src/cli/doctor/monitors.ts';
import { remark, remarksText } from '../../src/cli/doctor/remark.ts';
import { clockRemark, lookAtServers } from '../../src/cli/doctor/servers.ts';
import { configSchema } from '../../src/config/schema.ts';
import { examineDatabase } from '../../src/store/sqlite/examine.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { answer, startReplayServer } from '../support/http-replay.ts';
import { configOf, HOUR, MINUTE, monitorOf, NOON, never } from '../support/pipeline.ts';
import { send, startRawServer } from '../support/raw-server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the servers', () => {
  const sourcesOf = (url: string) =>
    configSchema.shape.sources.parse({ lab: { kind: 'influxql', url, database: 'd', timeout: '1s' } });

  test('tell their version and, by their date, whose clock is wrong', async () => {
    const date = new Date(NOON).toUTCString();
    const server = await startReplayServer((socket) =>
      socket.end(answer(204, { Date: date, 'X-Influxdb-Version': '1.6.7', Connection: 'close' }, '')),
    );
    const look = (now: number) => lookAtServers({ sources: sourcesOf(server.url) }, () => now, never);
    expect(await look(NOON)).toMatchObject([
      { grade: 'ok', text: `${server.url} answers, InfluxDB 1.6.7` },
      { grade: 'ok' },
    ]);
    expect((await look(NOON + 20_000))[1]).toMatchObject({ grade: 'warning' });
    expect((await look(NOON + 3 * HOUR))[1]).toMatchObject({
      grade: 'failure',
      text: expect.stringContaining("behind this machine's"),
    });
    await server.close();
  });

  test('that are away are failures that say what to do', async () => {
    const [only, ...rest] = await lookAtServers(
      { sources: sourcesOf('http://127.0.0.1:1') },
      Date.now,
      never,
    );
    expect(only).toMatchObject({
      grade: 'failure',
      text: expect.stringContaining('Check that InfluxDB runs'),
    });
    expect(rest).toEqual([]);
  });

  test('a clock is off from five seconds on, and badly from a minute on', () => {
    const gradeAt = (aheadMs: number | null) => clockRemark('clock', { aheadMs }).grade;
    expect([-4999, 5001, -59_999, 60_001, null].map(gradeAt)).toEqual([
      ...['ok', 'warning', 'warning', 'failure', 'warning'],
    ]);
  });
});

describe('a monitor', () => {
  const monitor = monitorOf({ window: '1h', delay: '0s' });
  const seen = { monitor: 'm1', source: 'influx', ok: true, text: '1 series', newest: NOON };

  test('whose newest point is older than half of its window deserves a look', () => {
    expect(lookAtMonitor(monitor, seen, NOON + 29 * MINUTE).grade).toBe('ok');
    expect(lookAtMonitor(monitor, seen, NOON + 31 * MINUTE)).toMatchObject({
      grade: 'warning',
      text: expect.stringContaining('31m old, in a window of 1h'),
    });
  });

  test('without points is a failure on its own source, and a warning on what stands in', () => {
    const empty = { ...seen, ok: false, newest: null };
    expect(lookAtMonitor(monitor, empty, NOON).grade).toBe('failure');
    expect(lookAtMonitor(monitor, { ...empty, source: 'spare' }, NOON).grade).toBe('warning');
  });
});

describe('the database', () => {
  test('is to be created, or is there with what its ledger says', async () => {
    const path = join(folder, 'new', 'p.db');
    const config = { ...configOf({}), database: { ...configOf({}).database, path } };
    const grades = async () =>
      (await lookAtDatabase(config, () => NOON)).map(({ about, grade }) => `${about} ${grade}`);
    expect(await grades()).toEqual(['database ok', 'disk ok']);
    await openStore(path).close();
    expect(await grades()).toEqual(['database ok', 'disk ok', 'worker warning']);
  });

  test('that is damaged, locked or of another schema is refused as the worker would', async () => {
    const path = join(folder, 'p.db');
    await openStore(path).close();
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(() => examineDatabase(path)).toThrow(/locked by another program/);
    other.exec('ROLLBACK');
    other.pragma('user_version = 9999');
    other.close();
    expect(() => examineDatabase(path)).toThrow(/schema 9999/);
    writeFileSync(path, 'no database at all, but some text that is long enough to be read as one');
    expect(() => examineDatabase(path)).toThrow(/no intact SQLite database/);
  });

  test.skipIf(process.getuid?.() === 0)('that may not be written is said to be so (skipped for root)', () => {
    chmodSync(folder, 0o500);
    expect(() => examineDatabase(join(folder, 'p.db'))).toThrow(/may not be written/);
    chmodSync(folder, 0o700);
  });
});

describe('the model', () => {
  const words = '{"summary":"A spike to 35.","verdict":"suspect","evidence":["F1"],"advice":"Look."}';
  const completion = (content: string) =>
    JSON.stringify({ model: 'm', choices: [{ message: { content }, finish_reason: 'stop' }] });
  const look = async (content: string) => {
    const server = await startRawServer((socket, { path }) =>
      send(socket, 200, path.endsWith('/models') ? '{"data":[{"id":"m"}]}' : completion(content)),
    );
    const config = configOf({});
    const named = { ...config, model: { ...config.model, url: server.url, name: 'm' } };
    const remarks = await lookAtModel(named, {}, Date.now, never);
    await server.close();
    return remarks;
  };

  test('is asked a real question, and its name, context, answer and speed are told', async () => {
    const remarks = await look(words);
    expect(remarks.map(({ about, grade }) => `${about} ${grade}`)).toEqual([
      ...['model ok', 'model context ok', 'model answer ok', 'model speed ok'],
    ]);
  });

  test('that answers in its own way is warned of', () => {
    const said = (text: string) => schemaRemark({ text, model: 'm' });
    expect(said(words).grade).toBe('ok');
    expect(said('```json\n{"summary":"Fine.","verdict":"normal"}\n```')).toMatchObject({
      grade: 'warning',
      text: expect.stringContaining('what counts was found'),
    });
    expect(said('All is fine.').text).toContain("can't be used");
  });

  test('that is away is a failure where an address was given, and nothing where none is wanted', async () => {
    const config = configOf({});
    expect(await lookAtModel(config, {}, Date.now, never)).toMatchObject([{ grade: 'ok' }]);
    const gone = { ...config, model: { ...config.model, url: 'http://127.0.0.1:1' } };
    expect(await lookAtModel(gone, {}, Date.now, never)).toMatchObject([{ grade: 'failure' }]);
  });

  test('behind several servers is asked on each that is there; one that is away is a warning, all a failure', async () => {
    const server = await startRawServer((socket, { path }) =>
      send(socket, 200, path.endsWith('/models') ? '{"data":[{"id":"m"}]}' : completion(words)),
    );
    const config = configOf({});
    const of = async (url: string[]) =>
      (await lookAtModel({ ...config, model: { ...config.model, url } }, {}, Date.now, never)).map(
        ({ about, grade, text }) => `${about} ${grade} ${text.replace(server.url, 'URL').split(': ')[0]}`,
      );
    const away = 'http://127.0.0.1:1';
    expect(await of([away, server.url])).toEqual([
      `model warning ${away}/v1`,
      ...['model ok', 'model context ok', 'model answer ok', 'model speed ok'].map((one) => `${one} URL/v1`),
    ]);
    await server.close();
    expect(await of([away, `${away}/v1`])).toEqual(Array(2).fill(`model failure ${away}/v1`));
  });
});

test('the last line counts what there is to do', () => {
  const remarks = [remark('a', 'ok', 'fine'), remark('b', 'warning', 'hm'), remark('c', 'failure', 'no')];
  expect(remarksText(remarks).split('\n').at(-1)).toBe('1 failure, 1 warning, 1 ok');
});
