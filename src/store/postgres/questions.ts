import { randomUUID } from 'node:crypto';
import { isoTime } from '../../lib/time.ts';
import type { NewResult } from '../result.ts';
import type { SharedQuestions } from '../shared.ts';
import type { Connection, Transaction } from './connection.ts';
import { inTurn } from './in-turn.ts';
import { statement } from './statement.ts';

/** Workers that may end in the middle of one question: it may be what ends them. */
const MOST_ATTEMPTS = 3;

const INSERT = statement(`
  INSERT INTO questions (result_id, monitor, series, window_end, asked_at, content)
  SELECT q.id, @monitor, q.series, @end, @now, q.content
  FROM unnest(@ids::bigint[], @series::text[], @contents::bytea[]) AS q(id, series, content)`);
const SUPERSEDE = statement(`
  WITH older AS (
    DELETE FROM questions WHERE monitor = @monitor AND series = ANY(@series::text[]) AND window_end < @end
      AND (claimed_by IS NULL OR lease_until <= @now) RETURNING result_id)
  UPDATE results SET model_status = 'superseded', model_reason = 'a newer window of the series came before its turn'
  WHERE id IN (SELECT result_id FROM older) AND model_status IS NULL`);
const CLAIM = statement(`
  UPDATE questions SET claimed_by = @token, lease_until = @until, attempts = attempts + 1
  WHERE result_id = (
    SELECT result_id FROM questions
    WHERE (claimed_by IS NULL OR lease_until <= @now) AND attempts < ${MOST_ATTEMPTS}
    ORDER BY asked_at, result_id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING result_id, content`);
const OURS = 'result_id = @id AND claimed_by = @token';
const RENEW = statement(`UPDATE questions SET lease_until = @until WHERE ${OURS}`);
const RELEASE = statement(
  `UPDATE questions SET claimed_by = NULL, lease_until = NULL, attempts = attempts - 1 WHERE ${OURS}`,
);
const GIVE_UP = statement(`
  WITH hopeless AS (
    DELETE FROM questions WHERE attempts >= ${MOST_ATTEMPTS} AND lease_until <= @now RETURNING result_id)
  UPDATE results SET model_status = 'unavailable',
    model_reason = 'the worker that asked ended ${MOST_ATTEMPTS} times before the model had answered'
  WHERE id IN (SELECT result_id FROM hopeless) AND model_status IS NULL`);

/** Writes the questions of a run, within the transaction that ends it; those of older windows are superseded. */
export async function putQuestions(
  { change }: Transaction,
  run: { readonly monitor: string; readonly end: string },
  results: readonly NewResult[],
  ids: readonly number[],
  now: number,
): Promise<void> {
  const asked = results.flatMap(({ series, question }, index) => {
    const id = ids[index];
    return question === undefined || id === undefined ? [] : [{ id, series, question }];
  });
  if (asked.length === 0) return;
  const where = { ...run, now: isoTime(now), series: asked.map(({ series }) => series) };
  const contents = asked.map(({ question }) => question);
  await inTurn([
    change(SUPERSEDE, where),
    change(INSERT, { ...where, ids: asked.map(({ id }) => id), contents }),
  ]);
}

/** Ends questions in which worker after worker ended, within the transaction of somebody else; returns how many. */
export function giveUpQuestions({ change }: Transaction, now: string): Promise<number> {
  return change(GIVE_UP, { now });
}

export function createQuestions({ ask }: Connection): SharedQuestions {
  return {
    async claim(now, leaseMs) {
      const token = randomUUID();
      const [row] = await ask(({ rows }) =>
        rows<{ readonly result_id: number; readonly content: Buffer }>(CLAIM, {
          token,
          now: isoTime(now),
          until: isoTime(now + leaseMs),
        }),
      );
      return row === undefined ? undefined : { resultId: row.result_id, token, content: row.content };
    },

    renew: async ({ resultId: id, token }, until) =>
      (await ask(({ change }) => change(RENEW, { id, token, until: isoTime(until) }))) === 1,

    release: ({ resultId: id, token }) =>
      ask(async ({ change }) => {
        await change(RELEASE, { id, token });
      }),
  };
}
