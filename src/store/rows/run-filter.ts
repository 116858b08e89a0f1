import { isoTime } from '../../lib/time.ts';
import type { RunFilter } from '../ledger.ts';

/** What a filter leaves of the runs, in SQL with parameters by name (`@monitor`); empty where it leaves all. */
export function conditionsOfRuns({ monitor, status, after }: RunFilter): string {
  const conditions = [
    ...(monitor === undefined ? [] : ['monitor = @monitor']),
    ...(status === undefined ? [] : ['status = @status']),
    ...(after === undefined ? [] : ['window_end <= @end', '(window_end < @end OR monitor > @afterMonitor)']),
  ];
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** The values of those parameters; null for those that the conditions don't have. */
export function boundByRuns({ monitor, status, after, limit }: RunFilter) {
  const end = after === undefined ? null : isoTime(after.window.end);
  return {
    ...{ monitor: monitor ?? null, status: status ?? null, limit },
    ...{ end, afterMonitor: after?.monitor ?? null },
  };
}
