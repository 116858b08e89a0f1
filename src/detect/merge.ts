import type { Finding, FindingKind } from './finding.ts';

/** What explains most comes first: of findings about the same moment the first one stays. */
const BY_EXPLANATION: readonly FindingKind[] = [
  'out of range',
  'stuck',
  'clipped',
  'spike',
  'dropout',
  'level shift',
  'noise burst',
  'attenuated',
  'drift',
  'unusual level',
  'rate of change',
];

/** One cause gives one finding: of those that overlap in time only the one that explains most stays. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of [...findings].sort((a, b) => rank(a.kind) - rank(b.kind) || b.score - a.score)) {
    if (!kept.some((other) => isSameCause(finding, other))) kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Kinds that are about times rather than values stand for themselves. */
function rank(kind: FindingKind): number {
  return BY_EXPLANATION.indexOf(kind);
}

function isSameCause(finding: Finding, kept: Finding): boolean {
  if (rank(finding.kind) < 0 || rank(kept.kind) < 0)
    return finding.kind === kept.kind && overlap(finding, kept);
  return overlap(finding, kept);
}

function overlap(one: Finding, other: Finding): boolean {
  return one.start <= other.end && other.start <= one.end;
}
