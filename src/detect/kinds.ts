/** How a kind of finding lies in time: a few rows, a stretch of them, no reading at all, or rows in a wrong order. */
type Extent = 'brief' | 'lasting' | 'silence' | 'order';

/**
 * What `observed` and `expected` of a finding are: a level that a reading can have, or a change from one to the next; how
 * far readings scatter; a length in seconds; a number of rows. The first three are in the unit of the series.
 */
type Quantity = 'reading' | 'change' | 'scatter' | 'seconds' | 'count';

/**
 * What a brief cause about the same time leaves in the measure of this kind, so that it is only an echo: the median of
 * the rows, the size of their moves, or the extreme value.
 */
type Echo = 'median' | 'moves' | 'extreme';

/**
 * - `spike`: one or a few rows that return to where they came from
 * - `outlier`: what people call one
 * - `step`: what the first reading after a gap looks like
 * - `spiky`: spikes may be part of it
 * - `vague`: says that something is unusual or fast, and less than any other kind
 * - `plain`: its noun is a word that anybody takes for this and nothing else, so that a text may deny it
 * - `first impression`: what a cause is called before it shows what it is
 */
type Role = 'spike' | 'outlier' | 'step' | 'spiky' | 'vague' | 'plain' | 'first impression';

/**
 * A fault of medium strength, by which it is judged whether a test could have seen any: so many times the noise of the
 * window from reading to reading, rows, usual intervals, or times calmer than usual.
 */
interface MediumFault {
  readonly of: 'noise' | 'rows' | 'intervals' | 'times';
  readonly size: number;
}

interface KindTraits {
  /**
   * What one is called where a text says what was looked for: "no spike was found". Null for kinds that are looked for with
   * another, or whose rows are counted anyway.
   */
  readonly noun: string | null;
  /** Ends the sentence "it says that ...". */
  readonly means: string;
  readonly extent: Extent;
  readonly observed: Quantity;
  readonly echo: Echo | null;
  readonly roles: readonly Role[];
  /** Null where the test has no size: it sees every fault, or is not there. */
  readonly medium: MediumFault | null;
}

/**
 * Every kind of finding, in the words that config, database, facts, claims and page share, with what those who deal with
 * findings need of it. Of findings about the same time, the one that stands first here explains most; what speaks of
 * times (`silence`, `order`) stands for itself. A new kind is a row here; the compiler asks for the words it is told in.
 */
export const FINDING_KINDS = {
  'out of range': {
    noun: 'reading out of range',
    means: 'readings are outside of the limits that the operator set, or far from all others',
    extent: 'brief',
    observed: 'reading',
    echo: null,
    roles: ['outlier', 'spiky'],
    medium: null,
  },
  stuck: {
    noun: 'stuck value',
    means: 'the value stays the same for longer than it does',
    extent: 'lasting',
    observed: 'seconds',
    echo: null,
    roles: ['plain'],
    medium: { of: 'rows', size: 60 },
  },
  clipped: {
    noun: 'clipped value',
    means: 'readings stop at one and the same largest or smallest value',
    extent: 'lasting',
    observed: 'reading',
    echo: 'extreme',
    roles: ['plain'],
    medium: { of: 'rows', size: 24 },
  },
  'noise burst': {
    noun: 'noise burst',
    means: 'readings scatter more than they do',
    extent: 'lasting',
    observed: 'scatter',
    echo: 'moves',
    roles: ['spiky', 'plain'],
    medium: { of: 'noise', size: 6 },
  },
  spike: {
    noun: 'spike',
    means: 'one or a few readings stand out and the next ones do not',
    extent: 'brief',
    observed: 'reading',
    echo: null,
    roles: ['spike', 'outlier', 'step', 'spiky', 'first impression', 'plain'],
    medium: { of: 'noise', size: 12 },
  },
  dropout: {
    noun: null,
    means: 'one or a few readings fall out downwards and the next ones do not',
    extent: 'brief',
    observed: 'reading',
    echo: null,
    roles: ['spike', 'outlier', 'step', 'spiky', 'first impression'],
    medium: { of: 'noise', size: 12 },
  },
  'level shift': {
    noun: 'level shift',
    means: 'the level has moved and stays where it is',
    extent: 'lasting',
    observed: 'reading',
    echo: 'median',
    roles: ['step', 'plain'],
    medium: { of: 'noise', size: 10 },
  },
  attenuated: {
    noun: 'damped stretch',
    means: 'readings move less than they do',
    extent: 'lasting',
    observed: 'scatter',
    echo: null,
    roles: [],
    medium: { of: 'times', size: 10 },
  },
  drift: {
    noun: 'drift',
    means: 'the level moves slowly, farther than it does',
    extent: 'lasting',
    observed: 'reading',
    echo: 'median',
    roles: ['plain'],
    medium: { of: 'noise', size: 20 },
  },
  'rate of change': {
    noun: null,
    means: 'the value changes faster than the operator allows',
    extent: 'lasting',
    observed: 'change',
    echo: null,
    roles: ['outlier', 'step', 'vague', 'first impression'],
    medium: null,
  },
  'unusual level': {
    noun: 'break of the daily rhythm',
    means: 'readings are where the series, or this hour of it, has not been',
    extent: 'lasting',
    observed: 'reading',
    echo: 'median',
    roles: ['outlier', 'vague', 'first impression'],
    medium: null,
  },
  gap: {
    noun: 'gap',
    means: 'no reading came for longer than usual, and then they went on',
    extent: 'silence',
    observed: 'seconds',
    echo: null,
    roles: ['plain'],
    medium: { of: 'intervals', size: 40 },
  },
  stale: {
    noun: null,
    means: 'no reading has come for longer than usual, up to the end of the window',
    extent: 'silence',
    observed: 'seconds',
    echo: null,
    roles: ['first impression'],
    medium: { of: 'intervals', size: 40 },
  },
  duplicate: {
    noun: null,
    means: 'several readings came for one time',
    extent: 'order',
    observed: 'count',
    echo: null,
    roles: [],
    medium: null,
  },
  disordered: {
    noun: null,
    means: 'readings came later than newer ones',
    extent: 'order',
    observed: 'count',
    echo: null,
    roles: [],
    medium: null,
  },
  future: {
    noun: null,
    means: 'readings have a time that had not come when the window ended',
    extent: 'order',
    observed: 'seconds',
    echo: null,
    roles: [],
    medium: null,
  },
} as const satisfies Record<string, KindTraits>;

export type FindingKind = keyof typeof FINDING_KINDS;

export function traitsOf(kind: FindingKind): KindTraits {
  return FINDING_KINDS[kind];
}

export function hasRole(kind: FindingKind, role: Role): boolean {
  return traitsOf(kind).roles.includes(role);
}

/** True for kinds that speak of when readings came, not of what they are. */
export function isAboutTimes(kind: FindingKind): boolean {
  const { extent } = traitsOf(kind);
  return extent === 'silence' || extent === 'order';
}

export function isFindingKind(name: string): name is FindingKind {
  return Object.hasOwn(FINDING_KINDS, name);
}

const BY_EXPLANATION: readonly FindingKind[] = Object.keys(FINDING_KINDS).filter(isFindingKind);

/** Every kind, in the order of the table. */
export const FINDING_KIND_NAMES = BY_EXPLANATION;

/** Place among kinds that may explain each other: the smaller explains more. */
export function explanationRank(kind: FindingKind): number {
  return BY_EXPLANATION.indexOf(kind);
}
