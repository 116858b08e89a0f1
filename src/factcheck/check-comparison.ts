import { statisticOf } from './check-statistic.ts';
import { agrees, measured, measuredDifference, plainNumber, show } from './compare.ts';
import { asCounted, findingsOf } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { predicateOf } from './predicate.ts';
import { before, current, isLeftOut, isOf, leadIn, type Of, type Scene } from './scene.ts';
import type { Quantity } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { countReadings, type WindowData } from './window-data.ts';

type Comparison = Meaning & { readonly is: 'comparison' };

/** What a comparison is said of. */
type Subject = { readonly is: 'value'; readonly value: number } | { readonly is: 'all' | 'none' | 'some' };

/** A comparison: its subject is what the sentence names before it, else every reading. */
export function checkComparison(meaning: Comparison, scene: Scene): Outcome {
  const { window } = scene;
  if (meaning.against.to === 'earlier') return checkEarlier(meaning, scene);
  if (meaning.against.to === 'multiplied') return checkMultiplied(meaning, scene);
  if (meaning.comparator === 'within' && meaning.against.to === 'number')
    return checkSpread(meaning.against.quantity, window);
  const holds = predicateOf(meaning, scene);
  if (holds === undefined) return unknownReference(meaning, window);
  if (window.values.length === 0) return refuted('there are no readings');
  const subject = subjectOf(meaning, scene);
  if (subject.is === 'value') {
    const { mean, stddev } = window.statistics;
    const evidence = `said of ${show(subject.value)}; mean ${show(mean)}, standard deviation ${show(stddev)}`;
    return decide(holds(subject.value) !== meaning.negated, evidence);
  }
  const count = countReadings(window, holds);
  const evidence = `true of ${count} of ${window.values.length} readings`;
  if (subject.is === 'none' || meaning.negated) return decide(count === 0, evidence);
  return decide(subject.is === 'some' ? count > 0 : count === window.values.length, evidence);
}

function unknownReference({ against }: Comparison, window: WindowData): Outcome {
  if (against.to === 'number') return refuted(`the series is in ${window.context.unit}`);
  return unverifiable('what it is compared with is not known');
}

/** What the comparison is said of: a count or a number before it, a named reading, "all", "no" or nothing in particular. */
function subjectOf(meaning: Comparison, scene: Scene): Subject {
  // A statistic within another statement ("from the mean") is not what this one is said of.
  const { first } = current(scene);
  const lead = leadIn(scene, 10).filter((_, index, all) => {
    const at = first - all.length + index;
    return !scene.drafts.some(
      (draft) => draft.meaning.is === 'comparison' && draft.first <= at && draft.end > at,
    );
  });
  const previous = before(scene, 'count', 'value', 'statistic', 'range', 'share');
  const nearest = previous && isLeftOut(previous, scene.tokens) ? undefined : previous;
  const quantifier = quantifierIn(scene, nearest?.end ?? 0);
  if (quantifier !== undefined) return { is: quantifier };
  if (isOf(nearest, 'count') && ['point', 'them', 'missing'].includes(nearest.meaning.of))
    return countedSubject(nearest);
  if (isOf(nearest, 'share')) return { is: 'some' };
  const follower = scene.drafts[scene.index + 1];
  if (nearest === undefined && isOf(follower, 'count') && follower.first - current(scene).end <= 3)
    return countedSubject(follower);
  const between = scene.tokens.slice(nearest?.end ?? 0, current(scene).first);
  // "the deviation of 0.1 shows that the data points are close to the mean": said of all of them.
  if (nearest !== undefined && between.some(({ senses, norm }) => senses.has('item') && norm.endsWith('s')))
    return { is: 'all' };
  const named =
    namedReading(lead, scene.window) ?? (nearest === undefined ? findingSpokenOf(lead, scene) : undefined);
  if (named !== undefined) return { is: 'value', value: named };
  if (isOf(nearest, 'value')) {
    const written = measured(nearest.meaning.quantity, scene.window.unit);
    return written === undefined ? { is: 'all' } : { is: 'value', value: written.value };
  }
  if (isOf(nearest, 'statistic')) return { is: 'value', value: writtenOrActual(nearest, scene.window) };
  if (isOf(nearest, 'count')) {
    const found = findingsOf(nearest.meaning.of, scene.window.context.truth).find(
      ({ value }) => value !== undefined,
    );
    return found?.value === undefined ? { is: 'some' } : { is: 'value', value: found.value };
  }
  // "The readings exceed 3 standard deviations" is said of those that do.
  const far = meaning.against.to === 'distance' && meaning.against.at === 'gt';
  return { is: far || isPassing(scene) ? 'some' : 'all' };
}

