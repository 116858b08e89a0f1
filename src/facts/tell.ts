import { traitsOf } from '../detect/kinds.ts';
import type { Window } from '../source/source.ts';
import { fieldOf } from '../source/source.ts';
import type { Statistics } from '../statistics/describe.ts';
import type { Companion } from './companions.ts';
import type { FindingContext, SeriesContext } from './context.ts';
import { measuredName, tagsOf } from './names.ts';
import type { Style } from './style.ts';

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

const DAY_MS = 86_400_000;
/** A record younger than this is none. */
const RECORD_MS = 2 * DAY_MS;
/** Relatives that are named one by one. */
const MOST_NAMED = 2;

/** What is around the worst finding, or around a window without one: what matters most first. */
export function contextFacts(told: Told): readonly ContextFact[] {
  const [worst] = told.context.findings;
  if (worst === undefined) return usualFact(told);
  return [
    ...originFacts(worst, told),
    ...recurrenceFacts(worst),
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

function originFacts(one: FindingContext, told: Told): readonly ContextFact[] {
  const beside = companionsText(one, told);
  const relatives = beside === null ? [] : [{ about: 'relatives' as const, text: beside }];
  if (one.origin === 'schedule' || one.origin === 'unknown') return relatives;
  return [...relatives, { about: 'origin', text: POINTS_TO[one.origin] }];
}

/** What the others did, told only where something is known of it. */
function companionsText({ finding, companions, origin }: FindingContext, told: Told): string | null {
  const isSilence = traitsOf(finding.kind).extent === 'silence';
  const of = (is: (one: Companion) => boolean) => companions.filter(is);
  const moved = of(({ did }) => did === 'along' || did === 'against');
  const stayed = of(({ did, wouldShow }) => did === 'stayed' && wouldShow);
  const missing = of(({ did }) => did === 'missing');
  if (isSilence && missing.length > 0) return `${named(missing, companions, told)} fell silent as well.`;
  if (isSilence) return stayed.length === 0 ? null : `${named(stayed, companions, told)} went on as usual.`;
  if (origin === 'sensor') return `${named(stayed, companions, told)} stayed as usual meanwhile.`;
  if (origin !== 'surroundings') return null;
  const scatters = traitsOf(finding.kind).observed === 'scatter';
  return `${named(moved, companions, told)} ${scatters ? 'changed' : 'moved'} at that time as well.`;
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

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

function recurrenceFacts({ recurrence, finding, origin }: FindingContext): readonly ContextFact[] {
  if (recurrence === null) return [];
  const { in7Days, in30Days, lastAt, daysAtThisHour, since } = recurrence;
  const about = 'history';
  const began =
    finding.start - since > DAY_MS ? [{ about, text: `It began on ${moment(since)}.` } as const] : [];
  if (origin === 'schedule')
    return [
      {
        about,
        text: `It began at this hour on ${daysAtThisHour} of the 7 days before, which points to a schedule.`,
      },
      ...began,
    ];
  if (lastAt === null) return began;
  const times =
    in7Days > 0
      ? `${ordinal(in7Days + 1)} of its kind in 7 days`
      : `${ordinal(in30Days + 1)} of its kind in 30 days`;
  return [{ about, text: `It is the ${times}; the last one began on ${moment(lastAt)}.` }, ...began];
}

function ordinal(count: number): string {
  const word = ORDINALS[count - 1];
  if (word !== undefined) return word;
  const ending =
    count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}

/** A reading so high or so low has not been there for days. */
function recordFacts(
  { finding }: FindingContext,
  { statistics, context, window }: Told,
): readonly ContextFact[] {
  const { past } = context;
  if (past?.firstEnd == null || traitsOf(finding.kind).observed !== 'reading') return [];
  const isHigh = finding.observed > statistics.median;
  const extreme = isHigh ? statistics.max : statistics.min;
  if (
    finding.start > (isHigh ? statistics.maxAt : statistics.minAt) ||
    finding.end < (isHigh ? statistics.maxAt : statistics.minAt)
  )
    return [];
  if (!Number.isFinite(extreme)) return [];
  const before = isHigh ? past.asHigh : past.asLow;
  const since = before ?? Math.max(past.firstEnd, window.start - 30 * DAY_MS);
  if (window.start - since < RECORD_MS) return [];
  const text = `No reading was so ${isHigh ? 'high' : 'low'} since ${moment(since)}.`;
  return [{ about: 'history', text }];
}

function endingFacts({ ending }: FindingContext, { style }: Told): readonly ContextFact[] {
  if (ending === null || !ending.isBack) return [];
  const text = `It is over: from ${style.time(ending.at)} on the readings lie between ${style.range(ending.low, ending.high, 'and')} again.`;
  return [{ about: 'course', text }];
}

function usualFact({ context: { past }, window, style, statistics }: Told): readonly ContextFact[] {
  if (past?.usual == null || statistics.count === 0) return [];
  const { low, high, of } = past.usual;
  const when = of === 'weekday' ? `on a ${weekday(window.end)} at this hour` : 'at this hour';
  return [{ about: 'history', text: `${style.range(low, high)} is usual ${when}.` }];
}

/** `2026-11-20 at 14:00 UTC`. */
function moment(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}

function weekday(ms: number): string {
  return new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(ms);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
