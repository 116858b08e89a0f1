import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { findProgram } from './programs.ts';

export const MOSQUITTO_HINT = 'skipped without mosquitto: apt-get install mosquitto';

export const LOGIN = { username: 'plumbline', password: 'a-password-of-the-broker' } as const;

/** A real broker on loopback that wants a login. */
export interface Mosquitto {
  readonly port: number;
  stop(): Promise<void>;
}

export const hasMosquitto = (): boolean => findProgram('mosquitto') !== undefined;

/** Starts a broker; with a certificate it speaks TLS only. */
export async function startMosquitto(
  tls?: { readonly keyFile: string; readonly certFile: string },
  at?: number,
): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-mosquitto-'));
  // Where the broker is started by root it becomes a user of its own, who has to read this.
  chmodSync(folder, 0o755);
  const port = at ?? (await freePorts(1))[0] ?? 0;
  const passwords = join(folder, 'passwords');
  execFileSync('mosquitto_passwd', ['-b', '-c', passwords, LOGIN.username, LOGIN.password]);
  chmodSync(passwords, 0o644);
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${passwords}`,
    ...(tls === undefined ? [] : [`certfile ${tls.certFile}`, `keyfile ${tls.keyFile}`]),
  ];
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(config, `${lines.join('\n')}\n`);
  const child = spawn(findProgram('mosquitto') ?? 'mosquitto', ['-c', config], { stdio: 'ignore' });
  await untilListening(port, child);
  return { port, stop: () => end(child, folder) };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    const listens = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (listens) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('mosquitto did not get ready');
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
