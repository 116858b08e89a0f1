import type { Formula, Part, Quantity, StatisticName } from '../statement.ts';
import { chanceOf } from './compare.ts';
import { NEAR_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, type Figure, type Scale } from './figure.ts';
import { type Outcome, outcome } from './outcome.ts';
import { show } from './say.ts';
import { scaleOf } from './scale.ts';

const WHOLE: Part = { part: 'whole' };
const ANY = { event: 'finding', of: 'any', k: null } as const;
const STEP = { event: 'step', direction: 'either', of: WHOLE } as const;

/** Parts of a window that people speak of, and may have meant where they name none. */
const SPOKEN_OF: readonly Part[] = [
  ...[1, 2].map((k): Part => ({ part: 'piece', of: WHOLE, k, n: 2 })),
  ...[1, 2, 3].map((k): Part => ({ part: 'piece', of: WHOLE, k, n: 3 })),
  { part: 'without', of: WHOLE, out: { part: 'event', event: ANY } },
  ...[ANY, STEP].flatMap((of): Part[] => [
    { part: 'before', time: { time: 'start', of } },
    { part: 'after', time: { time: 'end', of } },
  ]),
  { part: 'during', event: ANY },
];

const READINGS: readonly StatisticName[] = ['mean', 'median', 'mode', 'min', 'max', 'first', 'last'];
const DIFFERENCES: readonly StatisticName[] = ['range', 'stddev'];
/** A bare number may be told in thousands or millions. */
const THOUSANDS = [1, 1e3, 1e6];

/**
 * What a writer may have meant whose words leave it open: of a statistic without a part, the same of a part that people speak of; of a
 * bare value, a figure that nobody named. Undefined where nothing fits, or what fits may do so by chance: then nothing speaks
 * against calling it false.
 */
export function nearReading(formula: Formula | undefined, on: Evaluator): Outcome | undefined {
  if (formula?.is === 'has value' || formula?.is === 'level') return nearValue(formula.quantity, on);
  if (formula?.is !== 'compare' || formula.relation !== 'equal') return undefined;
  const { left, right } = formula;
  if (left.num !== 'statistic' || left.of.part !== 'whole' || right.num !== 'literal') return undefined;
  const scale = scaleOf(left) ?? 'reading';
  const [written] = on.figures(right, scale);
  const candidates = distinct(SPOKEN_OF.flatMap((of) => on.figures({ ...left, of }, scale)));
  return written === undefined ? undefined : fitting(candidates, written, scale, on);
}

function nearValue(quantity: Quantity, on: Evaluator): Outcome | undefined {
  for (const [names, scale] of [
    [READINGS, 'reading'],
    [DIFFERENCES, 'difference'],
  ] as const) {
    const candidates = unnamed(names, scale, on);
    for (const factor of quantity.unit === undefined ? THOUSANDS : [1]) {
      const scaled = { ...quantity, value: quantity.value * factor, step: quantity.step * factor };
      const [written] = on.figures({ num: 'literal', quantity: scaled }, scale);
      const found = written && fitting(candidates, written, scale, on);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** All that a bare number may be, computed once for each window. */
const KNOWN = new WeakMap<Evaluator, Map<Scale, readonly Figure[]>>();

function unnamed(names: readonly StatisticName[], scale: Scale, on: Evaluator): readonly Figure[] {
  const ofWindow = KNOWN.get(on) ?? new Map<Scale, readonly Figure[]>();
  KNOWN.set(on, ofWindow);
  const known = ofWindow.get(scale);
  if (known !== undefined) return known;
  const candidates = distinct(
    [WHOLE, ...SPOKEN_OF].flatMap((of) =>
      names.flatMap((name) => on.figures({ num: 'statistic', name, of }, scale)),
    ),
  );
  ofWindow.set(scale, candidates);
  return candidates;
}

function fitting(
  candidates: readonly Figure[],
  written: Figure,
  scale: Scale,
  on: Evaluator,
): Outcome | undefined {
  const found = candidates.find((figure) => agree(figure, written));
  if (found === undefined) return undefined;
  const chance = chanceOf(found, written, scale, on) * candidates.length;
  return chance > NEAR_UNDER
    ? undefined
    : outcome(null, found.said, `${show(found.value)}, which may be meant`, { natural: false, chance });
}

function distinct(figures: readonly Figure[]): readonly Figure[] {
  const seen = new Set<number>();
  return figures.filter(({ value }) => !seen.has(value) && seen.add(value));
}
