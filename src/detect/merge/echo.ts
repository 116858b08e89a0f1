import { movesOf } from '../../statistics/moves.ts';
import { median } from '../../statistics/robust.ts';
import type { Finding } from '../finding.ts';
import { traitsOf } from '../kinds.ts';
import { isOutside } from '../spans.ts';
import type { WindowContext } from '../window/window-test.ts';

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
  { times, values }: WindowContext,
): Float64Array {
  return values.filter((_, row) => {
    const time = times[row] ?? Number.NaN;
    return time >= start && time <= end && !causes.some((cause) => time >= cause.start && time <= cause.end);
  });
}
