import type { Quantity } from '../statement/literals.ts';
import type { Num } from '../statement/numbers.ts';
import type { Relation } from '../statement/parts.ts';
import { RELATION_SAID, relates } from './conditions.ts';
import { countIn } from './cut.ts';
import { SAME_SHARE } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { computed, type Figure, type Scale, slack } from './figure.ts';
import { absent, mismatched, type Outcome, outcome, undecided } from './outcome.ts';
import { show, showSeconds } from './say.ts';
import { scaleOf, written } from './scale.ts';

/** So many pairs of values of one comparison are looked at. */
const MAX_PAIRS = 60;

/** Two numbers in a relation, once for each pair of what they may come to. */
export function compareNumbers(left: Num, relation: Relation, right: Num, on: Evaluator): readonly Outcome[] {
  if (JSON.stringify(left) === JSON.stringify(right))
    return [absent('a figure', 'it would be compared with itself')];
  if (left.num === 'literal' && right.num === 'literal')
    return [twoWritten(left.quantity, relation, right.quantity)];
  const scale = scaleOf(left) ?? scaleOf(right) ?? 'plain';
  const mismatch = wrongUnit(left, scale, on) ?? wrongUnit(right, scale, on);
  if (mismatch !== undefined) return [mismatch];
  if (left.num === 'any reading') return [anyReading(left, relation, right, on)];
  const [lefts, rights] = [on.figures(left, scale), on.figures(right, scale)];
  if (lefts.length === 0 || rights.length === 0) return [absent('a comparison')];
  const pairs = lefts.flatMap((a) => rights.map((b) => [a, b] as const)).slice(0, MAX_PAIRS);
  return pairs.map(([a, b]) => comparePair(a, relation, b, scale, on));
}

/** Two numbers of the text prove nothing of the window; but 21 does not exceed 24 in any. */
function twoWritten(a: Quantity, relation: Relation, b: Quantity): Outcome {
  const isSameUnit = a.unit === b.unit || a.unit === undefined || b.unit === undefined;
  const isPast =
    (relation === 'over' && a.value < b.value - b.step) ||
    (relation === 'under' && a.value > b.value + b.step);
  return isSameUnit && isPast
    ? outcome(false, 'two numbers of the text', `${show(a.value)} against ${show(b.value)}`)
    : undecided('two numbers of the text', 'neither is a figure of the window');
}

function comparePair(a: Figure, relation: Relation, b: Figure, scale: Scale, on: Evaluator): Outcome {
  const natural = a.natural && b.natural;
  const [actual, other] = a.isWritten && !b.isWritten ? [b, a] : [a, b];
  const isEqual = relation === 'equal' || relation === 'not equal';
  const same = sameWithin(actual, other, scale, on);
  const holds = isEqual && same !== undefined ? same === (relation === 'equal') : relates(a, relation, b);
  const chance = relation === 'equal' && other.isWritten ? chanceOf(actual, other, scale, on) : 1;
  const evidence = other.isWritten
    ? sayOn(actual.value, scale, on)
    : `${sayOn(a.value, scale, on)} against ${sayOn(b.value, scale, on)}`;
  const reading = other.isWritten ? actual.said : `${a.said} ${RELATION_SAID[relation]} ${b.said}`;
  return outcome(holds, reading, evidence, { natural, chance });
}

/** Two computed figures are the same within a share of the spread; undefined where digits say how near they have to be. */
function sameWithin(a: Figure, b: Figure, scale: Scale, { whole }: Evaluator): boolean | undefined {
  if (a.isWritten || b.isWritten || a.tolerance + b.tolerance > 0) return undefined;
  const away = Math.abs(a.value - b.value);
  if (scale === 'count') return away === 0;
  if (scale === 'reading' || scale === 'difference') return away <= (whole.max - whole.min) * SAME_SHARE;
  return away <= Math.abs(b.value) * SAME_SHARE;
}

/** A comparison of "a reading": it holds where it does for one. */
function anyReading(
  left: Num & { num: 'any reading' },
  relation: Relation,
  right: Num,
  on: Evaluator,
): Outcome {
  const [to] = on.figures(right, 'reading');
  const [cut] = on.cuts(left.of);
  if (to === undefined || cut === undefined) return absent('a reading');
  const { values } = on.window;
  const count = countIn(cut, (at) => relates(computed(values[at] ?? Number.NaN, ''), relation, to));
  const reading = `a reading of ${cut.name} ${RELATION_SAID[relation]} ${show(to.value)}`;
  return outcome(count > 0, reading, `${count} of ${cut.values.length} readings are`, {
    natural: cut.natural,
  });
}

/** A number in a unit that the series does not have: false, where the series has one. */
function wrongUnit(num: Num, scale: Scale, on: Evaluator): Outcome | undefined {
  if (num.num !== 'literal') return undefined;
  const result = written(num.quantity, scale, on.window, 1);
  if ('figure' in result) return undefined;
  return isForeign(num.quantity, on)
    ? mismatched('a number in another unit', result.mismatch)
    : undecided('a number in another unit', result.mismatch);
}

/** Whether a written unit is none that the series could be told in. */
export function isForeign({ unit }: Quantity, { window }: Evaluator): boolean {
  return unit !== undefined && window.context.unit !== '';
}

/** Share of the numbers that could have stood there and would fit as well: by the digits written, and by the spread of the data. */
export function chanceOf(actual: Figure, other: Figure, scale: Scale, { whole, window }: Evaluator): number {
  const [below, above] = slack(actual.value, other);
  const width = below + above;
  if (!(width > 0)) return 0;
  const spans: Readonly<Partial<Record<Scale, number>>> = {
    reading: whole.max - whole.min,
    difference: whole.max - whole.min,
    seconds: (window.to - window.from) / 1000,
  };
  const span = Math.min(spans[scale] ?? Number.POSITIVE_INFINITY, Math.max(Math.abs(other.value), width));
  return Math.min(1, width / Math.max(scale === 'reading' ? (spans.reading ?? span) : span, Number.EPSILON));
}

function sayOn(value: number, scale: Scale, { window }: Evaluator): string {
  const unit = window.context.unit === '' ? '' : ` ${window.context.unit}`;
  switch (scale) {
    case 'reading':
    case 'difference':
      return `${show(value)}${unit}`;
    case 'seconds':
      return showSeconds(value);
    case 'per second':
      return `${show(value)}${unit} a second, ${show(value * 3600)}${unit} an hour`;
    case 'share':
      return `${show(value * 100)} %`;
    default:
      return show(value);
  }
}
