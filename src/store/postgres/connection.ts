import type { Client, Notification, PoolClient } from 'pg';
import { PlumblineError } from '../../lib/errors.ts';
import { publicAddress, secretsOf } from '../../lib/postgres-address.ts';
import { remedyFor } from './errors.ts';
import { inTurn } from './in-turn.ts';
import { createPatience, type PatienceOptions } from './patience.ts';
import { createServers } from './servers.ts';
import { bound, type Statement, type Values } from './statement.ts';

/**
 * Statements that see and do one thing together, in the order in which they are asked for. Those that are asked for without waiting for
 * the ones before (`inTurn`) cost no round trip of their own.
 */
export interface Transaction {
  /** The rows of a statement; their columns are as it says. */
  rows<Row>(statement: Statement, values?: Values): Promise<readonly Row[]>;
  /** How many rows a statement has changed. */
  change(statement: Statement, values?: Values): Promise<number>;
}

/** A way to the database. Work may be done again from its start, also after it was done and only the word of it was lost. */
export interface Connection {
  readonly location: string;
  /** Reads in one transaction: all statements see the same state. */
  read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Reads or writes by one statement, which is a transaction by itself. */
  ask<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Writes in one transaction, all of it or nothing. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** The same for work that asks for all of its statements together, whatever comes of them: one round trip. */
  writeAtOnce<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Work on a connection of its own, which ends with it. */
  alone<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** A connection on which what others tell on a channel is heard, as long as it lasts. */
  listen(channel: string, hear: (notification: Notification) => void): Promise<Client>;
  close(): Promise<void>;
}

/**
 * A pool of connections. What PostgreSQL has to say against a piece of work comes out as a `PlumblineError`. Where
 * the server is away, or two transactions were in each other's way, the work is done again, within bounds.
 */
export function connect(url: string, options: PatienceOptions = {}): Connection {
  const location = publicAddress(url);
  const servers = createServers(url, options.readOnly ?? false);
  const patiently = createPatience(location, { ...options, secrets: secretsOf(url, process.env) });

  /** One try with whatever server is in use; where that turns out to be of no use, the next try goes to the next one. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    const server = servers.inUse();
    try {
      return await work();
    } catch (thrown) {
      if (remedyFor(thrown) === 'reconnect') servers.leave(server);
      throw thrown;
    }
  };

  const pooled = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    patiently(() =>
      attempt(async () => {
        const client = await servers.connect();
        try {
          const done = await work(client);
          client.release();
          return done;
        } catch (thrown) {
          // What is left open on it, or half said, is gone with it; our own refusal leaves it as it was.
          client.release(!(thrown instanceof PlumblineError));
          throw thrown;
        }
      }),
    );

  const within =
    (begin: string) =>
    <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
      pooled(async (client) => {
        const begun = client.query(begin);
        try {
          const [, done] = await inTurn([begun, work(transactionOn(client))]);
          await client.query('COMMIT');
          return done;
        } catch (thrown) {
          if (thrown instanceof PlumblineError) await client.query('ROLLBACK');
          throw thrown;
        }
      });

  return {
    location,
    read: within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    ask: (work) => pooled((client) => work(transactionOn(client))),
    write: within('BEGIN'),
    writeAtOnce: (work) =>
      pooled(async (client) => {
        const [, done] = await inTurn([
          client.query('BEGIN'),
          work(transactionOn(client)),
          // Where one of them has failed, this is a ROLLBACK.
          client.query('COMMIT'),
        ]);
        return done;
      }),
    alone: (work) =>
      patiently(() =>
        attempt(async () => {
          const client = await servers.dedicated();
          try {
            return await work(client);
          } finally {
            await client.end().catch(() => {});
          }
        }),
      ),
    async listen(channel, hear) {
      const client = await servers.dedicated();
      client.on('notification', hear);
      await client.query(`LISTEN ${channel}`);
      return client;
    },
    close: () => servers.end(),
  };
}

function transactionOn(client: PoolClient): Transaction {
  const run = (one: Statement, values: Values) =>
    client.query({ name: one.name, text: one.text, values: bound(one, values) });
  return {
    rows: async (one, values = {}) => (await run(one, values)).rows,
    change: async (one, values = {}) => (await run(one, values)).rowCount ?? 0,
  };
}
