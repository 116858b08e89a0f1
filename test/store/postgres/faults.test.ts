import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type CuttingProxy, startCuttingProxy } from '../../support/cutting-proxy.ts';
import {
  hasPostgres,
  PASSWORD,
  POSTGRES_HINT,
  type Postgres,
  startPostgres,
} from '../../support/postgres.ts';
import { newResult } from '../../support/results.ts';
import { finished, LEASE, NOON, windowAt } from '../contract/bench.ts';

const options = { now: NOON, leaseMs: LEASE, worker: 'w1', attempts: 3 };
const key = { monitor: 'm', series: 'a', source: 'influx' };
const hello = { target: 'phone', key: 'k1', news: '{}', dueAt: NOON };
const reply = { text: 'Calm.', model: 'm', elapsedMs: 1, promptTokens: 1, completionTokens: 1 };

/** So many statements no operation here has; to be cut after the last one is not to be cut. */
const MOST_MESSAGES = 40;

describe.skipIf(!hasPostgres())(`on a real server (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  let proxy: CuttingProxy;
  const stores: Store[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    proxy = await startCuttingProxy(server.port);
    await (await openStore(server.url())).close();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await server.emptyTables();
  });
  afterAll(async () => {
    await proxy.close();
    await server.stop();
  });

  const open = async (url = server.url(), patience?: { patienceMs: number }): Promise<Store> => {
    const store = await openStore(url, 'create', patience);
    stores.push(store);
    return store;
  };

  async function claim(store: Store, hours = 0) {
    const run = await store.claimRun('m', windowAt(hours), options);
    if (run === undefined) throw new Error('the run should be free');
    return run;
  }

  describe('an operation whose connection is lost in any of its statements', () => {
    const throughProxy = () => open(server.url().replace(`:${server.port}/`, `:${proxy.port}/`));

    /** Does something again and again, cut at one statement more each time, until it was not cut. */
    async function cutEverywhere(
      when: 'before' | 'after',
      work: (store: Store, round: number) => Promise<void>,
    ): Promise<number> {
      const store = await throughProxy();
      for (let at = 1; at < MOST_MESSAGES; at += 1) {
        await store.lastWindowEnd('m');
        proxy.cutAt(at, when);
        await work(store, at);
        if (proxy.messages() < at) return at - 1;
      }
      throw new Error('it has no end');
    }

    it.each(['before', 'after'] as const)(
      'claims and finishes a run once, cut %s',
      async (when) => {
        const direct = await open();
        await direct.saveBaselines(
          'm',
          [{ ...key, seq: 1, content: { kind: 'snapshot', snapshot: Uint8Array.of(1) } }],
          0,
        );
        let rounds = 0;
        const cuts = await cutEverywhere(when, async (store, round) => {
          const run = await claim(store, round);
          expect(run.attempt).toBe(1);
          const points = { times: Float64Array.of(round), values: Float64Array.of(round) };
          const [id] = await store.finishRun(
            run,
            {
              ...finished([newResult({ toBeAsked: true })]),
              baselines: [{ ...key, seq: round + 1, content: { kind: 'points', ...points } }],
              deliveries: [{ ...hello, key: `k${round}` }],
            },
            NOON,
          );
          await store.recordAnswer(id ?? 0, { reply, modelVerdict: null, claims: [], summary: null }, NOON);
          const delivery = await store.claimDelivery('phone', NOON, LEASE);
          if (delivery === undefined) throw new Error('it should be free');
          await store.endDelivery(delivery, { state: 'sent' }, NOON);
          rounds = round;
        });
        expect(cuts).toBeGreaterThan(18);
        expect(
          await server.query('SELECT status, attempt, count(*)::int AS n FROM runs GROUP BY 1, 2'),
        ).toEqual([{ status: 'done', attempt: 1, n: rounds }]);
        expect(await server.query('SELECT model_status, count(*)::int AS n FROM results GROUP BY 1')).toEqual(
          [{ model_status: 'answered', n: rounds }],
        );
        expect(await direct.loadBaseline(key)).toMatchObject({
          seq: rounds + 1,
          times: Float64Array.from({ length: rounds }, (_, index) => index + 1),
        });
        expect(await direct.deliveryCounts()).toMatchObject([{ sent: rounds, waiting: 0 }]);
        expect(await server.query('SELECT max(attempts) AS most FROM outbox')).toEqual([{ most: 1 }]);
      },
      120_000,
    );
  });

  it('goes on after the server was restarted, also after a crash', async () => {
    const store = await open();
    const run = await claim(store);
    for (const how of ['fast', 'crash'] as const) {
      await server.halt(how);
      const later = store.recentRuns('m', 1);
      await server.start();
      expect(await later).toMatchObject([{ status: 'running' }]);
    }
    await store.finishRun(run, finished(), NOON);
  });

  it('says of a server that stays away how to mend it, without the password, and that it may be tried again', async () => {
    const store = await open(server.url(), { patienceMs: 300 });
    await server.halt('crash');
    const error = await store.lastWindowEnd('m').catch((thrown) => thrown);
    await server.start();
    expect(error).toMatchObject({ code: 'database_unreachable', retryable: true });
    expect(`${error.message} ${error.hint} ${error.cause.stack}`).not.toContain(PASSWORD);
    expect(error.message).toContain(
      `postgres://plumbline@127.0.0.1:${server.port}/postgres cannot be reached`,
    );
  });

  it('does again what was in the way of another transaction', async () => {
    const store = await open();
    const run = await claim(store);
    const { Client } = await import('pg');
    const other = new Client({ connectionString: server.url() });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE series IN EXCLUSIVE MODE');
    const done = store.finishRun(run, finished(), NOON);
    const isWaiting = async () =>
      (await server.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).length > 0;
    while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 10));
    // Whoever began to wait first is the one that PostgreSQL ends.
    const theirs = other.query(`UPDATE runs SET error = 'seen' WHERE monitor = 'm'`);
    await theirs;
    await other.query('COMMIT');
    await other.end();
    expect(await done).toHaveLength(1);
    expect(await store.recentRuns('m', 1)).toMatchObject([{ status: 'done' }]);
    expect(
      await server.query(
        `SELECT deadlocks::int > 0 AS some FROM pg_stat_database WHERE datname = 'postgres'`,
      ),
    ).toEqual([{ some: true }]);
  });

  it('lets more operations at once than there are connections wait for each other', async () => {
    const store = await open();
    const all = Array.from({ length: 60 }, (_, index) => store.claimRun(`m${index}`, windowAt(0), options));
    expect((await Promise.all(all)).every((run) => run?.attempt === 1)).toBe(true);
  });

  it('waits where the server lets no more connections in', async () => {
    const { Client } = await import('pg');
    const others: InstanceType<typeof Client>[] = [];
    const free = 3;
    const limit = 60 - free;
    for (;;) {
      const one = new Client({ connectionString: server.url() });
      one.on('error', () => {});
      if (
        others.length >= limit ||
        !(await one.connect().then(
          () => true,
          () => false,
        ))
      )
        break;
      others.push(one);
    }
    const store = openStore(server.url(), 'create', { patienceMs: 10_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const one of others) await one.end();
    stores.push(await store);
  });

  it('says of a database that somebody has emptied what to do', async () => {
    const name = await server.createDatabase();
    const store = await open(server.url(name));
    await server.query('DROP TABLE series CASCADE', name);
    await expect(store.allSeries()).rejects.toMatchObject({
      ...{ code: 'database_damaged', hint: expect.stringContaining('Restore it from a backup') },
    });
  });

  it('takes up months that another worker has dropped', async () => {
    const [one, other] = [await open(), await open()];
    await one.finishRun(await claim(one, -2400), finished(), NOON);
    await other.finishRun(await claim(other, 0), finished(), NOON);
    await other.deleteRunsBefore(NOON - 1000 * 3_600_000);
    await one.skipRuns('m', [{ ...windowAt(-2400), reason: 'late' }], NOON);
    expect(await one.findRuns({ status: 'skipped', limit: 9 })).toHaveLength(1);
  });
});

