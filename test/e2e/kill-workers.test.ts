import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killMany } from '../../bench/workers/kill-many.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../support/postgres.ts';
import { PROJECT } from '../support/project.ts';

// The short form of `npm run torture:workers`.
describe.skipIf(!hasPostgres())(`four workers on PostgreSQL (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('that are killed one after the other lose no window, do none twice, and write none by half', {
    timeout: 300_000,
  }, async () => {
    const seed = new Date().toISOString().slice(0, 10);
    const report = await killMany({ project: PROJECT, url: server.url(), kills: 16, seed });
    expect(report.violations, `seed ${seed}`).toEqual([]);
    expect(report.windows).toBeGreaterThan(20);
    expect(report.answered).toBeGreaterThan(0);
  });
});
