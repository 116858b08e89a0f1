import { isoTime } from '../../lib/time.ts';
import type { Shared } from '../shared.ts';
import { startClock } from './clock.ts';
import type { Connection } from './connection.ts';
import { createNotices } from './notices.ts';
import { createQuestions } from './questions.ts';
import { statement } from './statement.ts';

const LIVING = statement('SELECT id FROM workers WHERE lease_until > @now ORDER BY id');

/** What several workers on one database share. Measures the clock before it returns. */
export async function startShared(
  connection: Connection,
): Promise<{ readonly operations: Shared; stop(): Promise<void> }> {
  const { clock, clockAhead, stop } = await startClock(connection);
  const notices = createNotices(connection);
  return {
    operations: {
      clock,
      clockAhead,
      async livingWorkers(now) {
        const found = await connection.ask(({ rows }) =>
          rows<{ readonly id: string }>(LIVING, { now: isoTime(now) }),
        );
        return found.map(({ id }) => id);
      },
      tell: notices.tell,
      follow: notices.follow,
      questions: createQuestions(connection),
    },
    async stop() {
      stop();
      await notices.stop();
    },
  };
}
