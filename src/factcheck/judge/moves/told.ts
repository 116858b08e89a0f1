import type { Formula, MoveMeasure } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Time } from '../../statement/times.ts';
import type { Cut } from '../cut.ts';
import type { Evaluator } from '../evaluator.ts';
import { agreement, type Figure } from '../figure.ts';
import { absent, type Outcome, outcome, undecided } from '../outcome.ts';
import { show, showSeconds, showTime } from '../say.ts';
import { positionAt } from '../window.ts';
import { withoutLone } from './course.ts';
import { changeOf, type Measures, measuresOf, type Test, testsOf } from './measures.ts';
import { type Ends, type Place, pairsBetween } from './pairs.ts';

type Moves = Formula & { readonly is: 'told move' };

/** So many pairs of readings are looked at, or none. */
const MOST_PAIRS = 60_000;
/** So many that what is told fits as well are held against what is claimed. */
const MOST_TOLD = 24;

/** A rise or fall between the two readings that the words pick; where they pick none, the largest of its length. */
export function judgeToldMove(move: Moves, on: Evaluator): readonly Outcome[] {
  const { told, claims, of } = move;
  const measures = measuresOf(told, on);
  if (measures === undefined) return [undecided('a change', 'it is told in another unit')];
  return on.cuts(of).flatMap((cut) => {
    if (cut.values.length < 2) return [absent('a change', 'fewer than two readings')];
    const test = testsOf(measures, told, cut);
    const ends: Ends = {
      starts: endsOf(told.start, told.from, cut, on),
      ends: endsOf(told.end, told.to, cut, on),
    };
    const other = measures[otherOf(claims)];
    return ends.starts === null && ends.ends === null && other.length > 0
      ? [longest(move, measures, test, cut)]
      : between(move, ends, measures, test, cut, on);
  });
}

/** What picks the end of a rise or fall whose beginning is told. */
function otherOf(claims: MoveMeasure): MoveMeasure {
  return claims === 'length' ? 'size' : 'length';
}

/** Between the readings that are told, and to where it turns for what is not. */
function between(
  { told, claims }: Moves,
  ends: Ends,
  measures: Measures,
  test: Test,
  cut: Cut,
  { window }: Evaluator,
): readonly Outcome[] {
  const other = otherOf(claims);
  const reach = measures[other].length === 0 ? undefined : (i: number, j: number) => test(other, i, j);
  const isHalf = (ends.starts === null) !== (ends.ends === null);
  if (isHalf && (ends.starts ?? ends.ends ?? []).length > MOST_TOLD)
    return [undecided('a change', 'it may begin or end at many readings')];
  const pairs = pairsBetween(ends, reach, told.direction, cut);
  if (pairs.length === 0) return [absent('a change', 'no two readings are so')];
  // Where it ends is not told: false only where no end would do.
  const isPossible =
    isHalf && reach === undefined && (claims === 'length' || anyEnd(ends, (i, j) => test(claims, i, j), cut));
  const others = (claims === 'rate' ? (['size', 'length'] as const) : [other]).filter(
    (one) => measures[one].length > 0,
  );
  const isTimed = told.start?.time === 'moment' && told.end?.time === 'moment';
  const more = window.intervalMs / 1000;
  return pairs.slice(0, MOST_TOLD).map(({ i, j, natural }) => {
    // What is told beside it has to be so as well, where no moments say which two are meant.
    const isSo = isTimed || others.every((one) => test(one, i, j, more));
    const holds = test(claims, i, j, more) || (isPossible || !isSo ? null : false);
    return outcome(holds, saying(cut, i, j), evidenceOf(cut, i, j), {
      natural: natural && cut.natural && isSo,
    });
  });
}

/** Whether some reading behind a beginning, or before an end, would do. */
function anyEnd({ starts, ends }: Ends, fits: (i: number, j: number) => boolean, { values }: Cut): boolean {
  const others = [...values.keys()];
  return starts !== null
    ? starts.some(({ at }) => others.some((j) => j > at && fits(at, j)))
    : (ends ?? []).some(({ at }) => others.some((i) => i < at && fits(i, at)));
}

