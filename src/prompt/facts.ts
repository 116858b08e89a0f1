import type { Finding, Verdict } from '../detect/finding.ts';
import type { Window } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import { plural, type Style, styleOf, writeDuration, writeNumber } from './style.ts';
import { every, findingSentence, worstFirst } from './words.ts';

/** One series in one window, as far as prompt and summary need it. */
export interface WindowView {
  readonly monitor: string;
  readonly series: string;
  readonly unit: string;
  readonly window: Window;
  readonly statistics: Statistics;
  readonly findings: readonly Finding[];
  /** The row's verdict: what code decided. */
  readonly verdict: Verdict;
  readonly limits: {
    readonly fail?: readonly [number, number] | undefined;
    readonly suspect?: readonly [number, number] | undefined;
  };
}

/** One computed statement: the only numbers that a model is given. */
export interface Fact {
  /** `F1`, `F2`, ... in the order in which they are stated. */
  readonly id: string;
  readonly about: 'finding' | 'figures';
  /** A sentence with its full stop. */
  readonly text: string;
  /** The number that the sentence is about, unrounded, in `unit`, and the moment it belongs to (epoch ms). */
  readonly value?: number;
  readonly unit?: string;
  readonly at?: number;
}

type Unnumbered = Omit<Fact, 'id'>;

const MAX_STATED_FINDINGS = 5;

/**
 * The facts of a window, findings first, the worst of them ahead. How many there are does not depend on
 * the number of points. Times are UTC.
 */
export function stateFacts(view: WindowView): readonly Fact[] {
  const style = styleOf(view.statistics, view.unit, view.window, '');
  const stated = [...findingFacts(view, style), ...figureFacts(view, style)];
  return stated.map((fact, index) => ({ id: `F${index + 1}`, ...fact }));
}

function findingFacts(view: WindowView, style: Style): readonly Unnumbered[] {
  const sorted = worstFirst(view.findings);
  const facts: Unnumbered[] = sorted.slice(0, MAX_STATED_FINDINGS).map((finding) => ({
    about: 'finding',
    text: findingSentence(finding, view.statistics, style),
    value: finding.observed,
    at: finding.start,
  }));
  const more = sorted.length - facts.length;
  if (more > 0)
    facts.push({ about: 'finding', text: `${plural(more, 'more finding')} of less weight.`, value: more });
  return facts;
}

function figureFacts(view: WindowView, style: Style): readonly Unnumbered[] {
  const { statistics, unit } = view;
  const about = 'figures';
  if (statistics.count === 0) {
    return [{ about, text: 'There is no reading in the window.', value: 0 }, ...nullFact(statistics)];
  }
  return [
    { about, text: countText(statistics, style), value: statistics.count, at: statistics.lastAt },
    { about, text: `The mean is ${style.reading(statistics.mean)}.`, value: statistics.mean, unit },
    ...spreadFact(statistics, style, unit),
    extremeFact('lowest', statistics.min, statistics.minAt, view, style),
    extremeFact('highest', statistics.max, statistics.maxAt, view, style),
    {
      about,
      text: `The first reading is ${style.reading(statistics.first)}, the last one ${style.reading(statistics.last)} at ${style.time(statistics.lastAt)}.`,
      value: statistics.last,
      unit,
      at: statistics.lastAt,
    },
    ...limitFact(view, style),
    ...nullFact(statistics),
  ];
}

function countText(statistics: Statistics, style: Style): string {
  const { count, usualIntervalMs, firstAt, lastAt } = statistics;
  if (count === 1) return `There is 1 reading, at ${style.time(lastAt)}.`;
  return `There are ${count} readings, one every ${every(usualIntervalMs)}, from ${style.time(firstAt)} to ${style.time(lastAt)}.`;
}

function spreadFact(statistics: Statistics, style: Style, unit: string): readonly Unnumbered[] {
  if (!Number.isFinite(statistics.stddev)) return [];
  const text = `The median is ${style.reading(statistics.median)}, the standard deviation ${style.reading(statistics.stddev)}.`;
  return [{ about: 'figures', text, value: statistics.stddev, unit }];
}

function extremeFact(
  word: 'lowest' | 'highest',
  value: number,
  at: number,
  { statistics, unit }: WindowView,
  style: Style,
): Unnumbered {
  const distance = (value - statistics.mean) / statistics.stddev;
  const side = distance < 0 ? 'below' : 'above';
  const far = Number.isFinite(distance)
    ? `, ${writeNumber(Math.abs(distance), 1)} standard deviations ${side} the mean`
    : '';
  const text = `The ${word} reading is ${style.reading(value)} at ${style.time(at)}${far}.`;
  return { about: 'figures', text, value, unit, at };
}

function limitFact({ limits, unit }: WindowView, style: Style): readonly Unnumbered[] {
  const span = limits.suspect ?? limits.fail;
  if (span === undefined) return [];
  const text = `Readings are allowed to be ${style.range(span[0], span[1])}.`;
  return [{ about: 'figures', text, unit }];
}

function nullFact({ nulls }: Statistics): readonly Unnumbered[] {
  if (nulls === 0) return [];
  return [{ about: 'figures', text: `${plural(nulls, 'reading')} without a value.`, value: nulls }];
}

/** The window in words: `2015-02-05 14:00 to 15:00 UTC, 60 minutes`. */
export function windowText({ start, end }: Window): string {
  const from = new Date(start).toISOString();
  const to = new Date(end).toISOString();
  const sameDay = from.slice(0, 10) === to.slice(0, 10);
  const until = sameDay ? to.slice(11, 16) : `${to.slice(0, 10)} ${to.slice(11, 16)}`;
  return `${from.slice(0, 10)} ${from.slice(11, 16)} to ${until} UTC (${writeDuration(end - start)})`;
}
