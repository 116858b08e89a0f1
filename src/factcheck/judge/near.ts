import type { Formula } from '../statement/formulas.ts';
import type { Quantity } from '../statement/literals.ts';
import type { Num, StatisticName } from '../statement/numbers.ts';
import type { Part } from '../statement/parts.ts';
import type { Time } from '../statement/times.ts';
import { chanceOf } from './compare.ts';
import { countIn } from './cut.ts';
import { extremesOf } from './cut-figures.ts';
import { NEAR_UNDER, SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, computed, type Figure, type Scale } from './figure.ts';
import { type Outcome, outcome } from './outcome.ts';
import { show } from './say.ts';
import { scaleOf } from './scale.ts';
import { longestStretch } from './stretch.ts';
import { isRangeOfStretch } from './stretches.ts';

const WHOLE: Part = { part: 'whole' };
const ANY = { event: 'finding', of: 'any', k: null } as const;
const STEP = { event: 'step', direction: 'either', of: WHOLE } as const;

/** Parts of a window that people speak of, and may have meant where they name none. */
const SPOKEN_OF: readonly Part[] = [
  WHOLE,
  ...[1, 2].map((k): Part => ({ part: 'piece', of: WHOLE, k, n: 2 })),
  ...[1, 2, 3].map((k): Part => ({ part: 'piece', of: WHOLE, k, n: 3 })),
  { part: 'without', of: WHOLE, out: { part: 'event', event: ANY } },
  ...[ANY, STEP].flatMap((of): Part[] => [
    { part: 'before', time: { time: 'start', of } },
    { part: 'after', time: { time: 'end', of } },
  ]),
  { part: 'during', event: ANY },
];

/** Those that are bounded by what was found or by a step. */
const SIDES = SPOKEN_OF.filter(({ part }) => part === 'before' || part === 'after' || part === 'during');

/** What takes one pass is asked of every part, what takes a sort of the whole alone. */
const LEVELS: readonly StatisticName[] = ['mean', 'min', 'max', 'first', 'last'];
const statistic = (name: StatisticName, of: Part = WHOLE): Num => ({ num: 'statistic', name, of });
const distance = (a: StatisticName, b: StatisticName): Num => ({
  num: 'distance',
  a: statistic(a),
  b: statistic(b),
});

/** Distances that people tell without saying what they are of. */
const DISTANCES: readonly Num[] = [
  ...SPOKEN_OF.flatMap((of) => [statistic('range', of), statistic('stddev', of)]),
  distance('max', 'mean'),
  distance('min', 'mean'),
  distance('max', 'median'),
  distance('min', 'median'),
  distance('mean', 'median'),
  distance('first', 'last'),
  { num: 'largest step', direction: 'up', of: WHOLE },
  { num: 'largest step', direction: 'down', of: WHOLE },
];

/** Statistics that are called by their own name: no distance is meant by one. */
const NAMED: ReadonlySet<StatisticName> = new Set(['mean', 'median', 'mode', 'p05', 'p25', 'p75', 'p95']);

/** A bare number may be told in thousands or millions. */
const THOUSANDS = [1, 1e3, 1e6];

/**
 * What a writer may have meant whose words leave it open: the same statistic of another part, a distance, a count; for a bare value any figure
 * that nobody named. Where the words are `isCertain`, it must fit closely, and what is
 * called by its own name is meant by it. Undefined where nothing fits, or what fits may do so by chance: then nothing speaks against calling it false.
 */
export function nearReading(
  formula: Formula | undefined,
  isCertain: boolean,
  on: Evaluator,
): Outcome | undefined {
  const most = isCertain ? SPECIFIC_UNDER : NEAR_UNDER;
  switch (formula?.is) {
    case 'has value':
    case 'level':
      return nearValue(formula.quantity, most, on);
    case 'range':
      return nearEnds(formula, on);
    case 'count':
      return formula.counted.count === 'run length' && formula.amount.amount === 'number'
        ? nearCount(formula.amount.quantity, on)
        : undefined;
    case 'compare':
      return formula.left.num === 'statistic' &&
        formula.right.num === 'literal' &&
        formula.relation === 'equal'
        ? nearStatistic(formula.left, formula.right.quantity, isCertain, on)
        : undefined;
    default:
      return undefined;
  }
}

function nearStatistic(
  left: Num & { num: 'statistic' },
  quantity: Quantity,
  isCertain: boolean,
  on: Evaluator,
): Outcome | undefined {
  const most = isCertain ? SPECIFIC_UNDER : NEAR_UNDER;
  const scale = scaleOf(left) ?? 'reading';
  const ofParts = (name: string, parts: readonly Part[]): Outcome | undefined => {
    const nums = parts.map((of) => statistic(left.name, of));
    return fitting(kept(`${left.name} of ${name}`, nums, scale, on), quantity, scale, most, on);
  };
  if (isCertain && NAMED.has(left.name)) return isBounded(left.of) ? ofParts('sides', SIDES) : undefined;
  return (
    ofParts('parts', SPOKEN_OF) ??
    (scale === 'reading' && !NAMED.has(left.name) ? nearDistance(quantity, most, on) : undefined) ??
    (quantity.unit === undefined && on.window.context.unit !== '' ? nearCount(quantity, on) : undefined)
  );
}

