import { statisticOf } from './check-statistic.ts';
import { agrees, measured, measuredDifference, show } from './compare.ts';
import { findingsOf } from './findings.ts';
import type { Meaning, Reference } from './meaning.ts';
import { before, current, isOf, leadIn, type Scene } from './scene.ts';
import type { Token } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { countReadings, type WindowData } from './window-data.ts';

export type Comparison = Meaning & { readonly is: 'comparison' };
export type Predicate = (value: number) => boolean;

/** What a comparison is said of. */
type Subject = { readonly is: 'value'; readonly value: number } | { readonly is: 'all' | 'none' | 'some' };

/** A comparison: its subject is what the sentence names before it, else every reading. */
export function checkComparison(meaning: Comparison, scene: Scene): Outcome {
  const { window } = scene;
  const holds = predicateOf(meaning, scene);
  if (holds === undefined) return unknownReference(meaning, window);
  if (window.values.length === 0) return refuted('the window has no readings');
  const subject = subjectOf(scene);
  const count = countReadings(window, holds);
  const evidence = `${count} of ${window.values.length} readings ${meaning.negated ? 'do, against what is said' : 'do'}`;
  if (subject.is === 'value') {
    const evidenceOfValue = `of ${show(subject.value)}; mean ${show(window.statistics.mean)}, standard deviation ${show(window.statistics.stddev)}`;
    return decide(holds(subject.value) !== meaning.negated, evidenceOfValue);
  }
  const none = subject.is === 'none' || meaning.negated;
  if (none) return decide(count === 0, evidence);
  return decide(subject.is === 'some' ? count > 0 : count === window.values.length, evidence);
}

function unknownReference(meaning: Comparison, window: WindowData): Outcome {
  if (meaning.against.to === 'number') return refuted(`the series is in ${window.context.unit}`);
  return unverifiable('what it is compared with is not in the window');
}

/** The test that a comparison makes of a reading; undefined when its reference is not known. */
export function predicateOf(meaning: Comparison, scene: Scene): Predicate | undefined {
  const { window } = scene;
  const { against, comparator, about } = meaning;
  switch (against.to) {
    case 'number': {
      const written = measured(against.quantity, window.unit);
      return written && ((value) => ordered(comparator, value, written.value, written.tolerance, about));
    }
    case 'range': {
      const [low, high] = [measured(against.low, window.unit), measured(against.high, window.unit)];
      if (!low || !high) return undefined;
      const inside: Predicate = (value) =>
        value >= low.value - low.tolerance && value <= high.value + high.tolerance;
      return comparator === 'outside' ? (value) => !inside(value) : inside;
    }
    case 'statistic': {
      const actual = statisticOf(window, against.name) * (against.factor ?? 1);
      if (!Number.isFinite(actual)) return undefined;
      const equal = Math.abs(actual) * 0.05;
      return (value) =>
        ordered(
          comparator,
          value,
          actual,
          comparator === 'equal' || comparator === 'near' ? equal : 0,
          false,
        );
    }
    case 'distance':
      return distancePredicate(against, window, about);
    case 'rest':
      return restPredicate(comparator, window);
    case 'limits':
      return limitPredicate(against.which, comparator, window);
    case 'unknown':
      return undefined;
  }
}

function ordered(
  comparator: Comparison['comparator'],
  value: number,
  against: number,
  tolerance: number,
  about: boolean,
): boolean {
  const slack = about ? Math.abs(against) * 0.05 : 0;
  switch (comparator) {
    case 'gt':
      return value > against - slack;
    case 'ge':
      return value >= against - tolerance - slack;
    case 'lt':
      return value < against + slack;
    case 'le':
      return value <= against + tolerance + slack;
    case 'near':
      return Math.abs(value - against) <= Math.max(tolerance, Math.abs(against) * 0.05);
    case 'equal':
      return Math.abs(value - against) <= tolerance + slack;
    case 'within':
      return value <= against + tolerance;
    case 'outside':
      return value > against;
  }
}

