import { listing } from '../lib/listing.ts';
import { describeValue, type Path, type Place, valueAt } from './problems.ts';
import { suggest } from './suggest.ts';
import { isLoopback, listenAddress } from './web.ts';

/** After so many the rest is not looked at. */
const MAX_PLACES = 200;

/** A file that may have other mistakes: with the environment's values put in, and as it stands, to be quoted. */
interface File {
  readonly checked: unknown;
  readonly written: unknown;
}

/**
 * Mistakes that no key shows by itself: names that nothing bears or two monitors share, a query in a language
 * that its source does not speak. Looks past other mistakes, so that all are told at once.
 */
export function crossCheck(file: File): readonly Place[] {
  const monitors = valueAt(file.checked, ['monitors']);
  const names = Array.isArray(monitors) ? monitors.map((monitor) => valueAt(monitor, ['name'])) : [];
  const bearers = new Map<unknown, number>();
  for (const [index, name] of names.entries()) if (!bearers.has(name)) bearers.set(name, index);
  const places: Place[] = [
    ...checkWeb(file),
    ...checkDatabase(file),
    ...checkTargets(file, ['digest', 'targets']),
  ];
  for (const [index, name] of names.entries()) {
    places.push(
      ...checkOwnName(file, name, index, bearers.get(name) ?? index),
      ...checkSource(file, ['monitors', index, 'source']),
      ...checkFallback(file, index),
      ...checkRelatives(file, names, index),
      ...checkTargets(file, ['monitors', index, 'news', 'targets']),
      ...checkLanguage(file, index, 'source'),
      ...checkLanguage(file, index, 'fallback'),
    );
    if (places.length >= MAX_PLACES) break;
  }
  return places;
}

/** What other machines can reach needs a word on who may. */
function checkWeb({ checked }: File): readonly Place[] {
  const [listen, token, anonymous] = ['listen', 'token', 'anonymous'].map((key) =>
    valueAt(checked, ['web', key]),
  );
  if (typeof listen !== 'string' || isLoopback(listenAddress(listen).host)) return [];
  if ((typeof token === 'string' && token !== '') || anonymous === 'read') return [];
  const found = `${describeValue(listen, [])}, which other machines may reach, and no token`;
  return [{ path: ['web', 'listen'], found, allowed: '127.0.0.1, or with web.token or web.anonymous: read' }];
}

/** Results are in one place, and only one that others can reach has others. */
function checkDatabase({ checked, written }: File): readonly Place[] {
  const modelUrl = ['model', 'url'];
  const isLeft = valueAt(checked, modelUrl) === 'others' && !valueAt(checked, ['database', 'url']);
  const left: Place = {
    ...{ path: modelUrl, found: '"others", and a database that no other machine reaches' },
    allowed: 'others with database.url; auto, none or an address',
  };
  const [path, url] = ['path', 'url'].map((key) => valueAt(written, ['database', key]));
  const places = isLeft ? [left] : [];
  // Whoever sets a variable chooses between the two.
  const isChosen = typeof url === 'string' && url.includes('${');
  if (path === undefined || url === undefined || isChosen) return places;
  return [
    ...places,
    { path: ['database', 'url'], found: 'database.path as well', allowed: 'one of the two' },
  ];
}

function checkOwnName({ written }: File, name: unknown, index: number, first: number): readonly Place[] {
  if (typeof name !== 'string' || first === index) return [];
  const path = ['monitors', index, 'name'];
  const found = `${describeValue(valueAt(written, path), path)}, the name of monitors[${first}]`;
  return [{ path, found, allowed: 'a name that no other monitor has' }];
}

function checkSource({ checked, written }: File, path: Path): readonly Place[] {
  const name = valueAt(checked, path);
  const sources = valueAt(checked, ['sources']) ?? {};
  if (typeof name !== 'string' || Object.hasOwn(sources, name)) return [];
  const names = Object.keys(sources);
  const found = `${describeValue(valueAt(written, path), path)}, which is no source`;
  return [{ path, found, allowed: listing(names), suggestion: suggest(name, names) }];
}

function checkTargets({ checked, written }: File, path: Path): readonly Place[] {
  const names = valueAt(checked, path);
  const targets = Object.keys(valueAt(checked, ['targets']) ?? {});
  if (!Array.isArray(names)) return [];
  return names.flatMap((name, place) => {
    if (typeof name !== 'string' || targets.includes(name)) return [];
    const here = [...path, place];
    const found = `${describeValue(valueAt(written, here), here)}, which is no target`;
    return [{ path: here, found, allowed: listing(targets), suggestion: suggest(name, targets) }];
  });
}

/** Another monitor, or a field of the query where its fields are known. */
function checkRelatives(
  { checked, written }: File,
  monitors: readonly unknown[],
  index: number,
): readonly Place[] {
  const path = ['monitors', index, 'relatedTo'];
  const named = valueAt(checked, path);
  if (!Array.isArray(named)) return [];
  const fields = valueAt(checked, ['monitors', index, 'query', 'fields']);
  const others = monitors.filter((name, place) => place !== index && name !== monitors[index]);
  const known = [...others, ...(Array.isArray(fields) ? fields : [])].filter(
    (one) => typeof one === 'string',
  );
  return named.flatMap((name, place) => {
    if (typeof name !== 'string' || known.includes(name)) return [];
    const here = [...path, place];
    const what =
      name === monitors[index] ? 'the monitor itself' : 'neither another monitor nor a field of the query';
    const found = `${describeValue(valueAt(written, here), here)}, which is ${what}`;
    const allowed = known.length === 0 ? 'another monitor or a field, and there is none' : listing(known);
    return [{ path: here, found, allowed, suggestion: suggest(name, known) }];
  });
}

function checkFallback(file: File, index: number): readonly Place[] {
  const path = ['monitors', index, 'fallback'];
  const name = valueAt(file.checked, path);
  const isSource = typeof name === 'string' && name === valueAt(file.checked, ['monitors', index, 'source']);
  return isSource
    ? [{ path, found: 'the source itself', allowed: 'another source' }]
    : checkSource(file, path);
}

/** Which kinds of source understand a query. A file knows no language: as a stand-in it gives all its columns. */
const SPEAKERS = {
  flux: { source: ['influxdb2'], fallback: ['influxdb2', 'csv'] },
  influxql: { source: ['influxql'], fallback: ['influxql', 'csv'] },
  sql: { source: ['influxdb3'], fallback: ['influxdb3', 'csv'] },
} as const;

function checkLanguage({ checked }: File, index: number, key: 'source' | 'fallback'): readonly Place[] {
  const monitor = valueAt(checked, ['monitors', index]);
  const language = (['flux', 'influxql', 'sql'] as const).find(
    (one) => valueAt(monitor, ['query', one]) !== undefined,
  );
  const kind = valueAt(checked, ['sources', String(valueAt(monitor, [key])), 'kind']);
  const known = ['influxdb2', 'influxql', 'influxdb3', 'csv'].find((one) => one === kind);
  if (language === undefined || known === undefined) return [];
  const speakers: readonly string[] = SPEAKERS[language][key];
  if (speakers.includes(known)) return [];
  const path = ['monitors', index, 'query', language];
  const found = `a query in ${language}, but the ${key} is of kind ${known}`;
  const allowed = `measurement and fields, which every kind of source understands, or a ${key} of kind ${speakers.join(' or ')}`;
  return [{ path, found, allowed }];
}
