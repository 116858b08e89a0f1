/** Where the reader is: the part of the address behind `#`, so that each state of the page has a link. */
export interface Place {
  readonly page: 'overview' | 'series' | 'runs' | 'model' | 'news';
  /** Of a page about one series. */
  readonly series: string;
  readonly query: URLSearchParams;
}

export function placeOf(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [, page = '', name = ''] = path.split('/');
  if (page === 'series') return { page, series: decoded(name), query };
  const known = (['runs', 'model', 'news'] as const).find((name) => name === page);
  return { page: known ?? 'overview', series: '', query };
}

/** A link to a series, and to a window of it. */
export function seriesLink(series: string, query: Readonly<Record<string, string | undefined>>): string {
  return `#/series/${encodeURIComponent(series)}${searchOf(query)}`;
}

export function pageLink(page: string, query: Readonly<Record<string, string | undefined>>): string {
  return `#/${page}${searchOf(query)}`;
}

function searchOf(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, value]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** A name that somebody has cut off in the middle of a character stays as it is. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
