import type { Direction, Formula, Manner } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import { chanceOf } from '../compare.ts';
import type { Cut } from '../cut.ts';
import { MOVING_FROM, NOTABLE_SHARE } from '../definitions.ts';
import type { Evaluator } from '../evaluator.ts';
import { agreement, type Figure } from '../figure.ts';
import { absent, type Outcome, outcome } from '../outcome.ts';
import { show } from '../say.ts';
import { withoutLone } from './course.ts';
import { isAimless, isExact, isFlat, isSteady } from './level.ts';
import { courseOf, type Held, moves, shifted } from './ways.ts';

type Trend = Formula & { readonly is: 'trend' };

/** How the readings of a part go. */
export function judgeTrend({ direction, of, manner, from, to }: Trend, on: Evaluator): readonly Outcome[] {
  if (manner.includes('overall') && (manner.includes('sudden') || manner.includes('at once')))
    return [absent('a direction', 'what goes on over all of it is not one step')];
  const cuts = on.cuts(of).filter(({ values }) => values.length > 1);
  if (cuts.length === 0) return [absent('a direction', 'fewer than two readings')];
  return cuts.map((cut) => {
    const { holds, evidence } = inCut(direction, manner, from, to, cut, on);
    const chance = chanceOfPassage(from, to, on);
    return outcome(holds, `direction of ${cut.name}`, evidence, { natural: cut.natural, chance });
  });
}

/** Two readings that are told by their values are no accident. */
function chanceOfPassage(from: Num | undefined, to: Num | undefined, on: Evaluator): number {
  const figures = [from, to].flatMap((num) =>
    num === undefined ? [] : on.figures(num, 'reading').slice(0, 1),
  );
  return figures.reduce((product, figure) => product * chanceOf(figure, figure, 'reading', on), 1);
}

function inCut(
  direction: Direction,
  manner: readonly Manner[],
  from: Num | undefined,
  to: Num | undefined,
  cut: Cut,
  on: Evaluator,
): Held {
  if ((direction === 'up' || direction === 'down') && (from !== undefined || to !== undefined)) {
    const passage = passes(direction, from, to, cut, on);
    return passage.holds === true && manner.includes('gradual')
      ? (shifted(direction, cut) ?? passage)
      : passage;
  }
  switch (direction) {
    case 'up':
    case 'down':
      return moves(direction, manner, cut);
    case 'flat':
      return manner.includes('exact') ? isExact(cut) : isFlat(cut);
    case 'steady':
      return isSteady(cut);
    case 'aimless':
      return isAimless(withoutLone(cut));
    case 'vary':
      return { holds: cut.max > cut.min, evidence: `${show(cut.min)} to ${show(cut.max)}` };
    case 'mixed':
      return { holds: Math.abs(cut.line.correlation) < MOVING_FROM, evidence: courseOf(cut) };
  }
}

/** "rose from 20.9 to 21.3": a reading of the one is followed by one of the other; "to" alone: from the other side of it. */
function passes(
  direction: 'up' | 'down',
  from: Num | undefined,
  to: Num | undefined,
  cut: Cut,
  on: Evaluator,
): Held {
  const sign = direction === 'up' ? 1 : -1;
  const [start, stop] = [from && on.figures(from, 'reading')[0], to && on.figures(to, 'reading')[0]];
  const evidence = `readings run from ${show(cut.values[0] ?? Number.NaN)} to ${show(cut.values.at(-1) ?? Number.NaN)}, ${show(cut.min)} to ${show(cut.max)}`;
  if ((from !== undefined && start === undefined) || (to !== undefined && stop === undefined))
    return { holds: null, evidence };
  if (start !== undefined && stop !== undefined && sign * (stop.value - start.value) <= 0)
    return { holds: false, evidence };
  return { holds: hasPassage(sign, start, stop, cut), evidence };
}

function hasPassage(sign: number, start: Figure | undefined, stop: Figure | undefined, cut: Cut): boolean {
  const others = withoutLone(cut);
  const reach = (others.max - others.min) * NOTABLE_SHARE;
  const [isStart, isStop] = [start && agreement(start), stop && agreement(stop)];
  // The extreme on the side that it comes from, of the readings that may be its start.
  let origin: number | undefined;
  for (let at = 0; at < cut.values.length; at += 1) {
    const value = cut.values[at] ?? Number.NaN;
    const hasCome = isStop === undefined || isStop(value);
    if (origin !== undefined && hasCome && sign * (value - origin) >= reach && value !== origin) return true;
    if (isStart !== undefined ? isStart(value) : origin === undefined || sign * (origin - value) > 0)
      origin = value;
  }
  return false;
}
