import { randomUUID } from 'node:crypto';
import { isoTime } from '../../lib/time.ts';
import type { DeliveryClaim, NewDelivery, ToldSeries } from '../delivery.ts';
import { type CountsRow, toCounts, type WaitingRow } from '../rows/delivery-row.ts';
import { momentOf } from '../rows/moment.ts';
import type { Deliveries } from '../store.ts';
import type { Connection, Transaction } from './connection.ts';
import { inTurn } from './in-turn.ts';
import { lockTarget } from './locks.ts';
import { statement } from './statement.ts';

/** So many ended deliveries are deleted at once. */
const DELETED_AT_ONCE = 500;

const INSERT = statement(`
  INSERT INTO outbox (target, key, news, created_at, due_at) VALUES (@target, @key, @news, @now, @dueAt)
  ON CONFLICT (target, key) DO NOTHING`);
const UPSERT_TOLD = statement(`
  INSERT INTO told (monitor, series, verdict, at, thread) VALUES (@monitor, @series, @verdict, @at, @thread)
  ON CONFLICT (monitor, series) DO UPDATE SET verdict = excluded.verdict, at = excluded.at, thread = excluded.thread`);
const TOLD = statement('SELECT series, verdict, at, thread FROM told WHERE monitor = @monitor');
const ENDED = statement(`SELECT DISTINCT monitor FROM told WHERE thread = @thread AND verdict = 'normal'`);
const WAITING_COLUMNS = 'id, key, news, due_at, claimed_by, lease_until, attempts, created_at';
// What is held back from its beginning, as in quiet hours, may be overtaken; what failed and is tried again may not.
// All that wait are never looked through: as a rule the first of them is the one, else two indexes know it. It is asked for so that no
// other index will do: whose statistics are of one target only takes all to be of that one, and reads them by their number.
const firstOf = (where: string): string => `
  SELECT id, attempts, due_at FROM (
    SELECT target, id, attempts, due_at FROM outbox WHERE (target, id) > (@target, 0) AND ${where} ORDER BY target, id LIMIT 1
  ) AS next WHERE target = @target`;
const OLDEST_SQL = `
  WITH first AS (${firstOf("state = 'waiting'")})
  SELECT ${WAITING_COLUMNS} FROM outbox WHERE id = (
    SELECT CASE WHEN attempts > 0 OR due_at <= @now THEN id ELSE least(
      (SELECT id FROM (${firstOf("state = 'waiting' AND attempts > 0")}) AS tried),
      (SELECT min(id + 0) FROM outbox
        WHERE target = @target AND state = 'waiting' AND attempts = 0 AND due_at <= @now)) END
    FROM first)`;
/** The news that a target gets next; exported for the test of its plan. */
export const OLDEST = statement(OLDEST_SQL);
const HASTEN = statement(`
  UPDATE outbox SET due_at = @now
  WHERE key = ANY(@keys::text[]) AND state = 'waiting' AND attempts = 0 AND due_at > @now AND due_at <= @until`);
const NEXT_HELD = statement(`
  SELECT min(due_at) AS due_at FROM outbox
  WHERE target = @target AND state = 'waiting' AND attempts = 0 AND due_at > @now`);
const TAKE = statement(`
  UPDATE outbox SET claimed_by = @token, lease_until = @until
  WHERE id = (SELECT id FROM (${OLDEST_SQL}) AS oldest) AND due_at <= @now
    AND (lease_until IS NULL OR lease_until <= @now OR claimed_by = @token)
  RETURNING ${WAITING_COLUMNS}`);
const FINISH = statement(`
  UPDATE outbox SET state = @state, ended_at = @endedAt, due_at = coalesce(@dueAt, due_at), reason = @reason,
    attempts = attempts + 1, claimed_by = NULL, lease_until = NULL
  WHERE id = @id AND claimed_by = @token`);
const NTH_LAST_SENT = statement(`
  SELECT ended_at FROM outbox WHERE target = @target AND state = 'sent' ORDER BY ended_at DESC LIMIT 1 OFFSET @offset`);
const WAITING = statement(
  `SELECT ${WAITING_COLUMNS} FROM outbox WHERE target = @target AND state = 'waiting' ORDER BY id`,
);
const LEAVE = statement(`UPDATE outbox SET state = 'joined', ended_at = @now WHERE id = ANY(@ids::bigint[])`);
const COUNTS = statement(`
  SELECT target, count(*) FILTER (WHERE state = 'waiting') AS waiting,
    min(created_at) FILTER (WHERE state = 'waiting') AS oldest,
    count(*) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE state = 'dead') AS dead,
    max(ended_at) FILTER (WHERE state = 'dead') AS dead_at,
    (SELECT reason FROM outbox AS o WHERE o.target = outbox.target AND state = 'dead'
      ORDER BY ended_at DESC, id DESC LIMIT 1) AS dead_reason,
    max(reason) FILTER (WHERE state = 'waiting') AS reason
  FROM outbox GROUP BY target ORDER BY target`);
