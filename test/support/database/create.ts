import type { TestDatabase } from './database.ts';
import { fileDatabase } from './file.ts';
import { serverDatabase } from './server.ts';

/**
 * An empty database for one test: a file in a folder of its own, or, where `TEST_DATABASE_URL` names a PostgreSQL server, a database
 * there that is dropped with the test.
 */
export async function createTestDatabase(
  folder: string,
  server = process.env.TEST_DATABASE_URL,
): Promise<TestDatabase> {
  return server === undefined || server === '' ? fileDatabase(folder) : serverDatabase(server);
}
