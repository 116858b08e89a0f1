import { isEcho } from './echo.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { WindowContext } from './window-test.ts';

/** What explains most comes first. Kinds that are not here speak of times, and stand for themselves. */
const BY_EXPLANATION: readonly FindingKind[] = [
  'out of range',
  'stuck',
  'clipped',
  'noise burst',
  'spike',
  'dropout',
  'level shift',
  'attenuated',
  'drift',
  'rate of change',
  'unusual level',
];

/** What a spike can be part of, or make up by itself. */
const EXPLAINS_SPIKES: readonly FindingKind[] = ['out of range', 'noise burst', 'spike', 'dropout'];

/** Findings of one kind that are no farther apart, in usual intervals, are one. */
const BRIEF_TOGETHER = 5;
const LASTING_TOGETHER = 60;

/**
 * One cause gives one finding. What a spike or an excursion leaves in the measures of other detectors is dropped,
 * neighbours of one kind are joined, and of findings about the same time the one that explains most stays.
 */
export function mergeFindings(findings: readonly Finding[], context: WindowContext): readonly Finding[] {
  const real = findings.filter((finding) => {
    const others = findings.filter((other) => other !== finding && touches(other, finding));
    return !isEcho(finding, others, context);
  });
  const kept: Finding[] = [];
  for (const finding of joinNeighbours(real, context).sort(byExplanation)) {
    const isExplained = isFirstAfterGap(finding, findings) || kept.some((other) => explains(other, finding));
    if (!isExplained) kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A finding stands for its neighbours: from the first to the last of them, with the worst one's words. */
function joinNeighbours(findings: readonly Finding[], { statistics }: WindowContext): Finding[] {
  const joined: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const place = joined.findLastIndex(({ kind }) => kind === finding.kind);
    const before = joined[place];
    const isBrief = isSpike(finding.kind) || finding.kind === 'out of range';
    const together = isBrief ? BRIEF_TOGETHER : LASTING_TOGETHER;
    const togetherMs = together * statistics.usualIntervalMs;
    if (before === undefined || rank(finding) < 0 || finding.start - before.end > togetherMs) {
      joined.push(finding);
      continue;
    }
    const worse = finding.score > before.score ? finding : before;
    const points = finding.start > before.end ? before.points + finding.points : worse.points;
    joined[place] = { ...worse, start: before.start, end: Math.max(before.end, finding.end), points };
  }
  return joined;
}

function byExplanation(a: Finding, b: Finding): number {
  return rank(a) - rank(b) || b.score - a.score;
}

function rank({ kind }: Finding): number {
  return BY_EXPLANATION.indexOf(kind);
}

function isSpike(kind: FindingKind): boolean {
  return kind === 'spike' || kind === 'dropout';
}

function explains(cause: Finding, finding: Finding): boolean {
  if (!touches(cause, finding)) return false;
  if (rank(cause) < 0 || rank(finding) < 0) return cause.kind === finding.kind;
  if (isSpike(finding.kind)) return EXPLAINS_SPIKES.includes(cause.kind);
  // A spike in the midst of something that lasts is another cause, unless that only says "unusual" or "fast".
  return !isSpike(cause.kind) || finding.kind === 'unusual level' || finding.kind === 'rate of change';
}

/** Meanwhile the value has gone on as it does; the baseline counts rows, and takes that for a step. */
function isFirstAfterGap({ kind, start, end }: Finding, all: readonly Finding[]): boolean {
  const isStep = isSpike(kind) || kind === 'level shift' || kind === 'rate of change';
  return (
    isStep &&
    all.some((gap) => gap.kind === 'gap' && gap.start <= start && start <= gap.end && gap.end <= end)
  );
}

function touches(one: Finding, other: Finding): boolean {
  return one.start <= other.end && other.start <= one.end;
}
