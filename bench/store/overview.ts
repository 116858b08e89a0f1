import type { Config } from '../../src/config/schema.ts';
import { webSchema } from '../../src/config/web.ts';
import { checkHealth } from '../../src/health.ts';
import { createLogger } from '../../src/lib/log.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { startWeb } from '../../src/web/server.ts';

const REPEATS = 15;

/** What one look at all series took: from the call to the last byte, and the longest that nothing else had its turn; ms. */
export interface Look {
  readonly tookMs: number;
  readonly blockedMs: number;
}

/**
 * The page's first call, put together anew each time as after a run, over each of these databases in turns; the middle one of
 * some looks at each.
 */
export async function measureOverview(
  paths: readonly string[],
  config: Config,
  now: number,
): Promise<readonly Look[]> {
  const served = await Promise.all(paths.map((path) => serve(path, config, now)));
  const looks: Look[][] = paths.map(() => []);
  for (let round = 0; round <= REPEATS; round += 1) {
    for (const [index, { look }] of served.entries()) {
      const one = await look();
      // The first finds nothing compiled and nothing in the caches.
      if (round > 0) looks[index]?.push(one);
    }
  }
  await Promise.all(served.map(({ close }) => close()));
  const middle = (of: readonly number[]): number =>
    of.toSorted((a, b) => a - b)[of.length >> 1] ?? Number.NaN;
  return looks.map((all) => ({
    tookMs: middle(all.map(({ tookMs }) => tookMs)),
    blockedMs: middle(all.map(({ blockedMs }) => blockedMs)),
  }));
}

async function serve(path: string, config: Config, now: number) {
  const store = openStore(path);
  const web = webSchema.parse({ listen: '127.0.0.1:0' });
  if (web === 'off') throw new Error('the page is on');
  let forget = (): void => undefined;
  const server = await startWeb({
    ...{ store, clock: () => now, log: createLogger('silent', 'json') },
    web: () => web,
    config: () => config,
    configState: () => ({ ok: true, takenAt: now, notes: [] }),
    health: () => checkHealth(config.monitors, store, () => now),
    proveWritable: async () => undefined,
    modelServers: () => [],
    readSeries: () => Promise.reject(new Error('no source is read here')),
    runNow: async () => ({ refused: 'nothing is run here' }),
    tryTarget: async () => undefined,
    describe: () => Promise.reject(new Error('no window is described here')),
    onMeasure: () => () => undefined,
    onChange(tell) {
      forget = () => tell({ kind: 'run' });
      return () => undefined;
    },
  });
  return {
    async look(): Promise<Look> {
      forget();
      let blockedMs = 0;
      let last = performance.now();
      const watch = setInterval(() => {
        blockedMs = Math.max(blockedMs, performance.now() - last);
        last = performance.now();
      }, 0);
      const started = performance.now();
      const answer = await fetch(`${server.url}/api/v1/overview`);
      await answer.text();
      const tookMs = performance.now() - started;
      clearInterval(watch);
      return { tookMs, blockedMs };
    },
    async close() {
      await server.close();
      await store.close();
    },
  };
}
