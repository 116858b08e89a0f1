import { statisticOf } from './check-statistic.ts';
import { agrees, measured, showTime } from './compare.ts';
import type { Meaning } from './meaning.ts';
import { instantIn } from './moment-match.ts';
import { predicateOf } from './predicate.ts';
import { after, before, current, type Scene } from './scene.ts';
import type { Moment } from './tokens.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import { findReading, type WindowData } from './window-data.ts';

type Time = Meaning & { readonly is: 'time' };
/** Whether a moment of the data is the time that is written. */
export type Test = (time: number) => boolean;

export function throughout(event: Meaning & { is: 'value' }, test: Test, window: WindowData): Outcome {
  const written = measured(event.quantity, window.unit);
  const other = findReading(
    window,
    (value, time) => test(time) && (written === undefined || !agrees(value, written)),
  );
  return other === undefined
    ? decide(true, 'all readings from then on are it')
    : refuted(`another reading is of ${showTime(other.time)}`);
}

export function ofReading(
  event: Meaning & { is: 'value' | 'statistic' },
  meaning: Time,
  test: Test,
  window: WindowData,
): Outcome {
  const written = measured(event.quantity, window.unit);
  const extreme =
    event.is === 'statistic' && (event.name === 'min' || event.name === 'max')
      ? statisticOf(window, event.name)
      : undefined;
  if (event.is === 'statistic' && (event.name === 'first' || event.name === 'last')) {
    const at = event.name === 'first' ? window.statistics.firstAt : window.statistics.lastAt;
    return decide(test(at), `that reading is of ${showTime(at)}`);
  }
  const isIt = (value: number) =>
    extreme === undefined ? written !== undefined && agrees(value, written) : value === extreme;
  const hit = findReading(window, (value, time) => isIt(value) && test(time));
  if (hit !== undefined) return decide(true, `that reading is of ${showTime(hit.time)}`);
  const other = findReading(window, isIt);
  if (other === undefined && event.is === 'statistic' && meaning.preposition !== 'at')
    return inWindow(meaning.from, window);
  if (other === undefined) return refuted('there is no such reading');
  return meaning.preposition === 'at'
    ? refuted(`that reading is of ${showTime(other.time)}`)
    : inWindow(meaning.from, window);
}

/** "two at 02:58": a reading or a null must be there. */
export function ofCounted(scene: Scene, test: Test, window: WindowData): Outcome {
  const comparison = after(scene, 'comparison') ?? before(scene, 'comparison');
  if (comparison !== undefined) return ofCompared(comparison.meaning, scene, test);
  const value = after(scene, 'value');
  if (value !== undefined && value.first - current(scene).end <= 3)
    return ofReading(value.meaning, { is: 'time', from: { precision: 60 }, preposition: 'at' }, test, window);
  const { times, values } = window.context;
  const missing = scene.drafts.some(
    ({ meaning }) =>
      (meaning.is === 'state' && meaning.state === 'missing') ||
      (meaning.is === 'count' && meaning.of === 'missing'),
  );
  const hit = times.find((time, index) => test(time) && (!missing || !Number.isFinite(values[index])));
  return decide(
    hit !== undefined,
    hit === undefined ? 'no reading is of that time' : `a reading is of ${showTime(hit)}`,
  );
}

export function ofCompared(comparison: Meaning & { is: 'comparison' }, scene: Scene, test: Test): Outcome {
  const holds = predicateOf(comparison, scene);
  if (holds === undefined) return unverifiable('what it dates is not known');
  const hit = findReading(scene.whole, (value, time) => holds(value) && test(time));
  return decide(
    hit !== undefined,
    hit === undefined ? 'no such reading at that time' : `such a reading is of ${showTime(hit.time)}`,
  );
}

export function inWindow(moment: Moment, window: WindowData): Outcome {
  const { firstAt, lastAt } = window.statistics;
  return decide(
    instantIn(window, moment) !== undefined,
    `the window runs from ${showTime(firstAt)} to ${showTime(lastAt)}`,
  );
}
