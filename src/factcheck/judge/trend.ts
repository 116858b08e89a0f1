import type { KnownFinding } from '../context.ts';
import type { Direction, Formula, Manner } from '../statement/formulas.ts';
import type { Num } from '../statement/numbers.ts';
import { chanceOf } from './compare.ts';
import { withoutLone } from './course.ts';
import { type Cut, countIn, wholeOf } from './cut.ts';
import {
  AIMED_FROM,
  FLAT_SHARE,
  LEVEL_TO,
  MOVING_FROM,
  NOTABLE_SHARE,
  RISES_FROM,
  SUDDEN_NOT_UNDER,
  SUDDEN_SHARE,
  UNCHANGED_SHARE,
} from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { agreement, type Figure } from './figure.ts';
import { showFindings } from './findings.ts';
import { absent, type Outcome, outcome } from './outcome.ts';
import { show } from './say.ts';

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

interface Held {
  readonly holds: boolean | null;
  readonly evidence: string;
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

function moves(direction: 'up' | 'down', manner: readonly Manner[], cut: Cut): Held {
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
function shifted(direction: 'up' | 'down', cut: Cut): Held | undefined {
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

function courseOf(cut: Cut): string {
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

function stuckIn({ window, start, end }: Cut): readonly KnownFinding[] {
  return window.findings.filter(
    ({ kind, at, until = at }) => kind === 'stuck' && at <= end && until >= start,
  );
}

/** All readings alike, or what was found says so; a part is flat that hardly moves in comparison with the whole. */
function isFlat(cut: Cut): Held {
  const stuck = cut.window.findings.filter(
    ({ kind, at, until = at }) => kind === 'stuck' && at <= cut.end && until >= cut.start,
  );
  const evidence = stuck.length > 0 ? showFindings(stuck) : `${show(cut.min)} to ${show(cut.max)}`;
  const { min, max } = cut.window.statistics;
  const hardlyMoves = cut.max - cut.min <= (max - min) * FLAT_SHARE;
  if (cut.max === cut.min || stuck.length > 0 || hardlyMoves) return { holds: true, evidence };
  const isLevel = Math.abs(cut.line.correlation) < RISES_FROM;
  return { holds: isLevel ? null : false, evidence };
}

/** All readings alike, to the last digit; that nearly all are, or that some were found stuck, leaves open which are meant. */
function isExact(cut: Cut): Held {
  const level = cut.modes[0];
  const alike = level === undefined ? 0 : countIn(cut, (position) => cut.window.values[position] === level);
  const isNearly = alike >= cut.values.length * UNCHANGED_SHARE || stuckIn(cut).length > 0;
  return {
    holds: alike === cut.values.length || (isNearly ? null : false),
    evidence: `${show(cut.min)} to ${show(cut.max)}`,
  };
}

/** Neither up nor down, however much it varies. */
function isAimless(cut: Cut): Held {
  const strength = Math.abs(cut.line.correlation);
  return { holds: strength < RISES_FROM || (strength < AIMED_FROM ? null : false), evidence: courseOf(cut) };
}

/** What was found and moves nothing. */
const RESTING: ReadonlySet<KnownFinding['kind']> = new Set(['stuck', 'gap', 'attenuated', 'duplicate']);

function isSteady(cut: Cut): Held {
  const disturbing = cut.window.findings.filter(
    ({ kind, at, until = at }) => !RESTING.has(kind) && at <= cut.end && until >= cut.start,
  );
  if (disturbing.length > 0) return { holds: false, evidence: showFindings(disturbing) };
  return { holds: Math.abs(cut.line.correlation) < MOVING_FROM, evidence: courseOf(cut) };
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
