import type { Finding } from '../../src/detect/finding.ts';
import { findingOf } from '../../src/eval/known-fault.ts';
import type { Origin } from '../../src/facts/origin.ts';
import type { FaultKind } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import { courseNoise } from '../../src/inject/scales.ts';
import type { SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';

const FAULTS: readonly FaultKind[] = [
  'spike',
  'dropout',
  'stuck',
  'level shift',
  'drift',
  'ramp',
  'noise burst',
  'attenuated',
  'out of range',
];
const EVENTS: readonly FaultKind[] = ['level shift', 'ramp', 'drift'];

/** Which series are struck, by their distance from the one that is looked at, and how many rows later. */
interface Kind {
  readonly kinds: readonly FaultKind[];
  readonly right: Origin;
  readonly strikes: (distance: number) => boolean;
  readonly delay: number;
}

/** Cases with a known cause. Of the last three only that no sensor is accused is asked. */
export const CASES = {
  'fault in one': { kinds: FAULTS, right: 'sensor', strikes: (distance) => distance === 0, delay: 0 },
  'event in all': { kinds: EVENTS, right: 'surroundings', strikes: () => true, delay: 0 },
  'connection lost': { kinds: ['gap'], right: 'connection', strikes: () => true, delay: 0 },
  'one silent': { kinds: ['gap'], right: 'sensor', strikes: (distance) => distance === 0, delay: 0 },
  'all but every second': {
    kinds: EVENTS,
    right: 'surroundings',
    strikes: (distance) => distance % 2 === 0,
    delay: 0,
  },
  'one after the other': { kinds: EVENTS, right: 'surroundings', strikes: () => true, delay: 6 },
  'brief in all': {
    kinds: ['spike', 'dropout', 'out of range', 'stuck', 'noise burst', 'attenuated'],
    right: 'surroundings',
    strikes: () => true,
    delay: 0,
  },
} as const satisfies Record<string, Kind>;
export type Case = keyof typeof CASES;

/** All series of a window after something was put in, and the finding in the one that is looked at; null where it cannot be. */
export function putIn(
  of: Case,
  kind: FaultKind,
  series: readonly SeriesWindow[],
  own: number,
  seed: number,
): { readonly series: readonly SeriesWindow[]; readonly finding: Finding } | null {
  const { strikes, delay }: Kind = CASES[of];
  const strength = seed % 2 === 0 ? 'medium' : 'strong';
  const clean = series[own];
  const first = clean === undefined ? null : injectFault(kind, strength, clean.times, clean.values, seed);
  if (clean === undefined || first === null) return null;
  const { times, values, truth } = first;
  const mine = { ...clean, times, values };
  const faulty = series.map((one, index) => {
    const distance = Math.abs(index - own);
    if (distance === 0) return mine;
    if (!strikes(distance)) return one;
    if (delay > 0) return later(one, clean, values, delay * distance);
    const injected = injectFault(kind, strength, one.times, one.values, seed);
    return injected === null ? one : { ...one, times: injected.times, values: injected.values };
  });
  return {
    series: faulty,
    finding: findingOf({ truth, clean: describe(clean.times, clean.values), times, values }),
  };
}

/** The same event in another series, so many rows later, as large against its own noise. */
export function later(
  other: SeriesWindow,
  own: SeriesWindow,
  faulty: Float64Array,
  delay: number,
): SeriesWindow {
  const [theirs, ours] = [courseNoise(other.values).noise, courseNoise(own.values).noise];
  const ratio = ours > 0 ? theirs / ours : 1;
  const values = other.values.map((value, row) => {
    const from = Math.max(0, Math.min(own.values.length - 1, row - delay));
    return value + ratio * ((faulty[from] ?? 0) - (own.values[from] ?? 0));
  });
  return { ...other, values };
}
