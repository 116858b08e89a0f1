import type { ResultJson, RunJson } from '../schemas.ts';
import { h } from './dom.ts';
import { momentText } from './time.ts';

/** The windows of a series as a strip, the oldest first: its results, and the runs that gave none. */
export function windowStrip(
  results: readonly ResultJson[],
  runs: readonly RunJson[],
  chosen: number | undefined,
  linkOf: (id: number) => string,
): readonly HTMLElement[] {
  const backfilled = new Set(runs.filter((run) => run.backfilled).map(({ windowEnd }) => windowEnd));
  const cells = results.map(({ id, windowEnd, verdict }) => {
    const text = `window to ${momentText(windowEnd)}: ${verdict}${backfilled.has(windowEnd) ? ', backfilled' : ''}`;
    const current = id === chosen ? 'true' : undefined;
    const look = `cell ${verdict}${backfilled.has(windowEnd) ? ' backfilled' : ''}`;
    const link = h('a', {
      href: linkOf(id),
      class: look,
      title: text,
      'aria-label': text,
      'aria-current': current,
    });
    return [windowEnd, link] as const;
  });
  const without = runs
    .filter(({ status }) => status === 'failed' || status === 'skipped')
    .map(({ windowEnd, status, error }) => {
      const text = `window to ${momentText(windowEnd)}: ${status}${error === null ? '' : `, ${error}`}`;
      return [
        windowEnd,
        h('span', { class: `cell ${status}`, title: text, role: 'img', 'aria-label': text }),
      ] as const;
    });
  return [...cells, ...without].sort(([a], [b]) => a.localeCompare(b)).map(([, cell]) => cell);
}
