import { hasRole, traitsOf } from '../detect/kinds.ts';
import type { KnownFinding } from './context.ts';
import type { Counted } from './meaning.ts';
import type { WindowData } from './window-data.ts';

const COUNTED: readonly Counted[] = [
  'outlier',
  'anomaly',
  'jump',
  'spike',
  'dropout',
  'gap',
  'stuck',
  'level shift',
  'drift',
  'noise burst',
  'clipped',
  'duplicate',
  'missing',
];

/** The sense of a word for something unusual, as what is counted; undefined for another. */
export function asCounted(sense: string): Counted | undefined {
  return COUNTED.find((name) => name === sense);
}

/** The findings that a word of a text may mean: an outlier is a lone value, an anomaly anything. */
export function findingsOf(of: Counted, truth: readonly KnownFinding[]): readonly KnownFinding[] {
  switch (of) {
    case 'outlier':
      return truth.filter(({ kind }) => hasRole(kind, 'outlier'));
    case 'anomaly':
    case 'point':
    case 'other':
    case 'them':
    case 'group':
      return truth;
    case 'missing':
    case 'gap':
      return truth.filter(({ kind }) => traitsOf(kind).extent === 'silence');
    case 'jump':
      return truth.filter(({ kind }) => hasRole(kind, 'outlier') || kind === 'level shift');
    case 'spike':
      return truth.filter(({ kind }) => hasRole(kind, 'outlier') && kind !== 'dropout');
    default:
      return truth.filter(({ kind }) => kind === of);
  }
}

/** One finding in words, for evidence. */
export function showFinding(finding: KnownFinding): string {
  const at = new Date(finding.at).toISOString().slice(11, 19);
  const until =
    finding.until === undefined ? '' : ` to ${new Date(finding.until).toISOString().slice(11, 19)}`;
  return `${finding.kind} at ${at}${until}`;
}

/** Findings in words, "nothing unusual" for none. */
export function showFindings(findings: readonly KnownFinding[]): string {
  return findings.length === 0
    ? 'nothing of that kind was found'
    : findings.slice(0, 3).map(showFinding).join(', ');
}

/** First and last moment of a finding, and for a gap the readings on either side. */
export function edgesOf({ kind, at, until }: KnownFinding, window: WindowData): number[] {
  const edges = [at, until ?? at];
  if (kind !== 'gap') {
    // What lasted until 02:05 is over at 02:06: the first reading after it.
    const next = until === undefined ? undefined : window.times.find((time) => time > until);
    return next === undefined ? edges : [...edges, next];
  }
  const last = window.times.findLast((time) => time < at);
  const next = window.times.find((time) => time > (until ?? at));
  return [...edges, ...(last === undefined ? [] : [last]), ...(next === undefined ? [] : [next])];
}

/** How long a finding may be said to last, in seconds: first to last reading, with one interval more, gap edge to gap edge. */
export function lengthsOf(finding: KnownFinding, window: WindowData): number[] {
  const step = (window.statistics.usualIntervalMs || 0) / 1000;
  const edges = edgesOf(finding, window);
  const inner = ((finding.until ?? finding.at) - finding.at) / 1000;
  // The step itself, from the last reading before it to the first of the new level.
  const rise = (finding.at - (window.times.findLast((time) => time < finding.at) ?? finding.at)) / 1000;
  return [inner, inner + step, rise, (Math.max(...edges) - Math.min(...edges)) / 1000];
}

/** Whether a finding covers a moment. */
export function isCovered(time: number, truth: readonly KnownFinding[]): boolean {
  return truth.some(({ at, until }) => time >= at && time <= (until ?? at));
}
