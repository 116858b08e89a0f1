import { gaussian, type Random, seededRandom } from '../lib/random.ts';
import type { FaultKind, FaultStrength } from './fault-kinds.ts';
import { courseNoise, quantile, seriesScales } from './scales.ts';
import { type FaultUnits, faultRows, faultSize } from './sizes.ts';

/** What was done to the series, so that a judge can compare. Times are epoch ms. */
export interface FaultTruth {
  readonly kind: FaultKind;
  /** First row that is wrong; for `gap` and `stale` the last row that still came. */
  readonly at: number;
  /** Last row that is wrong; for `gap` the row that ends it, for `stale` the moment of the verdict. */
  readonly until: number;
  /** The most extreme value that was put in, where the fault is one of value. */
  readonly value?: number;
}

export interface InjectedSeries {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly truth: FaultTruth;
}

const HALF_DAY_MS = 43_200_000;

/** Row of half a day earlier, -1 when the series does not reach back so far. */
function halfDayEarlier(times: Float64Array, row: number): number {
  const wanted = (times[row] ?? 0) - HALF_DAY_MS;
  if (wanted < (times[0] ?? 0)) return -1;
  let earlier = row;
  while (earlier > 0 && (times[earlier] ?? 0) > wanted) earlier -= 1;
  return earlier;
}

interface Stretch {
  readonly kind: FaultKind;
  readonly units: FaultUnits;
  readonly size: number;
  readonly times: Float64Array;
  readonly original: Float64Array;
  readonly first: number;
  readonly last: number;
  readonly random: Random;
}

/** The wrong value of a row, given what the fault needs to know of the stretch: the shape of each class. */
function faultyValue(stretch: Stretch): (row: number) => number {
  const { kind, size, original, first, last, random, times } = stretch;
  const isByNoise = stretch.units === 'noise';
  const { unit, noise } = isByNoise ? courseNoise(original) : seriesScales(original);
  const direction = random() < 0.5 ? -1 : 1;
  const here = original
    .slice(first, last + 1)
    .filter(Number.isFinite)
    .sort();
  const all = original.filter(Number.isFinite).sort();
  const value = (row: number): number => original[row] ?? Number.NaN;
  const grown = (row: number): number => (row - first + 1) / (last - first + 1);
  switch (kind) {
    case 'dropout':
      return (row) => (isByNoise ? value(row) : quantile(all, 0.5)) - size * unit;
    case 'stuck':
      return () => value(first);
    case 'drift':
    case 'ramp':
      return (row) => value(row) + direction * size * unit * grown(row);
    case 'noise burst':
      return (row) => value(row) + size * noise * gaussian(random);
    case 'attenuated':
      return (row) => quantile(here, 0.5) + size * (value(row) - quantile(here, 0.5));
    case 'clipped':
      return (row) => Math.min(value(row), quantile(here, size));
    case 'contextual':
      return (row) => value(halfDayEarlier(times, row));
    case 'out of range':
      return () => quantile(all, 1) + size * (quantile(all, 1) - quantile(all, 0) || 1);
    default:
      return (row) => value(row) + direction * size * unit;
  }
}

function withoutRows(stretch: Stretch): InjectedSeries {
  const { kind, size, times, original, first, last } = stretch;
  const at = times[first] ?? 0;
  if (kind === 'stale') {
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    const until = at + size * quantile(steps.sort(), 0.5);
    return {
      times: times.slice(0, first + 1),
      values: original.slice(0, first + 1),
      truth: { kind, at, until },
    };
  }
  const stays = (_: number, row: number): boolean => row <= first || row > last;
  const truth = { kind, at, until: times[last + 1] ?? at };
  return { times: times.filter(stays), values: original.filter(stays), truth };
}

/**
 * True where the sensor did by itself what the fault would do: nothing has changed, or the time of day that
 * `contextual` puts elsewhere looks like any other.
 */
function isNoFault({ kind, original, first, last }: Stretch, values: Float64Array): boolean {
  let sum = 0;
  let changed = 0;
  for (let row = first; row <= last; row += 1) {
    const change = (values[row] ?? 0) - (original[row] ?? 0);
    sum += change;
    if (change !== 0) changed += 1;
  }
  const rows = last - first + 1;
  if (kind === 'contextual') return Math.abs(sum / rows) < seriesScales(original).unit;
  return changed < rows / 10;
}

function withValues(stretch: Stretch): InjectedSeries | null {
  const { kind, times, original, first, last } = stretch;
  if (kind === 'contextual' && halfDayEarlier(times, first) < 0) return null;
  const values = original.slice();
  const wrong = faultyValue(stretch);
  let extreme = first;
  for (let row = first; row <= last; row += 1) {
    values[row] = wrong(row);
    const distance = (at: number): number => Math.abs((values[at] ?? 0) - (original[at] ?? 0));
    if (distance(row) > distance(extreme)) extreme = row;
  }
  if (isNoFault(stretch, values)) return null;
  const truth = {
    kind,
    at: times[first] ?? 0,
    until: times[last] ?? 0,
    value: values[extreme] ?? Number.NaN,
  };
  return { times, values, truth };
}

/**
 * A copy of the series with one fault, which begins in a random place between 60 % and 85 % of its rows, so that
 * a detector has had time to learn. The same seed gives the same fault. Null where the fault cannot be
 * put in: fewer than 20 rows, no half day of history for `contextual`, or a stretch where the sensor does the same
 * by itself (a light that is stuck at nought at night).
 * `units`: what the sizes are relative to.
 */
export function injectFault(
  kind: FaultKind,
  strength: FaultStrength,
  times: Float64Array,
  values: Float64Array,
  seed: number,
  units: FaultUnits = 'spread',
): InjectedSeries | null {
  const rows = times.length;
  if (rows < 20) return null;
  const random = seededRandom(seed);
  const size = faultSize(kind, strength, units);
  const first = Math.floor(rows * (0.6 + 0.25 * random()));
  const last = Math.min(first + faultRows(kind, size, units, rows) - 1, rows - 2);
  const stretch = { kind, units, size, times, original: values, first, last, random };
  return kind === 'gap' || kind === 'stale' ? withoutRows(stretch) : withValues(stretch);
}
