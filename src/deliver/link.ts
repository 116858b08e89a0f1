import type { News } from './news.ts';

/** Address of the page about a piece of news: its series, or all news where there is none or several. */
export function linkTo({ items }: Pick<News, 'items'>, page: string): string {
  const [first, ...others] = items;
  const base = page.replace(/\/+$/, '');
  if (first === undefined || others.length > 0) return `${base}/#/${first === undefined ? 'news' : ''}`;
  return `${base}/#/series/${encodeURIComponent(first.series)}`;
}
