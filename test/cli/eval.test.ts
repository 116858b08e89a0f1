import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPrompts } from '../../src/ask/prompt-file.ts';
import { evalCommand } from '../../src/cli/eval.ts';
import { type RawServer, send, startRawServer } from '../support/raw-server.ts';

let folder: string;
let server: RawServer;
const said = JSON.stringify({
  summary: 'Nothing unusual was found.',
  verdict: 'normal',
  evidence: [],
  advice: '',
});
const completion = JSON.stringify({
  model: 'tiny',
  choices: [{ finish_reason: 'stop', message: { content: said } }],
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-eval-'));
  server = await startRawServer((socket, { method }) =>
    method === 'POST' ? send(socket, 200, completion) : send(socket, 404, 'not found'),
  );
  const config = [
    'sources: { file: { kind: csv, path: data.csv } }',
    'monitors: [{ name: kitchen, cron: "0 * * * *", source: file, unit: "°C",',
    '  query: { measurement: data, fields: [temperature] } }]',
    `model: { url: "${server.url}/v1", name: tiny }`,
    `database: { path: "${join(folder, 'plumbline.db')}" }`,
  ];
  writeFileSync(join(folder, 'config.yaml'), config.join('\n'));
  const rows = Array.from({ length: 300 }, (_, row) => {
    const time = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString();
    return `${time},${(21 + Math.sin(row / 20)).toFixed(2)}`;
  });
  writeFileSync(join(folder, 'data.csv'), ['time,temperature', ...rows].join('\n'));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function evaluate(...args: string[]): Promise<string> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const files = ['--config', join(folder, 'config.yaml'), '--data', join(folder, 'data.csv')];
  await evalCommand().parseAsync([...files, '--windows', '4', ...args], { from: 'user' });
  return out.mock.calls.map(([text]) => text).join('');
}

test('each model is asked in both roles about the same windows, and what came of it is kept', async () => {
  const table = await evaluate();
  expect(table).toMatch(/^\s+tiny\s+tiny\n\s+explain\s+judge\n/);
  expect(table).toMatch(/^answers that fit the schema\s+4 of 4\s+4 of 4$/m);
  expect(table).toMatch(/^faults it missed\s+2 of 2\s+2 of 2$/m);
  const stored = await evaluate('--stored', '--json');
  expect(JSON.parse(stored.slice(stored.indexOf('[\n')))).toMatchObject([
    { model: 'tiny', data: 'data.csv', scores: { windows: 4 } },
    { model: 'tiny', data: 'data.csv', scores: { windows: 4 } },
  ]);
});

test('machines get the whole report, every window with what was said and what would be shown', async () => {
  const report = JSON.parse(await evaluate('--json', '--role', 'explain', '--model', 'tiny'));
  expect(report.examined[0].outcomes).toHaveLength(4);
  expect(report.examined[0].outcomes[1]).toMatchObject({ said, shownBy: 'facts', namesFault: true });
});

test('--detail says how much the model is given, whatever the config and its name imply', async () => {
  const asked = async (...args: string[]) => {
    const report = JSON.parse(await evaluate('--json', '--role', 'explain', ...args));
    vi.restoreAllMocks();
    return report.examined[0].promptHash;
  };
  const { brief, full } = readPrompts('explain');
  expect(await asked()).toBe(brief.hash);
  expect(await asked('--detail', 'full')).toBe(full.hash);
  expect(await asked('--detail', 'brief')).toBe(brief.hash);
});

test('a file without a series that long is refused with a hint', async () => {
  await expect(evaluate('--points', '5000')).rejects.toMatchObject({ code: 'source_file' });
});
