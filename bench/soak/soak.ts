import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../src/lib/random.ts';
import { createTestDatabase } from '../../test/support/database/create.ts';
import { mountSmall, unmount } from '../torture/ordeals.ts';
import { type Audited, auditFigures, auditLedger } from './audit.ts';
import { auditEnd, countsOf } from './audit-end.ts';
import { FAULTS, type Fault } from './faults.ts';
import { startInflux } from './influx.ts';
import { startModel } from './model.ts';
import { configText, FIRST_PLAN, type Places } from './plan.ts';
import { startReceiver } from './receiver.ts';
import { createStage, type Servers, type Stage, type Tally } from './stage.ts';
import { crowd, DAY, HOUR, ROOM } from './world.ts';

export interface SoakOptions {
  /** The folder that holds `dist/`. */
  readonly project: string;
  /** Simulated, and real. */
  readonly days: number;
  readonly forMs: number;
  readonly seed: string;
  /** Series of the day of many. */
  readonly many: number;
  /** The first moment of it, epoch ms. */
  readonly began: number;
  readonly only?: readonly string[];
  readonly tell?: (line: string) => void;
  /** Where a copy of the database is put when something was wrong. */
  readonly keepAs?: string;
}

export interface SoakReport extends Omit<Tally, 'violations'> {
  readonly seed: string;
  readonly days: number;
  readonly minutes: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly figuresChecked: number;
  /** What was in the database at the end. */
  readonly atTheEnd: Readonly<Record<string, number>>;
  readonly doubleNews: number;
  readonly violations: readonly string[];
}

const DISK_MB = 4096;
const MOST_VIOLATIONS = 50;
const SETTLE_MS = 5000;

/**
 * Lets the whole worker live through a month on a clock of its own, has happen to it what happens, and looks each day whether
 * all is as it must be. Talks to 127.0.0.1 only, and leaves nothing behind.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { began, days, many, seed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-soak-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const isSmall = mountSmall(data, DISK_MB);
  const clock = { now: began };
  const measurements = [ROOM, crowd(many)];
  const servers = await startServers(measurements, { began, now: () => clock.now });
  const database = await createTestDatabase(data);
  const keepDays = Math.max(1, Math.floor(days / 3));
  const places = placesOf(servers, database.config, keepDays);
  const config = join(folder, 'plumbline.yaml');
  writeFileSync(config, configText(places, FIRST_PLAN));
  const tally: Tally = { violations: [], memory: [], reloads: [], cycles: [], workers: 0, steps: 0 };
  const end = began + days * DAY;
  const stage = createStage(
    {
      servers,
      tally,
      clock,
      database,
      random: seededRandom(seed),
      folder: data,
      sizeMb: isSmall && !database.onServer ? DISK_MB : undefined,
    },
    { ...options, config, places, end, firstPlan: FIRST_PLAN },
  );
  const { lab, hall, spare } = servers;
  const audited = { database, began, measurements, sources: { lab, hall, spare, plant: lab } };
  const start = performance.now();
  try {
    await stage.hire();
    const { faults, figuresChecked } = await live(stage, audited, options);
    const keepMs = keepDays * DAY;
    tally.violations.push(
      ...(await auditEnd(audited, clock.now, keepMs, { phone: servers.phone, desk: servers.desk })),
    );
    const { violations, ...figures } = tally;
    if (violations.length > 0 && options.keepAs !== undefined) await database.copyTo(options.keepAs);
    return {
      ...{ seed, days, minutes: Math.round((performance.now() - start) / 6000) / 10, faults, figuresChecked },
      ...figures,
      atTheEnd: await countsOf(audited),
      doubleNews: [...servers.phone.taken.values(), ...servers.desk.taken.values()].filter((n) => n > 1)
        .length,
      violations: violations.slice(0, MOST_VIOLATIONS),
    };
  } finally {
    for (const hand of [...stage.hands]) await stage.dismiss(hand);
    await Promise.all([...Object.values(servers).map((server) => server.close()), database.drop()]);
    if (isSmall) unmount(data);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The month: quiet hours and faults by turns, the day of many, and at last some calm hours. */
