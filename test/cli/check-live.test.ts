import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkLive, liveText } from '../../src/cli/check-live.ts';
import { configSchema } from '../../src/config/schema.ts';
import { answer, startReplayServer } from '../support/http-replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-live-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = (columns: readonly string[], values: readonly (readonly unknown[])[]): string =>
  `${JSON.stringify({ results: [{ series: [{ name: 'm', columns, values }] }] })}\n`;

/** What an InfluxDB 1 says that has one measurement with one field and one tag. */
function bodyOf(statement: string): string {
  if (statement.startsWith('SHOW MEASUREMENTS')) return rows(['name'], [['environment']]);
  if (statement.startsWith('SHOW FIELD KEYS')) return rows(['fieldKey'], [['temperature']]);
  if (statement.startsWith('SHOW TAG KEYS')) return rows(['tagKey'], [['room']]);
  if (statement.startsWith('SHOW TAG VALUES')) return rows(['key', 'value'], [['room', 'lab']]);
  if (!statement.includes('"temperature"')) return '{"results":[{}]}\n';
  return rows(['time', 'temperature'], [[Date.now() * 1000 - 60_000_000, 21]]);
}

test('reads each monitor from its sources, and tells what is misspelt or away', async () => {
  const server = await startReplayServer((socket, { path }) => {
    const statement = new URL(path, 'http://localhost').searchParams.get('q') ?? '';
    const headers = { 'Content-Type': 'application/json', Connection: 'close' };
    socket.end(answer(200, headers, bodyOf(statement)));
  });
  const file = join(folder, 'a.csv');
  writeFileSync(file, 'time,temperature\n2026-01-01T00:00:00Z,1\n2026-01-01T00:01:00Z,2\n');
  const monitor = (name: string, fields: readonly string[], source = 'influx') => ({
    ...{ name, cron: '* * * * *', source },
    query: { measurement: 'environment', fields },
  });
  const config = configSchema.parse({
    sources: {
      influx: { kind: 'influxql', url: server.url, database: 'd' },
      gone: { kind: 'influxql', url: 'http://127.0.0.1:1', database: 'd' },
      file: { kind: 'csv', path: file, replay: true },
    },
    monitors: [
      { ...monitor('right', ['temperature']), fallback: 'file' },
      monitor('empty', ['temprature']),
      monitor('half', ['temperature', 'co2']),
      monitor('away', ['temperature'], 'gone'),
    ],
  });
  const checks = await checkLive(config);
  await server.close();
  expect(checks.map(({ monitor: name, source, ok }) => `${name} ${source} ${ok}`)).toEqual([
    'right influx true',
    'right file true',
    'empty influx false',
    'half influx false',
    'away gone false',
  ]);
  const lines = liveText(checks).split('\n');
  expect(lines[0]).toMatch(/^ok {4}right from influx: 1 series m\.temperature, 1 points, the newest of /);
  expect(lines[2]).toMatch(
    /^WRONG empty from influx: no series: .*no field temprature.*Did you mean temperature\?/,
  );
  expect(lines[3]).toMatch(/no field co2; its fields are temperature/);
  expect(lines[4]).toMatch(/cannot be reached/);
});