/** "crossed 36 %", "fell below 20": it happened, it need not last. */
function isPassing(scene: Scene): boolean {
  const { first, end } = current(scene);
  const passes = scene.tokens
    .slice(first, end)
    .some(({ norm }) =>
      /^(?:cross|exceeded|surpass|topped|(?:rose|climbed|went|fell|dropped) (?:above|below|under))/.test(
        norm,
      ),
    );
  const lasts = scene.tokens.some(({ norm }) =>
    /^(?:always|throughout|constantly|consistently|continuously|permanently)$/.test(norm),
  );
  return passes && !lasts;
}

function countedSubject({ meaning: { amount } }: Of<'count'>): Subject {
  if (amount.high === 0) return { is: 'none' };
  return { is: amount.share?.[0] === 1 ? 'all' : 'some' };
}

/** "nothing", "no", "everything", "all" after the last number. */
function quantifierIn(scene: Scene, from: number): 'all' | 'none' | undefined {
  for (const token of scene.tokens.slice(from, current(scene).first).reverse()) {
    const amount = token.senses.get('amount');
    if (token.norm === 'nothing' || token.norm === 'none' || amount === 'none') return 'none';
    if (token.norm === 'everything' || token.senses.has('all') || amount === 'all') return 'all';
  }
  return undefined;
}

/** The exact figure where the sentence states it rightly, so that a difference is not lost in its rounding. */
function writtenOrActual({ meaning }: Of<'statistic'>, window: WindowData): number {
  const actual = statisticOf(window, meaning.name);
  const written = measuredDifference(meaning.quantity, window.unit);
  return written === undefined || agrees(actual, written) ? actual : written.value;
}

const READABLE: ReadonlySet<string> = new Set([
  'last',
  'first',
  'min',
  'max',
  'mean',
  'median',
  'stddev',
  'spread',
]);

/** "the last reading is above ...", "the maximum lies ...": a statistic named without a number. */
function namedReading(tokens: Scene['tokens'], window: WindowData): number | undefined {
  for (const token of [...tokens].reverse()) {
    if (token.quantity !== undefined || token.norm === ';') return undefined;
    const name = token.senses.get('stat');
    if (name === undefined || !READABLE.has(name) || ['high', 'low', 'top', 'bottom'].includes(token.norm))
      continue;
    return statisticOf(window, asStatistic(name));
  }
  return undefined;
}

/** "the spike exceeds the mean by 989": the reading that was found. */
function findingSpokenOf(tokens: Scene['tokens'], { whole }: Scene): number | undefined {
  const token = tokens.findLast(({ senses }) => senses.has('anom'));
  const of = asCounted(token?.senses.get('anom') ?? '');
  if (of !== 'spike' && of !== 'dropout' && of !== 'outlier') return undefined;
  return findingsOf(of, whole.context.truth)[0]?.value;
}

function asStatistic(
  name: string,
): 'last' | 'first' | 'min' | 'max' | 'mean' | 'median' | 'stddev' | 'spread' {
  switch (name) {
    case 'first':
    case 'min':
    case 'max':
    case 'mean':
    case 'median':
    case 'stddev':
    case 'spread':
      return name;
    default:
      return 'last';
  }
}

