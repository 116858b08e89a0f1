import type { Verdict } from '../detect/finding.ts';
import { FINDING_KINDS } from '../detect/kinds.ts';
import { isoTime } from '../lib/time.ts';
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
  /** Since when it has been a problem, whatever it was called, or normal; epoch ms. */
  readonly lastsSince: number;
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
  readonly source: string;
  /** Where all series are silent. */
  readonly silence: AllSilent | undefined;
}

export interface AllSilent {
  /** Thread of another monitor of the source, whose series fell silent together with these. */
  readonly joins: string | undefined;
  /** It was told together with others, which are back meanwhile. */
  readonly isLeftAlone: boolean;
}

/** Ends the key of news that all series of a monitor are silent. */
export const SILENCE_KEY = '/silent';

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
  const { silence } = run;
  // What was told with others that are back is this monitor's own now, and told anew.
  const before = new Map(silence?.isLeftAlone ? [] : told.map((one) => [one.series, one]));
  const changed = new Map<NewsKind, Observed[]>();
  for (const one of observed) {
    const kind = changeOf(one, before.get(one.series), run.window.end, rules);
    if (kind !== undefined) changed.set(kind, [...(changed.get(kind) ?? []), one]);
  }
  const news: News[] = [];
  const nowTold: Told[] = [];
  for (const [kind, items] of changed) {
    const isWhole = items.length === observed.length;
    const isSilence = kind === 'problem' && silence !== undefined && isWhole;
    const thread = isSilence
      ? (silence.joins ?? `${run.source}/${isoTime(run.window.end)}${SILENCE_KEY}`)
      : (threadOf(kind, items, before) ?? keyOf(run, kind));
    const one = newsOf(kind, run, items, thread, endedOf(kind, items, before));
    // News of one cause have one key, whichever monitor tells them: a target is told once.
    const isShared = thread.endsWith(SILENCE_KEY) && isWhole;
    if (isSilence) news.push({ ...one, ...silenceTold(run, items), key: thread });
    else news.push(isShared ? { ...one, key: sharedKey(kind, thread, run, rules) } : one);
    nowTold.push(...items.map((item) => toldBy(kind, item, run.window.end, thread)));
  }
  return { news, told: nowTold };
}

/** What will have been told: of an end that all is well, whatever is still to be seen of the problem. */
function toldBy(kind: NewsKind, { series, verdict }: Observed, at: number, thread: string): Told {
  return { series, verdict: kind === 'over' ? 'normal' : (problemOf(verdict) ?? 'normal'), at, thread };
}

function problemOf(verdict: Verdict): Problem | undefined {
  return verdict === 'normal' || verdict === 'unknown' ? undefined : verdict;
}

function changeOf(
  observed: Observed,
  before: Told | undefined,
  end: number,
  { from, forMs, remindMs }: NewsRules,
): NewsKind | undefined {
  const { verdict, last, lastsSince } = observed;
  const problem = problemOf(verdict);
  const toldRank = RANK[before?.verdict ?? 'normal'];
  const lasts = end - lastsSince >= forMs;
  if (verdict === 'normal') return toldRank > 0 && lasts ? 'over' : undefined;
  const isBack = before?.verdict === 'missing' && verdict !== 'missing' && last !== null;
  // What a silence leaves in the windows after it was told when it began, and that it is over is told once.
  const isOld = isBack
    ? isOnlyGap(observed, end)
    : before?.verdict === 'normal' && isOnlyGap(observed, before.at);
  const isTold = problem !== undefined && RANK[problem] >= RANK[from] && !isOld;
  // That a silent series is back is told, whatever it says.
  if (isBack) return isTold ? 'problem' : 'over';
  if (!isTold) return undefined;
  // Of what was anomalous nobody would know that it has fallen silent.
  const fellSilent = problem === 'missing' && before?.verdict === 'anomalous';
  const isWorse = fellSilent || RANK[problem] > toldRank;
  return isWorse ? worse(toldRank, lasts) : reminder(before, end, remindMs);
}

/** Whether nothing but readings that did not come is wrong, and they came again by a moment. */
function isOnlyGap({ verdict, findings }: Observed, until: number): boolean {
  if (verdict === 'missing' || findings.length === 0) return false;
  return findings.every(({ kind, end }) => FINDING_KINDS[kind].extent === 'silence' && end <= until);
}

function worse(toldRank: number, lasts: boolean): NewsKind | undefined {
  if (!lasts) return undefined;
  return toldRank > 0 ? 'worse' : 'problem';
}

function reminder(before: Told | undefined, end: number, remindMs: number | null): NewsKind | undefined {
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
  return `${monitor}/${isoTime(window.end)}/${kind}`;
}

/** Reminders of one silence are counted from its beginning, which its thread names. */
function sharedKey(kind: NewsKind, thread: string, { window }: Run, { remindMs }: NewsRules): string {
  if (kind !== 'reminder' || remindMs === null) return `${thread}/${kind}`;
  const begin = Date.parse(thread.slice(0, -SILENCE_KEY.length).split('/').at(-1) ?? '');
  return `${thread}/${kind}/${Math.floor((window.end - begin) / remindMs)}`;
}

/** No series has a value: that is the query, the source or the way to it, rather than each of its sensors. */
function silenceTold({ monitor, source }: Run, items: readonly NewsItem[]): Pick<News, 'title' | 'text'> {
  const [first] = items;
  const text = `The query of ${monitor} gave no value from ${source} for any of its series. Look at what writes to it, and at the way from there. Other monitors of ${source} whose series fell silent with these are not told one by one.`;
  if (first !== undefined && items.length === 1)
    return { title: `${first.series}: silent`, text: `${first.summary} ${text}`.trim() };
  return { title: `${monitor}: nothing comes from ${source}, all ${items.length} series are silent`, text };
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
    severity: kind === 'over' ? 'success' : severityOf(worst.verdict),
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
    return kind === 'over' || count === 0
      ? []
      : [observed.length === 1 ? STATE[problem] : `${count} ${STATE[problem]}`];
  });
  if (counts.length === 0) {
    const isNormal = observed.every(({ verdict }) => verdict === 'normal');
    return `${who}: ${isNormal ? 'normal again' : 'back'}`;
  }
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
