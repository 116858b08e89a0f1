import type { Finding } from '../detect/finding.ts';
import { traitsOf } from '../detect/kinds.ts';
import type { Window } from '../source/source.ts';
import { fieldOf } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import type { Companion } from './companions.ts';
import type { FindingContext, SeriesContext } from './context.ts';
import { recordFacts, recurrenceFacts, usualFact } from './history.ts';
import { measuredName, tagsOf } from './names.ts';
import { type Style, writeDuration } from './style.ts';

/** One statement about what is around a window, which the window alone cannot show. */
export interface ContextFact {
  readonly about: 'origin' | 'relatives' | 'course' | 'history';
  /** A sentence with its full stop. */
  readonly text: string;
}

/** A window as its context is told. */
export interface Told {
  readonly series: string;
  readonly window: Window;
  readonly statistics: Statistics;
  readonly style: Style;
  readonly context: SeriesContext;
}

/** Relatives that are named one by one. */
const MOST_NAMED = 2;

/** What is around the worst finding, or around a window without one: what matters most first. */
export function contextFacts(told: Told): readonly ContextFact[] {
  const [worst] = told.context.findings;
  if (worst === undefined) return usualFact(told);
  return [
    ...originFacts(worst, told),
    ...earlierFacts(worst, told),
    ...recurrenceFacts(worst),
    ...beginningFacts(worst, told),
    ...recordFacts(worst, told),
    ...endingFacts(worst, told),
    ...usualFact(told),
  ];
}

const POINTS_TO = {
  sensor: 'This points to the sensor and not to its surroundings.',
  surroundings: 'This points to the surroundings and not to the sensor.',
  connection: 'This points to the connection and not to one sensor.',
} as const;

/** The facts as a reader gets them: what the others did and where the cause lies is one sentence. */
export function inSentences(facts: readonly ContextFact[]): readonly string[] {
  const [beside, origin, ...others] = facts;
  const isOne = beside?.about === 'relatives' && origin?.about === 'origin';
  if (!isOne) return facts.map(({ text }) => text);
  const joined = `${beside.text.slice(0, -1)}, ${origin.text.replace(/^This/, 'which')}`;
  return [joined, ...others.map(({ text }) => text)];
}

function originFacts(one: FindingContext, told: Told): readonly ContextFact[] {
  const beside = companionsText(one, told) ?? reasonText(one, told);
  const relatives = beside === null ? [] : [{ about: 'relatives' as const, text: beside }];
  if (one.origin === 'schedule' || one.origin === 'unknown') return relatives;
  return [...relatives, { about: 'origin', text: POINTS_TO[one.origin] }];
}

/** What the others did, told only where something is known of it. */
function companionsText({ finding, companions, origin }: FindingContext, told: Told): string | null {
  const isSilence = traitsOf(finding.kind).extent === 'silence';
  const when = whenOf(finding, told);
  const of = (is: (one: Companion) => boolean) => companions.filter(is);
  const moved = of(({ did }) => did === 'along' || did === 'against');
  const stayed = of(({ did, wouldShow }) => did === 'stayed' && wouldShow);
  const missing = of(({ did }) => did === 'missing');
  const say = (some: readonly Companion[], what: string): string =>
    `${named(some, companions, told)} ${what}.`;
  if (isSilence && missing.length > 0) return say(missing, `fell silent${behind(when)} as well`);
  if (isSilence) return stayed.length === 0 ? null : say(stayed, `went on as usual${behind(when)}`);
  if (origin === 'sensor')
    return stayed.length === 0 ? null : say(stayed, `stayed as usual ${when ?? 'meanwhile'}`);
  if (origin !== 'surroundings') return null;
  const scatters = traitsOf(finding.kind).observed === 'scatter';
  return say(moved, `${scatters ? 'changed' : 'moved'} ${when ?? 'at that time'} as well`);
}

/** Where there are several findings the sentence itself says which of them it is about: it may be read behind another one. */
function whenOf({ start, end }: Finding, { context, style }: Told): string | null {
  return context.findings.length > 1 ? style.span(start, end) : null;
}

