import type { Num } from '../statement/numbers.ts';
import type { Cut } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { agreement } from './figure.ts';
import { type Happening, nameOf } from './happening.ts';
import { showTime } from './say.ts';

export function largestStep(cut: Cut, direction: 'up' | 'down' | 'either'): readonly Happening[] {
  const at = cut.steps[direction];
  return at === undefined ? [] : [{ ...cameAt(cut, at, 'the step', 0), natural: cut.natural }];
}

/** What happened between the reading before and that at `at`, whose moment it has. */
function cameAt({ times }: Cut, at: number, what: string, nth: number): Happening {
  const [before, ms] = [times[at - 1] ?? 0, times[at] ?? 0];
  const name = nameOf(what, () => `at ${showTime(ms)}`, nth);
  return { start: ms, end: ms, starts: [before], ends: [], natural: true, name };
}

/** Steps of a size that was told. */
export function stepsBy(
  cut: Cut,
  direction: 'up' | 'down' | 'either',
  by: Num,
  on: Evaluator,
): readonly Happening[] {
  const [size] = on.figures(by, 'difference');
  if (size === undefined) return [];
  const isSize = agreement(size);
  const steps: Happening[] = [];
  for (let i = 1; i < cut.values.length; i += 1) {
    const step = (cut.values[i] ?? 0) - (cut.values[i - 1] ?? 0);
    const told = direction === 'either' ? Math.abs(step) : direction === 'up' ? step : -step;
    if (isSize(told)) steps.push({ ...cameAt(cut, i, 'the step', steps.length), natural: cut.natural });
  }
  return steps;
}

/** The readings at which a level is passed. */
export function crossings(
  level: Num,
  direction: 'up' | 'down' | 'either',
  cut: Cut,
  on: Evaluator,
): readonly Happening[] {
  const [at] = on.figures(level, 'reading');
  if (at === undefined) return [];
  const crossed: Happening[] = [];
  for (let i = 1; i < cut.values.length; i += 1) {
    const [before, here] = [cut.values[i - 1] ?? 0, cut.values[i] ?? 0];
    const goesUp = before <= at.value && here > at.value;
    const goesDown = before >= at.value && here < at.value;
    const isMeant = (direction !== 'down' && goesUp) || (direction !== 'up' && goesDown);
    if (isMeant) crossed.push(cameAt(cut, i, 'the crossing', crossed.length));
  }
  return crossed;
}
