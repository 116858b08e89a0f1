import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { webSchema } from '../../src/config/web.ts';
import type { ServerState } from '../../src/model/model.ts';
import { createChanges, createPage, type Page } from '../../src/service/serve.ts';
import { configOf, NOON } from '../support/pipeline.ts';

let app: App | undefined;
const lines: string[] = [];
afterEach(async () => {
  await app?.close();
  lines.length = 0;
});

async function pageWith(web: unknown, servers: readonly ServerState[] = []): Promise<Page> {
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const config = { ...configOf({}), web: webSchema.parse(web) };
  const built = await createApp(config, { clock: () => NOON, log, databasePath: ':memory:' });
  app = built;
  const state = { ok: true, takenAt: NOON, notes: [] };
  const page = createPage(
    { current: () => built, state: () => state, modelServers: () => servers },
    createChanges(),
    { runNow: async () => ({ refused: 'no worker is here' }) },
    log,
  );
  await page.follow();
  return page;
}

it('serves what the worker itself knows, and says that it is not ready before the first run', async () => {
  const page = await pageWith({ listen: '127.0.0.1:0' });
  const ready = await fetch(`${page.url()}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('has no run yet');
  await page.close();
});

it('names a model server that is away', async () => {
  const known = { model: 'm', contextTokens: null, latencyMs: null, underWay: 0 };
  const page = await pageWith({ listen: '127.0.0.1:0' }, [
    { ...known, where: 'http://a/v1', state: 'there', reason: null },
    { ...known, where: 'http://b/v1', state: 'away', reason: 'it refused the connection' },
  ]);
  const text = await (await fetch(`${page.url()}/readyz`)).text();
  expect(text).toContain('model server http://b/v1 is away: it refused the connection');
  expect(text).not.toContain('http://a/v1');
  const { servers } = JSON.parse(await (await fetch(`${page.url()}/api/v1/model?days=1`)).text());
  expect(servers).toHaveLength(2);
  await page.close();
});

it('goes on without a page where the port is taken, and says so', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect((await pageWith({ listen: `127.0.0.1:${port}` })).url()).toBeUndefined();
  expect(lines.join()).toMatch(/no page: 127\.0\.0\.1:\d+ is taken; set web\.listen/);
  other.close();
});

it('serves nothing with web: off', async () => {
  expect((await pageWith('off')).url()).toBeUndefined();
  expect(lines).toEqual([]);
});
