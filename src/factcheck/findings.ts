import type { KnownFinding } from './context.ts';
import type { Counted } from './meaning.ts';

const OUTLIERS = new Set(['spike', 'dropout', 'unusual level', 'out of range', 'rate of change']);

/** The findings that a word of a text may mean: an outlier is a lone value, an anomaly anything. */
export function findingsOf(of: Counted, truth: readonly KnownFinding[]): readonly KnownFinding[] {
  switch (of) {
    case 'outlier':
      return truth.filter(({ kind }) => OUTLIERS.has(kind));
    case 'anomaly':
    case 'point':
    case 'other':
      return truth;
    case 'missing':
    case 'gap':
      return truth.filter(({ kind }) => kind === 'gap' || kind === 'stale');
    case 'jump':
      return truth.filter(({ kind }) => OUTLIERS.has(kind) || kind === 'level shift');
    case 'spike':
      return truth.filter(({ kind }) => OUTLIERS.has(kind) && kind !== 'dropout');
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
