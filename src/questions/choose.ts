import type { MonitorConfig } from '../config/schema.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { SeriesContext } from '../facts/context.ts';
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

/** What befell several series together is one question, about the one it befell worst. */
function oneOfEachStory<T extends Candidate>(ranked: readonly T[]): readonly T[] {
  const asked: T[] = [];
  for (const one of ranked) if (!asked.some((other) => isSameStory(one, other))) asked.push(one);
  return asked;
}

function isSameStory(one: Candidate, other: Candidate): boolean {
  const [a, b] = [one.view?.context?.findings[0], other.view?.context?.findings[0]];
  if (a === undefined || b === undefined || a.origin !== b.origin) return false;
  const isShared = a.origin === 'connection' || a.origin === 'surroundings';
  return isShared && a.finding.start <= b.finding.end && b.finding.start <= a.finding.end;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** The gravest flag counts first, then the score; without a finding nothing sets one series before another. */
function weight({ inspection: { findings, score } }: Candidate): number {
  if (findings.length === 0) return 0;
  return Math.max(0, ...findings.map(({ flag }) => flag)) + (score ?? 0);
}
