import type { Config, MonitorConfig } from '../config/schema.ts';
import { rulesOf } from '../deliver/newsroom.ts';
import { deliveriesOf } from '../deliver/route.ts';
import { type Failure, type Others, SOURCE, threadsOf, unreadNews } from '../deliver/unread.ts';
import type { Clock } from '../lib/clock.ts';
import type { PlumblineError } from '../lib/errors.ts';
import { isOutage } from '../source/fallback.ts';
import type { NewDelivery, ToldSeries } from '../store/delivery.ts';
import type { Store } from '../store/store.ts';

export interface UnreadPlaces {
  readonly store: Pick<Store, 'told' | 'endedIn'>;
  readonly clock: Clock;
  /** Where news go, and what is news; absent where nobody is told. */
  readonly news?: Pick<Config, 'targets' | 'news' | 'monitors'>;
}

/** What is to be written of a run that read its source or did not. */
export interface UnreadNews {
  readonly deliveries: readonly NewDelivery[];
  readonly told: readonly ToldSeries[];
}

const NOTHING: UnreadNews = { deliveries: [], told: [] };

/**
 * What is to be told of whether a monitor's source can be read, against all that was `told` of the monitor; `failure` is undefined where
 * it was read.
 */
export async function newsOfReading(
  monitor: MonitorConfig,
  failure: Failure | undefined,
  told: readonly ToldSeries[],
  { store, clock, news: config }: UnreadPlaces,
): Promise<UnreadNews> {
  if (config === undefined || Object.keys(config.targets).length === 0) return NOTHING;
  const { name, source } = monitor;
  const before = sourceIn(told);
  if (failure === undefined && (before === undefined || before.verdict === 'normal')) return NOTHING;
  const now = clock();
  const others = await othersOf(monitor, before, config.monitors, store);
  const attempt = { monitor: name, source, now, failure };
  const unread = unreadNews(attempt, before, others, rulesOf(monitor, config.news));
  const routes = { targets: config.targets, chosen: monitor.news.targets, news: config.news };
  return { deliveries: deliveriesOf(unread.news, now, routes), told: unread.told };
}

/** A run that failed; `isGivenUp`: its window is not tried again. */
export function failureOf(error: PlumblineError, isGivenUp: boolean): Failure {
  const { message, hint } = error;
  const reason = hint === undefined ? message : `${message}. ${hint}`;
  return { reason, isOutage: isOutage(error), isGivenUp, standIn: undefined };
}

/** A source that another one stood in for. */
export function awayBehind(standIn: string, reason: string): Failure {
  return { reason, isOutage: true, isGivenUp: false, standIn };
}

async function othersOf(
  { name, source }: MonitorConfig,
  before: ToldSeries | undefined,
  monitors: readonly MonitorConfig[],
  store: UnreadPlaces['store'],
): Promise<Others> {
  const ended = before === undefined ? [] : await store.endedIn(before.thread);
  let openThread: string | undefined;
  for (const other of monitors) {
    if (other.name === name || other.source !== source) continue;
    const told = sourceIn(await store.told(other.name));
    if (told?.verdict !== 'missing' || !told.thread.startsWith(threadsOf(source))) continue;
    if ((await store.endedIn(told.thread)).length > 0) continue;
    openThread = told.thread;
    break;
  }
  return { openThread, haveEnded: ended.some((one) => one !== name) };
}

function sourceIn(told: readonly ToldSeries[]): ToldSeries | undefined {
  return told.find(({ series }) => series === SOURCE);
}