function behind(when: string | null): string {
  return when === null ? '' : ` ${when}`;
}

/** Why it is the sensor, where nothing is known of the others. */
function reasonText({ finding, origin, reason }: FindingContext, told: Told): string | null {
  if (origin !== 'sensor' || reason === null) return null;
  const when = whenOf(finding, told);
  const elsewhere = when === null ? 'Elsewhere in this window' : `Other than ${when}`;
  const each = when === null ? 'Each reading' : `${capital(when)} each reading`;
  switch (reason.by) {
    case 'code':
      return null;
    case 'below':
      return `The ${measuredName(told.series)} cannot be below 0.`;
    case 'rest':
      return reason.limit === 1
        ? `${elsewhere} no two readings in a row are equal.`
        : `${elsewhere} no more than ${reason.limit} readings in a row are equal.`;
    case 'pace':
      return `${elsewhere} it never moves as far from one reading to the next.`;
    case 'flicker':
      return `${each} differs from the next at least four times as much as elsewhere in this window, on average.`;
    case 'calm':
      return `${each} differs from the next less than a third as much as elsewhere in this window, on average.`;
  }
}

/** `The humidity and sensor b`, `All 5 other series`, `3 of 5 other series`. */
function named(some: readonly Companion[], all: readonly Companion[], { series }: Told): string {
  const labels = [...new Set(some.map((one) => labelOf(one.series, series)))];
  if (labels.length === some.length && some.length <= MOST_NAMED) return capital(labels.join(' and '));
  return some.length === all.length
    ? `All ${all.length} other series`
    : `${some.length} of ${all.length} other series`;
}

/** `the humidity`; of the same quantity what tells the two apart: `sensor b`. */
function labelOf(other: string, own: string): string {
  if (fieldOf(other) !== fieldOf(own)) return `the ${measuredName(other)}`;
  const ours = new Set(tagsOf(own));
  const [different = ''] = tagsOf(other).filter((tag) => !ours.has(tag));
  return different === '' ? 'another series' : different.replace('=', ' ');
}

/** One that is related and began to move well before: what comes first is worth a look. */
function earlierFacts({ companions }: FindingContext, told: Told): readonly ContextFact[] {
  const [first] = companions
    .filter(({ beganAfter }) => beganAfter !== null && beganAfter !== 0)
    .toSorted((a, b) => (a.beganAfter ?? 0) - (b.beganAfter ?? 0));
  if (first?.began == null || first.beganAfter === null) return [];
  const { began, beganAfter, series } = first;
  const how = began.after > began.before ? 'rise' : 'fall';
  const apart = `${writeDuration(Math.abs(beganAfter))} ${beganAfter < 0 ? 'earlier' : 'later'}`;
  const when = told.style.time(began.from);
  const text = `${capital(labelOf(series, told.series))} began to ${how} at ${when}, ${apart}.`;
  return [{ about: 'relatives', text }];
}

/** A step, or how long the way took. */
function beginningFacts({ beginning }: FindingContext, { style }: Told): readonly ContextFact[] {
  if (beginning === null) return [];
  const { from, to, before, after, isStep } = beginning;
  const verb = after > before ? 'rose' : 'fell';
  // Levels are told as far as the change makes a difference.
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(after - before))));
  const level = (value: number): string => style.reading(Number(value.toFixed(Math.min(20, decimals))));
  const levels = `from about ${level(before)} to about ${level(after)}`;
  const text = isStep
    ? `It began with a step: the level ${verb} ${levels} at ${style.time(to)}.`
    : `It began gradually: the level ${verb} ${levels} over ${writeDuration(to - from)}, ${style.span(from, to)}.`;
  return [{ about: 'course', text }];
}

function endingFacts({ ending }: FindingContext, { style }: Told): readonly ContextFact[] {
  if (ending === null || !ending.isBack) return [];
  const text = `It is over: from ${style.time(ending.at)} on the readings lie between ${style.range(ending.low, ending.high, 'and')} again.`;
  return [{ about: 'course', text }];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
