import type { Finding, Verdict } from '../detect/finding.ts';
import type { KindPower } from '../detect/power/power.ts';
import type { SeriesContext } from '../facts/context.ts';
import { measuredName } from '../facts/names.ts';
import { plural, type Style, styleOf, writeDuration, writeNumber, type Zone } from '../facts/style.ts';
import { type ContextFact, contextFacts } from '../facts/tell.ts';
import type { Window } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import { judgedText } from './judged.ts';
import { every, findingSentence, type Subject, worstFirst } from './words.ts';

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
  /** For each kind of finding, whether it would have been found. */
  readonly judged: readonly KindPower[];
  readonly limits: {
    readonly fail?: readonly [number, number] | undefined;
    readonly suspect?: readonly [number, number] | undefined;
  };
  /** What is around the window: what others did, and what came before; absent where nobody looked. */
  readonly context?: SeriesContext;
}

/** One computed statement: the only numbers that a model is given. */
export interface Fact {
  /** `F1`, `F2`, ... in the order in which they are stated. */
  readonly id: string;
  readonly about: 'finding' | 'figures' | 'context';
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
  const subject = subjectOf(view, '');
  const stated = [...findingFacts(view, subject), ...figureFacts(view, subject)];
  return stated.map((fact, index) => ({ id: `F${index + 1}`, ...fact }));
}

/** What is around the window, in the order in which it matters; `zone` follows every time. */
export function contextFactsOf(view: WindowView, zone: Zone): readonly ContextFact[] {
  if (view.context === undefined) return [];
  const { series, window, statistics, context } = view;
  return contextFacts({ series, window, statistics, context, style: subjectOf(view, zone).style });
}

/** What is around the window as facts, numbered on from `given`. */
export function stateContext(view: WindowView, given: number): readonly Fact[] {
  return contextFactsOf(view, '').map(({ text }, index) => ({
    id: `F${given + index + 1}`,
    about: 'context',
    text,
  }));
}

/** How sentences about this window speak; `zone` follows every time. */
export function subjectOf({ series, unit, window, statistics }: WindowView, zone: Zone): Subject {
  return { name: measuredName(series), style: styleOf(statistics, unit, window, zone), statistics };
}

function findingFacts(view: WindowView, subject: Subject): readonly Unnumbered[] {
  const about = 'finding';
  const sorted = worstFirst(view.findings);
  if (sorted.length === 0) return view.statistics.count === 0 ? [] : nothingUnusual(view, subject);
  const facts: Unnumbered[] = sorted.slice(0, MAX_STATED_FINDINGS).map((finding) => ({
    about,
    text: `${findingSentence(finding, subject)}.`,
    value: finding.observed,
    at: finding.start,
  }));
  const more = sorted.length - facts.length;
  if (more === 0) return facts;
  return [...facts, { about, text: `${plural(more, 'more finding')} of less weight.`, value: more }];
}

/** What was not found, as far as it would have been; what would not is never said to be absent. */
function nothingUnusual({ statistics, unit, judged, window }: WindowView, subject: Subject): Unnumbered[] {
  const { nothing, notSeen } = judgedText(judged, subject.style, window.end);
  const found = nothing === null ? '' : `${nothing} was found. `;
  const text = `${found}${levelText(statistics, subject)}`;
  return [
    { about: 'finding', text, value: statistics.mean, unit },
    ...notSeen.map((sentence) => ({ about: 'finding' as const, text: sentence })),
  ];
}

function figureFacts(view: WindowView, subject: Subject): readonly Unnumbered[] {
  const { statistics, unit } = view;
  const { style } = subject;
  const about = 'figures';
  if (statistics.count === 0) {
    return [{ about, text: 'There is no reading in the window.', value: 0 }, ...nullFact(statistics)];
  }
  const last = `The last reading is ${style.reading(statistics.last)} at ${style.time(statistics.lastAt)}.`;
  return [
    { about, text: countText(statistics, style), value: statistics.count, at: statistics.lastAt },
    { about, text: levelText(statistics, subject), value: statistics.mean, unit },
    ...spreadFacts(view, style),
    { about, text: last, value: statistics.last, unit, at: statistics.lastAt },
    ...limitFact(view, style),
    ...nullFact(statistics),
  ];
}

function countText(statistics: Statistics, style: Style): string {
  const { count, usualIntervalMs, firstAt, last, lastAt } = statistics;
  if (count === 1) return `There is 1 reading, ${style.reading(last)} at ${style.time(lastAt)}.`;
  return `There are ${count} readings, one every ${every(usualIntervalMs)}, from ${style.time(firstAt)} to ${style.time(lastAt)}.`;
}

/** Where the readings lie, as one sentence. */
function levelText({ count, min, max, mean }: Statistics, { name, style }: Subject): string {
  if (min === max) return `The ${name} is ${style.reading(min)}${count === 1 ? '' : ' all the time'}.`;
  return `The ${name} lies between ${style.range(min, max, 'and')}, with a mean of ${style.figure(mean)}.`;
}

function spreadFacts(view: WindowView, style: Style): readonly Unnumbered[] {
  const { statistics, unit } = view;
  const { min, minAt, max, maxAt, median, stddev } = statistics;
  if (!(stddev > 0)) return [];
  const text = `The median is ${style.figure(median)}, the standard deviation ${style.figure(stddev)}.`;
  return [
    { about: 'figures', text, value: stddev, unit },
    extremeFact('lowest', min, minAt, view, style),
    extremeFact('highest', max, maxAt, view, style),
  ];
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
  const size = writeNumber(Math.abs(distance), 1);
  const far = `${size} standard deviation${size === '1' ? '' : 's'} ${side} the mean`;
  const text = `The ${word} reading is ${style.reading(value)} at ${style.time(at)}, ${far}.`;
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