describe.skipIf(!hasPostgres())(`on a server with a standby (${POSTGRES_HINT})`, () => {
  it('only reads of the standby, and goes on with it once it was promoted', async () => {
    const first = await startPostgres();
    try {
      const second = await first.standby();
      const both = first.url().replace(`:${first.port}/`, `:${second.port},127.0.0.1:${first.port}/`);
      const store = await openStore(both);
      const run = await store.claimRun('m', windowAt(0), options);
      if (run === undefined) throw new Error('the run should be free');
      // The tables themselves have to arrive there first.
      const isThere = () =>
        second.query('SELECT 1 FROM runs').then(
          (rows) => rows.length > 0,
          () => false,
        );
      while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
      const follower = await openStore(second.url(), 'read');
      await expect(
        openStore(second.url(), 'create', { patienceMs: 100 }).then((one) =>
          one.claimRun('m', windowAt(1), options),
        ),
      ).rejects.toMatchObject({
        code: 'database_unreachable',
        message: expect.stringContaining('standby'),
      });
      await first.halt('crash');
      const done = store.finishRun(run, finished(), NOON);
      await second.promote();
      expect(await done).toHaveLength(1);
      expect(await follower.recentRuns('m', 1)).toMatchObject([{ status: 'done' }]);
      await follower.close();
      await store.close();
    } finally {
      await first.stop();
    }
  }, 120_000);
});
