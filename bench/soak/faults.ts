import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Mood } from '../torture/sensors.ts';
import { openBefore } from './audit.ts';
import { MODEL_MOODS } from './model.ts';
import { RECEIVER_MOODS } from './receiver.ts';
import type { Stage } from './stage.ts';
import { HOUR, MINUTE } from './world.ts';

/** Something that happens to people's machines. Leaves the stage in order again. */
export interface Fault {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<void>;
}

export const FAULTS: readonly Fault[] = [
  { name: 'source away', run: sourceAway },
  { name: 'outage of six hours', run: longOutage },
  { name: 'model ill', run: modelIll },
  { name: 'receiver ill', run: receiverIll },
  { name: 'disk full', run: diskFull },
  { name: 'database locked', run: locked },
  { name: 'kill -9', run: killed },
  { name: 'restart', run: restarted },
  { name: 'stopped past its lease', run: stopped },
  { name: 'two workers', run: twoWorkers },
  { name: 'clock ahead', run: (stage) => clockOff(stage, 1) },
  { name: 'clock behind', run: (stage) => clockOff(stage, -1) },
  { name: 'config changed', run: configChanged },
  { name: 'config broken', run: configBroken },
  { name: 'everything at once', run: everything },
];

const LONGEST_STOP_MS = 10_000;
const WINDOWS_A_CYCLE = 100;
const MOODS: readonly Mood[] = ['slow', 'trickling', 'silent', 'busy', 'cutting'];

function hours({ random }: Stage, low: number, high: number): number {
  return Math.round((low + random() * (high - low)) * 60) * MINUTE;
}

function oneOf<T>({ random }: Stage, all: readonly T[], other: T): T {
  return all[Math.floor(random() * all.length)] ?? other;
}

async function sourceAway(stage: Stage): Promise<void> {
  const { lab, hall } = stage.servers;
  const server = oneOf(stage, [lab, hall], lab);
  server.mood = oneOf(stage, MOODS, 'busy');
  await stage.live(hours(stage, 1, 8));
  server.mood = 'good';
}

/** What came due in six hours is done after one more look for each hundred windows of a monitor. */
async function longOutage(stage: Stage): Promise<void> {
  const { servers, tally, database } = stage;
  servers.hall.mood = 'busy';
  await stage.live(6 * HOUR);
  servers.hall.mood = 'good';
  const ended = stage.now();
  const due = await openBefore(database, 'narrow', ended);
  let cycles = 0;
  do {
    await stage.live(5 * MINUTE);
    cycles += 1;
  } while ((await openBefore(database, 'narrow', ended)) > 0 && cycles < 20);
  tally.cycles.push(cycles);
  const most = Math.max(1, Math.ceil(due / WINDOWS_A_CYCLE));
  if (cycles > most)
    tally.violations.push(`${due} windows of an outage took ${cycles} cycles, more than ${most}`);
}

async function modelIll(stage: Stage): Promise<void> {
  const { model } = stage.servers;
  model.mood = oneOf(stage, MODEL_MOODS, 'gone');
  await stage.live(hours(stage, 2, 8));
  model.mood = 'good';
}

async function receiverIll(stage: Stage): Promise<void> {
  const { phone, desk } = stage.servers;
  const receiver = oneOf(stage, [phone, desk], phone);
  receiver.mood = oneOf(stage, RECEIVER_MOODS, 'hanging');
  await stage.live(hours(stage, 2, 8));
  receiver.mood = 'good';
}

/** The file system shrinks to what is on it, where it is one of our own. */
async function diskFull(stage: Stage): Promise<void> {
  if (stage.sizeMb === undefined) return;
  resize(stage, '1k');
  await stage.live(hours(stage, 0.2, 2));
  resize(stage, `${stage.sizeMb}m`);
}

