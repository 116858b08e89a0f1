import type { FaultKind, FaultStrength } from './fault-kinds.ts';

/**
 * What sizes are relative to: the spread of the whole series (and for a noise burst the noise from one row to the next), or
 * everywhere the noise about its course. On a smooth sensor with a daily rhythm the former is many times the latter.
 */
export type FaultUnits = 'spread' | 'noise';

/** A size or a length for each strength. `unit` is the spread, `noise` the noise of `seriesScales`. */
const SIZES = {
  spike: { weak: 2, medium: 4, strong: 8 }, // units, one row
  dropout: { weak: 2, medium: 4, strong: 8 }, // units below the median, three rows
  'level shift': { weak: 1.5, medium: 3, strong: 6 }, // units
  drift: { weak: 2, medium: 4, strong: 8 }, // units reached at its end
  ramp: { weak: 2, medium: 4, strong: 8 }, // units reached after 20 rows
  'noise burst': { weak: 4, medium: 8, strong: 16 }, // noises, standard deviation of what is added
  attenuated: { weak: 0.25, medium: 0.1, strong: 0.02 }, // share of the movement that is left
  clipped: { weak: 0.8, medium: 0.6, strong: 0.4 }, // quantile of the stretch at which it is cut
  'out of range': { weak: 0.1, medium: 0.5, strong: 2 }, // ranges above the largest value, three rows
  stuck: { weak: 15, medium: 60, strong: 180 }, // rows
  contextual: { weak: 30, medium: 60, strong: 120 }, // rows taken from half a day earlier
  gap: { weak: 10, medium: 40, strong: 160 }, // rows left out
  stale: { weak: 10, medium: 40, strong: 160 }, // usual intervals of silence
} as const satisfies Record<FaultKind, Record<FaultStrength, number>>;

/** The same about the course of the series: sizes in noises, see `courseNoise`; what has no unit is as above. */
const NOISE_SIZES = {
  ...SIZES,
  spike: { weak: 6, medium: 12, strong: 24 },
  dropout: { weak: 6, medium: 12, strong: 24 }, // below the values themselves
  'level shift': { weak: 5, medium: 10, strong: 20 },
  drift: { weak: 10, medium: 20, strong: 40 }, // reached after 300 rows
  ramp: { weak: 22.5, medium: 45, strong: 90 }, // reached after 15 rows: 1.5, 3 and 6 a row
  'noise burst': { weak: 3, medium: 6, strong: 12 },
} as const satisfies Record<FaultKind, Record<FaultStrength, number>>;

export function faultSize(kind: FaultKind, strength: FaultStrength, units: FaultUnits): number {
  return units === 'noise' ? NOISE_SIZES[kind][strength] : SIZES[kind][strength];
}

/** Rows that a fault of the kind lasts: short where it is one of a moment, a share of the series otherwise. */
export function faultRows(kind: FaultKind, size: number, units: FaultUnits, rows: number): number {
  const limit = Math.floor(rows / 4);
  const isByNoise = units === 'noise';
  if (kind === 'spike') return 1;
  if (kind === 'dropout' || kind === 'out of range') return Math.min(3, limit);
  if (kind === 'ramp') return Math.min(isByNoise ? 15 : 20, limit);
  if (kind === 'drift' && isByNoise) return Math.min(300, limit);
  if (kind === 'drift') return Math.min(500, Math.max(30, Math.floor(rows / 10)), limit);
  if (kind === 'noise burst' && isByNoise) return Math.min(60, limit);
  if (kind === 'stuck' || kind === 'contextual' || kind === 'gap') return Math.min(size, limit);
  return Math.min(120, limit);
}
