import { type Place, valueAt } from './problems.ts';
import { suggest } from './suggest.ts';

/**
 * Mistakes that no key shows by itself: names that nothing bears or two monitors share, a query in a language
 * that its source does not speak. Looks at a file that may have other mistakes, so that all are told at once.
 */
export function crossCheck(file: unknown): readonly Place[] {
  const sources = valueAt(file, ['sources']);
  const monitors = valueAt(file, ['monitors']);
  if (!Array.isArray(monitors)) return [];
  return [
    ...sameNames(monitors),
    ...monitors.flatMap((monitor, index) => checkMonitor(monitor, index, sources)),
  ];
}

function sameNames(monitors: readonly unknown[]): readonly Place[] {
  const names = monitors.map((monitor) => valueAt(monitor, ['name']));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (typeof name !== 'string' || first === index) return [];
    return [
      {
        path: ['monitors', index, 'name'],
        found: `${JSON.stringify(name)}, the name of monitors[${first}]`,
        allowed: 'a name that no other monitor has',
      },
    ];
  });
}

function checkMonitor(monitor: unknown, index: number, sources: unknown): readonly Place[] {
  const named = (['source', 'fallback'] as const).flatMap((key) => checkName(monitor, index, key, sources));
  return [...named, ...checkLanguage(monitor, index, sources)];
}

function checkName(
  monitor: unknown,
  index: number,
  key: 'source' | 'fallback',
  sources: unknown,
): readonly Place[] {
  const name = valueAt(monitor, [key]);
  const names = typeof sources === 'object' && sources !== null ? Object.keys(sources) : [];
  if (typeof name !== 'string') return [];
  const path = ['monitors', index, key];
  const found = `${JSON.stringify(name)}, which is no source`;
  if (!names.includes(name))
    return [{ path, found, allowed: names.join(', '), suggestion: suggest(name, names) }];
  const doubled = key === 'fallback' && name === valueAt(monitor, ['source']);
  return doubled ? [{ path, found: 'the source itself', allowed: 'another source' }] : [];
}

const SPEAKERS = { flux: 'influxdb2', influxql: 'influxql' } as const;

function checkLanguage(monitor: unknown, index: number, sources: unknown): readonly Place[] {
  const language = (['flux', 'influxql'] as const).find(
    (key) => valueAt(monitor, ['query', key]) !== undefined,
  );
  if (language === undefined) return [];
  return ['source', 'fallback'].flatMap((key) => {
    const name = valueAt(monitor, [key]);
    const kind = typeof name === 'string' ? valueAt(sources, [name, 'kind']) : undefined;
    // A file knows no language: as a stand-in it gives all its columns.
    const kinds: readonly unknown[] = [SPEAKERS[language], ...(key === 'fallback' ? ['csv'] : [])];
    if (typeof kind !== 'string' || kinds.includes(kind)) return [];
    return [
      {
        path: ['monitors', index, 'query', language],
        found: `a query in ${language}, but the ${key} ${name} is of kind ${kind}`,
        allowed: `measurement and fields, which every kind of source understands, or a ${key} of kind ${kinds.join(' or ')}`,
      },
    ];
  });
}
