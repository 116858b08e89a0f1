import { FINDING_KIND_NAMES, type FindingKind, hasRole, traitsOf } from '../../detect/kinds.ts';
import type { KnownFinding } from '../context.ts';
import type { FindingClass } from '../statement/events.ts';
import { showTime } from './say.ts';
import { positionAfter, positionAt } from './window.ts';

/**
 * The kinds of finding that a class may mean. An outlier is a lone value; a frozen stretch, a gap and a level shift are anomalies
 * and no outliers; what only concerns the order of the rows is neither.
 */
export function kindsOf(of: FindingClass): readonly FindingKind[] {
  switch (of) {
    case 'any':
      return FINDING_KIND_NAMES.filter((kind) => traitsOf(kind).extent !== 'order');
    case 'outlier':
      return FINDING_KIND_NAMES.filter((kind) => hasRole(kind, 'outlier'));
    case 'missing':
    case 'gap':
      return FINDING_KIND_NAMES.filter((kind) => traitsOf(kind).extent === 'silence');
    // A detector may have called a lone high value by another name; a low one it has not.
    case 'spike':
      return FINDING_KIND_NAMES.filter((kind) => hasRole(kind, 'outlier') && kind !== 'dropout');
    default:
      return [of];
  }
}

export function findingsOf(of: FindingClass, findings: readonly KnownFinding[]): readonly KnownFinding[] {
  const kinds = kindsOf(of);
  return findings.filter(({ kind }) => kinds.includes(kind));
}

/** Whether a finding covers a moment. */
export function covers({ at, until = at }: KnownFinding, ms: number): boolean {
  return ms >= at && ms <= until;
}

/** By position: 1 where one of some findings covers the reading. */
export function coveredBy(findings: readonly KnownFinding[], times: Float64Array): Uint8Array {
  const isCovered = new Uint8Array(times.length);
  for (const { at, until = at } of findings)
    isCovered.fill(1, positionAt(times, at), positionAfter(times, until));
  return isCovered;
}

/** One finding in words, for evidence. */
export function showFinding({ kind, at, until }: KnownFinding): string {
  return `${kind} at ${showTime(at)}${until === undefined ? '' : ` to ${showTime(until)}`}`;
}

/** Findings in words, for evidence. */
export function showFindings(findings: readonly KnownFinding[]): string {
  return findings.length === 0
    ? 'nothing of that kind was found'
    : findings.slice(0, 3).map(showFinding).join(', ');
}
