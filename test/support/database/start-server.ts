import type { TestProject } from 'vitest/node';
import { type Postgres, startPostgres } from '../postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests of this run have their databases: that of `TEST_DATABASE_URL`, or one that was started for them. */
    readonly databaseServer: string;
  }
}

/** Before the first of the tests on PostgreSQL: a server, where `TEST_DATABASE_URL` names none. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env.TEST_DATABASE_URL ?? '';
  const isNamed = named !== '' && named !== 'start';
  const server: Postgres | undefined = isNamed ? undefined : await startPostgres();
  project.provide('databaseServer', server?.url() ?? named);
  return async () => {
    await server?.stop();
  };
}
