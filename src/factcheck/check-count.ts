import { predicateOf } from './check-comparison.ts';
import { agrees, measured } from './compare.ts';
import { findingsOf, showFindings } from './findings.ts';
import type { Amount, Meaning } from './meaning.ts';
import { after, before, current, isOf, leadIn, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { countReadings } from './window-data.ts';

type Count = Meaning & { readonly is: 'count' };

/** How many of something: findings, missing readings, or readings that meet a condition named in the sentence. */
export function checkCount(meaning: Count, scene: Scene): Outcome {
  const { amount, of } = meaning;
  const { context, statistics } = scene.window;
  if (of === 'other') return unverifiable('the window holds nothing of the kind');
  if (of === 'point') return checkPoints(meaning, scene);
  const found = findingsOf(of, context.truth);
  if (of === 'missing' && statistics.nulls > 0)
    return decide(
      fits(amount, statistics.nulls, context.times.length),
      `${statistics.nulls} readings are null`,
    );
  const evidence = `${found.length} found: ${showFindings(found)}`;
  const covered = found.reduce(
    (sum, { at, until }) =>
      sum + countReadings(scene.window, (_, time) => time >= at && time <= (until ?? at)),
    0,
  );
  return decide(
    fits(amount, found.length, statistics.count) ||
      (found.length > 0 && fits(amount, covered, statistics.count)),
    evidence,
  );
}

function checkPoints({ amount }: Count, scene: Scene): Outcome {
  const { window } = scene;
  const total = window.values.length;
  if (amount.whole !== undefined && amount.whole !== total && amount.whole !== window.context.times.length)
    return refuted(`${total} readings in all`);
  const draft = current(scene);
  const condition = conditionOf(scene);
  if (condition !== undefined) {
    const count = countReadings(window, condition);
    return decide(fits(amount, count, total), `${count} of ${total} readings do`);
  }
  const words =
    draft === undefined
      ? []
      : [...leadIn(scene, draft, 3), ...scene.tokens.slice(draft.first, draft.end)].map(
          (token) => token.norm,
        );
  if (words.includes('first') || words.includes('last') || words.includes('consecutive')) {
    return decide(amount.low <= total, `${total} readings in all`);
  }
  const others = words.includes('remaining') || words.includes('other') || words.includes('rest');
  if (others) return decide(total - amount.low >= 0 && total - amount.low <= 5, `${total} readings in all`);
  return decide(
    fits(amount, total, total) || fits(amount, window.context.times.length, total),
    `${total} readings in all`,
  );
}

/** The condition that says which readings are counted; undefined when all are meant. */
function conditionOf(scene: Scene): ((value: number) => boolean) | undefined {
  const draft = current(scene);
  const comparison = near(after(scene, 'comparison'), scene) ?? near(before(scene, 'comparison'), scene);
  if (isOf(comparison, 'comparison')) {
    const holds = predicateOf(comparison.meaning, scene);
    if (holds === undefined) return undefined;
    return comparison.meaning.negated ? (value) => !holds(value) : holds;
  }
  const words =
    draft === undefined
      ? []
      : scene.tokens.slice(Math.max(0, draft.first - 6), draft.end + 6).map((token) => token.norm);
  if (words.includes('negative')) return (value) => value < 0;
  if (words.includes('positive')) return (value) => value > 0;
  const value = near(before(scene, 'value'), scene) ?? near(after(scene, 'value'), scene);
  if (isOf(value, 'value')) {
    const written = measured(value.meaning.quantity, scene.window.unit);
    return written && ((reading) => agrees(reading, written, false));
  }
  return undefined;
}

/** A statement within eight words of the one checked, no other count between. */
function near<T extends { readonly first: number; readonly end: number }>(
  other: T | undefined,
  scene: Scene,
): T | undefined {
  const draft = current(scene);
  if (other === undefined || draft === undefined) return undefined;
  const between = other.first >= draft.end ? [draft.end, other.first] : [other.end, draft.first];
  const [from = 0, to = 0] = between;
  if (to - from > 8) return undefined;
  const blocked = scene.drafts.some((d) => d.meaning.is === 'count' && d.first >= from && d.end <= to);
  return blocked ? undefined : other;
}

/** Whether a number is within an amount; shares are of `total`. */
export function fits(amount: Amount, actual: number, total: number): boolean {
  if (amount.share !== undefined) {
    const share = total === 0 ? 0 : actual / total;
    const [low, high] = amount.share;
    return low === 0.5 ? share > 0.5 : share >= low && share <= high;
  }
  const slack = amount.about === true ? Math.max(1, actual * 0.05) : 0;
  return actual >= amount.low - slack && actual <= amount.high + slack;
}
