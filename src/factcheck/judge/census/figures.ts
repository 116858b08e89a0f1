import { once } from '../../once.ts';
import type { StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Evaluator } from '../evaluator.ts';
import { coveredBy } from '../findings.ts';
import { rising } from '../rising.ts';
import { crossingsOf, type Lengths, lengthsOf } from './lengths.ts';
import { namedPositions, type Span, spansOf } from './spans.ts';
import { type Sums, sumsOf } from './sums.ts';
import type { Told } from './told.ts';

/** All figures of a window that a text may speak of without saying what they are: lowest to highest, each once. */
export interface Census {
  /** Besides the readings themselves, which are figures too. */
  readonly levels: Float64Array;
  /** Those levels that people take differences and ratios of. */
  readonly notable: Float64Array;
  /** Spreads and the like; the distances of two notable levels come to these. */
  readonly distances: Float64Array;
  /** Asked of few texts, and dear. */
  readonly lengths: () => Lengths;
}

const WHOLE: Part = { part: 'whole' };
/** Ranks of readings that people name: the second highest. */
const MOST_RANKS = 5;
/** So many levels are taken in pairs. */
const MOST_NOTABLE = 160;
/** Deviations from the mean that people name a level by. */
const DEVIATIONS = [1, 2, 3];
/** Figures that take a sort, asked of the whole alone. */
const OF_THE_WHOLE: readonly StatisticName[] = ['median', 'midrange', 'p05', 'p25', 'p75', 'p95'];
const SPREADS: readonly StatisticName[] = ['mad', 'iqr', 'variance'];

export function takeCensus(told: Told, on: Evaluator): Census {
  const { window, whole } = on;
  const positions = namedPositions(told, on);
  const spans = spansOf(told, on, positions);
  const all = sumsOf(window.values, spans);
  const clean =
    window.findings.length === 0
      ? []
      : sumsOf(window.values, spans, coveredBy(window.findings, window.times));
  const sums = [...all, ...clean].filter(({ count }) => count > 0);
  const own = OF_THE_WHOLE.flatMap((name) => valuesOf(name, WHOLE, on));
  const scattered = told.parts.flatMap((part) => ofScattered(part, on));
  const numbers = told.numbers.flatMap((num) => on.figures(num, 'reading').map(({ value }) => value));
  const deviation = Math.sqrt(whole.variance);
  const named = [
    ...own,
    ...extremeRanks(window.ranks.levels),
    ...DEVIATIONS.flatMap((k) => [whole.mean + k * deviation, whole.mean - k * deviation]),
    ...window.findings.flatMap(({ value, expected = [] }) => [value ?? Number.NaN, ...expected]),
    ...readingsAt(positions, window.values),
    ...scattered,
  ];
  const levels: number[] = [];
  for (const { mean, min, max, first, last } of sums)
    levels.push(mean, min, max, first, last, (min + max) / 2);
  return {
    levels: rising([...named, ...levels, ...mediansOf(spans, on)]),
    notable: rising([...numbers, ...named, ...levels].slice(0, MOST_NOTABLE)),
    distances: rising([...sums.flatMap(spreadsOf), ...SPREADS.flatMap((name) => valuesOf(name, WHOLE, on))]),
    lengths: once(() => lengthsOf(told, crossingsOf([whole.mean, ...numbers], window), on)),
  };
}

function valuesOf(name: StatisticName, of: Part, on: Evaluator): readonly number[] {
  return on.figures({ num: 'statistic', name, of }, 'reading').map(({ value }) => value);
}

/** Those of a part whose readings do not stand in a row: the readings above 50, all but the highest. */
function ofScattered(part: Part, on: Evaluator): readonly number[] {
  return on.cuts(part).flatMap((cut) => {
    const { positions, values } = cut;
    const isRow = (positions.at(-1) ?? 0) - (positions[0] ?? 0) === positions.length - 1;
    return isRow || positions.length === 0
      ? []
      : [cut.mean, cut.min, cut.max, values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN];
  });
}

/** The lowest and the highest different values. */
function extremeRanks(levels: Float64Array): readonly number[] {
  return [...levels.subarray(0, MOST_RANKS), ...levels.slice(-MOST_RANKS).reverse()];
}

/** The reading at a position and its neighbours. */
function readingsAt(positions: readonly number[], values: Float64Array): readonly number[] {
  return positions.flatMap((at) => [at - 1, at, at + 1].map((one) => values[one] ?? Number.NaN));
}

/** Medians take a sort: of short stretches only. */
const LONGEST_SORTED = 300;

function mediansOf(spans: readonly Span[], { window }: Evaluator): readonly number[] {
  return spans.flatMap(([from, to]) => {
    if (to - from > LONGEST_SORTED) return [];
    const sorted = window.values.slice(from, to).sort();
    const middle = (sorted.length - 1) / 2;
    return [((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2];
  });
}

function spreadsOf({ min, max, deviation, first, last }: Sums): readonly number[] {
  return [max - min, (max - min) / 2, deviation, deviation ** 2, Math.abs(last - first)];
}