/** Readings of a cut that a rise or fall may begin or end with; null where nothing is told of it. */
function endsOf(time: Time | null, value: Num | null, cut: Cut, on: Evaluator): readonly Place[] | null {
  const figure = value === null ? undefined : on.figures(value, 'reading')[0];
  const isValue = figure === undefined ? undefined : agreement(figure);
  const place = (at: number): Place => ({ at, away: Math.abs((cut.values[at] ?? 0) - (figure?.value ?? 0)) });
  if (time !== null) {
    const near = on.instants(time).at.map((ms) => nearest(cut.times, ms));
    const fitting = near.filter((at) => isValue?.(cut.values[at] ?? Number.NaN) ?? true);
    return (fitting.length > 0 ? fitting : near).map(place);
  }
  if (isValue === undefined) return null;
  return [...cut.values.keys()].filter((at) => isValue(cut.values[at] ?? Number.NaN)).map(place);
}

function nearest(times: Float64Array, ms: number): number {
  const next = positionAt(times, ms);
  const [before, behind] = [times[next - 1], times[next]];
  if (behind === undefined || before === undefined) return behind === undefined ? next - 1 : next;
  return ms - before < behind - ms ? next - 1 : next;
}

/**
 * So much in so long, who knows when: the largest change of that length is meant; another that fits keeps it open. Of a size and a length that do
 * not go together the one is false that no rise or fall has.
 */
function longest({ told, claims }: Moves, measures: Measures, test: Test, whole: Cut): Outcome {
  const [seconds] = measures.length;
  const sought = claims === 'rate' ? 'rate' : 'size';
  if (seconds === undefined) return undecided('a change', 'from where to where is not told');
  const others = withoutLone(whole);
  const reading = `largest ${told.direction === 'up' ? 'rise' : 'fall'} in ${seconds.figure.said}`;
  let fits = false;
  const largest: { most?: readonly [number, number]; lone?: readonly [number, number] } = {};
  const isOther = new Set(others === whole ? [] : others.times);
  const looked = eachAsLong(seconds.figure, told.within, whole, (i, j) => {
    if (test(sought, i, j)) fits = true;
    const isLone =
      isOther.size > 0 && !(isOther.has(whole.times[i] ?? 0) && isOther.has(whole.times[j] ?? 0));
    const of = isLone ? 'lone' : 'most';
    const best = largest[of];
    if (best === undefined || changeOf(told, whole, i, j) > changeOf(told, whole, ...best))
      largest[of] = [i, j];
  });
  if (!looked) return undecided(reading, 'there are too many readings');
  const { most, lone } = largest;
  if (most === undefined) return absent(reading, 'no two readings are so far apart');
  const isLargest = test(sought, ...most) || (lone !== undefined && test(sought, ...lone));
  const evidence = evidenceOf(whole, ...most);
  if (fits) return outcome(true, reading, evidence, { natural: whole.natural && isLargest });
  const swings = pairsBetween({ starts: null, ends: null }, undefined, told.direction, whole);
  const isSize = swings.some(({ i, j }) => test('size', i, j));
  const isFalse = claims === 'length' ? isSize : !isSize;
  return isFalse
    ? outcome(false, reading, evidence, { natural: whole.natural })
    : undecided(reading, evidence);
}

/** Calls `each` for all pairs of readings that are so far apart; false where there are too many. */
function eachAsLong(
  seconds: Figure,
  within: boolean,
  { times }: Cut,
  each: (i: number, j: number) => void,
): boolean {
  const isSo = agreement(seconds);
  const most = seconds.value * 2;
  let looked = 0;
  for (let i = 0; i < times.length; i += 1) {
    for (let j = i + 1; j < times.length; j += 1) {
      const apart = ((times[j] ?? 0) - (times[i] ?? 0)) / 1000;
      if (apart > most) break;
      looked += 1;
      if (looked > MOST_PAIRS) return false;
      if (isSo(apart) || (within && apart <= seconds.value)) each(i, j);
    }
  }
  return true;
}

function saying({ times }: Cut, i: number, j: number): string {
  return `change from ${showTime(times[i] ?? Number.NaN)} to ${showTime(times[j] ?? Number.NaN)}`;
}

function evidenceOf({ times, values }: Cut, i: number, j: number): string {
  const [a, b] = [values[i] ?? Number.NaN, values[j] ?? Number.NaN];
  const seconds = ((times[j] ?? 0) - (times[i] ?? 0)) / 1000;
  return `${show(a)} to ${show(b)}, ${show(b - a)} in ${showSeconds(seconds)}`;
}
