import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../../bench/page/stage.ts';

/** CI installs it into a folder of its own; whoever has it in his Python needs nothing. */
const { SCHEMATHESIS_PATH } = process.env;
const env = SCHEMATHESIS_PATH === undefined ? process.env : { ...process.env, PYTHONPATH: SCHEMATHESIS_PATH };
const isThere = spawnSync('python3', ['-c', 'import schemathesis'], { env }).status === 0;
const HINT = 'skipped without schemathesis: pip install schemathesis';

const CHECKS = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance'],
  ...['response_headers_conformance', 'response_schema_conformance'],
].join(',');
const COMMAND = [
  ...['-m', 'schemathesis.cli', 'run', '--seed', '1', '--max-examples', '8', '--checks', CHECKS],
  // Events never end.
  ...['--exclude-path', '/api/v1/events', '--request-timeout', '30', '--no-color'],
];

describe.skipIf(!isThere)(`the API, against its own description (${HINT})`, () => {
  // It keeps what it found where it is called.
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-schemathesis-'));
  let stage: Stage;
  beforeAll(async () => {
    const said = 'The mean of the window was 29.5 °C.';
    stage = await setStage({ cron: '*/15 * * * * *', rooms: ['office', 'cellar'], said });
  }, 60_000);
  afterAll(async () => {
    await stage?.end();
    rmSync(folder, { recursive: true });
  });

  it('gives no 5xx and no answer that is not described, whatever it is called with', {
    timeout: 240_000,
  }, async () => {
    const told = await new Promise<{ readonly code: unknown; readonly text: string }>((resolve) => {
      const args = [...COMMAND, `${stage.url}/api/v1/openapi.json`];
      execFile('python3', args, { maxBuffer: 64e6, env, cwd: folder }, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, text: `${stdout}${stderr}` });
      });
    });
    // What it found is told last, and one of its addresses may be longer than a screen.
    const readable = told.text.replace(/\S{200,}/g, '(long)').slice(-6000);
    expect(told.code, readable).toBe(0);
    expect(told.text).toMatch(/[1-9]\d\d generated/);
    expect(stage.log.filter((line) => line.includes('a call of the API failed'))).toEqual([]);
  });
});
