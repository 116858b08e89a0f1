import { agrees, measuredDifference, plainNumber, show } from './compare.ts';
import type { Meaning } from './meaning.ts';
import type { Scene } from './scene.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

/** "an increase of 0.2": first to last, along the fitted line, or for a sudden one the largest step; with its sign. */
export function checkChange(meaning: Meaning & { is: 'change' }, scene: Scene): Outcome {
  const { window } = scene;
  const written = measuredDifference(meaning.quantity, window.unit);
  if (written === undefined) return relativeChange(meaning, scene);
  const { first, last } = window.statistics;
  const changes = [last - first, window.trend.change];
  const evidence = `first to last ${show(last - first)}, along the fitted line ${show(window.trend.change)}`;
  const sign = meaning.direction === 'down' ? -1 : 1;
  const size = { ...written, value: Math.abs(written.value) };
  const holds = [...changes, ...suddenChanges(window)].some((change) => {
    const signed = meaning.direction === 'any' ? Math.abs(change) : change * sign;
    if (meaning.bound === undefined) return agrees(signed, size);
    return signed > 0 && (meaning.bound === 'over' ? signed > size.value : signed < size.value);
  });
  return decide(holds, evidence);
}

/** "rose by 4 %" of a series that is in no percent. */
function relativeChange(meaning: Meaning & { is: 'change' }, { window }: Scene): Outcome {
  if (meaning.quantity.unit?.name !== '%') return refuted(`the series is in ${window.context.unit}`);
  const { first, last } = window.statistics;
  const percent = ((last - first) / Math.abs(first)) * 100;
  const sign = meaning.direction === 'down' ? -1 : 1;
  return decide(agrees(percent * sign, plainNumber(meaning.quantity)), `first to last ${show(percent)} %`);
}

/** How far each spike, dropout or shift found stands out of the median. */
function suddenChanges(window: WindowData): number[] {
  const sudden = window.context.truth.filter(
    ({ kind }) => kind === 'spike' || kind === 'dropout' || kind === 'level shift',
  );
  return sudden.flatMap(({ at, value }) => {
    const index = window.times.findIndex((time) => time >= at);
    const [previous, here] = [window.values[index - 1], window.values[index]];
    const step = previous === undefined || here === undefined ? [] : [here - previous];
    return value === undefined ? step : [...step, value - window.statistics.median];
  });
}

/** "3 degrees per hour": by the fitted line, or first to last over the span. */
export function checkRate(meaning: Meaning & { is: 'rate' }, window: WindowData): Outcome {
  const written = measuredDifference(meaning.quantity, window.unit);
  if (written === undefined) return refuted(`the series is in ${window.context.unit}`);
  const { first, last, firstAt, lastAt } = window.statistics;
  const seconds = (lastAt - firstAt) / 1000;
  const perSecond = [window.trend.slope, seconds > 0 ? (last - first) / seconds : Number.NaN];
  const sign = meaning.direction === 'down' ? -1 : 1;
  const signless = meaning.direction === 'any' && written.value >= 0;
  const holds = perSecond.some((rate) =>
    agrees((signless ? Math.abs(rate) : rate * sign) * meaning.perSeconds, written),
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
