import { openStore } from '../../src/store/postgres/store.ts';
import type { Postgres } from '../../test/support/postgres.ts';

/** What the two indexes of news that are tried again and held back cost and save, ms of the server for a piece of news. */
export interface OutboxFigures {
  /** To write one, as a run does, and to claim and end it; with the indexes and without. */
  readonly written: { readonly with: number; readonly without: number };
  readonly delivered: { readonly with: number; readonly without: number };
  /** To see that nothing is due, beside so many that quiet hours hold back. */
  readonly held: number;
  readonly nothingDue: { readonly with: number; readonly without: number };
}

const INDEXES = {
  outbox_tried: `(target, id) WHERE state = 'waiting' AND attempts > 0`,
  outbox_held: `(target, due_at, id) WHERE state = 'waiting' AND attempts = 0`,
};
const ROUNDS = 6;
const NEWS = 500;
const LOOKS = 50;
const HELD = 20_000;
const NOW = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

/** Rounds with and without the indexes, one after the other on the same database, so that both have the same neighbours. */
export async function measureOutbox(server: Postgres): Promise<OutboxFigures> {
  const database = await server.createDatabase();
  const store = await openStore(server.url(database));
  const times = { with: [0, 0, 0], without: [0, 0, 0] };
  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const newsOf = (target: string, count: number, dueAt: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ target, key: `${target}-${index}`, news: JSON.stringify({ kind: 'problem', index }), dueAt },
    }));
  await store.enqueue(newsOf('quiet', HELD, NOW + DAY), NOW);
  await server.query('ANALYZE outbox', database);
  for (let round = 0; round < ROUNDS; round += 1) {
    const which = round % 2 === 0 ? 'with' : 'without';
    for (const [name, what] of Object.entries(INDEXES))
      await server.query(
        which === 'with'
          ? `CREATE INDEX IF NOT EXISTS ${name} ON outbox ${what}`
          : `DROP INDEX IF EXISTS ${name}`,
        database,
      );
    const target = `t${round}`;
    const all = newsOf(target, NEWS, NOW);
    const spent = [
      await took(() => store.enqueue(all, NOW)),
      await took(async () => {
        for (let count = 0; count < NEWS; count += 1) {
          const claim = await store.claimDelivery(target, NOW, 30_000);
          if (claim !== undefined) await store.endDelivery(claim, { state: 'sent' }, NOW);
        }
      }),
      await took(async () => {
        for (let count = 0; count < LOOKS; count += 1) await store.claimDelivery('quiet', NOW, 30_000);
      }),
    ];
    times[which] = times[which].map((before, index) => before + (spent[index] ?? 0));
  }
  await store.close();
  const mean = (which: 'with' | 'without', index: number, count: number) =>
    Math.round((2000 * (times[which][index] ?? 0)) / (ROUNDS * count)) / 1000;
  const both = (index: number, count: number) => ({
    with: mean('with', index, count),
    without: mean('without', index, count),
  });
  return { written: both(0, NEWS), delivered: both(1, NEWS), held: HELD, nothingDue: both(2, LOOKS) };
}
