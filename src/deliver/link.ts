import type { News } from './news.ts';

/** Address of the page about a piece of news: its series, or all news where there is none; all series where it is about several. */
export function linkTo({ items, kind }: Pick<News, 'items' | 'kind'>, page: string): string {
  const [first, ...others] = items;
  const base = page.replace(/\/+$/, '');
  if (kind === 'digest') return `${base}/#/`;
  if (first === undefined || others.length > 0) return `${base}/#/${first === undefined ? 'news' : ''}`;
  return `${base}/#/series/${encodeURIComponent(first.series)}`;
}