async function live(
  stage: Stage,
  audited: Audited,
  { days, only, tell, many }: SoakOptions,
): Promise<{ readonly faults: Readonly<Record<string, number>>; readonly figuresChecked: number }> {
  const { tally, random } = stage;
  const began = stage.now();
  const chosen = FAULTS.filter(({ name }) => only === undefined || only.includes(name));
  const faults: Record<string, number> = {};
  const crowdFrom = began + Math.floor(days / 3) * DAY;
  let audits = 0;
  let checked = { newest: 0, rows: 0 };
  let figuresChecked = 0;
  const look = async (): Promise<void> => {
    const { violations, ...next } = await auditFigures(audited, checked.newest);
    checked = next;
    figuresChecked += next.rows;
    const found = [...violations, ...(await auditLedger(audited)), ...(await looksWell(stage))];
    tally.violations.push(...found);
    if (found.length > 0) tell?.(found.slice(0, 5).join('\n'));
    tally.memory.push(Math.round(stage.rss() / 1e6));
    audits += 1;
    tell?.(
      `day ${audits}: ${figuresChecked} figures, ${tally.memory.at(-1)} MB, ${tally.violations.length} violations`,
    );
  };
  await stage.live(3 * HOUR);
  const calm = Math.min(DAY, (days * DAY) / 4);
  while (stage.now() < began + days * DAY - calm) {
    const isCrowded = stage.now() >= crowdFrom && stage.now() < crowdFrom + DAY && many > 0;
    if (isCrowded !== stage.plan().many) await stage.change({ many: isCrowded });
    await stage.live(Math.round(1 + random() * 6) * HOUR);
    const fault = next(chosen, faults, random);
    if (fault !== undefined) {
      const before = tally.violations.length;
      await fault.run(stage);
      faults[fault.name] = (faults[fault.name] ?? 0) + 1;
      if (tally.violations.length > before)
        tell?.(`${fault.name}: ${tally.violations.slice(before).join('\n')}`);
    }
    if (stage.now() >= began + (audits + 1) * DAY) await look();
    if (tally.violations.length > MOST_VIOLATIONS) break;
  }
  if (stage.plan().many) await stage.change({ many: false });
  await stage.live(calm);
  await pause(SETTLE_MS);
  await stage.live(HOUR, { waitMs: 20_000 });
  await look();
  const ready = await stage.call('/readyz');
  if (ready?.status !== 200) tally.violations.push(`at the end it is not ready: ${ready?.text}`);
  return { faults, figuresChecked };
}

/** Any that has not had its turn yet, else any. */
function next(
  all: readonly Fault[],
  counts: Readonly<Record<string, number>>,
  random: () => number,
): Fault | undefined {
  const fresh = all.filter(({ name }) => counts[name] === undefined);
  const among = fresh.length > 0 ? fresh : all;
  return among[Math.floor(random() * among.length)];
}

/** Page and figures answer, however things are. */
async function looksWell(stage: Stage): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const path of ['/api/v1/overview', '/metrics', '/readyz']) {
    const answer = await stage.call(path).catch((thrown: unknown) => ({ status: 0, text: String(thrown) }));
    const isRight = answer !== undefined && (answer.status === 200 || path === '/readyz');
    if (!isRight) violations.push(`${path} answers ${answer?.status}: ${answer?.text.slice(0, 200)}`);
  }
  return violations;
}

async function startServers(
  measurements: Audited['measurements'],
  time: { readonly began: number; readonly now: () => number },
): Promise<Servers> {
  return {
    lab: await startInflux(measurements, { ...time, shift: 0 }),
    hall: await startInflux(measurements, { ...time, shift: 2 }),
    spare: await startInflux(measurements, { ...time, shift: 5 }),
    model: await startModel(),
    phone: await startReceiver(),
    desk: await startReceiver(),
  };
}

function placesOf(servers: Servers, database: string, keepDays: number): Places {
  const { lab, hall, spare, model, phone, desk } = servers;
  return {
    ...{ lab: lab.url, hall: hall.url, spare: spare.url, model: model.url },
    ...{ phone: phone.url, desk: desk.url, database, keepDays },
  };
}
