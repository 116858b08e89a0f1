import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/detect/finding.ts';
import { PlumblineError } from '../../../src/lib/errors.ts';
import { openStore } from '../../../src/store/postgres/store.ts';
import { openStore as openFile } from '../../../src/store/sqlite/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { hasPostgres, POSTGRES_HINT, type Postgres, startPostgres } from '../../support/postgres.ts';
import { newResult } from '../../support/results.ts';
import { finished, HOUR, LEASE } from '../contract/bench.ts';

const DOCS = readFileSync(new URL('../../../docs/results.md', import.meta.url), 'utf8');
const QUERIES = [...DOCS.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, sql = '']) => sql);

function dialectOf(sql: string): string | undefined {
  return /^-- (\w+)\n/.exec(sql)?.[1];
}

const now = Date.now();
const spike: Finding = {
  ...{ kind: 'spike', detector: 'spike', flag: 4, start: now, end: now, points: 1, observed: 31 },
  ...{ expected: null, score: 0.9, sentence: 'A spike.' },
};

/** Something for each query to find. */
async function fill(store: Store): Promise<void> {
  const claim = async (hours: number) => {
    const window = { start: now + (hours - 1) * HOUR, end: now + hours * HOUR };
    const run = await store.claimRun('m', window, { now, leaseMs: LEASE, worker: 'w', attempts: 1 });
    if (run === undefined) throw new Error('the run should be free');
    return run;
  };
  await store.failRun(await claim(-3), new PlumblineError('source_file', 'no file'), now);
  await store.finishRun(await claim(-2), { ...finished(), fallbackReason: 'away' }, now);
  const series = 'environment.temperature{room=lab}';
  const result = newResult({ series, verdict: 'anomalous', findings: [spike], toBeAsked: true });
  const [id = 0] = await store.finishRun(await claim(-1), finished([result]), now);
  const refuted = {
    start: 0,
    end: 2,
    text: 'It',
    kind: 'value',
    verdict: 'refuted',
    evidence: '',
    reading: '',
  } as const;
  const reply = { text: 'It is calm.', model: 'm', elapsedMs: 1, promptTokens: 1, completionTokens: 1 };
  await store.recordAnswer(id, { reply, modelVerdict: null, claims: [refuted], summary: null }, now);
}

describe.skipIf(!hasPostgres())(`the ready queries of docs/results.md (${POSTGRES_HINT})`, () => {
  let server: Postgres;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
    server = await startPostgres();
    const stores = [openFile(join(folder, 'p.db')), await openStore(server.url())];
    for (const store of stores) {
      await fill(store);
      await store.close();
    }
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const inFile = (sql: string): number => {
    const db = new Database(join(folder, 'p.db'), { readonly: true });
    try {
      return db.prepare(sql).all().length;
    } finally {
      db.close();
    }
  };

  it('are there, and those for one database in as many words for the other', () => {
    expect(QUERIES.length).toBeGreaterThan(7);
    const named = QUERIES.map(dialectOf).filter((dialect) => dialect !== undefined);
    expect(named.filter((dialect) => dialect === 'SQLite')).toHaveLength(named.length / 2);
  });

  it.each(QUERIES.map((sql) => [sql.split('\n').slice(0, 2).join(' '), sql]))(
    'finds something: %s',
    async (_, sql) => {
      const dialect = dialectOf(sql);
      if (dialect !== 'PostgreSQL') expect(inFile(sql)).toBeGreaterThan(0);
      if (dialect !== 'SQLite') expect((await server.query(sql)).length).toBeGreaterThan(0);
      if (dialect === undefined) expect(await server.query(sql)).toHaveLength(inFile(sql));
    },
  );
});
