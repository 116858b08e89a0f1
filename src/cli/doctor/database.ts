import type { Config } from '../../config/schema.ts';
import { checkHealth } from '../../health.ts';
import type { Clock } from '../../lib/clock.ts';
import { toPlumblineError } from '../../lib/errors.ts';
import { publicAddress } from '../../lib/postgres-address.ts';
import { examineDatabase } from '../../store/sqlite/examine.ts';
import { readStore } from '../with-store.ts';
import { type Remark, remark } from './remark.ts';

/** A worker at work needs some of it for the journal alone. */
const LITTLE_BYTES = 100_000_000;
/** Times in rows are the database's; a page that says "a minute ago" goes by the reader's. */
const CLOCK_TOLERANCE_MS = 2000;

/** The database, what is left on its disk or what its clock says, and what its ledger says of the worker. */
export async function lookAtDatabase(config: Config, clock: Clock): Promise<readonly Remark[]> {
  const { path, url } = config.database;
  try {
    const { exists, remarks } = url === undefined ? lookAtFile(path) : await lookAtServer(url);
    return [...remarks, ...(exists ? await lookAtLedger(config, clock) : [])];
  } catch (thrown) {
    const { message, hint = '' } = toPlumblineError(thrown);
    return [remark('database', 'failure', `${message}. ${hint}`)];
  }
}

interface Look {
  readonly exists: boolean;
  readonly remarks: readonly Remark[];
}

function lookAtFile(path: string): Look {
  const { exists, bytes, freeBytes } = examineDatabase(path);
  const state = exists ? `${path} is whole and can be written, ${inMb(bytes)}` : `${path} will be created`;
  const space = remark('disk', freeBytes < LITTLE_BYTES ? 'warning' : 'ok', spaceText(freeBytes));
  return { exists, remarks: [remark('database', 'ok', state), space] };
}

async function lookAtServer(url: string): Promise<Look> {
  const postgres = await import('../../store/postgres/examine.ts');
  const { exists, bytes, version, clockAheadMs, clockErrorMs } = await postgres.examineDatabase(url);
  const tables = exists ? inMb(bytes) : 'its tables will be created';
  const state = `${publicAddress(url)} (PostgreSQL ${version}) can be written, ${tables}`;
  const ahead = `${Math.round(clockAheadMs)} ms (to ${Math.ceil(clockErrorMs)} ms)`;
  const isOff = Math.abs(clockAheadMs) > CLOCK_TOLERANCE_MS + clockErrorMs;
  const advice = isOff ? '; leases go by the database all the same: let both follow a time server' : '';
  const clock = `the clock of the database is ahead of this machine's by ${ahead}${advice}`;
  return {
    exists,
    remarks: [remark('database', 'ok', state), remark('database', isOff ? 'warning' : 'ok', clock)],
  };
}

async function lookAtLedger(config: Config, clock: Clock): Promise<readonly Remark[]> {
  const remarks: Remark[] = [];
  await readStore(config, async (store) => {
    const { healthy, reason } = await checkHealth(config.monitors, store, clock);
    const advice = healthy ? '' : '. plumbline monitors lists all; does the worker run?';
    remarks.push(remark('worker', healthy ? 'ok' : 'warning', `${reason}${advice}`));
  });
  return remarks;
}

function spaceText(freeBytes: number): string {
  const left = `${inMb(freeBytes)} left where the database is`;
  return freeBytes < LITTLE_BYTES ? `${left}: make room, or shorten database.keep` : left;
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
