import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packQuestion, type QuestionContent, unpackQuestion } from '../../../src/questions/content.ts';
import { startClock } from '../../../src/store/postgres/clock.ts';
import { openStore } from '../../../src/store/postgres/store.ts';
import type { Shared } from '../../../src/store/shared.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Change } from '../../../src/store/watched.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../../support/postgres.ts';
import { newResult } from '../../support/results.ts';
import { finished, LEASE, NOON, windowAt } from '../contract/bench.ts';

const answer = {
  ...{ modelVerdict: null, claims: [], summary: null },
  reply: { text: 'Calm.', model: 'm', elapsedMs: 1, promptTokens: 1, completionTokens: 1 },
};
const content = (text: string) => Buffer.from(text);

describe.skipIf(!hasPostgres())(`workers on one PostgreSQL database (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  const stores: Store[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    await (await openStore(server.url())).close();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await server.emptyTables();
  });
  afterAll(() => server.stop());

  async function open(): Promise<Store & { readonly shared: Shared }> {
    const store = await openStore(server.url());
    stores.push(store);
    const { shared } = store;
    if (shared === undefined) throw new Error('it is shared');
    return { ...store, shared };
  }

  /** A run of a worker that ends with questions about these series; returns the ids of its results. */
  async function asked(
    store: Store,
    hours: number,
    ...series: readonly string[]
  ): Promise<readonly number[]> {
    const options = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3 };
    const run = await store.claimRun('m', windowAt(hours), options);
    if (run === undefined) throw new Error('the run should be free');
    const results = series.map((name) =>
      newResult({ series: name, toBeAsked: true, question: content(`${name} ${hours}`) }),
    );
    return store.finishRun(run, finished(results), NOON + hours);
  }
  const statusOf = async (store: Store, id: number | undefined) =>
    (await store.getResult(id ?? 0))?.result.exchange;

  it('ask each question once, however many of them look, and see it gone once it is answered', async () => {
    const store = await open();
    const others = await Promise.all([open(), open(), open()]);
    const ids = await asked(store, 0, 'a', 'b', 'c');
    const claims = await Promise.all(
      [...others, ...others].map(({ shared }) => shared.questions.claim(NOON, LEASE)),
    );
    const taken = claims.filter((claim) => claim !== undefined);
    expect(taken.map(({ resultId }) => resultId).sort()).toEqual([...ids].sort());
    expect(taken.map(({ content: bytes }) => bytes.toString()).sort()).toEqual(['a 0', 'b 0', 'c 0']);
    const [first, second] = taken;
    if (first === undefined || second === undefined) throw new Error('two were taken');
    await store.recordAnswer(first.resultId, answer, NOON);
    await store.recordNoReply([second.resultId], 'timeout', 'slow');
    expect(await server.query('SELECT count(*)::int AS n FROM questions')).toEqual([{ n: 1 }]);
  });

  it('take up what a dead one had begun, give back what they cannot end, and give up what ends worker after worker', async () => {
    const store = await open();
    const { questions } = store.shared;
    const [id] = await asked(store, 0, 'a');
    const given = await questions.claim(NOON, LEASE);
    if (given === undefined) throw new Error('it waits');
    await questions.release(given);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const claim = await questions.claim(NOON + attempt * LEASE, LEASE);
      expect(claim?.resultId).toBe(id);
      if (claim === undefined) return;
      expect(await questions.renew(claim, NOON + (attempt + 1) * LEASE)).toBe(true);
      expect(await questions.renew(given, NOON + 9 * LEASE)).toBe(false);
      expect(await questions.claim(NOON + (attempt + 1) * LEASE - 1, LEASE)).toBeUndefined();
    }
    expect(await questions.claim(NOON + 3 * LEASE, LEASE)).toBeUndefined();
    expect(await store.closeOrphanedQuestions(NOON + 3 * LEASE - 1)).toBe(0);
    expect(await store.closeOrphanedQuestions(NOON + 3 * LEASE)).toBe(1);
    expect(await statusOf(store, id)).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('ended 3 times'),
    });
  });

  it('leave the questions of a dead one in line: they wait in no memory', async () => {
    const store = await open();
    await asked(store, 0, 'a');
    await store.endWorker('w1');
    expect(await store.closeOrphanedQuestions(NOON + 9 * LEASE)).toBe(0);
    expect(await store.shared.questions.claim(NOON + 9 * LEASE, LEASE)).toBeDefined();
  });

  it('ask of a series no older window than the newest that waits, unless it is being asked', async () => {
    const store = await open();
    const [oldA, oldB] = await asked(store, 0, 'a', 'b');
    const underWay = await store.shared.questions.claim(NOON, LEASE);
    expect(underWay?.resultId).toBe(oldA);
    const [newA, newB] = await asked(store, 1, 'a', 'b');
    expect((await statusOf(store, oldB))?.status).toBe('superseded');
    expect((await statusOf(store, oldA))?.status).toBeNull();
    const rest = [
      await store.shared.questions.claim(NOON, LEASE),
      await store.shared.questions.claim(NOON, LEASE),
    ];
    expect(rest.map((claim) => claim?.resultId)).toEqual([newA, newB]);
  });

  it('hear what another has written, and of their own words only news', async () => {
    const [one, other] = [await open(), await open()];
    const heard: Record<'one' | 'other', Change[]> = { one: [], other: [] };
    one.shared.follow((change) => void heard.one.push(change));
    other.shared.follow((change) => void heard.other.push(change));
    const listening = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`;
    while ((await server.query(listening))[0]?.n !== 2)
      await new Promise((resolve) => setTimeout(resolve, 10));
    one.shared.tell({ kind: 'run', monitor: 'm' });
    one.shared.tell({ kind: 'run', monitor: 'm' });
    one.shared.tell({ kind: 'news' });
    await server.query(`SELECT pg_notify('plumbline', 'not JSON'), pg_notify('plumbline', '{"by":1}')`);
    while (heard.other.length < 2 || heard.one.length < 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard).toEqual({
      one: [{ kind: 'news' }],
      other: [{ kind: 'run', monitor: 'm' }, { kind: 'news' }],
    });
  });

  it('hear again after the server was restarted', async () => {
    const [one, other] = [await open(), await open()];
    const heard: Change[] = [];
    other.shared.follow((change) => void heard.push(change));
    await server.halt('crash');
    await server.start();
    while (heard.length === 0) {
      one.shared.tell({ kind: 'answer' });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(heard[0]).toEqual({ kind: 'answer' });
  });

  it('know who lives', async () => {
    const store = await open();
    await store.renewWorker('b', NOON + LEASE);
    await store.renewWorker('a', NOON + 2 * LEASE);
    expect(await store.shared.livingWorkers(NOON)).toEqual(['a', 'b']);
    expect(await store.shared.livingWorkers(NOON + LEASE)).toEqual(['a']);
  });

  it('go by the clock of the database, whatever their own says, to half a round trip', async () => {
    const store = await open();
    const { ms, errorMs } = store.shared.clockAhead();
    expect(Math.abs(ms)).toBeLessThan(errorMs + 50);
    expect(errorMs).toBeLessThan(500);
  });
});

