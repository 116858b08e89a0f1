import type { Finding, FindingKind } from './finding.ts';

/** What explains most comes first. Kinds that are not here speak of times, and stand for themselves. */
const BY_EXPLANATION: readonly FindingKind[] = [
  'out of range',
  'clipped',
  'stuck',
  'noise burst',
  'spike',
  'dropout',
  'level shift',
  'attenuated',
  'drift',
  'rate of change',
  'unusual level',
];

/** Fewer spikes than this make no noise burst: they are what set it off. */
const BURST_SPIKES = 3;
/** A cause covers at least this share of what it explains. */
const COVERED = 0.5;

/**
 * One cause gives one finding: of those that cover each other only the one that explains most stays.
 * Findings of one detector at most `togetherMs` apart are one.
 */
export function mergeFindings(findings: readonly Finding[], togetherMs: number): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of withoutShamBursts(joinNeighbours(findings, togetherMs)).sort(byExplanation)) {
    if (!kept.some((other) => explains(other, finding))) kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

function byExplanation(a: Finding, b: Finding): number {
  return rank(a) - rank(b) || b.score - a.score;
}

function rank({ kind }: Finding): number {
  return BY_EXPLANATION.indexOf(kind);
}

/** A finding stands for its neighbours: from the first to the last of them, with the worst one's words. */
function joinNeighbours(findings: readonly Finding[], togetherMs: number): Finding[] {
  const joined: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const place = joined.findLastIndex(
      (one) => one.detector === finding.detector && one.kind === finding.kind,
    );
    const before = joined[place];
    const isTogether = before !== undefined && rank(finding) >= 0 && finding.start - before.end <= togetherMs;
    if (!isTogether) {
      joined.push(finding);
      continue;
    }
    const worse = finding.score > before.score ? finding : before;
    const points = before.points + finding.points;
    joined[place] = { ...worse, start: before.start, end: Math.max(before.end, finding.end), points };
  }
  return joined;
}

function withoutShamBursts(findings: readonly Finding[]): Finding[] {
  const isSpike = ({ kind }: Finding) => kind === 'spike' || kind === 'dropout';
  return findings.filter((finding) => {
    const spikes = findings.filter((other) => isSpike(other) && overlapMs(other, finding) >= 0).length;
    return finding.kind !== 'noise burst' || spikes === 0 || spikes >= BURST_SPIKES;
  });
}

function explains(cause: Finding, finding: Finding): boolean {
  const overlap = overlapMs(cause, finding);
  if (overlap < 0) return false;
  if (rank(cause) < 0 || rank(finding) < 0) return cause.kind === finding.kind;
  // "Unusual" says only that something is there; whatever says what it is explains it.
  return finding.kind === 'unusual level' || overlap >= COVERED * (finding.end - finding.start);
}

/** How long both last; negative when they do not touch. */
function overlapMs(one: Finding, other: Finding): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
}
