import type { MonitorConfig } from '../config/schema.ts';
import type { Baseline } from '../detect/baseline/baseline.ts';
import type { Finding } from '../detect/finding.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { Learned } from '../facts/companions.ts';
import { contextOf, NO_CONTEXT, type SeriesContext } from '../facts/context.ts';
import type { Opinion, SeriesPast } from '../facts/past.ts';
import { rememberedUsual } from '../facts/usual.ts';
import { breathe } from '../lib/breathe.ts';
import { worstFirst } from '../prompt/words.ts';
import { fieldOf, NO_NOTES, type SeriesWindow, type Window } from '../source/source.ts';
import type { Feedback } from '../store/feedback.ts';
import type { Neighbour } from '../store/neighbour.ts';
import type { Store } from '../store/store.ts';

/** A series of a run, inspected. */
interface Inspected {
  readonly series: SeriesWindow;
  readonly inspection: Inspection;
  readonly learned: Learned;
}

/** What is known of the past, and who knows more. */
interface Known {
  readonly store: Pick<Store, 'pastOf'>;
  /** Of the monitor, oldest first. */
  readonly feedback: readonly Feedback[];
  /** What other monitors gave that this one is related to; absent: none. */
  readonly neighbours?: readonly Neighbour[];
}

/** Series whose past is looked up in one run: the worst, then the first of the others, which have little to tell. */
const MOST_PASTS = 24;
/** Findings of a series that are looked around. */
const MOST_FINDINGS = 3;
/**
 * Series of one run that are looked around with all their relatives, the worst first. Where more are struck at once it is one story, and
 * of each of the others the worst finding is held against a few relatives, so that a run does not take half as long again.
 */
const MOST_LOOKED = 100;
const FEW_RELATIVES = 2;

/** What is around each series of a run: what the others did, and what came before. One query, however many series there are. */
export async function contextsOf(
  { name, relatedTo }: Pick<MonitorConfig, 'name' | 'relatedTo'>,
  window: Window,
  inspected: readonly Inspected[],
  { store, feedback, neighbours = [] }: Known,
  signal: AbortSignal,
): Promise<readonly SeriesContext[]> {
  const weight = ({ inspection: { findings, score } }: Inspected): number =>
    findings.length > 0 ? 1 + (score ?? 1) : 0;
  const ranked = inspected.toSorted((a, b) => weight(b) - weight(a));
  const chosen = ranked.slice(0, MOST_PASTS);
  const looked = new Set(ranked.slice(0, MOST_LOOKED));
  const wanted = chosen.map(({ series, inspection: { statistics } }) => ({
    series: series.series,
    min: finite(statistics.min),
    max: finite(statistics.max),
  }));
  const pasts = await store.pastOf(name, window, wanted);
  const byName = new Map<string, SeriesPast>(
    pasts.map((past) => [past.series, { ...past, opinions: opinionsOf(past.series, feedback) }]),
  );
  const usual = rememberedUsual();
  const contexts: SeriesContext[] = [];
  for (const one of inspected) {
    await breathe(signal);
    const { inspection, learned } = one;
    const isLooked = looked.has(one);
    const series = isLooked ? one.series : withFew(one.series);
    const past = byName.get(series.series) ?? null;
    const worst = worstFirst(findingsOf(inspection, window)).slice(0, isLooked ? MOST_FINDINGS : 1);
    const others = worst.length === 0 ? [] : neighbours;
    const related = withDeclared(learned, relatedTo, others);
    contexts.push(
      past === null && worst.length === 0
        ? NO_CONTEXT
        : contextOf(worst, besideNeighbours(series, worst, others), past, related, usual),
    );
  }
  return contexts;
}

function withFew(series: SeriesWindow): SeriesWindow {
  return { ...series, relatives: series.relatives?.slice(0, FEW_RELATIVES) ?? [] };
}

/** A series with those of other monitors beside it that were read as far as the findings reach. */
function besideNeighbours(
  series: SeriesWindow,
  findings: readonly Finding[],
  neighbours: readonly Neighbour[],
): SeriesWindow {
  const end = Math.max(...findings.map((one) => one.end));
  const { relatives = [] } = series;
  const names = new Set([series, ...relatives].map((one) => one.series));
  const more = neighbours.filter(({ until, series: one }) => until >= end && !names.has(one.series));
  return more.length === 0
    ? series
    : { ...series, relatives: [...relatives, ...more.map((one) => ({ ...one.series, notes: NO_NOTES }))] };
}

/** What was learned, and else what the operator says belongs together. */
function withDeclared(
  learned: Learned,
  relatedTo: readonly string[],
  neighbours: readonly Neighbour[],
): Learned {
  if (relatedTo.length === 0) return learned;
  const names = new Set(neighbours.map(({ series }) => series.series));
  const isDeclared = (name: string): boolean =>
    names.has(name) || relatedTo.some((one) => fieldOf(name).endsWith(`.${one}`));
  return (name) => learned(name) ?? (isDeclared(name) ? 'declared' : null);
}

function opinionsOf(name: string, feedback: readonly Feedback[]): readonly Opinion[] {
  return feedback.flatMap(({ series, findings, judgement }) =>
    series === name ? findings.map((one) => ({ ...one, judgement })) : [],
  );
}

/** How the relatives of a series go along, as its baseline has it now: it may be given away before anybody asks. */
export function learnedBy(
  baseline: Baseline | undefined,
  { relatives = [] }: SeriesWindow,
  { findings }: Inspection,
): Learned {
  if (baseline === undefined || findings.length === 0) return NOTHING_LEARNED;
  return lookUp(new Map(relatives.map(({ series }) => [series, baseline.relationTo(series)])));
}

const NOTHING_LEARNED: Learned = () => null;

/** In a function of its own: one made beside `baseline` would hold that, and thousands of them fill the memory. */
function lookUp(relations: ReadonlyMap<string, ReturnType<Baseline['relationTo']>>): Learned {
  return (series) => relations.get(series) ?? null;
}

/** What is to be looked around: a window in which nothing came is a silence, whatever was found. */
function findingsOf({ findings, statistics }: Inspection, { start, end }: Window): readonly Finding[] {
  if (statistics.count > 0 || findings.some(({ kind }) => kind === 'stale')) return findings;
  const silence = { kind: 'stale', detector: 'given', flag: 4, start, end, points: 0 } as const;
  return [{ ...silence, observed: (end - start) / 1000, expected: null, score: 1, sentence: '' }];
}

function finite(figure: number): number | null {
  return Number.isFinite(figure) ? figure : null;
}