describe('the clock of a database', () => {
  it('is as far off as it says at most, where the answer takes long on one way only', async () => {
    const aheadMs = 3_600_000;
    const ask = async <T>(work: (transaction: never) => Promise<T>): Promise<T> => {
      const rows = async () => {
        const now = Date.now() + aheadMs;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return [{ now }];
      };
      return work({ rows } as never);
    };
    const { clock, clockAhead, stop } = await startClock({ ask });
    const { ms, errorMs } = clockAhead();
    expect(Math.abs(ms - aheadMs)).toBeLessThanOrEqual(errorMs + 2);
    expect(Math.abs(clock() - Date.now() - aheadMs)).toBeLessThanOrEqual(errorMs + 2);
    stop();
  });
});

describe('a question on its way to another worker', () => {
  const question: QuestionContent = {
    series: {
      ...{ series: 's', times: Float64Array.of(1, 2), values: Float64Array.of(0.1, Number.NaN) },
      notes: newResult().notes,
    },
    view: {
      ...{ monitor: 'm', series: 's', unit: '°C', window: windowAt(0), statistics: newResult().statistics },
      ...{ findings: [], verdict: 'normal', judged: newResult().judged, limits: undefined },
    } as unknown as QuestionContent['view'],
    wordless: [],
  };

  it('is the same there, each number exactly', () => {
    expect(unpackQuestion(packQuestion(question))).toEqual({ content: question });
  });
});
