import type { Formula, Num, Part } from '../statement.ts';
import { chanceOf } from './compare.ts';
import { SPECIFIC_UNDER } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { agree, type Figure } from './figure.ts';
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

/**
 * A reading that a writer may have meant who named no part: the same statistic of a part that people speak of. Undefined where none
 * fits, or fits by no more than chance. Then nothing speaks against calling it false; otherwise the words leave it open.
 */
export function nearReading(formula: Formula | undefined, on: Evaluator): Outcome | undefined {
  if (formula?.is !== 'compare' || formula.relation !== 'equal') return undefined;
  const { left, right } = formula;
  if (left.num !== 'statistic' || left.of.part !== 'whole' || right.num !== 'literal') return undefined;
  const scale = scaleOf(left) ?? 'reading';
  const [written] = on.figures(right, scale);
  if (written === undefined) return undefined;
  const candidates = candidatesOf(left, on);
  const fitting = candidates.find((figure) => agree(figure, written));
  if (fitting === undefined) return undefined;
  const chance = chanceOf(fitting, written, scale, on) * candidates.length;
  return chance > SPECIFIC_UNDER
    ? undefined
    : outcome(null, fitting.said, `${show(fitting.value)}, where no part is named`, {
        natural: false,
        chance,
      });
}

function candidatesOf(left: Num & { num: 'statistic' }, on: Evaluator): readonly Figure[] {
  const ofParts = SPOKEN_OF.flatMap((of) => on.figures({ ...left, of }, 'reading'));
  return distinct(ofParts);
}

function distinct(figures: readonly Figure[]): readonly Figure[] {
  const seen = new Set<number>();
  return figures.filter(({ value }) => !seen.has(value) && seen.add(value));
}
