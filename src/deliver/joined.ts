import type { NewDelivery } from '../store/delivery.ts';
import { type News, parseNews, type Severity } from './news.ts';

const RANK: Readonly<Record<Severity, number>> = { success: 0, info: 1, warning: 2, failure: 3 };

/** Titles that one summary tells; the others are counted. */
const TITLES = 20;

/** One piece of news in the place of many, oldest first: their titles, the worst first. Never empty. */
export function joined(waiting: readonly string[], now: number): Pick<NewDelivery, 'key' | 'news'> {
  const news = waiting.flatMap((json) => parseNews(json) ?? []);
  const count = news.reduce((sum, one) => sum + one.count, 0);
  const inOrder = news.flatMap(linesOf).toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
  const told = inOrder.slice(0, TITLES).map(({ text }) => text);
  const more = count - told.length;
  // The last one that came tells this summary from any before.
  const key = `${news.at(-1)?.key ?? now}/summary`;
  const summary: News = {
    key,
    thread: key,
    kind: 'summary',
    severity: inOrder[0]?.severity ?? 'info',
    at: now,
    monitor: [...new Set(news.map(({ monitor }) => monitor))].join(', '),
    window: null,
    items: [],
    title: `${count} news in an hour`,
    text: [...told, ...(more > 0 ? [`... and ${more} more`] : [])].join('\n'),
    plot: null,
    ended: null,
    count,
  };
  return { key, news: JSON.stringify(summary) };
}

interface Line {
  readonly text: string;
  readonly severity: Severity;
}

/** A summary that waited itself is taken apart again, but for what it only counts. */
function linesOf({ kind, title, text, severity, count }: News): readonly Line[] {
  const lines = kind === 'summary' ? text.split('\n').slice(0, Math.min(count, TITLES)) : [title];
  return lines.map((line) => ({ text: line, severity }));
}
