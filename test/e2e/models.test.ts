import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { crashes, createFleet, type Fleet } from '../../bench/torture/fleet.ts';
import { type QuickModel, type QuickModelOptions, startQuickModel } from '../../bench/workers/model.ts';
import { LOOK_AGAIN_MS } from '../../src/model/pool.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { freePorts } from '../support/free-ports.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../support/postgres.ts';
import { PROJECT, SAMPLE } from '../support/project.ts';

let folder: string;
let database: TestDatabase;
const fleets: Fleet[] = [];
const models: QuickModel[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-models-'));
});
afterEach(async () => {
  for (const fleet of fleets.splice(0)) await fleet.killAll();
  for (const model of models.splice(0)) await model.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function server(options: QuickModelOptions): Promise<QuickModel> {
  const started = await startQuickModel(options);
  models.push(started);
  return started;
}

/** Workers on the database whose questions are put to `url`: a window a second for each of so many monitors. */
function workers(name: string, model: string, { monitors = 4, web = 'off' } = {}): Fleet {
  const config = join(folder, `${name}.yaml`);
  const all = Array.from(
    { length: monitors },
    (_, index) =>
      `  - { name: m${index}, cron: "* * * * * *", window: 2h, delay: 0s, source: sample, history: 0s, ask: always,
      maxQuestions: 1, query: { measurement: environment, fields: [temperature] } }`,
  );
  writeFileSync(
    config,
    `
sources: { sample: { kind: csv, path: ${SAMPLE}, replay: true, tags: [room, sensor] } }
monitors:
${all.join('\n')}
model: ${model}
web: ${web}
database: { ${database.config} }
log: { level: warn, format: json }
`,
  );
  const fleet = createFleet(PROJECT, config);
  fleets.push(fleet);
  return fleet;
}

const urls = (...all: readonly QuickModel[]) => `{ url: [${all.map(({ url }) => `"${url}"`).join(', ')}] }`;

interface Asked {
  readonly model: string | null;
  readonly status: string;
  readonly n: number;
}

/** What came of the questions, by the model that answered. */
const outcomes = () =>
  database.rows<Asked>(
    `SELECT model, model_status AS status, count(*) AS n FROM results
     WHERE model_status IS NOT NULL AND model_status <> 'not_asked' GROUP BY model, model_status`,
  );

async function answeredBy(name: string): Promise<number> {
  const all = await outcomes().catch(() => []);
  return all.find(({ model, status }) => model === name && status === 'answered')?.n ?? 0;
}

const SLOW_MS = 1500;
const soon = { timeout: 60_000, interval: 250 };

describe('a worker with several model servers', () => {
  it('asks the quick one more than the slow one, one that fails only once it is well, and never one too small', {
    timeout: 180_000,
  }, async () => {
    database = await createTestDatabase(folder);
    const slow = await server({ name: 'slow', delayMs: SLOW_MS, contextTokens: 8192 });
    const ill = await server({ name: 'ill', contextTokens: 8192, delayMs: 50 });
    const small = await server({ name: 'small', contextTokens: 200 });
    ill.mood = 'failing';
    const [port = 0] = await freePorts(1);
    const fleet = workers('one', urls(slow, ill, small), { web: `{ listen: "127.0.0.1:${port}" }` });
    fleet.start();
    const wholly = {
      [slow.url]: 'slow: there',
      [ill.url]: 'ill: there',
      [small.url]: 'small: there',
    };
    await expect.poll(() => answeredBy('slow'), soon).toBeGreaterThan(3);
    // Asked once, and left alone; the question went on to the other.
    expect(ill.asked()).toBe(1);
    await expect.poll(() => statesOf(port), soon).toEqual({ ...wholly, [ill.url]: 'ill: away' });
    const alone = slow.answered();
    ill.mood = 'good';
    await expect.poll(() => answeredBy('ill'), soon).toBeGreaterThan(10);
    // It took a while until it was looked at again.
    expect(ill.answered()).toBeGreaterThan(slow.answered() - alone - LOOK_AGAIN_MS / SLOW_MS);
    await expect.poll(() => statesOf(port), soon).toEqual(wholly);
    expect(small.asked()).toBe(0);
    for (const one of [slow, ill]) expect(one.mostAtOnce()).toBe(1);
    const ended = (await outcomes()).map(({ status }) => status);
    expect(new Set(ended)).toEqual(new Set(['answered', 'superseded']));
    const [worker] = fleet.living();
    if (worker !== undefined) expect(await fleet.terminate(worker)).toBeLessThan(10_000);
    expect(crashes(fleet)).toEqual([]);
  });
});

const states = z.object({
  servers: z.array(z.object({ where: z.string(), model: z.string(), state: z.string() })),
});

async function statesOf(port: number): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/model`).catch(() => undefined);
  if (answer === undefined) return {};
  const { servers } = states.parse(await answer.json());
  return Object.fromEntries(servers.map(({ where, model, state }) => [where, `${model}: ${state}`]));
}

describe.skipIf(!hasPostgres())(`workers that share their questions (${POSTGRES_HINT})`, () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    database = await createTestDatabase(folder, postgres.url());
  });

  it('leave them to the one that has models, which asks all of its servers at once; after its death another does', {
    timeout: 180_000,
  }, async () => {
    const [left, right] = [
      await server({ name: 'left', delayMs: 400 }),
      await server({ name: 'right', delayMs: 400 }),
    ];
    const others = workers('others', '{ url: others }');
    others.start();
    await expect.poll(() => waiting(), soon).toBeGreaterThan(2);
    expect(await outcomes()).not.toContainEqual(expect.objectContaining({ status: 'answered' }));
    const askers = workers('askers', urls(left, right));
    const first = askers.start();
    for (const name of ['left', 'right']) await expect.poll(() => answeredBy(name), soon).toBeGreaterThan(2);
    expect([left.mostAtOnce(), right.mostAtOnce()]).toEqual([1, 1]);
    await expect.poll(() => underWay(), { ...soon, interval: 20 }).toBeGreaterThan(1);
    await askers.kill(first);
    const before = left.answered() + right.answered();
    askers.start();
    // What the first one had begun is free when its lease ends.
    await expect
      .poll(async () => [left.answered() + right.answered() > before, await orphans()], {
        timeout: 90_000,
        interval: 500,
      })
      .toEqual([true, 0]);
    const ended = await outcomes();
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['answered', 'superseded']));
    for (const fleet of [others, askers]) expect(crashes(fleet)).toEqual([]);
  });
});

async function countOf(table: string): Promise<number> {
  const [found] = await database.rows<{ readonly n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return found?.n ?? 0;
}

const waiting = () => countOf('questions').catch(() => 0);
const underWay = () => countOf('questions WHERE claimed_by IS NOT NULL');
/** Questions whose worker has died. */
const orphans = () => countOf('questions WHERE lease_until < now()');
