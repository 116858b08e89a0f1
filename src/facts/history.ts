import { traitsOf } from '../detect/kinds.ts';
import type { FindingContext } from './context.ts';
import type { ContextFact, Told } from './tell.ts';

const DAY_MS = 86_400_000;
/** A record younger than this is none. */
const RECORD_MS = 2 * DAY_MS;

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

/** How often this was there before, when last, what people said of it, and since when this one lasts. */
export function recurrenceFacts({ recurrence, finding, origin }: FindingContext): readonly ContextFact[] {
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
  const judged = judgedText(recurrence.judged);
  const times =
    in7Days > 0
      ? `${ordinal(in7Days + 1)} of its kind in 7 days`
      : `${ordinal(in30Days + 1)} of its kind in 30 days`;
  const last = `the last one began on ${moment(lastAt)}`;
  return [
    { about, text: `It is the ${times}; ${last}${judged === null ? '' : `, and ${judged}`}.` },
    ...began,
  ];
}

/** What people said of the earlier ones, the newest first: of the last so many where they said the same of each. */
function judgedText(judged: readonly ('right' | 'wrong' | null)[]): string | null {
  const [newest] = judged;
  const wrong = judged.filter((one) => one === 'wrong').length;
  const right = judged.filter((one) => one === 'right').length;
  if (wrong + right === 0) return null;
  if (newest != null) {
    const other = judged.findIndex((one) => one !== newest);
    const alike = other < 0 ? judged.length : other;
    return alike === 1
      ? `people judged that one ${newest}`
      : `people judged the last ${written(alike)} ${newest}`;
  }
  const said = [
    wrong > 0 ? `${written(wrong)} wrong` : '',
    right > 0 ? `${written(right)} right` : '',
  ].filter(Boolean);
  return `people judged ${said.join(' and ')} of the ${written(judged.length)} before`;
}

const COUNTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function written(count: number): string {
  return COUNTS[count - 1] ?? String(count);
}

/** A reading so high or so low has not been there for days. */
export function recordFacts(
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

/** Where readings lie at this hour. */
export function usualFact({ context: { past }, window, style, statistics }: Told): readonly ContextFact[] {
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

function ordinal(count: number): string {
  const word = ORDINALS[count - 1];
  if (word !== undefined) return word;
  const ending =
    count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
