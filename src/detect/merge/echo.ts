import { movesOf } from '../../statistics/moves.ts';
import { median } from '../../statistics/robust.ts';
import type { Finding } from '../finding.ts';
import { hasRole, traitsOf } from '../kinds.ts';
import { isOutside } from '../spans.ts';
import type { WindowContext } from '../window/window-test.ts';

/** Brief findings of one kind that are no farther apart, in usual intervals, are one. */
export const BRIEF_TOGETHER = 5;

/**
 * True when a finding is only what others about the same time left in its measure, so that nothing remains without their
 * rows: one spike raises the mean of the rows after it and is no drift, one step is no burst of noise.
 */
export function isEcho(finding: Finding, others: readonly Finding[], context: WindowContext): boolean {
  const { kind, expected, observed } = finding;
  const brief = others.filter((other) => traitsOf(other.kind).extent === 'brief');
  const rest = () => valuesWithout(finding, brief, context);
  switch (traitsOf(kind).echo) {
    case 'extreme':
      return brief.length > 0 && !rest().includes(observed);
    case 'median':
      return brief.length > 0 && expected !== null && isWithin(rest(), expected);
    case 'moves': {
      const hasCause = brief.length > 0 || others.some((other) => other.kind === 'level shift');
      return hasCause && expected !== null && isWithin(movesOf(rest()), expected);
    }
    case null:
      return false;
  }
}

function isWithin(values: Float64Array, expected: readonly [number, number]): boolean {
  return values.length === 0 || !isOutside(median(values), expected);
}

function valuesWithout(
  { start, end }: Finding,
  causes: readonly Finding[],
  { times, values, statistics }: WindowContext,
): Float64Array {
  const briefMs = BRIEF_TOGETHER * statistics.usualIntervalMs;
  return values.filter((_, row) => {
    const time = times[row] ?? Number.NaN;
    return time >= start && time <= end && !causes.some((cause) => isRowOf(cause, time, briefMs));
  });
}

/** An alarm about spikes goes on while they return: of one that lasts long only its first and its last are known, not what lies between. */
function isRowOf({ kind, start, end }: Finding, time: number, briefMs: number): boolean {
  if (time < start || time > end) return false;
  return !hasRole(kind, 'spike') || time - start <= briefMs || end - time <= briefMs;
}
