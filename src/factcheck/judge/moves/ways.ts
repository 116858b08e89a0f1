import type { Manner } from '../../statement/formulas.ts';
import { type Cut, wholeOf } from '../cut.ts';
import { AIMED_FROM, LEVEL_TO, RISES_FROM, SUDDEN_NOT_UNDER, SUDDEN_SHARE } from '../definitions.ts';
import { show } from '../say.ts';
import { withoutLone } from './course.ts';

/** Whether the readings of a cut rise or fall, and in which manner: in one step, fast, without a break, slowly. */

export interface Held {
  readonly holds: boolean | null;
  readonly evidence: string;
}

export function moves(direction: 'up' | 'down', manner: readonly Manner[], cut: Cut): Held {
  if (manner.includes('sudden')) return jumps(direction, cut);
  if (manner.includes('at once')) return jumps(direction, cut, SUDDEN_SHARE);
  if (manner.includes('fast')) return isFast(direction, cut);
  if (manner.includes('unbroken')) return isUnbroken(direction, withoutLone(cut));
  const way = goesEitherWay(direction, cut);
  return way.holds === true && manner.includes('gradual') ? (shifted(direction, cut) ?? way) : way;
}

/**
 * With the lone values that were found, or without them where the direction is plain: true where one of these holds, false where both fail.
 */
function goesEitherWay(direction: 'up' | 'down', cut: Cut): Held {
  const [all, others] = [goes(direction, cut), goes(direction, withoutLone(cut))];
  if (all.holds === true || all.holds === others.holds) return all;
  const isPlain = Math.abs(withoutLone(cut).line.correlation) >= AIMED_FROM;
  return others.holds !== true || isPlain ? others : all;
}

/** What goes there in one step, and was found to, does not go slowly. */
export function shifted(direction: 'up' | 'down', cut: Cut): Held | undefined {
  const isFound = cut.window.findings.some(
    ({ kind, at }) => kind === 'level shift' && at >= cut.start && at <= cut.end,
  );
  const jump = jumps(direction, cut);
  return isFound && jump.holds === true ? { ...jump, holds: false } : undefined;
}

/** Not one step goes the other way. */
function isUnbroken(direction: 'up' | 'down', cut: Cut): Held {
  const at = cut.steps[direction === 'up' ? 'down' : 'up'];
  const way = goes(direction, cut);
  if (at === undefined || way.holds === false) return way;
  const evidence = `${show(cut.values[at - 1] ?? Number.NaN)} is followed by ${show(cut.values[at] ?? Number.NaN)}`;
  return { holds: false, evidence };
}

export function courseOf(cut: Cut): string {
  const { slope, correlation } = cut.line;
  const [first, last] = [cut.values[0] ?? Number.NaN, cut.values.at(-1) ?? Number.NaN];
  return `${show(first)} to ${show(last)}, slope ${show(slope * 3600)} an hour, correlation with time ${show(correlation)}`;
}

/** A direction is there from one correlation on, and is not up to another; between them it is a matter of taste. */
function goes(direction: 'up' | 'down', cut: Cut): Held {
  const sign = direction === 'up' ? 1 : -1;
  const { correlation, change } = cut.line;
  const net = (cut.values.at(-1) ?? 0) - (cut.values[0] ?? 0);
  const evidence = courseOf(cut);
  if (sign * correlation >= RISES_FROM && sign * (net + change) > 0) return { holds: true, evidence };
  return { holds: sign * correlation <= LEVEL_TO || sign * (net + change) <= 0 ? false : null, evidence };
}

/** A sudden step: two neighbours differ by more than half of all there is; by how much less is a matter of taste. */
function jumps(direction: 'up' | 'down', cut: Cut, notUnder = SUDDEN_NOT_UNDER): Held {
  const at = cut.steps[direction];
  const size = at === undefined ? 0 : Math.abs((cut.values[at] ?? 0) - (cut.values[at - 1] ?? 0));
  const spread = spreadOf(cut);
  const isSudden = size > spread * SUDDEN_SHARE && size > 0;
  return {
    holds: isSudden || size < spread * notUnder || size === 0 ? isSudden : null,
    evidence: `largest step ${show(size)} of a spread of ${show(spread)}`,
  };
}

/** All there is between lowest and highest, lone values that were found aside. */
function spreadOf({ window }: Cut): number {
  const { max, min } = withoutLone(wholeOf(window));
  return max - min;
}

/** In one step, or over several. */
function isFast(direction: 'up' | 'down', cut: Cut): Held {
  const [step, way] = [jumps(direction, cut, SUDDEN_SHARE), goes(direction, cut)];
  return step.holds === true ? step : way;
}
