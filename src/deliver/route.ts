import type { MonitorConfig, NewsConfig, TargetConfig } from '../config/schema.ts';
import { DAY_MS, wallTime } from '../lib/time.ts';
import type { NewDelivery } from '../store/delivery.ts';
import { aboutOnly } from './changes.ts';
import type { News, Severity } from './news.ts';

export interface Routes {
  readonly targets: Readonly<Record<string, TargetConfig>>;
  /** Names of the targets that a monitor sends to; undefined: all. */
  readonly chosen: readonly string[] | undefined;
  readonly news: Pick<NewsConfig, 'quiet' | 'timezone'>;
}

const RANK: Readonly<Record<Severity, number>> = { success: 0, info: 0, warning: 1, failure: 2 };

/**
 * One delivery for each target that wants the news, not before `from` (epoch ms) and, in quiet hours, not before they are over
 * unless it is a failure. Where a target wants some of the series only, it is told of these.
 */
export function deliveriesOf(news: readonly News[], from: number, routes: Routes): readonly NewDelivery[] {
  const names = Object.keys(routes.targets).filter((name) => routes.chosen?.includes(name) ?? true);
  return news.flatMap((one) =>
    names.flatMap((target) => {
      const config = routes.targets[target];
      const wanted = config === undefined ? undefined : wantedBy(config, one);
      if (wanted === undefined) return [];
      const dueAt = one.severity === 'failure' ? from : afterQuiet(from, routes.news);
      return [{ target, key: wanted.key, news: JSON.stringify(wanted), dueAt }];
    }),
  );
}

function wantedBy({ only }: TargetConfig, news: News): News | undefined {
  if (only.monitors !== undefined && !only.monitors.includes(news.monitor)) return undefined;
  const part = only.series;
  const items = part === undefined ? news.items : news.items.filter(({ series }) => series.includes(part));
  if (items.length === 0 && part !== undefined) return undefined;
  const wanted = items.length === news.items.length ? news : aboutOnly(news, items);
  // The end of a problem goes to whom its beginning went.
  return RANK[wanted.ended ?? wanted.severity] < RANK[only.severity] ? undefined : wanted;
}

/** Whether a target shows how a series is: as it gets the news of it, whatever their severity. */
export function isShown(
  { only }: TargetConfig,
  name: string,
  monitor: MonitorConfig,
  series: string,
): boolean {
  const chosen = monitor.news.targets?.includes(name) ?? true;
  const isWanted = only.monitors?.includes(monitor.name) ?? true;
  return chosen && isWanted && (only.series === undefined || series.includes(only.series));
}

const MINUTE_MS = 60_000;

/** The moment itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(at: number, { quiet, timezone }: Routes['news']): number {
  if (quiet === undefined || quiet.from === quiet.to) return at;
  const minute = Math.floor((wallTime(at, timezone) % DAY_MS) / MINUTE_MS);
  const [begin, end] = [minuteOf(quiet.from), minuteOf(quiet.to)];
  const isQuiet = begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
  if (!isQuiet) return at;
  const minutesLeft = (end - minute + 24 * 60) % (24 * 60);
  return Math.floor(at / MINUTE_MS) * MINUTE_MS + minutesLeft * MINUTE_MS;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
