import type { Flag } from '../../finding.ts';

export interface SpikeThresholds {
  /** In the unit of the values; 0 or absent: not tested. */
  readonly suspect?: number | undefined;
  readonly fail?: number | undefined;
  readonly method?: 'average' | 'differential' | undefined;
}

/**
 * QARTOD spike test. `average`: distance from the mean of both neighbours; `differential`: the smaller of the
 * two steps beside the value where they go opposite ways, else 0. Strictly over the threshold is 3 or 4; the
 * first and the last row and those beside a missing one are not evaluated.
 */
export function spikeFlags(values: Float64Array, thresholds: SpikeThresholds): Flag[] {
  const measure = thresholds.method === 'differential' ? differentialSpike : averageSpike;
  return Array.from(values, (value, row) => {
    if (!Number.isFinite(value)) return 9;
    const size = measure(values[row - 1] ?? Number.NaN, value, values[row + 1] ?? Number.NaN);
    if (!Number.isFinite(size)) return 2;
    if (thresholds.fail && size > thresholds.fail) return 4;
    return thresholds.suspect && size > thresholds.suspect ? 3 : 1;
  });
}

export function averageSpike(before: number, value: number, after: number): number {
  return Math.abs(value - (before + after) / 2);
}

export function differentialSpike(before: number, value: number, after: number): number {
  const [rise, fall] = [value - before, after - value];
  if (rise * fall >= 0) return 0;
  return Math.min(Math.abs(rise), Math.abs(fall));
}
