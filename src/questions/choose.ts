import type { MonitorConfig } from '../config/schema.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { SeriesContext } from '../facts/context.ts';
import type { Origin } from '../facts/origin.ts';
import type { SeriesWindow } from '../source/source.ts';
import type { KnownSeries } from '../store/result.ts';

/** A series that the model could be asked about. */
export interface Candidate {
  readonly series: SeriesWindow;
  readonly inspection: Inspection;
  readonly view?: { readonly context?: SeriesContext };
}

/** Whom to ask about, the worst first, of the others those whose turn was longest ago, as the monitor's `ask` and `maxQuestions` allow. */
export function chooseQuestions<T extends Candidate>(
  { ask, maxQuestions }: Pick<MonitorConfig, 'ask' | 'maxQuestions'>,
  candidates: readonly T[],
  known: readonly KnownSeries[],
): readonly T[] {
  if (ask === 'never') return [];
  const before = new Map(known.map(({ series, verdict }) => [series, verdict]));
  const wanted = candidates.filter(({ series, inspection }) => {
    if (inspection.statistics.count === 0) return false;
    if (ask === 'on_finding') return inspection.findings.length > 0;
    return ask === 'always' || before.get(series.series) !== inspection.verdict;
  });
  const asked = new Map(known.map(({ series, askedEnd }) => [series, askedEnd]));
  const turn = ({ series }: Candidate): number => asked.get(series.series) ?? Number.NEGATIVE_INFINITY;
  const ranked = wanted.toSorted((a, b) => weight(b) - weight(a) || compare(turn(a), turn(b)));
  return oneOfEachStory(ranked).slice(0, maxQuestions);
}

/**
 * What befell several series together is one question, about the one it befell worst. Where of some it cannot be told what befell them, as
 * one of their relatives was away, the same finding at the same time is the same story.
 */
function oneOfEachStory<T extends Candidate>(ranked: readonly T[]): readonly T[] {
  const stories: T[] = [];
  for (const one of ranked) {
    if (isShared(one) && !stories.some((story) => isSameStory(one, story))) stories.push(one);
  }
  return ranked.filter((one) => stories.includes(one) || !stories.some((story) => isSameStory(one, story)));
}

function isShared({ view }: Candidate): boolean {
  const origin = view?.context?.findings[0]?.origin;
  return origin === 'connection' || origin === 'surroundings' || origin === 'schedule';
}

/** Whether a series has the finding of a story that several share. */
function isSameStory(one: Candidate, story: Candidate): boolean {
  const [a, b] = [one.view?.context?.findings[0], story.view?.context?.findings[0]];
  if (a === undefined || b === undefined) return false;
  const together = Math.min(a.finding.end, b.finding.end) - Math.max(a.finding.start, b.finding.start);
  if (a.origin === b.origin) return together >= 0;
  const longer = Math.max(a.finding.end - a.finding.start, b.finding.end - b.finding.start);
  return isOpen(a.origin, b.origin) && a.finding.kind === b.finding.kind && together >= longer / 2;
}

/** Nothing is known of the one; or of only one of the two what was there on other days, which is looked up of the worst. */
function isOpen(origin: Origin, story: Origin): boolean {
  if (origin === 'unknown') return true;
  const places = [origin, story];
  return places.includes('schedule') && places.includes('surroundings');
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** The gravest flag counts first, then the score; without a finding nothing sets one series before another. */
function weight({ inspection: { findings, score } }: Candidate): number {
  if (findings.length === 0) return 0;
  return Math.max(0, ...findings.map(({ flag }) => flag)) + (score ?? 0);
}
