import { agrees, measured, measuredDifference, plainNumber, show } from './compare.ts';
import type { Meaning } from './meaning.ts';
import { current, isOf, type Scene } from './scene.ts';
import type { Quantity } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

type Comparison = Meaning & { readonly is: 'comparison' };

/** "41 % higher", "0.23 A lower than the first": against the figure or the half named before. */
export function checkEarlier(meaning: Comparison, scene: Scene): Outcome {
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

/** "more than doubled, from 28.2 to 61.2". */
export function checkMultiplied({ against, comparator }: Comparison, scene: Scene): Outcome {
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
  const places = scene.tokens.slice(current(scene).first).map(({ senses }) => senses.get('place'));
  const { first, last } = scene.whole.statistics;
  if (places.includes('start') || places.includes('first')) return [last, first];
  if (places.includes('end') || places.includes('last')) return [first, last];
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
