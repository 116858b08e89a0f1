import { PlumblineError } from '../../lib/errors.ts';
import { keptTags, type Query, type Window } from '../source.ts';
import type { SeriesNaming } from './annotated-csv.ts';
import { buildFlux, inUserLines, withWindow, yieldsSeveral } from './flux-query.ts';

/** What InfluxDB 2 says where it is to aggregate booleans, or put integers and decimals together. */
const TYPES_DIFFER =
  /unsupported (?:input type for \w+ aggregate: bool|aggregate column type bool)|schema collision: cannot group/i;

/** Whether a query failed because the server aggregates its fields only as numbers. */
export function wantsNumbers(query: Query, thrown: unknown): boolean {
  const aggregates = 'measurement' in query && query.everyMs !== undefined;
  return aggregates && thrown instanceof PlumblineError && TYPES_DIFFER.test(thrown.message);
}

/** What is sent, and how what the server says of it is to be read. */
export interface Script {
  readonly flux: string;
  readonly naming: SeriesNaming;
  inUserLines(message: string): string;
}

export function scriptOf(bucket: string, query: Query, window: Window, asNumbers: boolean): Script {
  if ('flux' in query) {
    return {
      flux: withWindow(query.flux, window),
      naming: { byResult: yieldsSeveral(query.flux) },
      inUserLines: (message) => inUserLines(message, query.flux),
    };
  }
  if ('measurement' in query) {
    const flux = buildFlux(bucket, query, window, { asNumbers });
    const kept = keptTags(query);
    return { flux, naming: kept === undefined ? {} : { kept }, inUserLines: (message) => message };
  }
  throw new PlumblineError('source_rejected', 'an influxdb2 source cannot run an influxql query', {
    hint: 'Write flux, or measurement and fields, or use a source of kind influxql.',
  });
}
