import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Notification } from 'pg';
import { z } from 'zod';
import type { Shared } from '../shared.ts';
import type { Change } from '../watched.ts';
import type { Connection } from './connection.ts';
import { statement } from './statement.ts';

const CHANNEL = 'plumbline';
const NOTIFY = statement(`SELECT pg_notify('${CHANNEL}', @payload)`);

/** What is written within this time is told together. */
const GATHER_MS = 100;
/** PostgreSQL carries 8000 bytes; names of monitors have 64 characters at most. */
const MOST_CHANGES = 50;
/** A way to hear that broke is made anew after this long. */
const AGAIN_MS = 2000;

const changeSchema = z.object({
  kind: z.enum(['run', 'answer', 'feedback', 'news', 'question']),
  monitor: z.string().max(100).optional(),
});
const noticeSchema = z.object({ by: z.string(), changes: z.array(changeSchema).max(MOST_CHANGES) });

export interface Notices extends Pick<Shared, 'tell' | 'follow'> {
  stop(): Promise<void>;
}

/**
 * Tells other workers what was written, and hears them. It only saves waiting: whoever hears nothing finds everything in
 * the tables, a little later. Our own words come back only where they are news, which another part of this worker delivers.
 */
export function createNotices({ ask, listen }: Pick<Connection, 'ask' | 'listen'>): Notices {
  const self = randomUUID();
  const listeners = new Set<(change: Change) => void>();
  const stopping = new AbortController();
  const gathered = new Map<string, Change>();
  let telling: NodeJS.Timeout | undefined;
  let hearing: Promise<void> | undefined;

  const send = (): void => {
    telling = undefined;
    const changes = [...gathered.values()].slice(0, MOST_CHANGES);
    gathered.clear();
    const payload = JSON.stringify({ by: self, changes });
    ask(({ rows }) => rows(NOTIFY, { payload })).catch(() => {});
  };

  const hear = ({ payload = '' }: Notification): void => {
    const notice = noticeSchema.safeParse(parsed(payload));
    if (!notice.success) return;
    const { by, changes } = notice.data;
    for (const { kind, monitor } of changes) {
      if (by === self && kind !== 'news') continue;
      for (const listener of listeners) listener(monitor === undefined ? { kind } : { kind, monitor });
    }
  };

  /** Listens until it is stopped, on a connection that is made anew where it breaks. */
  async function goOn(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      const client = await listen(CHANNEL, hear).catch(() => undefined);
      if (client !== undefined) await endOf(client, signal);
      await pause(AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  return {
    tell(change) {
      gathered.set(JSON.stringify(change), change);
      if (!stopping.signal.aborted) telling ??= setTimeout(send, GATHER_MS).unref();
    },
    follow(listener) {
      listeners.add(listener);
      hearing ??= goOn();
      return () => void listeners.delete(listener);
    },
    async stop() {
      clearTimeout(telling);
      stopping.abort();
      await hearing;
    },
  };
}

/** Resolves once a connection has ended, by itself or by us. */
async function endOf(client: Client, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    client.once('end', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  await client.end().catch(() => {});
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
