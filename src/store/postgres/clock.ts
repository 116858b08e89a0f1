import type { Shared } from '../shared.ts';
import type { Connection } from './connection.ts';
import { statement } from './statement.ts';

const NOW = statement('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now');

/** Measured anew this often; between two measurements this machine's steady clock counts on, which nobody sets. */
const MEASURE_MS = 10_000;
/** Of several answers the quickest says most. */
const SAMPLES = 3;
/** What a clock that nobody disciplines may drift: far more than quartz does. */
const DRIFT = 0.0005;

export interface DatabaseClock extends Pick<Shared, 'clock' | 'clockAhead'> {
  stop(): void;
}

/** The database's clock, measured now and every ten seconds: to half a round trip, and what the clocks drifted since. */
export async function startClock({ ask }: Pick<Connection, 'ask'>): Promise<DatabaseClock> {
  let best = await measure();

  async function measure() {
    const samples: { readonly at: number; readonly now: number; readonly errorMs: number }[] = [];
    for (let count = 0; count < SAMPLES; count += 1) {
      const before = performance.now();
      const [row] = await ask(({ rows }) => rows<{ readonly now: number }>(NOW));
      const after = performance.now();
      samples.push({ at: (before + after) / 2, now: row?.now ?? Number.NaN, errorMs: (after - before) / 2 });
    }
    return samples.reduce((a, b) => (a.errorMs <= b.errorMs ? a : b));
  }

  const timer = setInterval(() => {
    // While the server is away what was measured last goes on.
    measure().then(
      (next) => {
        best = next;
      },
      () => {},
    );
  }, MEASURE_MS).unref();

  const clock = (): number => Math.round(best.now + performance.now() - best.at);
  return {
    clock,
    clockAhead: () => ({
      ms: clock() - Date.now(),
      errorMs: best.errorMs + DRIFT * (performance.now() - best.at),
    }),
    stop: () => clearInterval(timer),
  };
}
