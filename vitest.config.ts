import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { TotalsReporter } from './test/support/totals-reporter.ts';

/** All of them keep what they write in a file, and those on a server say so by themselves. */
const ON_FILE: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'file', include: ['test/**/*.test.ts'] },
};

/** The same tests on a PostgreSQL server: that of `TEST_DATABASE_URL`, or one that is started for them. */
const onServer = (...include: readonly string[]): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name: 'PostgreSQL',
    include: [...include],
    globalSetup: ['test/support/database/start-server.ts'],
    setupFiles: ['test/support/database/use-server.ts'],
  },
});

/** What CI runs on both: whole workers that are killed, stopped and held up. */
const ON_BOTH = [
  'kill',
  'kill-delivery',
  'locked',
  'reload',
  'silence',
  'torture',
  'torture-invariants',
  'soak-audit',
];

function projects() {
  if (process.env.TEST_DATABASE_URL !== undefined) return [onServer('test/**/*.test.ts')];
  if (process.env.CI !== 'true') return [ON_FILE];
  return [ON_FILE, onServer(...ON_BOTH.map((name) => `test/e2e/${name}.test.ts`))];
}

export default defineConfig({
  test: {
    projects: projects(),
    // Two cores: more workers only make the real servers in the tests slower.
    maxWorkers: 2,
    reporters: ['default', new TotalsReporter()],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
