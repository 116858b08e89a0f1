import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../src/app.ts';
import { copyAll } from '../src/copy.ts';
import type { Finding } from '../src/detect/finding.ts';
import { type Archive, createChecksum, OUTLINES } from '../src/store/archive.ts';
import { openStore as openPostgres } from '../src/store/postgres/store.ts';
import { openDatabase } from '../src/store/sqlite/database.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import type { Store } from '../src/store/store.ts';
import { finished, HOUR, LEASE, NOON, windowAt } from './store/contract/bench.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from './support/postgres.ts';
import { newResult } from './support/results.ts';

const options = { now: NOON, leaseMs: LEASE, worker: 'w', attempts: 3 };
const ODD = 'NUL \0, "quotes", \\u0000, 😀';
const spike: Finding = {
  ...{ kind: 'spike', detector: 'spike', flag: 4, start: NOON, end: NOON, points: 1, observed: 1e-7 },
  ...{ expected: [1, 2], score: 0.1 + 0.2, sentence: ODD },
};

/** Some of everything. */
async function fill(store: Store, runs: number): Promise<void> {
  for (let hours = 0; hours < runs; hours += 1) {
    const run = await store.claimRun('m', windowAt(hours * 40), options);
    if (run === undefined) throw new Error('the run should be free');
    const results = ['b', 'A', `c{x=${ODD}}`].map((series) =>
      newResult({ series, summary: ODD, findings: hours % 3 === 0 ? [spike] : [], toBeAsked: true }),
    );
    const key = { monitor: 'm', series: 'b', source: 'influx', seq: hours + 1 };
    const points = { times: Float64Array.of(hours + 0.25), values: Float64Array.of(Number.NaN) };
    const snapshot = { kind: 'snapshot', snapshot: Uint8Array.of(0, 255, 7) } as const;
    const content = hours === 0 ? snapshot : ({ kind: 'points', ...points } as const);
    const [id = 0] = await store.finishRun(
      run,
      {
        ...finished(results),
        took: { readMs: 1, judgeMs: 2 },
        baselines: [{ ...key, content }],
        deliveries: [{ target: 't', key: `k${hours}`, news: '{"a":1}', dueAt: NOON }],
        told: [{ series: 'b', verdict: 'normal', at: NOON, thread: 't' }],
      },
      NOON,
    );
    await store.recordPrompt(id, { messages: [{ role: 'user', content: ODD }], hash: 'h', model: 'm' }, NOON);
    await store.recordRejected(id, { attempt: 1, response: ODD, reason: 'no' }, NOON);
    const claim = {
      start: 0,
      end: 3,
      text: ODD,
      kind: 'value',
      verdict: 'supported',
      evidence: '',
      reading: '',
    } as const;
    const reply = { text: ODD, model: 'm', elapsedMs: 1, promptTokens: 1, completionTokens: 1 };
    await store.recordAnswer(id, { reply, modelVerdict: null, claims: [claim], summary: null }, NOON);
    await store.recordFeedback(id, 'right', ODD, NOON);
    await store.recordClaimFeedback(id, claim, { judgement: 'wrong', note: '' }, NOON);
  }
  await store.skipRuns('m', [{ ...windowAt(-1), reason: 'old' }], NOON);
  await store.recordEvaluation({
    at: NOON,
    data: 'd',
    model: 'm',
    role: 'r',
    promptHash: 'h',
    scores: '{}',
    outcomes: '[]',
  });
  const neighbour = { series: 'b', times: Float64Array.of(0.25), values: Float64Array.of(Number.NaN) };
  await store.keepNeighbours('m', NOON, [neighbour]);
  await store.recordDigest({ window: { start: NOON, end: NOON + HOUR }, state: 'told' }, [], NOON);
}

