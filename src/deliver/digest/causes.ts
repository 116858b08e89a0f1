import type { Trouble } from '../../store/digest.ts';
import type { KnownSeries } from '../../store/result.ts';
import type { DigestMaterial } from './material.ts';

/** How a trouble stands at the end: it began in the window and lasts, it lasted before, it is over, or nothing comes any more. */
export type Standing = 'new' | 'lasts' | 'ended' | 'silent';

/** A series that was in trouble, and how it is now. */
export interface Affected extends Trouble {
  readonly standing: Standing;
  /** Since when it lasts; of what has ended, the first window of this digest in which it showed. Epoch ms. */
  readonly since: number;
  readonly known: KnownSeries | undefined;
}

/** Series in trouble by one cause, as far as that can be told; the worst first. */
export interface Cause {
  readonly standing: Standing;
  readonly series: readonly [Affected, ...Affected[]];
}

/** Series whose last readings lie no further apart fell silent by one cause. */
const TOGETHER_MS = 10 * 60_000;

const RANK: Readonly<Record<Trouble['verdict'], number>> = { suspect: 1, missing: 2, anomalous: 3 };

/**
 * What happened by cause, the worst first. Series of a source that fell silent within ten minutes are one cause; so are series of a
 * monitor that moved with their surroundings, and those of a monitor in which the same kind of finding began in the same window,
 * unless it was traced to the one sensor.
 */
export function causesOf({ troubles, known, window }: DigestMaterial): readonly Cause[] {
  const states = new Map(known.map((one) => [nameOf(one), one]));
  const affected = troubles.map((one) => standingOf(one, states.get(nameOf(one)), window.start));
  const silent = affected.filter(({ standing }) => standing === 'silent');
  const others = affected.filter(({ standing }) => standing !== 'silent');
  const groups = [...grouped(others, keyOf), ...silentTogether(silent)];
  return groups
    .flatMap((group): Cause[] => {
      const [worst, ...rest] = group.toSorted(worstFirst);
      return worst === undefined ? [] : [{ standing: worst.standing, series: [worst, ...rest] }];
    })
    .sort((a, b) => worstFirst(a.series[0], b.series[0]) || b.series.length - a.series.length);
}

function nameOf({ monitor, series, source }: Pick<Trouble, 'monitor' | 'series' | 'source'>): string {
  return JSON.stringify([monitor, series, source]);
}

/** What was forgotten since, as a sensor that was taken down, is over. */
function standingOf(trouble: Trouble, known: KnownSeries | undefined, start: number): Affected {
  const since = known?.problemSince ?? null;
  if (since === null) return { ...trouble, standing: 'ended', since: trouble.firstEnd, known };
  if (known?.verdict === 'missing') return { ...trouble, standing: 'silent', since: known.since, known };
  return { ...trouble, standing: since >= start ? 'new' : 'lasts', since, known };
}

function keyOf({ standing, monitor, series, origin, kind, since }: Affected): string {
  if (origin === 'sensor') return JSON.stringify([standing, monitor, series]);
  if (origin === 'surroundings') return JSON.stringify([standing, monitor, origin]);
  return JSON.stringify([standing, monitor, kind, since]);
}

function grouped(all: readonly Affected[], key: (one: Affected) => string): readonly (readonly Affected[])[] {
  const groups = new Map<string, Affected[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** Series of one source whose last readings lie close to each other. */
function silentTogether(silent: readonly Affected[]): readonly (readonly Affected[])[] {
  const groups: Affected[][] = [];
  const inOrder = silent.toSorted(
    (a, b) => (a.source ?? '').localeCompare(b.source ?? '') || lastSeen(a) - lastSeen(b),
  );
  for (const one of inOrder) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const isTogether = before?.source === one.source && lastSeen(one) - lastSeen(before) <= TOGETHER_MS;
    if (group !== undefined && isTogether) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

export function lastSeen({ known, since }: Affected): number {
  return known?.lastSeen ?? since;
}

function worstFirst(a: Affected, b: Affected): number {
  return (
    RANK[b.verdict] - RANK[a.verdict] ||
    (b.score ?? 0) - (a.score ?? 0) ||
    b.windows - a.windows ||
    nameOf(a).localeCompare(nameOf(b))
  );
}
