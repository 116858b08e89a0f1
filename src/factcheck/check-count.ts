import { agrees, measured } from './compare.ts';
import { findingsOf, isCovered, showFindings } from './findings.ts';
import type { Amount, Draft, Meaning } from './meaning.ts';
import { isMoment } from './moment-match.ts';
import { type Predicate, predicateOf } from './predicate.ts';
import { after, before, current, isOf, leadIn, leadOut, type Of, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, supported, unverifiable } from './verdict.ts';
import { countReadings, type WindowData } from './window-data.ts';

type Count = Meaning & { readonly is: 'count' };

/** How many of something: findings, missing readings, or readings that meet a condition named in the sentence. */
export function checkCount(meaning: Count, scene: Scene): Outcome {
  const { amount, of } = meaning;
  const { context, statistics } = scene.window;
  switch (of) {
    case 'other':
      return unverifiable('the window holds nothing of the kind');
    case 'group':
      return groups(amount, scene);
    case 'point':
      return checkPoints(meaning, scene);
    case 'them':
      return checkThem(meaning, scene);
    case 'missing':
      return missingOnes(amount, scene.whole);
  }
  const found = findingsOf(of, context.truth);
  const covered = found.reduce(
    (sum, { at, until }) =>
      sum + countReadings(scene.window, (_, time) => time >= at && time <= (until ?? at)),
    0,
  );
  const holds =
    fits(amount, found.length, statistics.count) ||
    (found.length > 0 && fits(amount, covered, statistics.count));
  return decide(holds, `${found.length} found: ${showFindings(found)}`);
}

/** Readings that are null, or that a gap has swallowed. */
function missingOnes(amount: Amount, window: WindowData): Outcome {
  const { context, statistics } = window;
  const lost =
    findingsOf('gap', context.truth).length === 0 ? 0 : expectedReadings(window) - statistics.count;
  const holds =
    fits(amount, statistics.nulls, context.times.length) ||
    (lost > 0 && fits(amount, lost, context.times.length));
  return decide(holds, `${statistics.nulls} readings are null, ${lost} are missing in gaps`);
}

/** How many readings the span of the window has room for at the usual interval. */
function expectedReadings({ statistics: { firstAt, lastAt, usualIntervalMs } }: WindowData): number {
  return Math.round((lastAt - firstAt) / usualIntervalMs) + 1;
}

/** Two levels with nothing between: a level shift. */
function groups(amount: Amount, scene: Scene): Outcome {
  const shifts = findingsOf('level shift', scene.whole.context.truth).length;
  return shifts === 0
    ? unverifiable('how many groups there are is a matter of taste')
    : decide(fits(amount, shifts + 1, 0), `${shifts} level shift`);
}

function checkPoints({ amount }: Count, scene: Scene): Outcome {
  const { window, whole } = scene;
  const all = whole.context.times.length;
  const wholes = [whole.values.length, all, expectedReadings(whole)];
  if (amount.whole !== undefined && !wholes.includes(amount.whole)) return refuted(`${all} readings in all`);
  const condition = isRemainder(scene) ? undefined : conditionOf(scene);
  if (condition === 'null') return missingOnes(amount, whole);
  if (condition !== undefined) {
    const count = countReadings(window, condition);
    return decide(
      fits(amount, count, window.values.length),
      `${count} of ${window.values.length} readings do`,
    );
  }
  return plainCount(amount, scene);
}

/** "the remaining 119 samples" are counted themselves, whatever is said of them. */
function isRemainder(scene: Scene): boolean {
  const { first, end } = current(scene);
  return [...leadIn(scene, 1), ...scene.tokens.slice(first, end)].some(
    ({ norm }) => norm === 'remaining' || norm === 'other',
  );
}

/** A count without a condition: of all readings, of a part that is named, or of those that no finding covers. */
function plainCount(amount: Amount, scene: Scene): Outcome {
  const { window, whole } = scene;
  const total = window.values.length;
  const evidence = `${total} readings`;
  const { first, end } = current(scene);
  const words = [...leadIn(scene, 2), ...scene.tokens.slice(first, end)].map(({ norm }) => norm);
  if (words.some((word) => ['first', 'last', 'consecutive'].includes(word)))
    return ofRow(amount, words, scene);
  const affected = whole.context.truth.reduce(
    (sum, { at, until }) => sum + countReadings(whole, (_, time) => time >= at && time <= (until ?? at)),
    0,
  );
  const following = leadOut(scene, 4).map(({ norm }) => norm);
  if (following.some((word) => /^(?:present|available|there|valid)/.test(word)))
    return decide(fits(amount, total, total), evidence);
  if (amount.whole !== undefined || following.some((word) => /^(?:affected|concerned|involved)/.test(word))) {
    return decide(fits(amount, affected, total), `${affected} readings are covered by findings`);
  }
  return decide(fits(amount, total, total) || fits(amount, window.context.times.length, total), evidence);
}

/** "the first 13 readings in a row": so many there are, and alike where the sentence says so. */
function ofRow(amount: Amount, words: readonly string[], scene: Scene): Outcome {
  const { values } = scene.whole;
  const following = leadOut(scene, 6);
  const alike = following.some(
    ({ norm, senses }) => norm === 'row' || senses.has('flat') || senses.has('clipped'),
  );
  if (!alike) return decide(amount.low <= values.length, `${values.length} readings`);
  const run = words.includes('last')
    ? runLength(values.toReversed())
    : words.includes('first')
      ? runLength(values)
      : longestRun(values);
  return decide(amount.low <= run, `${run} alike`);
}