describe.skipIf(!hasPostgres())(`a copy (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  let folder: string;
  const open: Archive[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  });
  afterEach(async () => {
    for (const archive of open.splice(0)) await archive.close();
    rmSync(folder, { recursive: true });
  });

  const archive = async (place: { path: string; url?: string }, access: 'read' | 'create') => {
    const opened = await openArchive(place, access);
    open.push(opened);
    return opened;
  };
  const file = (name: string) => ({ path: join(folder, name) });
  const silent = () => {};

  async function filled(name: string, runs = 4): Promise<void> {
    const store = openStore(file(name).path);
    await fill(store, runs);
    await store.close();
  }

  function rowsOf(name: string): unknown {
    const db = new Database(file(name).path, { readonly: true });
    const plain = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value);
    const all = OUTLINES.map(({ name: table, key, json = [] }) =>
      db
        .prepare<[], Record<string, unknown>>(
          `SELECT * FROM ${table} ORDER BY ${key.map((one) => `"${one}"`).join(', ')}`,
        )
        .all()
        .map((row) =>
          Object.entries(row).map(([column, cell]) => [
            column,
            json.includes(column) && typeof cell === 'string'
              ? JSON.parse(cell, (_key, value) => plain(value))
              : plain(cell),
          ]),
        ),
    );
    db.close();
    return all;
  }

  it('to PostgreSQL and back has every row of every table, and work goes on there with new numbers', async () => {
    const url = server.url(await server.createDatabase());
    await filled('a.db');
    const from = await archive(file('a.db'), 'read');
    const there = await copyAll(from, await archive({ path: '', url }, 'create'), silent);
    expect(there.filter(({ rows }) => rows === 0)).toEqual([]);
    const store = await openPostgres(url);
    const run = await store.claimRun('m', windowAt(999), options);
    if (run === undefined) throw new Error('the run should be free');
    const step = { monitor: 'm', series: 'b', source: 'influx', seq: 5 };
    const content = { kind: 'points', times: Float64Array.of(9), values: Float64Array.of(9) } as const;
    const ids = await store.finishRun(run, { ...finished(), baselines: [{ ...step, content }] }, NOON);
    expect(ids).toEqual([13]);
    expect(await store.loadBaseline(step)).toMatchObject({
      seq: 5,
      times: Float64Array.of(1.25, 2.25, 3.25, 9),
    });
    await store.close();
  });

  it('that goes to PostgreSQL and back is what it was', async () => {
    const url = server.url(await server.createDatabase());
    await filled('a.db');
    await copyAll(await archive(file('a.db'), 'read'), await archive({ path: '', url }, 'create'), silent);
    const back = await archive(file('b.db'), 'create');
    await copyAll(await archive({ path: '', url }, 'read'), back, silent);
    expect(rowsOf('b.db')).toEqual(rowsOf('a.db'));
  });

  it('that was broken off goes on where it was', async () => {
    const url = server.url(await server.createDatabase());
    await filled('a.db', 70);
    const from = await archive(file('a.db'), 'read');
    const to = await archive({ path: '', url }, 'create');
    let left = 2;
    const breaking: Archive = {
      ...to,
      add: async (table, rows) => {
        left -= 1;
        if (left < 0) throw new Error('the power went');
        await to.add(table, rows);
      },
    };
    await expect(copyAll(from, breaking, silent)).rejects.toThrow('the power went');
    await expect(copyAll(await archive(file('other.db'), 'create'), to, silent)).rejects.toMatchObject({
      code: 'usage',
    });
    const copied = await copyAll(from, to, silent);
    expect(copied.find(({ table }) => table === 'results')).toMatchObject({ rows: 210, before: 200 });
    await expect(copyAll(from, to, silent)).rejects.toMatchObject({ code: 'usage' });
  });

  it('that is not the same is told', async () => {
    await filled('a.db');
    const from = await archive(file('a.db'), 'read');
    const to = await archive(file('b.db'), 'create');
    const lying: Archive = {
      ...to,
      add: (table, rows) =>
        to.add(table, table.name === 'told' ? rows.map((row) => ({ ...row, verdict: 'x' })) : rows),
    };
    await expect(copyAll(from, lying, silent)).rejects.toMatchObject({
      code: 'database_damaged',
      message: expect.stringContaining('told is not the same on both sides'),
    });
  });
});

it('a copy leaves out no table but the one of who is at work', () => {
  const db = openDatabase(':memory:');
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all();
  db.close();
  const copied = OUTLINES.map(({ name }) => name);
  expect(tables.filter((name) => !copied.includes(name))).toEqual(['workers']);
});

describe('a checksum', () => {
  const sumOf = (rows: readonly Record<string, string | number | null>[], json: readonly string[] = []) => {
    const sum = createChecksum({ name: 't', key: ['a'], json });
    for (const row of rows) sum.add(row);
    return sum.value();
  };

  it('is the same for JSON of one meaning, and for what one database has to replace', () => {
    expect(sumOf([{ a: '{"x": 1.0, "y": "\\u0000"}' }], ['a'])).toBe(
      sumOf([{ a: '{"y":"\ufffd","x":1}' }], ['a']),
    );
    expect(sumOf([{ a: 'x\0' }])).toBe(sumOf([{ a: 'x\ufffd' }]));
  });

  it('tells a number from a text, nothing from an empty text, and one column from another', () => {
    const sums = [
      { a: 1 },
      { a: '1' },
      { a: null },
      { a: '' },
      { b: 1 },
      { a: '{"x": 1}' },
      { a: '{"x":1}' },
    ].map((row) => sumOf([row]));
    expect(new Set(sums).size).toBe(sums.length);
  });
});
