import { isoTime } from '../../lib/time.ts';
import type { ResultFilter } from '../result.ts';

const UNWELL: readonly string[] = ['suspect', 'anomalous', 'missing'];

/** Whether nothing but what is unusual is looked for. */
export function isUnwell({ unwell, verdict }: ResultFilter): boolean {
  return unwell === true || UNWELL.includes(verdict ?? '');
}

/** What a filter leaves of the results, in SQL with parameters by name (`@monitor`); empty where it leaves all. */
export function conditionsOf(filter: ResultFilter): string {
  const { monitor, series, verdict, since, until, after } = filter;
  const conditions = [
    // Word for word that of an index.
    ...(isUnwell(filter) ? ["verdict IN ('suspect', 'anomalous', 'missing')"] : []),
    ...(monitor === undefined ? [] : ['monitor = @monitor']),
    ...(series === undefined ? [] : ['series = @series']),
    ...(verdict === undefined ? [] : ['verdict = @verdict']),
    ...(since === undefined ? [] : ['window_end >= @since']),
    ...(until === undefined ? [] : ['window_end < @until']),
    ...(after === undefined
      ? []
      : [
          'window_end <= @afterEnd',
          '(window_end < @afterEnd OR (monitor, series) > (@afterMonitor, @afterSeries))',
        ]),
  ];
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** The values of those parameters; null for those that the conditions don't have. */
export function boundBy({ monitor, series, verdict, since, until, after, limit }: ResultFilter) {
  return {
    monitor: monitor ?? null,
    series: series ?? null,
    verdict: verdict ?? null,
    since: since === undefined ? null : isoTime(since),
    until: until === undefined ? null : isoTime(until),
    afterEnd: after === undefined ? null : isoTime(after.window.end),
    afterMonitor: after?.monitor ?? null,
    afterSeries: after?.series ?? null,
    limit,
  };
}
