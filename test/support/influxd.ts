import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { findProgram } from './programs.ts';

/** What a test that needs the server says when it is skipped. */
export const INFLUXD_HINT = 'skipped without influxd: apt-get install influxdb (Debian, 1.6.7)';

const READY_ATTEMPTS = 600;
const READY_PAUSE_MS = 50;

/** A real InfluxDB 1.x on loopback, with a temporary folder of its own. */
export interface Influxd {
  readonly url: string;
  /** Writes points in line protocol, times in ns unless told otherwise. */
  write(database: string, lines: readonly string[], precision?: 'ns' | 'ms' | 's'): Promise<void>;
  /** Runs one statement that changes something, such as CREATE DATABASE. */
  execute(statement: string): Promise<void>;
  stop(): Promise<void>;
}

export const hasInfluxd = (): boolean => findProgram('influxd') !== undefined;

/** Starts `influxd` on free ports and waits until it answers. */
export async function startInfluxd(): Promise<Influxd> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-influxd-'));
  const [http = 0, rpc = 0] = await freePorts(2);
  const configFile = join(folder, 'influxdb.conf');
  writeFileSync(configFile, configText(folder, http, rpc));
  const child = spawn('influxd', ['-config', configFile], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${http}`;
  try {
    await untilReady(url, child);
  } catch (thrown) {
    await end(child, folder);
    throw thrown;
  }
  return {
    url,
    write: async (database, lines, precision = 'ns') => {
      const query = new URLSearchParams({ db: database, precision });
      await post(`${url}/write?${query}`, lines.join('\n'));
    },
    execute: (statement) => post(`${url}/query?${new URLSearchParams({ q: statement })}`, ''),
    stop: () => end(child, folder),
  };
}

function configText(folder: string, http: number, rpc: number): string {
  return `
reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${http}"
  log-enabled = false
[logging]
  level = "error"
`;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < READY_ATTEMPTS && child.exitCode === null; attempt += 1) {
    const ready = await fetch(`${url}/ping`).then(
      (response) => response.status === 204,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
  }
  throw new Error('influxd did not get ready');
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  if (!response.ok || text.includes('"error"'))
    throw new Error(`influxd answered ${response.status}: ${text}`);
}

function end(child: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve) => {
    const clean = (): void => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    };
    if (child.exitCode !== null) return clean();
    child.once('exit', clean);
    child.kill('SIGTERM');
  });
}
