import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { serversOf } from '../../lib/postgres-address.ts';
import { READ_ONLY } from './errors.ts';
import { TYPES } from './types.ts';

/** Connections of one process at most: a worker waits for its sources and its model, not for the database. */
export const CONNECTIONS = 10;
/** How long a connection is waited for, or for one that others have. */
const CONNECT_MS = 10_000;
/** How long a statement may take, and may wait for a lock. */
const STATEMENT_MS = 60_000;
const LOCK_MS = 5000;
/** A transaction whose worker has come to a halt lets others go on after this. */
const IDLE_MS = 30_000;

const SETTINGS = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET statement_timeout = ${STATEMENT_MS};
  SET lock_timeout = ${LOCK_MS}; SET idle_in_transaction_session_timeout = ${IDLE_MS}`;

/** Where connections come from: the servers of an address, one of which takes writes. */
export interface Servers {
  /** A connection of the pool, to be released. Rejects with what `pg` or PostgreSQL says. */
  connect(): Promise<PoolClient>;
  /** A connection of its own, connected, for what holds it for long. */
  dedicated(): Promise<Client>;
  /** Which of the servers is used now. */
  inUse(): number;
  /** This server was of no use: the next connections are made with the next one, unless they are already. */
  leave(server: number): void;
  end(): Promise<void>;
}

/** Nothing is connected before it is asked for. `readOnly`: every transaction is. */
export function createServers(url: string, readOnly: boolean): Servers {
  const addresses = serversOf(url);
  const settings = readOnly ? `${SETTINGS}; SET default_transaction_read_only = on` : SETTINGS;
  const configOf = (connectionString: string): PoolConfig => ({
    connectionString,
    application_name: 'plumbline',
    connectionTimeoutMillis: CONNECT_MS,
    // Of a server that has fallen silent nothing comes, not even an error.
    query_timeout: STATEMENT_MS + LOCK_MS,
    keepAlive: true,
    // What is asked without waiting for the answer before goes out at once: a transaction takes two or three round trips.
    pipeline: true,
    types: TYPES,
  });
  const createPool = (address: string): Pool => {
    const pool = new Pool({ ...configOf(address), max: CONNECTIONS, idleTimeoutMillis: 60_000, verify });
    // The statement that runs into it tells; a connection that ends while it is idle is nobody's failure.
    pool.on('error', () => {});
    pool.on('connect', (client) => void client.on('error', () => {}));
    return pool;
  };
  /** A standby that is behind would tell of what was, and whoever goes by that does it again. */
  const prepare = async (client: Pick<Client, 'query'>): Promise<void> => {
    await client.query(settings);
    if (readOnly) return;
    const found = await client.query('SELECT pg_is_in_recovery() AS standby');
    if (found.rows[0]?.standby === 1) throw standby();
  };
  const verify = (client: PoolClient, done: (error?: Error) => void): void => {
    prepare(client).then(
      () => done(),
      (error: Error) => done(error),
    );
  };
  let current = 0;
  let pool = createPool(addresses[current] ?? url);

  return {
    connect: () => pool.connect(),
    async dedicated() {
      const client = new Client(configOf(addresses[current] ?? url));
      client.on('error', () => {});
      await client.connect();
      await prepare(client);
      return client;
    },
    inUse: () => current,
    leave(server) {
      if (addresses.length === 1 || server !== current) return;
      const former = pool;
      current = (current + 1) % addresses.length;
      pool = createPool(addresses[current] ?? url);
      void former.end();
    },
    end: () => pool.end(),
  };
}

function standby(): Error {
  return Object.assign(new Error('the server is in recovery'), { code: READ_ONLY });
}