const DELETE_ENDED = statement(`
  DELETE FROM outbox WHERE id IN
    (SELECT id FROM outbox WHERE state <> 'waiting' AND ended_at < @before LIMIT ${DELETED_AT_ONCE})`);

/** Writes news, within the transaction of somebody else. */
export async function putAll(
  { change }: Transaction,
  deliveries: readonly NewDelivery[],
  now: number,
): Promise<void> {
  await inTurn(
    deliveries.map(({ target, key, news, dueAt }) =>
      change(INSERT, { target, key, news, now: isoTime(now), dueAt: isoTime(dueAt) }),
    ),
  );
}

/** Says what will have been told of a series, within the transaction of somebody else. */
export async function tell({ change }: Transaction, monitor: string, told: ToldSeries): Promise<void> {
  const { series, verdict, at, thread } = told;
  await change(UPSERT_TOLD, { monitor, series, verdict, thread, at: isoTime(at) });
}

/** The operations on `outbox` and `told`. */
export function createDeliveries({ ask, read, write, writeAtOnce }: Connection): Deliveries {
  return {
    async told(monitor) {
      type Row = Omit<ToldSeries, 'at'> & { readonly at: string };
      const found = await ask(({ rows }) => rows<Row>(TOLD, { monitor }));
      return found.map(({ at, ...told }) => ({ ...told, at: Date.parse(at) }));
    },

    async endedIn(thread) {
      const found = await ask(({ rows }) => rows<{ readonly monitor: string }>(ENDED, { thread }));
      return found.map(({ monitor }) => monitor);
    },

    enqueue: (deliveries, now, telling) =>
      write(async (transaction) => {
        await putAll(transaction, deliveries, now);
        await inTurn((telling?.told ?? []).map((one) => tell(transaction, telling?.monitor ?? '', one)));
      }),

    claimDelivery(target, now, leaseMs) {
      const token = randomUUID();
      return writeAtOnce(async (transaction): Promise<DeliveryClaim | undefined> => {
        const [, [taken]] = await inTurn([
          lockTarget(transaction, target),
          transaction.rows<WaitingRow>(TAKE, {
            ...{ target, token },
            ...{ now: isoTime(now), until: isoTime(now + leaseMs) },
          }),
        ]);
        if (taken === undefined) return undefined;
        const { id, key, news, attempts, created_at: createdAt } = taken;
        return { id, token, target, key, news, attempts, createdAt: Date.parse(createdAt) };
      });
    },

    endDelivery: ({ id, token }, end, now) =>
      ask(async ({ change }) => {
        await change(FINISH, {
          ...{ id, token, state: end.state },
          endedAt: end.state === 'waiting' ? null : isoTime(now),
          dueAt: end.state === 'waiting' ? isoTime(end.dueAt) : null,
          reason: end.state === 'sent' ? null : end.reason,
        });
      }),

    hastenDeliveries: (keys, until, now) =>
      ask(({ change }) => change(HASTEN, { keys, until: isoTime(until), now: isoTime(now) })),

    nextDeliveryAt: (target, now) =>
      read(async ({ rows }) => {
        const when = { target, now: isoTime(now) };
        const [[row], [next]] = await inTurn([
          rows<WaitingRow>(OLDEST, when),
          rows<{ readonly due_at: string | null }>(NEXT_HELD, when),
        ]);
        const leasedUntil = momentOf(row?.lease_until ?? null) ?? 0;
        if (leasedUntil > now) return leasedUntil;
        const held = momentOf(next?.due_at ?? null);
        if (row === undefined) return held;
        return Math.min(Date.parse(row.due_at), held ?? Number.POSITIVE_INFINITY);
      }),

    async nthLastSentAt(target, n) {
      const [row] = await ask(({ rows }) =>
        rows<{ readonly ended_at: string }>(NTH_LAST_SENT, { target, offset: n - 1 }),
      );
      return momentOf(row?.ended_at ?? null);
    },

    joinWaiting: (target, mayJoin, join, now) =>
      write(async (transaction) => {
        await lockTarget(transaction, target);
        const all = await transaction.rows<WaitingRow>(WAITING, { target });
        if (all.some((row) => (momentOf(row.lease_until) ?? 0) > now)) return 0;
        const found = all.filter(({ news }) => mayJoin(news));
        if (found.length < 2) return 0;
        await transaction.change(LEAVE, { now: isoTime(now), ids: found.map(({ id }) => id) });
        // In quiet hours it waits as they did.
        const dueAt = Math.min(...found.map((row) => Date.parse(row.due_at)));
        await putAll(transaction, [{ target, dueAt, ...join(found.map(({ news }) => news)) }], now);
        return found.length;
      }),

    deliveryCounts: async () => (await ask(({ rows }) => rows<CountsRow>(COUNTS))).map(toCounts),

    async deleteDeliveriesBefore(before) {
      const deleted = await ask(({ change }) => change(DELETE_ENDED, { before: isoTime(before) }));
      return { deleted, more: deleted === DELETED_AT_ONCE };
    },
  };
}
