// @ts-check
// `plumbline run` on another clock: the one that whoever started this process sends. Nothing else is otherwise.
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ readonly id: number, readonly now: number, readonly waitMs: number }} Step */

const [file = '', began = '', lease = ''] = process.argv.slice(2);
const dist = new URL('../../dist/', import.meta.url);
const { loadConfig } = await import(new URL('config/load.js', dist).href);
const { createLogger } = await import(new URL('lib/log.js', dist).href);
const { startService } = await import(new URL('service/service.js', dist).href);

let now = Number(began);
const loaded = loadConfig(file, process.env);
if (!loaded.ok) throw new Error('the soak has written a config with mistakes');
const service = await startService(loaded.config, {
  ...{ file, environment: process.env, clock: () => now, leaseMs: Number(lease) },
  adapt: (/** @type {unknown} */ config) => config,
  log: createLogger('info', 'json'),
});

process.on('message', async (/** @type {Step} */ { id, now: next, waitMs }) => {
  now = next;
  service.worker.wake();
  const giveUp = new AbortController();
  const late = pause(waitMs, false, { signal: giveUp.signal }).catch(() => false);
  const idle = await Promise.race([service.worker.idle().then(() => true), late]);
  giveUp.abort();
  // Where the other side is gone there is nobody to tell.
  process.send?.({ id, idle, rss: process.memoryUsage.rss(), page: service.page.url() }, () => {});
});
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', async () => {
  setTimeout(() => process.exit(0), 9000).unref();
  await service.stop(6000);
  process.exit(0);
});
process.send?.({ id: 0, idle: true, rss: process.memoryUsage.rss(), page: service.page.url() });
