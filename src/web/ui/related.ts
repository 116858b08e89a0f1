import type { MonitorJson, OverviewJson, SeriesRowJson } from '../schemas.ts';
import { ApiError, get } from './api.ts';
import { h } from './dom.ts';
import { partsOf } from './overview.ts';
import { seriesLink } from './place.ts';
import { createPlot } from './plot.ts';
import { badge } from './state.ts';

/** More plots below each other are not compared by eye. */
const MOST = 4;
const POINTS = 600;

type Plot = ReturnType<typeof createPlot>;

/** The series that go along with one, below it on the same time axis. */
export function createRelated(onSpan: (from: number, to: number) => void) {
  const list = h('div', { class: 'related-list' });
  const title = h('summary', {});
  const fold = h('details', { class: 'related', hidden: true, ontoggle: () => void draw() }, title, list);
  const plots = new Map<string, Plot>();
  let wanted = '';
  let overview: OverviewJson | undefined;
  let rows: readonly SeriesRowJson[] = [];
  let span: readonly [string, string] = ['', ''];

  function plotOf(key: string): Plot {
    const plot = plots.get(key) ?? createPlot({ onSpan, small: true });
    plots.set(key, plot);
    return plot;
  }

  async function drawOne(row: SeriesRowJson, monitor: MonitorJson): Promise<void> {
    const [start, end] = span;
    const { element, show, clear } = plotOf(keyOf(row));
    try {
      const points = String(POINTS);
      const signal = await get('signal', { monitor: row.monitor, series: row.series, start, end, points });
      const findings = row.findings.map((one) => ({ ...NO_DETAIL, ...one }));
      show({ signal, monitor, findings, result: undefined, usual: undefined });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      clear();
      element.title = error.message;
    }
  }

  /** Nothing is read from a source that nobody looks at. */
  async function draw(): Promise<void> {
    if (!fold.open || overview === undefined) return;
    const key = JSON.stringify(rows.map(keyOf));
    if (key !== wanted) list.replaceChildren(...rows.map((row) => rowOf(row, plotOf(keyOf(row)).element)));
    wanted = key;
    const watched = new Map(overview.monitors.map((one) => [one.name, one]));
    for (const row of rows) {
      const own = watched.get(row.monitor);
      if (own !== undefined) await drawOne(row, own);
    }
  }

  return {
    element: fold,
    async show(series: string, monitor: string, [from, to]: readonly [number, number]): Promise<void> {
      overview = await get('overview');
      rows = relatedTo(series, monitor, overview);
      span = [new Date(from).toISOString(), new Date(to).toISOString()];
      fold.hidden = rows.length === 0;
      title.textContent = `Related series on the same time axis (${rows.length})`;
      await draw();
    },
    end(): void {
      for (const plot of plots.values()) plot.end();
    },
  };
}

const NO_DETAIL = { detector: '', observed: null, expected: null, score: 0, sentence: '' };

function keyOf({ monitor, series }: Pick<SeriesRowJson, 'monitor' | 'series'>): string {
  return JSON.stringify([monitor, series]);
}

function rowOf(row: SeriesRowJson, plot: HTMLElement): HTMLElement {
  const { field, tags } = partsOf(row.series);
  return h(
    'section',
    { 'aria-label': row.series },
    h(
      'p',
      { class: 'small' },
      h('a', { href: seriesLink(row.series, { monitor: row.monitor }) }, field),
      ` ${tags} `,
      badge(row.verdict),
    ),
    plot,
  );
}

/** Other quantities of the same sensor first, then the same quantity of others, what needs attention ahead. */
function relatedTo(series: string, monitor: string, { series: all }: OverviewJson): readonly SeriesRowJson[] {
  const { tags } = partsOf(series);
  const others = all.filter((row) => row.series !== series || row.monitor !== monitor);
  const same = others.filter((row) => tags !== '' && partsOf(row.series).tags === tags);
  const peers = others.filter((row) => row.monitor === monitor && !same.includes(row));
  return [...same, ...peers].slice(0, MOST);
}
