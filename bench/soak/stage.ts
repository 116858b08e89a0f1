import { renameSync, writeFileSync } from 'node:fs';
import type { TestDatabase } from '../../test/support/database/database.ts';
import { type Hand, hire, type Line } from './crew.ts';
import type { Influx } from './influx.ts';
import type { ModelServer } from './model.ts';
import { configText, type Places, type Plan } from './plan.ts';
import type { Receiver } from './receiver.ts';
import { HOUR, MINUTE } from './world.ts';

/** What is told at the end of it all. */
export interface Tally {
  readonly violations: string[];
  /** Resident memory of the first worker by day, MB. */
  readonly memory: number[];
  /** From a config that was written to one that counts, ms. */
  readonly reloads: number[];
  /** Wake-ups from the end of an outage of six hours until every window of it was done. */
  readonly cycles: number[];
  workers: number;
  steps: number;
}

export interface Servers {
  readonly lab: Influx;
  readonly hall: Influx;
  readonly spare: Influx;
  readonly model: ModelServer;
  readonly phone: Receiver;
  readonly desk: Receiver;
}

/** The simulated month: its true time, its workers and all that is done to them. */
export interface Stage {
  readonly servers: Servers;
  readonly tally: Tally;
  readonly random: () => number;
  /** The folder of the database; its size in MB where it is a file system of its own. */
  readonly folder: string;
  readonly sizeMb: number | undefined;
  readonly database: TestDatabase;
  readonly hands: readonly Hand[];
  /** The true time, epoch ms. */
  now(): number;
  /** Lets time go by, step by step, for all workers that are not `asleep`. */
  live(ms: number, options?: { readonly asleep?: Hand; readonly waitMs?: number }): Promise<void>;
  /** A moment of it that nobody waits the end of. */
  begin(): void;
  hire(): Promise<Hand>;
  dismiss(hand: Hand): Promise<void>;
  /** Resident memory of the first worker after its last step, bytes. */
  rss(): number;
  plan(): Plan;
  /** Writes another config; resolves when a worker says that it counts. */
  change(plan: Partial<Plan>): Promise<void>;
  /** Writes what is no config, and resolves when the workers have said so. */
  breakConfig(): Promise<void>;
  /** A call of the page of the first worker. */
  call(path: string): Promise<{ readonly status: number; readonly text: string } | undefined>;
}

export interface StageOptions {
  readonly project: string;
  readonly config: string;
  readonly places: Places;
  readonly began: number;
  readonly end: number;
  /** Real time for all of it. */
  readonly forMs: number;
  readonly firstPlan: Plan;
}

/** A run that was killed is taken over after so much of simulated time. */
const LEASE_MS = 10 * MINUTE;
const SHORTEST_STEP_MS = 5 * MINUTE;
const LONGEST_STEP_MS = 2 * HOUR;
/** Whoever waits for something that does not come is left behind by the clock, as by a real one. */
const PATIENCE_MS = 2500;
/** Whoever only works takes as long as it takes on this machine: a simulated hour is never shorter than its work. */
const LONGEST_WORK_MS = 100_000;
const LONGEST_RELOAD_MS = 10_000;

export function createStage(
  parts: Pick<Stage, 'servers' | 'tally' | 'random' | 'folder' | 'sizeMb' | 'database'> & {
    readonly clock: { now: number };
  },
  options: StageOptions,
): Stage {
  const { tally, clock } = parts;
  const { project, config, places, end, forMs, firstPlan } = options;
  const hands: Hand[] = [];
  const deadline = performance.now() + forMs;
  let plan = firstPlan;
  let stepMs = SHORTEST_STEP_MS;
  let lastRss = 0;

  const onTrouble = (line: Line): void => {
    const trouble = troubleOf(line);
    if (trouble !== undefined) tally.violations.push(trouble);
  };

  async function step(ms: number, asleep: Hand | undefined, waitMs: number): Promise<void> {
    const began = performance.now();
    clock.now += ms;
    tally.steps += 1;
    const awake = hands.filter((hand) => hand !== asleep);
    const answers = await Promise.all(awake.map((hand) => hand.step(clock.now + hand.aheadMs, waitMs)));
    lastRss = answers[0]?.rss ?? lastRss;
    // As fast as it takes to be through in time.
    const took = Math.max(performance.now() - began, 1);
    const left = Math.max(deadline - performance.now(), 1);
    const wanted = ((end - clock.now) * took) / left;
    const smooth = (3 * stepMs + wanted) / 4;
    stepMs = Math.min(Math.max(Math.ceil(smooth / MINUTE) * MINUTE, SHORTEST_STEP_MS), LONGEST_STEP_MS);
  }

  /** At once, as careful programs write. */
  const write = (text: string): void => {
    writeFileSync(`${config}.new`, text);
    renameSync(`${config}.new`, config);
  };

  const isIll = (): boolean => Object.values(parts.servers).some(({ mood }) => mood !== 'good');

  const heard = (text: RegExp) =>
    Promise.all(hands.map((hand) => hand.says(({ msg }) => text.test(msg), LONGEST_RELOAD_MS)));

  const stage: Stage = {
    ...parts,
    hands,
    now: () => clock.now,
    async live(ms, { asleep, waitMs } = {}) {
      const until = clock.now + ms;
      while (clock.now < until) {
        const patience = isIll() ? PATIENCE_MS : LONGEST_WORK_MS;
        await step(Math.min(stepMs, until - clock.now), asleep, waitMs ?? patience);
      }
    },
    begin() {
      clock.now += SHORTEST_STEP_MS;
      for (const hand of hands) hand.step(clock.now + hand.aheadMs, PATIENCE_MS).catch(() => undefined);
    },
    async hire() {
      const hand = await hire({ project, config, now: clock.now, leaseMs: LEASE_MS, onTrouble });
      tally.workers += 1;
      hands.push(hand);
      return hand;
    },
    async dismiss(hand) {
      hands.splice(hands.indexOf(hand), 1);
      if (hand.alive()) await hand.kill();
    },
    rss: () => lastRss,
    plan: () => plan,
    async change(next) {
      plan = { ...plan, ...next };
      const began = performance.now();
      const taken = heard(/is taken over$/);
      write(configText(places, plan));
      const lines = await taken;
      if (lines.includes(undefined)) tally.violations.push('a changed config was not taken over within 10 s');
      tally.reloads.push(Math.round(performance.now() - began));
    },
    async breakConfig() {
      const said = heard(/the worker goes on with what it had/);
      write('monitors: [\n');
      if ((await said).includes(undefined))
        tally.violations.push('a broken config was not told of within 10 s');
    },
    async call(path) {
      const page = hands[0]?.page();
      if (page === undefined) return undefined;
      const answer = await fetch(page + path, { signal: AbortSignal.timeout(20_000) });
      return { status: answer.status, text: await answer.text() };
    },
  };
  return stage;
}

/** What no treatment excuses. */
function troubleOf({ level, msg, ...rest }: Line): string | undefined {
  const text = JSON.stringify(rest);
  const isOurs = level >= 60 || text.includes('"code":"internal"');
  // A worker that stood still past its lease finds that its run is another's.
  return isOurs && !text.includes('taken over by another worker')
    ? `${msg} ${text.slice(0, 500)}`
    : undefined;
}
