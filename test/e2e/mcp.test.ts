import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';
import { newResult } from '../support/results.ts';

const MAIN = join(PROJECT, 'dist', 'main.js');
const SERIES = 'environment.temperature{room=office}';
const END = Date.parse('2015-02-05T12:00:00Z');
const WINDOW = { start: END - 6 * 3_600_000, end: END };
let folder: string;
let config: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  config = join(folder, 'plumbline.yaml');
  database = await createTestDatabase(folder);
  writeFileSync(
    config,
    `
sources:
  sample: { kind: csv, path: ${SAMPLE}, tags: [room] }
monitors:
  - name: room
    cron: "0 * * * *"
    window: 6h
    source: sample
    unit: "°C"
    query: { measurement: environment, fields: [temperature], groupBy: [room] }
model: { url: none }
database: { ${database.config} }
`,
  );
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** What a worker leaves behind, in short: one judged window. */
async function worked(): Promise<void> {
  const store = await database.open();
  const options = { now: END, leaseMs: 30_000, worker: 'w', attempts: 3 };
  const claim = await store.claimRun('room', WINDOW, options);
  if (claim === undefined) throw new Error('the run should be free');
  const finished = { source: 'sample', fallbackReason: null, baselines: [] };
  await store.finishRun(claim, { ...finished, results: [newResult({ series: SERIES })] }, END);
  await store.close();
}

function spawned(): StdioClientTransport {
  return new StdioClientTransport({
    ...{ command: process.execPath, args: [MAIN, 'mcp', '--config', config], cwd: PROJECT, stderr: 'pipe' },
  });
}

const answered = z.object({ structuredContent: z.looseObject({}) });

describe('plumbline mcp', () => {
  it('serves an assistant over standard input and output, and ends with it', async () => {
    await worked();
    const client = new Client({ name: 'test', version: '1' });
    const transport = spawned();
    const ended = new Promise((resolve) => {
      client.onclose = () => resolve(true);
    });
    await client.connect(transport);
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('check_statement');
    const listed = await client.callTool({ name: 'list_series', arguments: {} });
    expect(answered.parse(listed).structuredContent).toMatchObject({ all: 1, series: [{ series: SERIES }] });
    const text = 'The temperature never went above 20 °C. The mean temperature is 60 °C.';
    const checked = await client.callTool({ name: 'check_statement', arguments: { series: SERIES, text } });
    const { structuredContent } = answered.parse(checked);
    expect(structuredContent).toMatchObject({ mayBeSaid: null, counts: { refuted: 2 } });
    await client.close();
    expect(await ended).toBe(true);
  });

  it('says what to do where no worker has run yet', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const transport = spawned();
    let said = '';
    transport.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await expect(client.connect(transport)).rejects.toThrow();
    expect(said).toMatch(
      database.onServer ? /plumbline: .*has schema 0.*plumbline run/s : /plumbline: .*p\.db/,
    );
  });
});