function distancePredicate(
  against: Reference & { to: 'distance' },
  window: WindowData,
  about: boolean,
): Predicate | undefined {
  const center = statisticOf(window, against.from);
  const inSigmas = against.quantity.unit?.dimension === 'sigma';
  const written = inSigmas
    ? { value: against.quantity.value, tolerance: against.quantity.step / 2 }
    : measuredDifference(against.quantity, window.unit);
  const scale = inSigmas ? window.statistics.stddev : 1;
  if (written === undefined || !Number.isFinite(center) || !(scale > 0)) return undefined;
  const away = (value: number) => {
    const signed = (value - center) / scale;
    return against.side === 'above' ? signed : against.side === 'below' ? -signed : Math.abs(signed);
  };
  if (against.at === 'gt') return (value) => away(value) > written.value;
  if (against.at === 'lt') return (value) => away(value) <= written.value + (about ? written.tolerance : 0);
  return (value) => agrees(away(value), written, about);
}

/** Far from all others: beyond three standard deviations of the window, and farther out than any other reading. */
function restPredicate(comparator: Comparison['comparator'], window: WindowData): Predicate {
  const { mean, stddev, min, max } = window.statistics;
  const step = 3 * (stddev || 0);
  if (comparator === 'lt') return (value) => value <= min && value < mean - step;
  if (comparator === 'near') return () => false;
  return (value) => value >= max && value > mean + step;
}

function limitPredicate(
  which: 'upper' | 'lower' | 'both',
  comparator: Comparison['comparator'],
  window: WindowData,
): Predicate | undefined {
  const { low, high } = window.context.limits ?? {};
  if (which === 'upper' || (which === 'both' && comparator === 'gt'))
    return high === undefined ? undefined : (value) => ordered(comparator, value, high, 0, false);
  if (which === 'lower' || (which === 'both' && comparator === 'lt'))
    return low === undefined
      ? undefined
      : (value) => ordered(comparator === 'within' ? 'ge' : comparator, value, low, 0, false);
  if (low === undefined && high === undefined) return undefined;
  const inside: Predicate = (value) =>
    (low === undefined || value >= low) && (high === undefined || value <= high);
  return comparator === 'outside' || comparator === 'gt' ? (value) => !inside(value) : inside;
}

/** What the comparison is said of: a count or a number before it, a named reading, "all", "no" or nothing in particular. */
function subjectOf(scene: Scene): Subject {
  const draft = current(scene);
  if (draft === undefined) return { is: 'all' };
  const nearest = before(scene, 'count', 'value', 'statistic');
  if (isOf(nearest, 'count') && nearest.meaning.of === 'point') {
    const { amount } = nearest.meaning;
    if (amount.high === 0) return { is: 'none' };
    return { is: amount.share?.[0] === 1 ? 'all' : 'some' };
  }
  const named = namedReading(leadIn(scene, draft, 10), scene.window);
  if (named !== undefined) return { is: 'value', value: named };
  if (isOf(nearest, 'value', 'statistic')) {
    const written = measured(nearest.meaning.quantity, scene.window.unit);
    return written === undefined ? { is: 'all' } : { is: 'value', value: written.value };
  }
  if (isOf(nearest, 'count')) {
    const found = findingsOf(nearest.meaning.of, scene.window.context.truth).find(
      ({ value }) => value !== undefined,
    );
    if (found?.value !== undefined) return { is: 'value', value: found.value };
    return { is: 'some' };
  }
  return { is: 'all' };
}

/** "the last reading is above ...", "the maximum lies ...": a statistic named without a number. */
function namedReading(tokens: readonly Token[], window: WindowData): number | undefined {
  for (const token of [...tokens].reverse()) {
    if (token.quantity !== undefined || token.norm === ';') return undefined;
    const name = token.senses.get('stat');
    if (
      name === 'last' ||
      name === 'first' ||
      name === 'min' ||
      name === 'max' ||
      name === 'mean' ||
      name === 'median' ||
      name === 'stddev'
    ) {
      if (token.norm === 'high' || token.norm === 'low') continue;
      return statisticOf(window, name);
    }
  }
  return undefined;
}
