import { formatDuration, isoTime } from '../lib/time.ts';
import type { ToldSeries } from '../store/delivery.ts';
import type { NewsRules } from './changes.ts';
import type { News } from './news.ts';

/** How a run of a monitor went that should have read its source. */
export interface Attempt {
  readonly monitor: string;
  readonly source: string;
  /** Epoch ms. */
  readonly now: number;
  /** Undefined where the source was read. */
  readonly failure: Failure | undefined;
}

export interface Failure {
  /** What went wrong, and what to do about it. */
  readonly reason: string;
  /** The source is away: whatever the window is. */
  readonly isOutage: boolean;
  /** The window is not tried again. */
  readonly isGivenUp: boolean;
  /** The source that was read in its place. */
  readonly standIn: string | undefined;
}

/** What other monitors of the source have told. */
export interface Others {
  /** Thread in which one of them has told that the source is away, and nobody that it is back. */
  readonly openThread: string | undefined;
  /** One of them has ended the thread of this monitor. */
  readonly haveEnded: boolean;
}

/** Stands for the monitor's source where a series would have its name: no series begins with a slash. */
export const SOURCE = '/source';

/** A source that is started anew, or a window that is read at the second try, is no news. */
const LEAST_MS = 5 * 60_000;

/** Begins the thread of a source that is away: all of its monitors tell the same news, under one key, so that a target is told once. */
export function threadsOf(source: string): string {
  return `source/${source}/`;
}

/**
 * A monitor whose windows can't be read has nothing that could be judged, so that no change of a series tells of it. That is told by
 * itself: when it has lasted, again while it lasts, and when it is over.
 */
export function unreadNews(
  attempt: Attempt,
  before: ToldSeries | undefined,
  others: Others,
  rules: NewsRules,
): Unread {
  const { failure, now } = attempt;
  const lasting = before?.verdict === 'normal' ? undefined : before;
  if (failure === undefined) {
    if (lasting === undefined) return NOTHING;
    const isTold = lasting.verdict === 'missing';
    return telling('normal', now, lasting.thread, isTold ? [over(attempt, lasting.thread)] : []);
  }
  // 'missing' is silence and worse: who wants to hear of less wants to hear of this.
  if (rules.from === 'anomalous') return NOTHING;
  if (lasting?.verdict === 'missing' && !others.haveEnded)
    return stillUnread(attempt, failure, lasting, rules);
  // What others of the source have told to be over is this monitor's own, and begins anew.
  return newlyUnread(attempt, failure, others.haveEnded ? undefined : lasting, others, rules);
}

interface Unread {
  readonly news: readonly News[];
  readonly told: readonly ToldSeries[];
}

const NOTHING: Unread = { news: [], told: [] };

function telling(verdict: string, at: number, thread: string, news: readonly News[]): Unread {
  return { news, told: [{ series: SOURCE, verdict, at, thread }] };
}

/** Told when it has lasted; until then only since when it has. */
function newlyUnread(
  attempt: Attempt,
  failure: Failure,
  begun: ToldSeries | undefined,
  { openThread }: Others,
  { forMs }: NewsRules,
): Unread {
  const { now } = attempt;
  const [since, own] = begun === undefined ? [now, ownThread(attempt, failure)] : [begun.at, begun.thread];
  const leastMs = failure.isGivenUp ? forMs : Math.max(forMs, LEAST_MS);
  if (now - since < leastMs) return begun === undefined ? telling('unknown', now, own, []) : NOTHING;
  const thread = (failure.isOutage ? openThread : undefined) ?? own;
  return telling('missing', now, thread, [problem(attempt, failure, thread, now - since)]);
}

function stillUnread(
  attempt: Attempt,
  failure: Failure,
  { at, thread }: ToldSeries,
  { remindMs }: NewsRules,
): Unread {
  const { now } = attempt;
  if (remindMs === null || now - at < remindMs) return NOTHING;
  return telling('missing', now, thread, [reminder(attempt, failure, thread, remindMs)]);
}

function ownThread({ monitor, source, now }: Attempt, { isOutage }: Failure): string {
  return isOutage ? `${threadsOf(source)}${isoTime(now)}` : `monitor/${monitor}/${isoTime(now)}`;
}

function about({ monitor, now }: Attempt, thread: string) {
  return { monitor, thread, at: now, window: null, items: [], plot: null, count: 1 };
}

function problem(attempt: Attempt, failure: Failure, thread: string, sinceMs: number): News {
  const { monitor, source } = attempt;
  const { reason, isOutage, standIn } = failure;
  const since = sinceMs === 0 ? '' : ` for ${formatDuration(sinceMs)}`;
  const meanwhile =
    standIn === undefined
      ? 'Its windows wait and are made up for as far as catchUp allows.'
      : `Meanwhile ${standIn} is read, of which nothing is told.`;
  return {
    ...about(attempt, thread),
    ...{ key: thread, kind: 'problem', severity: 'failure', ended: null },
    title: isOutage ? `${source} cannot be read` : `${monitor}: its windows cannot be read`,
    text: isOutage
      ? `${monitor} has read nothing from ${source}${since}: ${reason} ${meanwhile}`
      : `What ${monitor} asks of ${source} has failed${since}: ${reason}`,
  };
}

function reminder(attempt: Attempt, failure: Failure, thread: string, remindMs: number): News {
  const { monitor, source, now } = attempt;
  const who = failure.isOutage ? source : `${monitor}: its windows`;
  const begin = Date.parse(thread.slice(thread.lastIndexOf('/') + 1));
  const nth = Math.floor((now - begin) / remindMs);
  return {
    ...about(attempt, thread),
    ...{ key: `${thread}/reminder/${nth}`, kind: 'reminder', severity: 'failure' },
    ended: null,
    title: `${who} still cannot be read`,
    text: failure.reason,
  };
}

function over(attempt: Attempt, thread: string): News {
  const { monitor, source } = attempt;
  const isOfSource = thread.startsWith(threadsOf(source));
  return {
    ...about(attempt, thread),
    ...{ key: `${thread}/over`, kind: 'over', severity: 'success', ended: 'failure' },
    title: isOfSource ? `${source} can be read again` : `${monitor}: its windows can be read again`,
    text: `${monitor} has read a window from ${source}.`,
  };
}
