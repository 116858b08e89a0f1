import { measured, show } from './compare.ts';
import type { Direction, Meaning } from './meaning.ts';
import { after, before, current, isOf, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

type TrendMeaning = Meaning & { readonly is: 'trend' };

/** Correlation with time from which a slope counts as a direction. */
const NOTABLE = 0.25;

/** Direction and shape, of the stretch that the values and times around it name, else of the window. */
export function checkTrend(meaning: TrendMeaning, scene: Scene): Outcome {
  const { window } = scene;
  if (window.values.length < 2) return unverifiable('fewer than two readings');
  const outcome = namedStretch(meaning.direction, scene) ?? overall(meaning.direction, window);
  if (!meaning.negated || outcome.verdict === 'unverifiable') return outcome;
  return { ...outcome, verdict: outcome.verdict === 'supported' ? 'refuted' : 'supported' };
}

/** "fell from 20 to 3 and then rose to 26": two values in the order of the data. */
function namedStretch(direction: Direction, scene: Scene): Outcome | undefined {
  const rising = direction === 'up' || direction === 'jump up';
  if (!rising && direction !== 'down' && direction !== 'jump down') return undefined;
  const draft = current(scene);
  const next = after(scene, 'value');
  if (draft === undefined || next === undefined || next.first - draft.end > 4) return undefined;
  const second = scene.drafts.filter(
    (other) => isOf(other, 'value') && other.first > next.first && other.first - next.end <= 6,
  )[0];
  const previous = before(scene, 'value');
  const toWord = scene.tokens
    .slice(draft.end, next.first)
    .some((token) => token.norm === 'to' || token.norm === 'as' || token.norm === 'at');
  const fromWord = scene.tokens.slice(draft.end, next.first).some((token) => token.norm === 'from');
  const [from, to] = fromWord ? [next, second] : toWord ? [previous, next] : [undefined, undefined];
  if (!isOf(to, 'value')) return undefined;
  const end = measured(to.meaning.quantity, scene.window.unit)?.value;
  const start = isOf(from, 'value')
    ? measured(from.meaning.quantity, scene.window.unit)?.value
    : scene.window.statistics.first;
  if (end === undefined || start === undefined || !Number.isFinite(start)) return undefined;
  return decide(rising ? end > start : end < start, `from ${show(start)} to ${show(end)}`);
}

function overall(direction: Direction, window: WindowData): Outcome {
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
      return decide(max === min || window.context.truth.some(({ kind }) => kind === 'stuck'), evidence);
    case 'stable':
      return isStable(window, evidence);
    case 'vary':
      return decide(max > min, evidence);
    case 'up and down':
      return decide(max > min && Math.abs(correlation) < 0.9, evidence);
    default:
      return jump(direction, window);
  }
}

function isStable(window: WindowData, evidence: string): Outcome {
  const { truth } = window.context;
  if (truth.some(({ kind }) => kind !== 'stuck' && kind !== 'gap'))
    return refuted(`${evidence}; something unusual was found`);
  return decide(Math.abs(window.trend.correlation) < 0.8, evidence);
}

/** A sudden step: a finding says so, or two neighbours differ by more than half of all there is. */
function jump(direction: Direction, window: WindowData): Outcome {
  let largest = 0;
  for (let i = 1; i < window.values.length; i += 1) {
    const step = (window.values[i] ?? 0) - (window.values[i - 1] ?? 0);
    const counts = direction === 'jump' || (direction === 'jump up' ? step > 0 : step < 0);
    if (counts && Math.abs(step) > Math.abs(largest)) largest = step;
  }
  const { max, min } = window.statistics;
  return decide(
    max > min && Math.abs(largest) > (max - min) / 2,
    `largest step ${show(largest)} of a spread of ${show(max - min)}`,
  );
}
