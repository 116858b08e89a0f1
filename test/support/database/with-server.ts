import { startPostgres } from '../postgres.ts';

/**
 * Does work while the server of `TEST_DATABASE_URL` is there: `start` has one started for it, of which the variable has the address
 * meanwhile. Nothing happens where it is not set.
 */
export async function withServer<T>(work: () => Promise<T>): Promise<T> {
  if (process.env.TEST_DATABASE_URL !== 'start') return work();
  const server = await startPostgres();
  process.env.TEST_DATABASE_URL = server.url();
  try {
    return await work();
  } finally {
    await server.stop();
  }
}