/** "until 18:19 it averaged 21.65": that of one side of what was found there, whose moment was told wrongly. */
function isBounded(of: Part): boolean {
  const isMoment = (time: Time | null) => time?.time === 'moment';
  if (of.part === 'between') return isMoment(of.from) || isMoment(of.to);
  return (of.part === 'before' || of.part === 'after') && isMoment(of.time);
}

function nearDistance(quantity: Quantity, most: number, on: Evaluator): Outcome | undefined {
  return fitting(kept('distances', DISTANCES, 'difference', on), quantity, 'difference', most, on);
}

function nearValue(quantity: Quantity, most: number, on: Evaluator): Outcome | undefined {
  const ofParts = SPOKEN_OF.flatMap((of) => LEVELS.map((name) => statistic(name, of)));
  const levels = [...ofParts, statistic('median'), statistic('mode')];
  for (const factor of quantity.unit === undefined ? THOUSANDS : [1]) {
    const scaled = { ...quantity, value: quantity.value * factor, step: quantity.step * factor };
    const found =
      fitting(kept('levels', levels, 'reading', on), scaled, 'reading', most, on) ??
      nearDistance(scaled, most, on);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "go from 44 to 51": the first and the last of them, not the lowest and the highest. */
function nearEnds({ low, high, of, all }: Formula & { is: 'range' }, on: Evaluator): Outcome | undefined {
  const [from, to] = [on.figures(low, 'reading')[0], on.figures(high, 'reading')[0]];
  const cut = on.cuts(of)[0];
  if (from === undefined || to === undefined || cut === undefined) return undefined;
  const [first, last] = [cut.values[0] ?? Number.NaN, cut.values.at(-1) ?? Number.NaN];
  const is = (value: number, written: Figure) => agree(computed(value, ''), written);
  const fits = (is(first, from) && is(last, to)) || (is(first, to) && is(last, from));
  const isLeftOpen = isDrawnAtWill(of) ? all !== true : isRangeButEnds(cut.values, from, to);
  if (!fits && isLeftOpen && isRangeOfStretch(on.window.values, from, to))
    return outcome(null, 'a range of other readings', 'some in a row lie there', { natural: false });
  return fits
    ? outcome(null, `first and last of ${cut.name}`, `${show(first)} and ${show(last)}`, { natural: false })
    : undefined;
}

/** Where no part is named, or only about, others may be meant; the reading at an end of one that is named may belong to what follows. */
function isDrawnAtWill(of: Part): boolean {
  return of.part === 'whole' || of.part === 'hours' || JSON.stringify(of).includes('"hedge":"about"');
}

/** Whether the readings without the first, the last or both lie between two written numbers, and reach both. */
function isRangeButEnds(values: Float64Array, low: Figure, high: Figure): boolean {
  return [values.subarray(1), values.subarray(0, -1), values.subarray(1, -1)].some((inner) => {
    const [min, max] = extremesOf(inner);
    return agree(computed(min, ''), low) && agree(computed(max, ''), high);
  });
}

/** A whole number may count what lies above or below the mean, or how long it does so in a row. */
function nearCount(quantity: Quantity, on: Evaluator): Outcome | undefined {
  const { whole } = on;
  const { mean } = whole;
  const { values } = whole;
  const sides: readonly ((at: number) => boolean)[] = [
    (at) => (values[at] ?? Number.NaN) > mean,
    (at) => (values[at] ?? Number.NaN) < mean,
  ];
  const counts = sides.flatMap((isThere) => [
    countIn(whole, isThere),
    longestStretch(values.length, isThere),
  ]);
  return counts.includes(quantity.value)
    ? outcome(null, 'a count of readings on one side of the mean', show(quantity.value), { natural: false })
    : undefined;
}

/** Figures of a window that are asked for again and again. */
const KNOWN = new WeakMap<Evaluator, Map<string, readonly Figure[]>>();

function kept(name: string, nums: readonly Num[], scale: Scale, on: Evaluator): readonly Figure[] {
  const ofWindow = KNOWN.get(on) ?? new Map<string, readonly Figure[]>();
  KNOWN.set(on, ofWindow);
  const known = ofWindow.get(name) ?? distinct(nums.flatMap((num) => on.figures(num, scale)));
  ofWindow.set(name, known);
  return known;
}

function distinct(figures: readonly Figure[]): readonly Figure[] {
  const seen = new Set<number>();
  return figures.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function fitting(
  candidates: readonly Figure[],
  quantity: Quantity,
  scale: Scale,
  most: number,
  on: Evaluator,
): Outcome | undefined {
  const [written] = on.figures({ num: 'literal', quantity }, scale);
  const found = written && candidates.find((figure) => agree(figure, written));
  if (written === undefined || found === undefined) return undefined;
  const chance = chanceOf(found, written, scale, on) * candidates.length;
  return chance > most
    ? undefined
    : outcome(null, found.said, `${show(found.value)}, which may be meant`, { natural: false, chance });
}
