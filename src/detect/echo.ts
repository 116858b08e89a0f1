import { median } from '../statistics/robust.ts';
import type { Finding } from './finding.ts';
import { isOutside } from './qartod/spans.ts';
import type { WindowContext } from './window-test.ts';

/**
 * True when nothing is left of a finding once the rows of its suspected causes are taken out: one spike raises the mean of
 * the rows after it, and is no drift.
 */
export function isEcho(finding: Finding, causes: readonly Finding[], context: WindowContext): boolean {
  const { kind, expected, observed } = finding;
  if (kind === 'clipped') return !valuesWithout(finding, causes, context).includes(observed);
  if (expected === null) return false;
  switch (kind) {
    case 'level shift':
    case 'drift':
    case 'unusual level': {
      const rest = valuesWithout(finding, causes, context);
      return rest.length === 0 || !isOutside(median(rest), expected);
    }
    case 'noise burst': {
      const rest = valuesWithout(finding, causes, context);
      const moves = rest.subarray(1).map((value, row) => Math.abs(value - (rest[row] ?? value)));
      return moves.length === 0 || !isOutside(median(moves), expected);
    }
    default:
      return false;
  }
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
