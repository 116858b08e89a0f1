import type { Finding } from '../finding.ts';
import { explanationRank, type FindingKind, hasRole, isAboutTimes, traitsOf } from '../kinds.ts';
import type { WindowContext } from '../window/window-test.ts';
import { BRIEF_TOGETHER, isEcho } from './echo.ts';

/** As `BRIEF_TOGETHER`, of findings that last. */
const LASTING_TOGETHER = 60;

/**
 * One cause gives one finding. What a spike or an excursion leaves in the measures of other detectors is dropped,
 * neighbours of one kind are joined, and of findings about the same time the one that explains most stays.
 */
export function mergeFindings(all: readonly Finding[], context: WindowContext): readonly Finding[] {
  const findings = bounded(all, context);
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

/** So many are looked at one by one; of more, neighbours of one kind are joined over longer and longer stretches. */
const MOST_FINDINGS = 200;

function bounded(findings: readonly Finding[], { statistics }: WindowContext): readonly Finding[] {
  let joined = findings;
  let stretchMs = BRIEF_TOGETHER * statistics.usualIntervalMs;
  while (joined.length > MOST_FINDINGS && stretchMs < statistics.lastAt - statistics.firstAt) {
    const togetherMs = stretchMs;
    joined = joinWithin(joined, () => togetherMs);
    stretchMs *= 2;
  }
  return joined;
}

function joinNeighbours(findings: readonly Finding[], { statistics }: WindowContext): Finding[] {
  return joinWithin(findings, (finding) => {
    if (isAboutTimes(finding.kind)) return Number.NEGATIVE_INFINITY;
    const isBrief = traitsOf(finding.kind).extent === 'brief';
    return (isBrief ? BRIEF_TOGETHER : LASTING_TOGETHER) * statistics.usualIntervalMs;
  });
}

/** A finding stands for its neighbours of the same kind: from the first to the last of them, with the worst one's words. */
function joinWithin(findings: readonly Finding[], togetherMs: (finding: Finding) => number): Finding[] {
  const joined: Finding[] = [];
  const newest = new Map<FindingKind, number>();
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const place = newest.get(finding.kind) ?? -1;
    const before = joined[place];
    if (before === undefined || finding.start - before.end > togetherMs(finding)) {
      newest.set(finding.kind, joined.length);
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
  return explanationRank(a.kind) - explanationRank(b.kind) || b.score - a.score;
}

function explains(cause: Finding, finding: Finding): boolean {
  if (!touches(cause, finding)) return false;
  if (isAboutTimes(cause.kind) || isAboutTimes(finding.kind)) return cause.kind === finding.kind;
  if (hasRole(finding.kind, 'spike')) return hasRole(cause.kind, 'spiky');
  // A spike in the midst of something that lasts is another cause, unless that only says "unusual" or "fast".
  return !hasRole(cause.kind, 'spike') || hasRole(finding.kind, 'vague');
}

/** Meanwhile the value has gone on as it does; the baseline counts rows, and takes that for a step. */
function isFirstAfterGap({ kind, start, end }: Finding, all: readonly Finding[]): boolean {
  return (
    hasRole(kind, 'step') &&
    all.some((gap) => gap.kind === 'gap' && gap.start <= start && start <= gap.end && gap.end <= end)
  );
}

function touches(one: Finding, other: Finding): boolean {
  return one.start <= other.end && other.start <= one.end;
}
