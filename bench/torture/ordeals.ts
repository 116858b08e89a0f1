import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '../../test/support/database/database.ts';
import type { Fleet } from './fleet.ts';
import type { Mood, SensorServer } from './sensors.ts';

/** Where it all happens. */
export interface Stage {
  readonly fleet: Fleet;
  readonly flaky: SensorServer;
  /** The folder of a database that is a file: a small file system of its own where that could be made. */
  readonly folder: string;
  readonly isSmall: boolean;
  readonly database: TestDatabase;
  readonly random: () => number;
  /** What went wrong, told as it happens. */
  readonly violations: string[];
}

/** One way to be treated badly. Leaves the stage in order again, but for the workers. */
export interface Ordeal {
  readonly name: string;
  /** Why it can't be done here; undefined where it can. */
  readonly impossible: (stage: Stage) => string | undefined;
  /** The longest it takes, ms. */
  readonly atMostMs: number;
  readonly run: (stage: Stage) => Promise<void>;
}

const possible = () => undefined;
/** A lease is 30 s. */
const PAST_LEASE_MS = 33_000;
const LONGEST_STOP_MS = 10_000;

export const ORDEALS: readonly Ordeal[] = [
  { name: 'kill -9', impossible: possible, atMostMs: 4000, run: killed },
  { name: 'SIGTERM', impossible: possible, atMostMs: 16_000, run: terminated },
  { name: 'bad server', impossible: possible, atMostMs: 5000, run: badServer },
  { name: 'locked database', impossible: possible, atMostMs: 22_000, run: locked },
  {
    name: 'full disk',
    impossible: ({ isSmall, database: { onServer } }) => {
      if (onServer) return NOT_OURS;
      return isSmall ? undefined : NO_DISK;
    },
    atMostMs: 8000,
    run: fullDisk,
  },
  {
    name: 'clock shift',
    impossible: () => (FAKETIME === undefined ? NO_FAKETIME : undefined),
    atMostMs: 9000,
    run: clockShift,
  },
  { name: 'stop past the lease', impossible: possible, atMostMs: PAST_LEASE_MS + 5000, run: stopped },
];

const NOT_OURS = 'the disk is that of the database server';
const NO_DISK = 'no right to mount a small file system here';
const NO_FAKETIME = 'libfaketime is not installed';
const FAKETIME = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
].find((path) => existsSync(path));

function between(random: () => number, low: number, high: number): number {
  return low + random() * (high - low);
}

async function killed({ fleet, random }: Stage): Promise<void> {
  const workers = Array.from({ length: Math.ceil(random() * 3) }, () => fleet.start());
  await pause(between(random, 300, 2000));
  for (const worker of workers) await fleet.kill(worker);
}

async function terminated({ fleet, random, violations }: Stage): Promise<void> {
  const worker = fleet.start();
  await pause(between(random, 700, 2000));
  const took = await fleet.terminate(worker);
  if (took > LONGEST_STOP_MS) violations.push(`SIGTERM ended a worker after ${Math.round(took)} ms`);
}

async function badServer({ flaky, random }: Stage): Promise<void> {
  const moods: readonly Mood[] = ['slow', 'trickling', 'silent', 'busy', 'cutting'];
  flaky.mood = moods[Math.floor(random() * moods.length)] ?? 'busy';
  await pause(between(random, 500, 4000));
  flaky.mood = 'good';
}

async function locked(stage: Stage): Promise<void> {
  const { database, random, fleet, violations } = stage;
  const other = await database.lock().catch(() => undefined);
  if (other === undefined) return;
  await pause(between(random, 500, 5000));
  // A stop must not wait for the lock.
  const [worker] = fleet.living();
  if (worker !== undefined && random() < 0.5) {
    const took = await fleet.terminate(worker);
    if (took > LONGEST_STOP_MS) violations.push(`SIGTERM under a lock took ${Math.round(took)} ms`);
  }
  await other.release();
}

async function fullDisk({ folder, random }: Stage): Promise<void> {
  const filler = join(folder, 'filler');
  const file = openSync(filler, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(65_536));
  } catch {
    // Full: that is what was wanted.
  } finally {
    closeSync(file);
  }
  await pause(between(random, 1000, 4000));
  rmSync(filler);
}

/** A worker whose clock goes forward by some seconds, and then back by a minute. */
async function clockShift({ fleet, folder, random }: Stage): Promise<void> {
  await fleet.killAll();
  const shift = join(folder, 'shift');
  writeFileSync(shift, '+0');
  const worker = fleet.start({
    LD_PRELOAD: FAKETIME ?? '',
    FAKETIME_TIMESTAMP_FILE: shift,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  });
  await pause(1500);
  writeFileSync(shift, `+${Math.round(between(random, 3, 12))}`);
  await pause(2000);
  writeFileSync(shift, '-60');
  await pause(2000);
  await fleet.kill(worker);
}

/** A worker that stands still for longer than its lease while another one goes on, and then wakes up. */
async function stopped({ fleet }: Stage): Promise<void> {
  const worker = fleet.start();
  await pause(1000);
  worker.process.kill('SIGSTOP');
  fleet.start();
  await pause(PAST_LEASE_MS);
  worker.process.kill('SIGCONT');
  await pause(2000);
}

/** A file system of some MB under the folder; false where that is not allowed. */
export function mountSmall(folder: string, megabytes = 64): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
    stdio: 'ignore',
  });
  return status === 0;
}

export function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
}
