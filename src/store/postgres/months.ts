import { PlumblineError } from '../../lib/errors.ts';
import { isoTime } from '../../lib/time.ts';
import type { Connection } from './connection.ts';
import { lacksMonth } from './errors.ts';
import { statement } from './statement.ts';

const KEEP = statement('SELECT keep_month(@moment::timestamptz)');

/** The parts of the tables that are kept by the month of their windows' ends. */
export interface Months {
  /** Does work that writes windows with these ends, their months being there; again, where one was dropped meanwhile. */
  during<T>(ends: readonly number[], work: () => Promise<T>): Promise<T>;
}

export function createMonths({ ask }: Connection): Months {
  const kept = new Set<string>();

  const keep = async (ends: readonly number[]): Promise<void> => {
    for (const month of new Set(ends.map((end) => isoTime(end).slice(0, 7)))) {
      if (kept.has(month)) continue;
      await ask(({ rows }) => rows(KEEP, { moment: `${month}-01T00:00:00Z` }));
      kept.add(month);
    }
  };

  return {
    async during(ends, work) {
      await keep(ends);
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof PlumblineError) || !lacksMonth(thrown.cause)) throw thrown;
        kept.clear();
        await keep(ends);
        return work();
      }
    },
  };
}
