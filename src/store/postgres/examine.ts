import { publicAddress } from '../../lib/postgres-address.ts';
import { connect } from './connection.ts';
import { requireSchema, schemaVersion } from './migrate.ts';

/** What can be said of a PostgreSQL database without changing it. */
export interface Examination {
  /** False where no worker has made its tables yet. */
  readonly exists: boolean;
  readonly bytes: number;
  /** Of the server, such as `15.8`. */
  readonly version: string;
  /** The database's clock less this machine's, ms, and how far that may be off. */
  readonly clockAheadMs: number;
  readonly clockErrorMs: number;
}

/** A doctor waits less than a worker. */
const PATIENCE_MS = 2000;

/**
 * Looks at a database: whether it lets us in, takes writes, and is of our schema. Rejects with `database_unreachable`,
 * `database_damaged` or `database_newer`, as the worker would.
 */
export async function examineDatabase(url: string): Promise<Examination> {
  const connection = connect(url, { patienceMs: PATIENCE_MS });
  try {
    return await connection.alone(async (client) => {
      const before = Date.now();
      const found = await client.query(`
        SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
          extract(epoch FROM clock_timestamp()) * 1000 AS now`);
      const after = Date.now();
      const { version, bytes, now } = found.rows[0] ?? {};
      const exists = (await schemaVersion(client)) > 0;
      if (exists) await requireSchema(client, publicAddress(url));
      // Of a standby, and where the user may make no tables, it says why not.
      await client.query('BEGIN; CREATE TABLE plumbline_doctor (); ROLLBACK');
      return {
        ...{ exists, bytes: Number(bytes), version: String(version) },
        clockAheadMs: Number(now) - (before + after) / 2,
        clockErrorMs: (after - before) / 2,
      };
    });
  } finally {
    await connection.close();
  }
}
