import type { Part } from '../../../statement/parts.ts';
import { block, WHOLE } from '../implied.ts';
import { secondsOf } from '../measures.ts';
import { EDGE, edgeOf } from '../parts.ts';
import { rule } from '../rule.ts';

/** So many readings, or so long a time, at one end of the window or of the values. */
export const END_PART_RULES = [
  rule('so many readings by their place', 'part', ['ordinal', 'number', 'reading'], (nth, { value }) =>
    value > 0 ? block(Number(nth), { size: 'readings', count: value }) : undefined,
  ),
  rule('so long a time by its place', 'part', ['ordinal', 'duration'], (nth, length) =>
    block(Number(nth), { size: 'seconds', seconds: secondsOf(length) }),
  ),
  rule('closing minutes', 'part', ['ordinal', '=minutes|hours|seconds|moments|days'], (nth) =>
    nth === '1' || nth === '-1' ? edgeOf(nth === '1' ? 'first' : 'last', EDGE) : undefined,
  ),
  rule('day by its number', 'part', ['=day', 'number'], (_, { value }) =>
    Number.isInteger(value) && value > 0 ? { part: 'day', k: value } : undefined,
  ),
  rule('unit of time by its place', 'part', ['ordinal', 'unit'], (nth, unit) => {
    const seconds = secondsOf({ value: 1, step: 1, hedge: 'exact', unit });
    if (unit === 'd' && Number.isInteger(Number(nth))) return { part: 'day', k: Number(nth) };
    return Number.isFinite(seconds) ? block(Number(nth), { size: 'seconds', seconds }) : undefined;
  }),
  rule('few by their place', 'part', ['ordinal', 'number'], (nth, { value, step }) =>
    (nth === '1' || nth === '-1') && step === 1 && value > 0
      ? block(Number(nth), { size: 'readings', count: value })
      : undefined,
  ),
  rule('so many highest readings', 'part', ['number', 'extreme', 'reading'], ({ value }, which) =>
    highest(value, which),
  ),
  rule(
    'highest so many readings',
    'part',
    ['=highest|largest|greatest|biggest|lowest|smallest', 'number', 'reading?'],
    (which, { value }) => highest(value, /^(?:lowest|smallest)$/.test(which ?? '') ? 'min' : 'max'),
  ),
  rule('first or last share', 'part', ['ordinal', 'measure', '=of'], (nth, { value, unit }) =>
    unit === '%' && (nth === '1' || nth === '-1')
      ? { part: nth === '1' ? 'first' : 'last', of: WHOLE, size: { size: 'share', share: value / 100 } }
      : undefined,
  ),
];

/** The so many highest or lowest readings. */
function highest(k: number, which: 'max' | 'min'): Part | undefined {
  if (!Number.isInteger(k) || k < 2) return undefined;
  const from = which === 'max' ? 'top' : 'bottom';
  const to = { num: 'ranked', k, from, of: WHOLE, distinct: false } as const;
  return {
    part: 'where',
    of: WHOLE,
    condition: { if: 'compare', relation: which === 'max' ? 'at least' : 'at most', to },
  };
}
