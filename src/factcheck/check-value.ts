import { agrees, measured, measuredDifference, show, showTime } from './compare.ts';
import type { Meaning } from './meaning.ts';
import { current, leadIn, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { findReading, type WindowData } from './window-data.ts';

/** A bare number: some reading must be it; one called the latest or the first must be that. */
export function checkValue(meaning: Meaning & { is: 'value' }, scene: Scene): Outcome {
  const { window } = scene;
  const written = measured(meaning.quantity, window.unit);
  if (written === undefined) return refuted(`the series is in ${window.context.unit || 'another unit'}`);
  const role = roleOf(scene);
  const { statistics } = window;
  if (role === 'last')
    return decide(agrees(statistics.last, written, meaning.about), `last reading ${show(statistics.last)}`);
  if (role === 'first')
    return decide(
      agrees(statistics.first, written, meaning.about),
      `first reading ${show(statistics.first)}`,
    );
  if (role === 'before gap' || role === 'after gap') return besideGap(role, meaning, window);
  const found = findReading(window, (value) => agrees(value, written, meaning.about));
  if (found !== undefined) return decide(true, `${show(found.value)} at ${showTime(found.time)}`);
  if (
    isCentre(scene) &&
    [statistics.mean, statistics.median].some((value) => agrees(value, written, meaning.about))
  ) {
    return decide(true, `mean ${show(statistics.mean)}, median ${show(statistics.median)}`);
  }
  return refuted(`no reading of it: they run from ${show(statistics.min)} to ${show(statistics.max)}`);
}

type Role = 'last' | 'first' | 'before gap' | 'after gap' | undefined;

function roleOf(scene: Scene): Role {
  const draft = current(scene);
  if (draft === undefined) return undefined;
  const tokens = leadIn(scene, draft, 7);
  const words = tokens.map((token) => token.norm);
  const following = scene.tokens.slice(draft.end, draft.end + 4).map((token) => token.norm);
  if (words.includes('gap') || words.includes('outage')) {
    if (words.includes('before')) return 'before gap';
    if (words.includes('after')) return 'after gap';
  }
  for (const token of [...tokens].reverse()) {
    if (token.quantity !== undefined || token.senses.has('comma')) break;
    if (token.senses.has('now')) return 'last';
    const stat = token.senses.get('stat');
    if (stat === 'last' || stat === 'first') return stat;
  }
  return following.includes('now') ? 'last' : undefined;
}

function besideGap(
  role: 'before gap' | 'after gap',
  meaning: Meaning & { is: 'value' },
  window: WindowData,
): Outcome {
  const gap = window.context.truth.find(({ kind }) => kind === 'gap');
  if (gap === undefined) return refuted('the window has no gap');
  const written = measured(meaning.quantity, window.unit);
  const readings = Array.from(window.times.keys());
  const at =
    role === 'before gap'
      ? readings.filter((i) => (window.times[i] ?? 0) < gap.at).at(-1)
      : readings.find((i) => (window.times[i] ?? 0) > (gap.until ?? gap.at));
  const value = at === undefined ? Number.NaN : (window.values[at] ?? Number.NaN);
  return decide(written !== undefined && agrees(value, written, meaning.about), `${role}: ${show(value)}`);
}

/** "around 20", "centred on 20": the middle of the data will do. */
function isCentre(scene: Scene): boolean {
  const draft = current(scene);
  const words = draft === undefined ? [] : leadIn(scene, draft, 4).map((token) => token.norm);
  return words.some((word) =>
    /^(?:around|about|near|level|centered|centred|hover|oscillat|fluctuat|close to|roughly|approximately)/.test(
      word,
    ),
  );
}

/** "an increase of 0.2": first to last, or along the fitted line, with its sign. */
export function checkChange(meaning: Meaning & { is: 'change' }, window: WindowData): Outcome {
  const written = measuredDifference(meaning.quantity, window.unit);
  if (written === undefined) return refuted(`the series is in ${window.context.unit}`);
  const { first, last, min, max } = window.statistics;
  const changes = [last - first, window.trend.change];
  const evidence = `first to last ${show(last - first)}, along the fitted line ${show(window.trend.change)}`;
  const sign = meaning.direction === 'down' ? -1 : 1;
  const size = Math.abs(written.value);
  const matches = changes.some((change) =>
    agrees(
      meaning.direction === 'any' ? Math.abs(change) : change * sign,
      { ...written, value: size },
      meaning.about,
    ),
  );
  if (matches) return decide(true, evidence);
  const rightWay = meaning.direction === 'any' || changes.some((change) => change * sign > 0);
  return decide(rightWay && agrees(max - min, { ...written, value: size }, meaning.about), evidence);
}

/** "3 degrees per hour": by the fitted line, or first to last over the span. */
export function checkRate(meaning: Meaning & { is: 'rate' }, window: WindowData): Outcome {
  const written = measuredDifference(meaning.quantity, window.unit);
  if (written === undefined) return refuted(`the series is in ${window.context.unit}`);
  const { first, last, firstAt, lastAt } = window.statistics;
  const seconds = (lastAt - firstAt) / 1000;
  const rates = [
    window.trend.slope * meaning.perSeconds,
    seconds > 0 ? ((last - first) / seconds) * meaning.perSeconds : Number.NaN,
  ];
  const sign = meaning.direction === 'down' ? -1 : 1;
  const holds = rates.some((rate) =>
    agrees(meaning.direction === 'any' ? Math.abs(rate) : rate * sign, written, meaning.about),
  );
  return decide(holds, `fitted slope ${show(window.trend.slope * 3600)} an hour`);
}

/** "every five minutes": the usual step between readings. */
export function checkInterval(meaning: Meaning & { is: 'interval' }, window: WindowData): Outcome {
  const usual = window.statistics.usualIntervalMs / 1000;
  if (!Number.isFinite(usual)) return unverifiable('fewer than two readings');
  return decide(
    Math.abs(usual - meaning.seconds) <= meaning.seconds * 0.1,
    `usual interval ${show(usual)} s`,
  );
}

/** "between 20 and 25": lowest and highest reading. */
export function checkRange(meaning: Meaning & { is: 'range' }, window: WindowData): Outcome {
  const [low, high] = [measured(meaning.low, window.unit), measured(meaning.high, window.unit)];
  const { min, max } = window.statistics;
  const evidence = `minimum ${show(min)}, maximum ${show(max)}`;
  if (!low || !high) return refuted(`${evidence} ${window.context.unit}`);
  const ends = low.value <= high.value ? [low, high] : [high, low];
  const [a = low, b = high] = ends;
  return decide(agrees(min, a, meaning.about) && agrees(max, b, meaning.about), evidence);
}
