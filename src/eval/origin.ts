import type { Finding } from '../detect/finding.ts';
import type { Origin } from '../facts/origin.ts';
import type { SeriesPast } from '../facts/past.ts';
import type { FaultKind, FaultStrength } from '../inject/fault-kinds.ts';
import { injectFault } from '../inject/inject.ts';
import type { SeriesWindow } from '../source/source.ts';

/** Where a cause can lie that is put in: `unknown` is no place. */
export type KnownOrigin = Exclude<Origin, 'unknown'>;

/** Kinds that are put into all series in every second pair of turns, and what they are then. */
const IN_ALL: Readonly<Partial<Record<FaultKind, KnownOrigin>>> = {
  'level shift': 'surroundings',
  drift: 'surroundings',
  ramp: 'surroundings',
  gap: 'connection',
  stale: 'connection',
};

/** What was put into a series, as far as the others are concerned. */
interface Put {
  readonly kind: FaultKind;
  readonly strength: FaultStrength;
  readonly seed: number;
  readonly turn: number;
}

const DAY_MS = 86_400_000;
/** Days before on which the same began at the same time, of a schedule; fewer are none. */
const SCHEDULED = [1, 2, 4, 6];
const NOW_AND_THEN = [3, 7];

/** What is known of the days before: of a schedule that the same was there at this time on four of seven, else on two of them. */
export function pastOf(
  series: string,
  { kind, start, end }: Finding,
  origin: KnownOrigin | null,
): SeriesPast {
  const days = (origin === 'schedule' ? SCHEDULED : NOW_AND_THEN).toSorted((a, b) => b - a);
  const episodes = days.map((ago) => ({ kind, start: start - ago * DAY_MS, end: end - ago * DAY_MS }));
  const firstEnd = start - 30 * DAY_MS;
  return { series, firstEnd, asHigh: null, asLow: null, usual: null, episodes };
}

/** The others of a window after a fault was put into one series, or the same into all of them; null for a series that is alone. */
export function amongRelatives(
  { kind, strength, seed, turn }: Put,
  relatives: readonly SeriesWindow[],
): { readonly relatives: readonly SeriesWindow[]; readonly origin: KnownOrigin | null } {
  if (relatives.length === 0) return { relatives, origin: null };
  const shared = IN_ALL[kind];
  if (shared === undefined || Math.floor(turn / 2) % 2 === 0) return { relatives, origin: 'sensor' };
  const struck = relatives.flatMap((one) => {
    const injected = injectFault(kind, strength, one.times, one.values, seed);
    return injected === null ? [] : [{ ...one, times: injected.times, values: injected.values }];
  });
  // Where one of them cannot show it, it is no event of all.
  if (struck.length < relatives.length) return { relatives, origin: 'sensor' };
  const isDaily = shared === 'surroundings' && Math.floor(turn / 2) % 4 === 3;
  return { relatives: struck, origin: isDaily ? 'schedule' : shared };
}

const PLACES: Readonly<Record<KnownOrigin, string>> = {
  sensor: 'sensors?|probe|instrument|device|thermometer',
  surroundings: 'surroundings?|room|environment|building|weather|place',
  connection: 'connection|network|gateway|link',
  schedule: 'schedule|timer|time switch|timetable',
};
/** Words that lay a cause to what follows them. */
const LAID_TO =
  '(?:points? to|lies? (?:in|with)|caused by|due to|because of|comes? from|(?:cause|fault|problem) is (?:in |with )?|blames?|fault of|fault in)';
/** Words that say the same of what goes before them. */
const TO_BLAME = '(?:itself )?(?:is|was) (?:to blame|at fault|the (?:cause|reason)|faulty|broken|defective)';
/** `and not to the sensor`: what it is not. */
const DENIED =
  /,?\s*\b(?:and|but)?\s*\b(?:not|never|rather than|instead of|no)\s+(?:to |in |with |by |due to |caused by |because of )?(?:the |its |a |one |any )?\w+/gi;

/** Where a text says that the cause lies, by a plain word search that knows nothing of the check; several where it contradicts itself. */
export function originsNamed(text: string): readonly KnownOrigin[] {
  const said = text.replace(DENIED, '');
  return (['sensor', 'surroundings', 'connection', 'schedule'] as const).filter((origin) => {
    const place = `\\b(?:the |its |a |one |an )?(?:\\w+ )?(?:${PLACES[origin]})\\b`;
    return new RegExp(`\\b${LAID_TO}\\s*${place}|${place} ${TO_BLAME}`, 'i').test(said);
  });
}