/** "41 % higher", "0.23 A lower than the first": against the figure or the half named before. */
function checkEarlier(meaning: Comparison, scene: Scene): Outcome {
  const { against } = meaning;
  if (against.to !== 'earlier') return unverifiable('');
  const pair = comparedPair(scene);
  if (pair === undefined)
    return against.quantity === undefined
      ? unverifiable('what it is compared with is not known')
      : spreadOnly(against.quantity, scene);
  const [subject, other] = pair;
  if (against.quantity === undefined) {
    const means = `${show(subject)} against ${show(other)}`;
    return decide(against.side === 'above' ? subject > other : subject < other, means);
  }
  const relative = against.quantity.unit?.name === '%';
  const actual = relative ? ((subject - other) / Math.abs(other)) * 100 : subject - other;
  const written = relative
    ? plainNumber(against.quantity)
    : measuredDifference(against.quantity, scene.whole.unit);
  const signed = against.side === 'below' ? -actual : actual;
  const evidence = `${show(subject)} against ${show(other)}: ${show(actual)}${relative ? ' %' : ''}`;
  return decide(written !== undefined && agrees(signed, written), evidence);
}

/** "values fluctuate within 14 ppm": all there is between lowest and highest. */
function checkSpread(quantity: Quantity, window: WindowData): Outcome {
  const written = measuredDifference(quantity, window.unit);
  const spread = window.statistics.max - window.statistics.min;
  return decide(
    written !== undefined && spread <= written.value + written.tolerance,
    `the readings span ${show(spread)}`,
  );
}

/** "more than doubled, from 28.2 to 61.2". */
function checkMultiplied({ against, comparator }: Comparison, scene: Scene): Outcome {
  if (against.to !== 'multiplied') return unverifiable('');
  const values = scene.drafts.slice(scene.index).filter((draft) => isOf(draft, 'value'));
  const [from, to] = values
    .slice(0, 2)
    .map((draft) => measured(draft.meaning.quantity, scene.whole.unit)?.value);
  const { first, last } = scene.window.statistics;
  const ratio = from === undefined || to === undefined ? last / first : to / from;
  const written = plainNumber(against.factor);
  return decide(
    comparator === 'gt' ? ratio > written.value : agrees(ratio, { ...written, about: 'about' }),
    `a factor of ${show(ratio)}`,
  );
}

/** The figure spoken of and the one it is held against: the two numbers before, or the means of the two halves. */
function comparedPair(scene: Scene): readonly [number, number] | undefined {
  const words = scene.tokens.map(({ norm }) => norm);
  if (words.some((word) => /\bhalf\b/.test(word))) {
    const { values } = scene.whole;
    const middle = Math.ceil(values.length / 2);
    const [first, second] = [meanOf(values.slice(0, middle)), meanOf(values.slice(middle))];
    const ofFirst =
      words.findIndex((word) => word.startsWith('first')) <
      words.findIndex((word) => word.startsWith('second'));
    return ofFirst ? [first, second] : [second, first];
  }
  if (words.slice(current(scene).first).some((word) => /^before(?:hand)?$/.test(word)))
    return aroundFinding(scene.whole);
  const numbers = scene.drafts.slice(0, scene.index).filter((draft) => isOf(draft, 'value', 'statistic'));
  const [other, subject] = numbers
    .slice(-2)
    .map((draft) => measured(draft.meaning.quantity, scene.whole.unit)?.value);
  return other === undefined || subject === undefined ? undefined : [subject, other];
}

/** "lower than before": the means after and before what was found. */
function aroundFinding({ context, times, values }: WindowData): readonly [number, number] | undefined {
  const found = context.truth[0];
  if (found === undefined) return undefined;
  const end = found.kind === 'level shift' ? found.at - 1 : (found.until ?? found.at);
  const earlier = values.filter((_, index) => (times[index] ?? 0) < found.at);
  const later = values.filter((_, index) => (times[index] ?? 0) > end);
  return earlier.length === 0 || later.length === 0 ? undefined : [meanOf(later), meanOf(earlier)];
}

/** Without two figures to hold against each other, a difference beyond all the data is false all the same. */
function spreadOnly(quantity: Quantity, { whole }: Scene): Outcome {
  const written = measuredDifference(quantity, whole.unit);
  const spread = whole.statistics.max - whole.statistics.min;
  if (written !== undefined && quantity.unit?.name !== '%' && written.value - written.tolerance > spread)
    return refuted(`the readings span ${show(spread)}`);
  return unverifiable('what it is compared with is not known');
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
