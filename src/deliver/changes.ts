import type { Verdict } from '../detect/finding.ts';
import type { News, NewsItem, NewsKind, NewsPlot, Severity } from './news.ts';

/** What was last told of a series. A series without a row was never told of. */
export interface Told {
  readonly series: string;
  readonly verdict: Problem | 'normal';
  /** Epoch ms. */
  readonly at: number;
  /** Of the problem that lasts, or that ended. */
  readonly thread: string;
}

export type Problem = 'suspect' | 'missing' | 'anomalous';

/** What a run says of a series. */
export interface Observed extends NewsItem {
  readonly plot: NewsPlot | null;
}

/** When a change of state is news; durations in ms. */
export interface NewsRules {
  /** The least that is told. */
  readonly from: Problem;
  /** A state must have lasted this long. */
  readonly forMs: number;
  /** A problem that lasts is told again after this long; null: once. */
  readonly remindMs: number | null;
}

export interface Run {
  readonly monitor: string;
  readonly window: { readonly start: number; readonly end: number };
}

/** What is to be told of a run, and what will have been told by it. */
export interface Changes {
  readonly news: readonly News[];
  readonly told: readonly Told[];
}

const RANK: Readonly<Record<Problem | 'normal', number>> = {
  normal: 0,
  suspect: 1,
  missing: 2,
  anomalous: 3,
};

/**
 * Compares what a run found with what was told before. Nothing is told twice, whatever happened between: what was told is stored
 * with the news, and neither a restart nor a repeated window changes it. Series that changed alike in one run are one
 * piece of news. `unknown` is neither good nor bad: it leaves what was told as it is.
 */
export function changesOf(
  run: Run,
  observed: readonly Observed[],
  told: readonly Told[],
  rules: NewsRules,
): Changes {
  const before = new Map(told.map((one) => [one.series, one]));
  const changed = new Map<NewsKind, Observed[]>();
  for (const one of observed) {
    const kind = changeOf(one, before.get(one.series), run.window.end, rules);
    if (kind !== undefined) changed.set(kind, [...(changed.get(kind) ?? []), one]);
  }
  const news: News[] = [];
  const nowTold: Told[] = [];
  for (const [kind, items] of changed) {
    const thread = threadOf(kind, items, before) ?? keyOf(run, kind);
    news.push(newsOf(kind, run, items, thread, endedOf(kind, items, before)));
    for (const { series, verdict } of items) {
      nowTold.push({ series, verdict: problemOf(verdict) ?? 'normal', at: run.window.end, thread });
    }
  }
  return { news, told: nowTold };
}

function problemOf(verdict: Verdict): Problem | undefined {
  return verdict === 'normal' || verdict === 'unknown' ? undefined : verdict;
}

function changeOf(
  { verdict, since }: Observed,
  before: Told | undefined,
  end: number,
  { from, forMs, remindMs }: NewsRules,
): NewsKind | undefined {
  const problem = problemOf(verdict);
  const toldRank = RANK[before?.verdict ?? 'normal'];
  const lasts = end - since >= forMs;
  if (verdict === 'normal') return toldRank > 0 && lasts ? 'over' : undefined;
  if (problem === undefined || RANK[problem] < RANK[from]) return undefined;
  if (RANK[problem] > toldRank) return lasts ? (toldRank > 0 ? 'worse' : 'problem') : undefined;
  const isDue = before !== undefined && remindMs !== null && end - before.at >= remindMs;
  return isDue ? 'reminder' : undefined;
}

/** The thread that all of them continue; undefined where there is none, or more than one. */
function threadOf(
  kind: NewsKind,
  items: readonly Observed[],
  before: ReadonlyMap<string, Told>,
): string | undefined {
  if (kind === 'problem') return undefined;
  const threads = new Set(items.map(({ series }) => before.get(series)?.thread));
  return threads.size === 1 ? [...threads][0] : undefined;
}

/** The same for the same window, whichever worker writes it and however often. */
function keyOf({ monitor, window }: Run, kind: NewsKind): string {
  return `${monitor}/${new Date(window.end).toISOString()}/${kind}`;
}

/** The worst that was told of what has ended now. */
function endedOf(
  kind: NewsKind,
  items: readonly Observed[],
  before: ReadonlyMap<string, Told>,
): Severity | null {
  if (kind !== 'over') return null;
  const severities = items.map(({ series }) => severityOf(before.get(series)?.verdict ?? 'normal'));
  return severities.includes('failure') ? 'failure' : 'warning';
}

function newsOf(
  kind: NewsKind,
  run: Run,
  observed: readonly Observed[],
  thread: string,
  ended: Severity | null,
): News {
  const items = observed.map(({ plot: _plot, ...item }) => item);
  return {
    key: keyOf(run, kind),
    thread,
    kind,
    at: run.window.end,
    monitor: run.monitor,
    window: run.window,
    items,
    ...tellingOf(kind, run.monitor, items),
    plot: worstOf(observed).plot,
    ended,
    count: 1,
  };
}

/** The same news about some of their series only; `items` is not empty. */
export function aboutOnly(news: News, items: readonly NewsItem[]): News {
  const { plot } = news;
  return {
    ...news,
    items: [...items],
    ...tellingOf(news.kind, news.monitor, items),
    plot: items.some(({ series }) => series === plot?.series) ? plot : null,
  };
}

function tellingOf(
  kind: NewsKind,
  monitor: string,
  items: readonly NewsItem[],
): Pick<News, 'severity' | 'title' | 'text'> {
  const worst = worstOf(items);
  return {
    severity: severityOf(worst.verdict),
    title: titleOf(kind, monitor, items, worst),
    text: textOf(items, worst),
  };
}

function worstOf<Item extends NewsItem>(items: readonly Item[]): Item {
  return items.reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a));
}

function rankOf({ verdict }: NewsItem): number {
  return RANK[problemOf(verdict) ?? 'normal'];
}

function severityOf(verdict: Verdict): Severity {
  const problem = problemOf(verdict);
  if (problem === undefined) return 'success';
  return problem === 'suspect' ? 'warning' : 'failure';
}

const STATE: Readonly<Record<Problem, string>> = {
  suspect: 'suspect',
  anomalous: 'anomalous',
  missing: 'silent',
};

function titleOf(kind: NewsKind, monitor: string, observed: readonly NewsItem[], worst: NewsItem): string {
  const who = observed.length === 1 ? worst.series : `${observed.length} series of ${monitor}`;
  const counts = (['anomalous', 'missing', 'suspect'] as const).flatMap((problem) => {
    const count = observed.filter(({ verdict }) => verdict === problem).length;
    return count === 0 ? [] : [observed.length === 1 ? STATE[problem] : `${count} ${STATE[problem]}`];
  });
  if (counts.length === 0) return `${who}: normal again`;
  return `${who}: ${kind === 'reminder' ? 'still ' : ''}${counts.join(', ')}`;
}

/** Series whose summaries are told in one message; the others are counted. */
const TOLD_IN_FULL = 5;

function textOf(observed: readonly NewsItem[], worst: NewsItem): string {
  if (observed.length === 1) return worst.summary;
  const inOrder = observed.toSorted((a, b) => rankOf(b) - rankOf(a));
  const lines = inOrder.slice(0, TOLD_IN_FULL).map(({ series, summary }) => `${series}: ${summary}`);
  const more = observed.length - lines.length;
  return [...lines, ...(more > 0 ? [`... and ${more} more`] : [])].join('\n');
}
