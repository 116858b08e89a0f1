import { isoTime } from '../lib/time.ts';
import type { Window } from '../source/source.ts';
import type { ToldSeries } from '../store/delivery.ts';
import type { News } from './news.ts';

/** What a run says of whether its monitor ever had a reading. */
export interface Sight {
  readonly monitor: string;
  readonly source: string;
  readonly window: Window;
  /** Why there is none, as far as that could be found out; undefined where there was one. */
  readonly whyEmpty: string | undefined;
  /** Whether this run has a series. */
  readonly hasSeries: boolean;
}

/** No series has this name: in what was told it stands for the monitor itself. */
const MONITOR = '';

/**
 * A monitor that never saw a point is no silent series: there is none that could be named. It is told once, when that has lasted for
 * `forMs`, with what its query names that the source does not have; and once that something came after all.
 */
export function sightOf(
  { monitor, source, window, whyEmpty, hasSeries }: Sight,
  told: readonly ToldSeries[],
  forMs: number,
): { readonly news: readonly News[]; readonly told: readonly ToldSeries[] } {
  const before = told.find(({ series }) => series === MONITOR);
  const { thread, at: since } = before ?? {
    ...{ thread: `${monitor}/${isoTime(window.end)}/nothing-seen`, at: window.end },
  };
  const nowTold = (verdict: string): readonly ToldSeries[] => [
    { series: MONITOR, verdict, at: since, thread },
  ];
  const about = { monitor, window, thread, at: window.end, plot: null, count: 1 };
  const isNew = before === undefined || before.verdict === 'unknown';
  if (whyEmpty !== undefined && isNew) {
    if (window.end - since < forMs) return { news: [], told: nowTold('unknown') };
    const problem: News = {
      ...{ ...about, key: thread, kind: 'problem', severity: 'warning', items: [], ended: null },
      title: `${monitor}: no reading was ever seen`,
      text: `The query of ${monitor} has found nothing in ${source} so far: ${whyEmpty}`,
    };
    return { news: [problem], told: nowTold('missing') };
  }
  if (!hasSeries || before === undefined || before.verdict === 'normal') return { news: [], told: [] };
  const over: News = {
    ...{ ...about, key: `${thread}/over`, kind: 'over', severity: 'success', items: [], ended: 'warning' },
    title: `${monitor}: the first readings have come`,
    text: `${source} has readings for ${monitor} now.`,
  };
  return { news: isNew ? [] : [over], told: nowTold('normal') };
}
