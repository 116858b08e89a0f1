import { fits } from './amount.ts';
import { conditionOf } from './count-condition.ts';
import type { Amount, Meaning } from './meaning.ts';
import { isMoment } from './moment-match.ts';
import type { Predicate } from './predicate.ts';
import { current, isOf, type Of, type Scene } from './scene.ts';
import { decide, type Outcome, supported, unverifiable } from './verdict.ts';
import { countReadings } from './window-data.ts';

type Count = Meaning & { readonly is: 'count' };

/** "two of them", "one at 03:10": of what the sentence counted before, at the times that follow. */
export function checkThem({ amount }: Count, scene: Scene): Outcome {
  const counted = countBefore(scene);
  if (counted === undefined) return unverifiable('what is counted is not clear');
  const times = timesUntilNextCount(scene);
  if (times.length > 0) {
    const hit = times.filter(
      ({ meaning }) => isOf({ ...current(scene), meaning }, 'time') && hasReadingAt(scene, meaning),
    );
    const ofNulls =
      counted.meaning.of === 'missing' ||
      conditionOf({ ...scene, index: scene.drafts.indexOf(counted) }) === 'null';
    if (ofNulls || nullsAt(scene, times).length > 0)
      return decide(fits(amount, nullsAt(scene, times).length, times.length), 'null readings at these times');
    return hit.length > 0 && fits(amount, times.length, times.length)
      ? supported('at these times')
      : fallback(amount, counted, scene);
  }
  return fallback(amount, counted, scene);
}

function fallback(amount: Amount, counted: Of<'count'>, scene: Scene): Outcome {
  const index = scene.drafts.indexOf(counted);
  const condition = conditionOf({ ...scene, index });
  // "all 90 readings are present, four of them are zero": a condition of their own.
  const own = conditionOf(scene);
  if (condition === 'null' || own === 'null' || (condition ?? own) === undefined)
    return unverifiable('what is counted is not clear');
  const isCounted: Predicate = condition ?? (() => true);
  const total = countReadings(scene.whole, isCounted);
  const count = countReadings(
    scene.window,
    (value, time) => isCounted(value, time) && (own === undefined || own(value, time)),
  );
  return decide(fits(amount, count, total), `${count} of those ${total}`);
}

function countBefore(scene: Scene): Of<'count'> | undefined {
  return scene.drafts
    .slice(0, scene.index)
    .findLast((draft): draft is Of<'count'> => isOf(draft, 'count') && draft.meaning.of !== 'them');
}

function timesUntilNextCount(scene: Scene): Of<'time'>[] {
  const following = scene.drafts.slice(scene.index + 1);
  const stop = following.findIndex((draft) => isOf(draft, 'count'));
  const mine = stop === -1 ? following : following.slice(0, stop);
  return mine.filter(
    (draft): draft is Of<'time'> => isOf(draft, 'time') && draft.meaning.preposition === 'at',
  );
}

function hasReadingAt(scene: Scene, { from }: Meaning & { is: 'time' }): boolean {
  return scene.whole.context.times.some((time) => isMoment(time, from, scene.whole));
}

/** The times at which the window has a null, or a gap. */
function nullsAt({ whole }: Scene, times: readonly Of<'time'>[]): Of<'time'>[] {
  const { context } = whole;
  return times.filter(({ meaning }) =>
    context.times.some(
      (time, index) => !Number.isFinite(context.values[index]) && isMoment(time, meaning.from, whole),
    ),
  );
}