/** How many of the first readings are alike. */
function runLength(values: Float64Array): number {
  const end = values.findIndex((value) => value !== values[0]);
  return end === -1 ? values.length : end;
}

function longestRun(values: Float64Array): number {
  let longest = 0;
  let run = 0;
  for (const [index, value] of values.entries()) {
    run = value === values[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** "two of them", "one at 03:10": of what the sentence counted before, at the times that follow. */
function checkThem({ amount }: Count, scene: Scene): Outcome {
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
  if (condition === undefined || condition === 'null') return unverifiable('what is counted is not clear');
  const total = countReadings(scene.whole, condition);
  const count = countReadings(scene.window, condition);
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

/** The condition that says which readings are counted; undefined when all are meant. */
export function conditionOf(scene: Scene): Predicate | 'null' | undefined {
  return (
    besideValue(scene) ??
    ofComparison(scene) ??
    ofState(scene) ??
    ofSign(scene) ??
    ofRange(scene) ??
    ofValue(scene)
  );
}

/** "five readings of 20", "the value 19.89 for 21 readings". */
function besideValue(scene: Scene): Predicate | undefined {
  const { first, end } = current(scene);
  const next = after(scene, 'value');
  if (next !== undefined && next.first - end <= 2) return ofValue(scene);
  const held = before(scene, 'value');
  const joint =
    held &&
    scene.tokens
      .slice(held.end, first)
      .map(({ norm }) => norm)
      .join(' ');
  return joint === '' || joint === 'for' ? ofValue(scene) : undefined;
}

function ofComparison(scene: Scene): Predicate | undefined {
  const comparison = near(after(scene, 'comparison'), scene) ?? near(before(scene, 'comparison'), scene);
  const holds = comparison && predicateOf(comparison.meaning, scene);
  if (holds === undefined) return undefined;
  return comparison?.meaning.negated === true ? (value) => !holds(value) : holds;
}

/** "five readings are missing", "59 are normal". */
function ofState(scene: Scene): Predicate | 'null' | undefined {
  const following = leadOut(scene, 3).map(({ norm }) => norm);
  if (following.join(' ') === 'without a value') return 'null';
  const { state, negated } = near(after(scene, 'state'), scene)?.meaning ?? {};
  if (state === 'missing') return 'null';
  if (state !== 'anomalous' && state !== 'normal') return undefined;
  const wanted = (state === 'anomalous') !== negated;
  return (_, time) => isCovered(time ?? Number.NaN, scene.whole.context.truth) === wanted;
}

function ofSign(scene: Scene): Predicate | undefined {
  const { first, end } = current(scene);
  const words = scene.tokens.slice(Math.max(0, first - 6), end + 6).map(({ norm }) => norm);
  if (words.includes('negative')) return (value) => value < 0;
  return words.includes('positive') ? (value) => value > 0 : undefined;
}

function ofRange(scene: Scene): Predicate | undefined {
  const range = near(after(scene, 'range'), scene);
  if (range === undefined) return undefined;
  const { low, high } = range.meaning;
  return predicateOf(
    { is: 'comparison', comparator: 'within', against: { to: 'range', low, high }, negated: false },
    scene,
  );
}

/** "35 of the 60 readings sit at 450 lx", "the same value 19.89 for 21 readings". */
function ofValue(scene: Scene): Predicate | undefined {
  const value = near(after(scene, 'value'), scene) ?? near(before(scene, 'value'), scene);
  if (!isOf(value, 'value')) return undefined;
  const written = measured(value.meaning.quantity, scene.window.unit);
  if (written === undefined) return undefined;
  return written.about === 'exactly'
    ? (reading) => Math.abs(reading - written.value) < 1e-9
    : (reading) => agrees(reading, written);
}

/** A statement within eight words of the one checked, no other count between. */
function near<T extends Draft>(other: T | undefined, scene: Scene): T | undefined {
  if (other === undefined) return undefined;
  const draft = current(scene);
  const [from, to] = other.first >= draft.end ? [draft.end, other.first] : [other.end, draft.first];
  const blocked = scene.drafts.some(
    ({ meaning, first, end }) => meaning.is === 'count' && first >= from && end <= to,
  );
  const words = scene.tokens.slice(from, to).map(({ norm }) => norm);
  const pause = words.some((word) => ['and', 'but', 'while', ';', 'which', 'where'].includes(word));
  return to - from > 8 || blocked || pause ? undefined : other;
}

/** Whether a number is within an amount; shares are of `total`. */
export function fits(amount: Amount, actual: number, total: number): boolean {
  if (amount.share !== undefined) {
    const [low, high] = amount.share;
    const share = total === 0 ? 0 : actual / total;
    return low === 0.5 ? share > 0.5 : share >= low && share <= high;
  }
  const slack = amount.about === undefined || amount.about === 'exactly' ? 0 : Math.max(1, actual * 0.05);
  return actual >= amount.low - slack && actual <= amount.high + slack;
}
