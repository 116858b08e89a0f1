import { fits } from './amount.ts';
import { checkThem } from './check-them.ts';
import { agrees, measured } from './compare.ts';
import type { KnownFinding } from './context.ts';
import { conditionOf } from './count-condition.ts';
import { findingsOf, isCovered, showFindings } from './findings.ts';
import type { Amount, Draft, Meaning } from './meaning.ts';
import { current, isLeftOut, isOf, leadIn, leadOut, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { countReadings, findReading, type WindowData } from './window-data.ts';

type Count = Meaning & { readonly is: 'count' };

/** How many of something: findings, missing readings, or readings that meet a condition named in the sentence. */
export function checkCount(meaning: Count, scene: Scene): Outcome {
  const { amount, of } = meaning;
  const { context, statistics } = isLeftOut(current(scene), scene.tokens) ? scene.whole : scene.window;
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
    fits(amount, found.length, statistics.count) || (covered > 0 && fits(amount, covered, statistics.count));
  const evidence = `${found.length} found: ${showFindings(found)}`;
  return decide(holds && amount.high !== 0 ? namesThem(found, scene) : holds, evidence);
}

const NAMING =
  /^(?:is|are|was|were|:|\(|at|of|namely|notably|such as|including|e\.g|values?|readings?|,|the|and)$/;

function isJoint(tokens: Scene['tokens']): boolean {
  return tokens.every(({ norm, senses }) => NAMING.test(norm) || senses.has('det') || senses.has('intens'));
}

/** "the only outliers are 445 and 446", "445 is an outlier": the numbers that are named as what was found must be of it. */
function namesThem(found: readonly KnownFinding[], scene: Scene): boolean {
  const named: Draft[] = [];
  let { first, end } = current(scene);
  for (const draft of scene.drafts.slice(scene.index + 1)) {
    if (!isOf(draft, 'value') || !isJoint(scene.tokens.slice(end, draft.first))) break;
    named.push(draft);
    end = draft.end;
  }
  const isPredicate = scene.tokens
    .slice(Math.max(0, first - 3), first)
    .some(({ norm }) => /^(?:is|are|was|were)$/.test(norm));
  for (const draft of isPredicate ? scene.drafts.slice(0, scene.index).reverse() : []) {
    if (!isOf(draft, 'value') || !isJoint(scene.tokens.slice(draft.end, first))) break;
    named.push(draft);
    first = draft.first;
  }
  const isOfThem = ({ meaning }: Draft) => {
    const written = meaning.is === 'value' ? measured(meaning.quantity, scene.whole.unit) : undefined;
    const isRead = (value: number, time: number) =>
      written !== undefined && agrees(value, written) && isCovered(time, found);
    return findReading(scene.whole, isRead) !== undefined;
  };
  return named.every(isOfThem);
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
  if (isLeftOut(current(scene), scene.tokens)) return leftOutCount(amount, whole);
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

/** "apart from these two readings": those of the findings. */
function leftOutCount(amount: Amount, { times, context }: WindowData): Outcome {
  const covered = times.filter((time) => isCovered(time, context.truth)).length;
  return decide(fits(amount, covered, times.length), `${covered} readings are covered by findings`);
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
