import { statisticOf } from './check-statistic.ts';
import { agrees, measured, measuredDifference, plainNumber } from './compare.ts';
import type { Comparator, Meaning, Reference } from './meaning.ts';
import { before, isOf, type Scene } from './scene.ts';
import type { WindowData } from './window-data.ts';

/** Whether a reading is as a comparison says. */
export type Predicate = (value: number, time?: number) => boolean;

/** The test that a comparison makes of a reading; undefined when what it is held against is not known. */
export function predicateOf(
  { against, comparator }: Meaning & { is: 'comparison' },
  scene: Scene,
): Predicate | undefined {
  const { window, whole } = scene;
  switch (against.to) {
    case 'number': {
      const written = measured(against.quantity, window.unit);
      return written && ordered(comparator, written.value, written.tolerance);
    }
    case 'range': {
      const [low, high] = [measured(against.low, window.unit), measured(against.high, window.unit)];
      if (!low || !high) return undefined;
      const inside: Predicate = (value) =>
        value >= low.value - low.tolerance && value <= high.value + high.tolerance;
      return comparator === 'outside' ? (value) => !inside(value) : inside;
    }
    case 'statistic':
      return againstStatistic(against, comparator, whole);
    case 'distance':
      return atDistance(against, whole);
    case 'that': {
      const last = before(scene, 'value', 'statistic', 'comparison');
      const quantity = isOf(last, 'value', 'statistic') ? last.meaning.quantity : undefined;
      const written = quantity && measured(quantity, window.unit);
      return written && ordered(comparator, written.value, written.tolerance);
    }
    case 'rest':
      return farOut(comparator, whole);
    case 'limits':
      return withinLimits(against.which, comparator, window);
    case 'earlier':
    case 'multiplied':
    case 'unknown':
      return undefined;
  }
}

/** A written number stands for all that rounds to it: 31.24 does not exceed 31.2. */
function ordered(comparator: Comparator, against: number, tolerance: number): Predicate {
  switch (comparator) {
    case 'gt':
    case 'outside':
      return (value) => value > against;
    case 'ge':
      return (value) => value >= against - tolerance;
    case 'lt':
      return (value) => value < against;
    case 'le':
    case 'within':
      return (value) => value <= against + tolerance;
    case 'near':
      return (value) => Math.abs(value - against) <= Math.max(tolerance, Math.abs(against) * 0.05);
    case 'equal':
      return (value) => Math.abs(value - against) <= tolerance;
  }
}

function againstStatistic(
  { name, factor }: Reference & { to: 'statistic' },
  comparator: Comparator,
  window: WindowData,
): Predicate | undefined {
  const actual = statisticOf(window, name);
  if (!Number.isFinite(actual)) return undefined;
  // "the median is equal to the mean" allows what the eye cannot tell apart.
  const near = name === 'mean' || name === 'median' ? (window.statistics.stddev || 0) * 0.15 : 0;
  if (factor === undefined) return ordered(comparator, actual, near);
  if (comparator === 'equal' || comparator === 'near') {
    const written = plainNumber(factor);
    return (value) => agrees(value / actual, written);
  }
  return ordered(comparator, actual * factor.value, 0);
}

function atDistance(against: Reference & { to: 'distance' }, window: WindowData): Predicate | undefined {
  const center = statisticOf(window, against.from);
  const inSigmas = against.quantity.unit?.dimension === 'sigma';
  const written = inSigmas
    ? plainNumber(against.quantity)
    : measuredDifference(against.quantity, window.unit);
  const scale = inSigmas ? window.statistics.stddev : 1;
  if (written === undefined || !Number.isFinite(center) || !(scale > 0)) return undefined;
  const away = (value: number) => {
    const signed = (value - center) / scale;
    return against.side === 'above' ? signed : against.side === 'below' ? -signed : Math.abs(signed);
  };
  if (against.at === 'gt') return (value) => away(value) > written.value;
  if (against.at === 'lt') return (value) => away(value) <= written.value + 1e-9;
  return (value) => agrees(away(value), written);
}

/** Far from all others: beyond three standard deviations, and no other reading farther out. */
function farOut(comparator: Comparator, window: WindowData): Predicate {
  const { mean, stddev, min, max } = window.statistics;
  const reach = 3 * (stddev || 0);
  if (comparator === 'lt') return (value) => value <= min && value < mean - reach;
  if (comparator === 'near') return () => false;
  return (value) => value >= max && value > mean + reach;
}

function withinLimits(
  which: 'upper' | 'lower' | 'both',
  comparator: Comparator,
  window: WindowData,
): Predicate | undefined {
  const { low, high } = window.context.limits ?? {};
  if (which === 'upper' || (which === 'both' && comparator === 'gt'))
    return high === undefined ? undefined : ordered(comparator, high, 0);
  if (which === 'lower' || (which === 'both' && comparator === 'lt')) {
    return low === undefined ? undefined : ordered(comparator === 'within' ? 'ge' : comparator, low, 0);
  }
  if (low === undefined && high === undefined) return undefined;
  const inside: Predicate = (value) =>
    (low === undefined || value >= low) && (high === undefined || value <= high);
  return comparator === 'outside' ? (value) => !inside(value) : inside;
}
