import { inject } from 'vitest';

// Before each file of the tests on PostgreSQL: createTestDatabase() goes by this.
process.env.TEST_DATABASE_URL = inject('databaseServer');
