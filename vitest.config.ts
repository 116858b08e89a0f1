import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './test/support/totals-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: more workers only make the real servers in the tests slower.
    maxWorkers: 2,
    reporters: ['default', new TotalsReporter()],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
