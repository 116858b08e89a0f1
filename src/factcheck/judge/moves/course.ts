import type { Formula, Leg } from '../../statement/formulas.ts';
import { type Cut, filterCut } from '../cut.ts';
import { COURSE_SHARES, PACE_FACTOR, REST_SHARE, SWING_END_SHARE } from '../definitions.ts';
import { covers } from '../findings.ts';
import { type Outcome, outcome } from '../outcome.ts';
import { show } from '../say.ts';
import { type Turn, turnsOf } from './swings.ts';

/** The readings of a cut without lone values that were found, where others remain: how it goes is told of these. */
export function withoutLone(cut: Cut): Cut {
  const lone = cut.window.findings.filter(({ kind }) => kind === 'spike' || kind === 'dropout');
  if (lone.length === 0) return cut;
  const others = filterCut(
    cut,
    (position) => !lone.some((one) => covers(one, cut.window.times[position] ?? 0)),
  );
  return others.values.length > 1 ? others : cut;
}

/** One movement after another: at some scale the readings go just so. */
export function judgeCourse({ legs, leg, of: _ }: Formula & { is: 'course' }, of: Cut): Outcome {
  const cut = withoutLone(of);
  const seen = COURSE_SHARES.map((share) => legsOf(cut, share)).filter((one) => one.length > 0);
  const evidence = seen[0]?.join(', ') ?? 'no movement';
  const reading = `course of ${of.name}`;
  const options = { natural: of.natural };
  if (seen.some((one) => isCourse(legs, one))) return outcome(true, reading, evidence, options);
  const [first, last] = [
    endHolds(legs[0], seen, (one) => one),
    endHolds(legs.at(-1), seen, (one) => one.toReversed()),
  ];
  if (leg === null)
    return outcome(first === false || last === false ? false : null, reading, evidence, options);
  const holds = leg === 0 ? first : leg === legs.length - 1 ? last : null;
  return outcome(holds, reading, evidence, options);
}

/** Whether the first movement, at every scale, is the one that is told; null for a rest, and where it depends on the scale. */
function endHolds(
  told: Leg | undefined,
  seen: readonly (readonly Leg[])[],
  turned: (legs: readonly Leg[]) => readonly Leg[],
): boolean | null {
  if (told === 'flat' || told === undefined) return null;
  const fits = seen.map((legs) => turned(legs).find((leg) => leg !== 'flat') === told);
  if (fits.length === 0) return false;
  return fits.every(Boolean) ? true : fits.some(Boolean) ? null : false;
}

/** A rest that nobody tells of is passed over; a movement is not. */
function isCourse(told: readonly Leg[], seen: readonly Leg[]): boolean {
  let next = 0;
  for (const leg of seen) {
    if (told[next] === leg) next += 1;
    else if (leg !== 'flat') return false;
  }
  return next === told.length;
}

/** Rises, falls and rests of a cut in turn, where a movement crosses this share of the spread. */
function legsOf(cut: Cut, share: number): readonly Leg[] {
  const { times, values } = cut;
  const turns = turnsOf(values, (cut.max - cut.min) * share);
  const at = (index: number) => times[index] ?? 0;
  const least = (at(times.length - 1) - at(0)) * REST_SHARE;
  const legs: Leg[] = [];
  let rested = 0;
  for (const [index, turn] of turns.entries()) {
    const { from, to } = restAt(values, turn, turns[index - 1], turns[index + 1]);
    if (index > 0) legs.push(turn.isHigh ? 'up' : 'down');
    if (at(to) - at(Math.max(from, rested)) >= least) legs.push('flat');
    rested = to;
  }
  return legs;
}

/** Readings on both sides of a turning point that hardly differ from it, up to the middle of the movements beside it. */
function restAt(
  values: Float64Array,
  turn: Turn,
  before: Turn | undefined,
  behind: Turn | undefined,
): { from: number; to: number } {
  const level = values[turn.first] ?? Number.NaN;
  const reach = (other: Turn | undefined) =>
    other === undefined ? 0 : Math.abs((values[other.first] ?? 0) - level) * SWING_END_SHARE;
  const near = Math.max(reach(before), reach(behind));
  const isNear = (index: number) => Math.abs((values[index] ?? Number.NaN) - level) <= near;
  let [from, to] = [turn.first, turn.last];
  while (from > (before?.last ?? 0) && isNear(from - 1)) from -= 1;
  while (to < (behind?.first ?? values.length - 1) && isNear(to + 1)) to += 1;
  return { from, to };
}

/** How fast a change goes in its second half, in comparison with its first. */
export function judgePace({ change, direction }: Formula & { is: 'pace' }, of: Cut): Outcome {
  const cut = withoutLone(of);
  const { times, values } = cut;
  const [start, end] = [times[0] ?? 0, times.at(-1) ?? 0];
  const middle = times.findIndex((ms) => ms >= (start + end) / 2);
  const [first, half, last] = [values[0] ?? 0, values[middle] ?? 0, values.at(-1) ?? 0];
  const [early, late] = [half - first, last - half];
  const net = last - first;
  const evidence = `${show(early)} in its first half, ${show(late)} in its second`;
  const isOther = (direction === 'up' && net < 0) || (direction === 'down' && net > 0);
  const [slow, fast] = change === 'faster' ? [early, late] : [late, early];
  const sign = Math.sign(net);
  const holds =
    isOther || net === 0 || sign * fast <= sign * slow
      ? false
      : sign * fast >= sign * slow * PACE_FACTOR
        ? true
        : null;
  return outcome(holds, `pace of ${of.name}`, evidence, { natural: of.natural });
}
