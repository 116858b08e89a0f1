import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OLDEST } from '../../../src/store/postgres/deliveries.ts';
import { openStore } from '../../../src/store/postgres/store.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../../support/postgres.ts';
import { NOON } from '../contract/bench.ts';

const HELD = 5000;

/** A step of a plan, as far as it is looked at. */
interface Step {
  readonly rows: number;
  readonly steps: readonly Step[];
}
const step: z.ZodType<Step> = z.lazy(() =>
  z
    .looseObject({
      'Actual Rows': z.number(),
      'Actual Loops': z.number(),
      'Rows Removed by Filter': z.number().default(0),
      Plans: z.array(step).default([]),
    })
    .transform((one) => ({
      rows: (one['Actual Rows'] + one['Rows Removed by Filter']) * one['Actual Loops'],
      steps: one.Plans,
    })),
);
const explained = z.tuple([z.looseObject({ Plan: step })]);

const lookedAt = ({ rows, steps }: Step): number => steps.reduce((sum, one) => sum + lookedAt(one), rows);

describe.skipIf(!hasPostgres())(`the news that is next (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  let client: Client;
  beforeAll(async () => {
    server = await startPostgres();
    const store = await openStore(server.url());
    const newsOf = (target: string, count: number, dueAt: number) =>
      Array.from({ length: count }, (_, index) => ({ target, key: `k${index}`, news: '{}', dueAt }));
    await store.enqueue(newsOf('quiet', HELD, NOON + 3_600_000), NOON);
    // The statistics know of one target only.
    await server.query('ANALYZE outbox');
    await store.enqueue(newsOf('other', 3, NOON), NOON);
    await store.close();
    client = new Client({ connectionString: server.url() });
    await client.connect();
    await client.query(
      `SET plan_cache_mode = force_generic_plan; PREPARE next (text, timestamptz) AS ${OLDEST.text}`,
    );
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  const rowsFor = async (target: string, sql = 'SELECT 1'): Promise<number> => {
    await client.query(`BEGIN; ${sql}`);
    const at = new Date(NOON).toISOString();
    const found = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE next ('${target}', '${at}')`);
    await client.query('ROLLBACK');
    return lookedAt(explained.parse(found.rows[0]?.['QUERY PLAN'])[0].Plan);
  };

  it.each([
    ['is that of another target', 'other', 'SELECT 1'],
    ['is none, because all is held back', 'quiet', 'SELECT 1'],
    [
      'was tried before',
      'quiet',
      `UPDATE outbox SET attempts = 1 WHERE target = 'quiet' AND key = 'k${HELD - 1}'`,
    ],
    [
      'is no longer held back',
      'quiet',
      `UPDATE outbox SET due_at = '${new Date(NOON).toISOString()}' WHERE key = 'k900'`,
    ],
  ])('is found without looking at those that are held back where it %s', async (_, target, sql) => {
    expect(await rowsFor(target, sql)).toBeLessThan(30);
  });
});
