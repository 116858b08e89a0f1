import { measured, show } from './compare.ts';
import { findingsOf, showFindings } from './findings.ts';
import type { Direction, Meaning } from './meaning.ts';
import { after, before, current, isOf, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

/** Correlation with time from which a slope counts as a direction. */
const NOTABLE = 0.25;
/** Correlation with time from which a series is on the move, whatever its spread. */
const MOVING = 0.8;

/** Direction and shape, of the stretch that the values and times around it name, else of the window or its part. */
export function checkTrend(meaning: Meaning & { is: 'trend' }, scene: Scene): Outcome {
  if (scene.window.values.length < 2) return unverifiable('fewer than two readings');
  const outcome = namedStretch(meaning.direction, scene) ?? overall(meaning.direction, scene);
  // "never came back" is said of a step that stays.
  if (!meaning.negated || outcome.verdict === 'unverifiable') return outcome;
  return { ...outcome, verdict: outcome.verdict === 'supported' ? 'refuted' : 'supported' };
}

/** "fell from 20 to 3 and then rose to 26": two values in the order of the data. */
function namedStretch(direction: Direction, scene: Scene): Outcome | undefined {
  const rising = direction === 'up' || direction === 'jump up';
  if (!rising && direction !== 'down' && direction !== 'jump down') return undefined;
  const { end } = current(scene);
  const next = after(scene, 'value');
  if (next === undefined || next.first - end > 5) return undefined;
  const words = scene.tokens.slice(end, next.first).map(({ norm }) => norm);
  const second = scene.drafts.find(
    (other) => isOf(other, 'value') && other.first > next.first && other.first - next.end <= 8,
  );
  const pair = words.includes('from')
    ? [next, second]
    : words.some((word) => word === 'to' || word === 'as' || word === 'at')
      ? [before(scene, 'value'), next]
      : [];
  const [start, stop] = pair.map((draft) =>
    isOf(draft, 'value') ? measured(draft.meaning.quantity, scene.whole.unit)?.value : undefined,
  );
  if (stop === undefined) return undefined;
  if (start === undefined) return reaches(stop, rising, scene.whole);
  return decide(
    (rising ? stop > start : stop < start) && inOrder(start, stop, scene),
    `from ${show(start)} to ${show(stop)}`,
  );
}

/** Whether a reading near the one value is followed by a reading near the other. */
function inOrder(start: number, stop: number, { whole }: Scene): boolean {
  const near = (value: number, level: number) => Math.abs(value - level) <= Math.abs(stop - start) * 0.1;
  const first = whole.values.findIndex((value) => near(value, start));
  return first !== -1 && whole.values.findLastIndex((value) => near(value, stop)) > first;
}

/** "drops to 400": the readings before were on the other side of it, by some of all there is. */
function reaches(level: number, rising: boolean, { values, statistics }: WindowData): Outcome {
  const reach = (statistics.max - statistics.min) * 0.05;
  let extreme = Number.NaN;
  for (const value of values) {
    const beyond = rising ? level - extreme : extreme - level;
    if (beyond >= reach && (rising ? value >= level - reach : value <= level + reach))
      return decide(true, `from ${show(extreme)} to ${show(value)}`);
    if (!(rising ? value >= extreme : value <= extreme)) extreme = value;
  }
  return refuted(`the readings run from ${show(statistics.first)} to ${show(statistics.last)}`);
}

function overall(direction: Direction, scene: Scene): Outcome {
  const { window } = scene;
  const { correlation, slope, change } = window.trend;
  const { stddev, max, min, first, last } = window.statistics;
  const evidence = `slope ${show(slope * 3600)} an hour, correlation with time ${show(correlation)}, spread ${show(stddev)}`;
  const net = last - first;
  switch (direction) {
    case 'up':
      return decide(correlation >= NOTABLE && net + change > 0, evidence);
    case 'down':
      return decide(correlation <= -NOTABLE && net + change < 0, evidence);
    case 'none':
      return decide(Math.abs(correlation) < 0.5, evidence);
    case 'flat':
      return isFlat(scene, evidence);
    case 'stable':
      return isStable(window, evidence);
    case 'vary':
      return decide(max > min, evidence);
    case 'from zero':
    case 'to zero':
      return switches(direction, window);
    case 'back':
      return comesBack(scene);
    case 'jump up':
    case 'jump down':
      return jump(direction, window);
  }
}

/** All readings of the part alike, or a frozen stretch was found; "flat at 435" when a third of the readings are about that. */
function isFlat(scene: Scene, evidence: string): Outcome {
  const { window } = scene;
  const { max, min } = window.statistics;
  const stuck = findingsOf('stuck', window.context.truth);
  if (max === min || stuck.length > 0)
    return decide(true, stuck.length > 0 ? showFindings(stuck) : `all readings are ${show(min)}`);
  const next = after(scene, 'value') ?? before(scene, 'value');
  const level = next && measured(next.meaning.quantity, window.unit)?.value;
  const near =
    level === undefined
      ? 0
      : window.values.filter((value) => Math.abs(value - level) <= (max - min) * 0.1).length;
  return decide(near * 4 >= window.values.length, `${evidence}; ${near} readings near that level`);
}

function isStable(window: WindowData, evidence: string): Outcome {
  const disturbing = window.context.truth.filter(({ kind }) => kind !== 'stuck' && kind !== 'gap');
  if (disturbing.length > 0) return refuted(`${evidence}; ${showFindings(disturbing)}`);
  return decide(Math.abs(window.trend.correlation) < MOVING, evidence);
}

/** Something goes on or off: neighbours of which one is zero. */
function switches(direction: 'from zero' | 'to zero', { values }: WindowData): Outcome {
  const on = values.findIndex((value, index) => index > 0 && value !== 0 && values[index - 1] === 0);
  const off = values.findIndex((value, index) => index > 0 && value === 0 && values[index - 1] !== 0);
  const at = direction === 'from zero' ? on : off;
  return decide(
    at !== -1,
    at === -1
      ? 'no reading passes from or to zero'
      : `${show(values[at - 1] ?? 0)} to ${show(values[at] ?? 0)}`,
  );
}

/** After what was found the readings are again within the spread of those before it. */
function comesBack({ whole }: Scene): Outcome {
  const found = whole.context.truth.find(({ kind }) => kind !== 'gap');
  if (found === undefined) return unverifiable('nothing was found that it could come back from');
  const end = found.until ?? found.at;
  const before = whole.values.filter((_, index) => (whole.times[index] ?? 0) < found.at);
  const after = whole.values.filter((_, index) => (whole.times[index] ?? 0) > end);
  const next = after[0];
  if (before.length === 0 || next === undefined || found.kind === 'level shift')
    return decide(false, showFindings([found]));
  const sorted = before.toSorted();
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const slack = Math.max(high - low, whole.statistics.mad);
  return decide(
    after.some((value) => value >= low - slack && value <= high + slack),
    `${show(next)} after it, before it ${show(low)} to ${show(high)}`,
  );
}

/** A sudden step: two neighbours differ by more than half of all there is. */
function jump(direction: 'jump up' | 'jump down', window: WindowData): Outcome {
  let largest = 0;
  for (let i = 1; i < window.values.length; i += 1) {
    const step = (window.values[i] ?? 0) - (window.values[i - 1] ?? 0);
    const counts = direction === 'jump up' ? step > 0 : step < 0;
    if (counts && Math.abs(step) > Math.abs(largest)) largest = step;
  }
  const { max, min } = window.statistics;
  return decide(
    max > min && Math.abs(largest) > (max - min) / 2,
    `largest step ${show(largest)} of a spread of ${show(max - min)}`,
  );
}
