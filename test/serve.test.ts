import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { type App, createApp } from '../src/app.ts';
import { webSchema } from '../src/config/web.ts';
import { createChanges, startPage } from '../src/serve.ts';
import { configOf, NOON } from './support/pipeline.ts';

let app: App | undefined;
const lines: string[] = [];
afterEach(async () => {
  await app?.close();
  lines.length = 0;
});

function appWith(web: unknown): App {
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const config = { ...configOf({}), web: webSchema.parse(web) };
  app = createApp(config, { clock: () => NOON, log, databasePath: ':memory:' });
  return app;
}

it('serves what the worker itself knows, and says that it is not ready before the first run', async () => {
  const page = await startPage(appWith({ listen: '127.0.0.1:0' }), createChanges());
  const ready = await fetch(`${page?.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('has no run yet');
  await page?.close();
});

it('goes on without a page where the port is taken, and says so', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await startPage(appWith({ listen: `127.0.0.1:${port}` }), createChanges())).toBeUndefined();
  expect(lines.join()).toMatch(/no page: 127\.0\.0\.1:\d+ is taken; set web\.listen/);
  other.close();
});

it('serves nothing with web: off', async () => {
  expect(await startPage(appWith('off'), createChanges())).toBeUndefined();
  expect(lines).toEqual([]);
});
