import { randomUUID } from 'node:crypto';
import { isoTime } from '../../lib/time.ts';
import type { DeliveryClaim, NewDelivery, ToldSeries } from '../delivery.ts';
import { type CountsRow, toCounts, type WaitingRow } from '../rows/delivery-row.ts';
import { momentOf } from '../rows/moment.ts';
import type { Deliveries } from '../store.ts';
import type { Connection } from './connection.ts';

/** So many ended deliveries are deleted at once. */
const DELETED_AT_ONCE = 500;

/** The operations on `outbox` and `told`; `put` and `tell` are for a transaction of somebody else. */
export function createDeliveries({ db, read, write }: Connection): {
  readonly operations: Deliveries;
  put(delivery: NewDelivery, now: number): void;
  tell(monitor: string, told: ToldSeries): void;
} {
  const insert = db.prepare(`
    INSERT INTO outbox (target, key, news, created_at, due_at) VALUES (@target, @key, @news, @now, @dueAt)
    ON CONFLICT (target, key) DO NOTHING`);
  const upsertTold = db.prepare(`
    INSERT INTO told (monitor, series, verdict, at, thread) VALUES (@monitor, @series, @verdict, @at, @thread)
    ON CONFLICT (monitor, series) DO UPDATE SET verdict = @verdict, at = @at, thread = @thread`);
  const selectTold = db.prepare<[string], Omit<ToldSeries, 'at'> & { at: string }>(
    'SELECT series, verdict, at, thread FROM told WHERE monitor = ?',
  );
  const ended = db
    .prepare<[string], string>(`SELECT DISTINCT monitor FROM told WHERE thread = ? AND verdict = 'normal'`)
    .pluck();
  const columns = 'id, key, news, due_at, claimed_by, lease_until, attempts, created_at';
  const first = db.prepare<[string], WaitingRow>(
    `SELECT ${columns} FROM outbox WHERE target = ? AND state = 'waiting' ORDER BY id LIMIT 1`,
  );
  const tried = db
    .prepare<[string], number | null>(
      `SELECT min(id) FROM outbox WHERE target = ? AND state = 'waiting' AND attempts > 0`,
    )
    .pluck();
  const due = db
    .prepare<[string, string], number | null>(
      `SELECT min(id) FROM outbox WHERE target = ? AND state = 'waiting' AND attempts = 0 AND due_at <= ?`,
    )
    .pluck();
  const byId = db.prepare<[number], WaitingRow>(`SELECT ${columns} FROM outbox WHERE id = ?`);
  const hasten = db.prepare(`
    UPDATE outbox SET due_at = @now
    WHERE key = @key AND state = 'waiting' AND attempts = 0 AND due_at > @now AND due_at <= @until`);
  const nextHeld = db
    .prepare<[string, string], string | null>(
      `SELECT min(due_at) FROM outbox WHERE target = ? AND state = 'waiting' AND attempts = 0 AND due_at > ?`,
    )
    .pluck();
  const take = db.prepare('UPDATE outbox SET claimed_by = @token, lease_until = @until WHERE id = @id');
  const finish = db.prepare(`
    UPDATE outbox SET state = @state, ended_at = @endedAt, due_at = coalesce(@dueAt, due_at), reason = @reason,
      attempts = attempts + 1, claimed_by = NULL, lease_until = NULL
    WHERE id = @id AND claimed_by = @token`);
  const nthLastSent = db
    .prepare<[string, number], string>(
      `SELECT ended_at FROM outbox WHERE target = ? AND state = 'sent' ORDER BY ended_at DESC LIMIT 1 OFFSET ?`,
    )
    .pluck();
  const waiting = db.prepare<[string], WaitingRow>(`
    SELECT id, key, news, due_at, claimed_by, lease_until, attempts, created_at FROM outbox
    WHERE target = ? AND state = 'waiting' ORDER BY id`);
  const leave = db.prepare(`UPDATE outbox SET state = 'joined', ended_at = ? WHERE id = ?`);
  const counts = db.prepare<[], CountsRow>(`
    SELECT target, sum(state = 'waiting') AS waiting, min(iif(state = 'waiting', created_at, NULL)) AS oldest,
      sum(state = 'sent') AS sent, sum(state = 'dead') AS dead, max(iif(state = 'dead', ended_at, NULL)) AS dead_at,
      (SELECT reason FROM outbox AS o WHERE o.target = outbox.target AND state = 'dead'
        ORDER BY ended_at DESC, id DESC LIMIT 1) AS dead_reason,
      max(iif(state = 'waiting', reason, NULL)) AS reason
    FROM outbox GROUP BY target ORDER BY target`);
  const deleteEnded = db.prepare(`
    DELETE FROM outbox WHERE id IN
      (SELECT id FROM outbox WHERE state <> 'waiting' AND ended_at < ? LIMIT ${DELETED_AT_ONCE})`);

  /**
   * What is held back from its beginning, as in quiet hours, may be overtaken; what failed and is tried again may not. All that wait
   * are never looked through: as a rule the first of them is the one.
   */
  const oldest = (target: string, now: string): WaitingRow | undefined => {
    const row = first.get(target);
    if (row === undefined || row.attempts > 0 || row.due_at <= now) return row;
    const others = [tried.get(target), due.get(target, now)].filter((id) => typeof id === 'number');
    return others.length === 0 ? undefined : byId.get(Math.min(...others));
  };

  const put = ({ dueAt, ...delivery }: NewDelivery, now: number): void => {
    insert.run({ ...delivery, now: isoTime(now), dueAt: isoTime(dueAt) });
  };

  const tell = (monitor: string, told: ToldSeries): void => {
    upsertTold.run({ ...told, monitor, at: isoTime(told.at) });
  };

  return {
    put,
    tell,

    operations: {
      told: (monitor) =>
        read(() => selectTold.all(monitor).map(({ at, ...told }) => ({ ...told, at: Date.parse(at) }))),

      endedIn: (thread) => read(() => ended.all(thread)),

      enqueue: (deliveries, now, telling) =>
        write(() => {
          for (const delivery of deliveries) put(delivery, now);
          for (const told of telling?.told ?? []) tell(telling?.monitor ?? '', told);
        }),

      claimDelivery: (target, now, leaseMs) =>
        write((): DeliveryClaim | undefined => {
          const row = oldest(target, isoTime(now));
          if (row === undefined || Date.parse(row.due_at) > now) return undefined;
          if ((momentOf(row.lease_until) ?? 0) > now) return undefined;
          const token = randomUUID();
          const { id, key, news, attempts, created_at: createdAt } = row;
          take.run({ id, token, until: isoTime(now + leaseMs) });
          return { id, token, target, key, news, attempts, createdAt: Date.parse(createdAt) };
        }),

      endDelivery: ({ id, token }, end, now) =>
        write(() => {
          finish.run({
            ...{ id, token, state: end.state },
            endedAt: end.state === 'waiting' ? null : isoTime(now),
            dueAt: end.state === 'waiting' ? isoTime(end.dueAt) : null,
            reason: end.state === 'sent' ? null : end.reason,
          });
        }),

      hastenDeliveries: (keys, until, now) =>
        write(() => {
          const bound = { until: isoTime(until), now: isoTime(now) };
          return keys.reduce((sum, key) => sum + hasten.run({ ...bound, key }).changes, 0);
        }),

      nextDeliveryAt: (target, now) =>
        read(() => {
          const row = oldest(target, isoTime(now));
          if (row !== undefined && (momentOf(row.lease_until) ?? 0) > now) return momentOf(row.lease_until);
          const held = momentOf(nextHeld.get(target, isoTime(now)) ?? null);
          if (row === undefined) return held;
          return Math.min(Date.parse(row.due_at), held ?? Number.POSITIVE_INFINITY);
        }),

      nthLastSentAt: (target, n) => read(() => momentOf(nthLastSent.get(target, n - 1) ?? null)),

      joinWaiting: (target, mayJoin, join, now) =>
        write(() => {
          const all = waiting.all(target);
          if (all.length < 2 || all.some((row) => (momentOf(row.lease_until) ?? 0) > now)) return 0;
          const rows = all.filter(({ news }) => mayJoin(news));
          if (rows.length < 2) return 0;
          for (const { id } of rows) leave.run(isoTime(now), id);
          // In quiet hours it waits as they did.
          const dueAt = Math.min(...rows.map((row) => Date.parse(row.due_at)));
          put({ target, dueAt, ...join(rows.map(({ news }) => news)) }, now);
          return rows.length;
        }),

      deliveryCounts: () => read(() => counts.all().map(toCounts)),

      deleteDeliveriesBefore: (before) =>
        write(() => {
          const { changes } = deleteEnded.run(isoTime(before));
          return { deleted: changes, more: changes === DELETED_AT_ONCE };
        }),
    },
  };
}