/** A size that is too small for what is there makes it exactly full. */
function resize({ folder, tally }: Stage, size: string): void {
  const fit = size === '1k' ? `${usedKb(folder)}k` : size;
  const { status, stderr } = spawnSync('mount', ['-o', `remount,size=${fit}`, folder], { encoding: 'utf8' });
  if (status !== 0) tally.violations.push(`the file system could not be made ${fit}: ${stderr}`);
}

function usedKb(folder: string): number {
  const { stdout } = spawnSync('df', ['-k', '--output=used', folder], { encoding: 'utf8' });
  return Number(stdout.split('\n')[1]) + 4;
}

/** By another program, for longer than one operation waits or for less. */
async function locked(stage: Stage): Promise<void> {
  const other = await stage.database.lock();
  try {
    await stage.live(10 * MINUTE, { waitMs: 500 + stage.random() * 4000 });
  } finally {
    await other.release();
  }
}

async function killed(stage: Stage): Promise<void> {
  const [hand] = stage.hands;
  stage.begin();
  await pause(stage.random() * 300);
  if (hand !== undefined) await stage.dismiss(hand);
  await stage.hire();
}

async function restarted(stage: Stage): Promise<void> {
  const { tally } = stage;
  const [hand] = stage.hands;
  stage.begin();
  await pause(stage.random() * 100);
  const ended = await hand?.terminate();
  if (ended !== undefined && ended.ms > LONGEST_STOP_MS)
    tally.violations.push(`SIGTERM took ${Math.round(ended.ms)} ms`);
  if (ended !== undefined && ended.code !== 0)
    tally.violations.push(`SIGTERM ended a worker with ${ended.code}`);
  if (hand !== undefined) await stage.dismiss(hand);
  await stage.hire();
}

/** One stands still in the middle of its work, another goes on, the first one wakes up. */
async function stopped(stage: Stage): Promise<void> {
  const [sleeper] = stage.hands;
  stage.begin();
  await pause(stage.random() * 50);
  sleeper?.stop();
  const other = await stage.hire();
  await stage.live(HOUR, sleeper === undefined ? {} : { asleep: sleeper });
  sleeper?.wakeUp();
  await stage.live(HOUR);
  await stage.dismiss(other);
}

async function twoWorkers(stage: Stage): Promise<void> {
  const other = await stage.hire();
  await stage.live(hours(stage, 2, 6));
  await stage.dismiss(other);
}

async function clockOff(stage: Stage, direction: 1 | -1): Promise<void> {
  const [hand] = stage.hands;
  if (hand === undefined) return;
  hand.aheadMs = direction * hours(stage, 0.2, 2);
  await stage.live(2 * HOUR);
  hand.aheadMs = 0;
  await stage.live(HOUR);
}

async function configChanged(stage: Stage): Promise<void> {
  const { every, comes, unit } = stage.plan();
  await oneOf(
    stage,
    [
      () => stage.change({ every: every === 10 ? 20 : 10 }),
      () => stage.change({ comes: !comes }),
      () => stage.change({ unit: unit === '°C' ? 'degC' : '°C' }),
    ],
    async () => {},
  )();
}

async function configBroken(stage: Stage): Promise<void> {
  const { tally } = stage;
  await stage.breakConfig();
  await stage.live(HOUR);
  const figures = await stage.call('/metrics');
  if (figures !== undefined && !figures.text.includes('plumbline_config_last_reload_successful 0'))
    tally.violations.push('/metrics says nothing of a broken config');
  await stage.change({});
}

/** A bad night: source, model and receiver, a lock, and a kill in the middle of it. */
async function everything(stage: Stage): Promise<void> {
  const { lab, hall, model, phone } = stage.servers;
  lab.mood = 'silent';
  hall.mood = 'cutting';
  model.mood = 'out of memory';
  phone.mood = 'hanging';
  await stage.live(2 * HOUR);
  await killed(stage);
  await locked(stage);
  lab.mood = 'good';
  hall.mood = 'good';
  await stage.live(HOUR);
  model.mood = 'good';
  phone.mood = 'good';
}
