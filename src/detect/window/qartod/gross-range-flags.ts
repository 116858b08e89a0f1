import { PlumblineError } from '../../../lib/errors.ts';
import type { Flag } from '../../finding.ts';
import { isOutside, ordered, type Span } from '../../spans.ts';

const EVERYTHING: Span = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

export interface GrossRange {
  readonly fail?: Span | undefined;
  readonly suspect?: Span | undefined;
}

/**
 * QARTOD gross range: outside the fail span 4, outside the suspect span 3, on the edge inside. Spans in either
 * order; `config_invalid` for a suspect span that leaves the fail span.
 */
export function grossRangeFlags(values: Float64Array, spans: GrossRange): Flag[] {
  const fail = ordered(spans.fail ?? EVERYTHING);
  const suspect = ordered(spans.suspect ?? fail);
  if (isOutside(suspect[0], fail) || isOutside(suspect[1], fail)) {
    throw new PlumblineError('config_invalid', 'the suspect span of the gross range leaves the fail span', {
      hint: `Choose it within ${fail[0]} to ${fail[1]}.`,
    });
  }
  return Array.from(values, (value) => {
    if (!Number.isFinite(value)) return 9;
    if (isOutside(value, fail)) return 4;
    return isOutside(value, suspect) ? 3 : 1;
  });
}
