import type { Config } from '../../config/schema.ts';
import { checkHealth } from '../../health.ts';
import type { Clock } from '../../lib/clock.ts';
import { toPlumblineError } from '../../lib/errors.ts';
import { examineDatabase } from '../../store/sqlite/examine.ts';
import { readStore } from '../with-store.ts';
import { type Remark, remark } from './remark.ts';

/** A worker at work needs some of it for the journal alone. */
const LITTLE_BYTES = 100_000_000;

/** The database file, what is left on its disk, and what its ledger says of the worker. */
export async function lookAtDatabase(config: Config, clock: Clock): Promise<readonly Remark[]> {
  const { path } = config.database;
  try {
    const { exists, bytes, freeBytes } = examineDatabase(path);
    const state = exists ? `${path} is whole and can be written, ${inMb(bytes)}` : `${path} will be created`;
    const space = remark('disk', freeBytes < LITTLE_BYTES ? 'warning' : 'ok', spaceText(freeBytes));
    return [remark('database', 'ok', state), space, ...(exists ? await lookAtLedger(config, clock) : [])];
  } catch (thrown) {
    const { message, hint = '' } = toPlumblineError(thrown);
    return [remark('database', 'failure', `${message}. ${hint}`)];
  }
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
