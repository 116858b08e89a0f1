import { openStore } from '../app.ts';
import type { Config } from '../config/schema.ts';
import type { Store } from '../store/store.ts';

type Work = (store: Store) => Promise<void>;

/** Opens the configured database for a command that looks at it: it must be there, and need not be writable. */
export async function readStore({ database }: Config, work: Work): Promise<void> {
  await closing(await openStore(database, 'read'), work);
}

/** Opens the configured database for a command that changes what is there. */
export async function changeStore({ database }: Config, work: Work): Promise<void> {
  await closing(await openStore(database, 'change'), work);
}

/** Opens the configured database, or creates it, for a command that writes. */
export async function writeStore({ database }: Config, work: Work): Promise<void> {
  await closing(await openStore(database), work);
}

async function closing(store: Store, work: Work): Promise<void> {
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
