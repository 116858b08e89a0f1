import type { FindingJson, FullResultJson, MonitorJson, ResultJson, SignalJson } from '../schemas.ts';
import type { Held } from './answer.ts';
import { ApiError, get, getResult, problemText, runNow } from './api.ts';
import { type Attributes, h } from './dom.ts';
import { keysOf } from './keys.ts';
import { partsOf } from './overview.ts';
import { type Place, pageLink, seriesLink } from './place.ts';
import { createPlot } from './plot.ts';
import { createRelated } from './related.ts';
import { badge, failureBox } from './state.ts';
import { momentText } from './time.ts';
import type { View } from './view.ts';
import { windowDetail } from './window.ts';
import { windowStrip } from './windows.ts';

const HOUR = 3_600_000;
const SPANS: readonly (readonly [name: string, ms: number])[] = [
  ['6 h', 6 * HOUR],
  ['1 day', 24 * HOUR],
  ['1 week', 168 * HOUR],
  ['30 days', 720 * HOUR],
];
const WINDOWS = 96;

/** One series: its signal, its windows, and all that is known of the chosen one. */
export function seriesView({ series, query }: Place): View {
  const { field, tags } = partsOf(series);
  const chosen = query.get('window');
  const state = h('span');
  const spans = h('div', { class: 'spans', role: 'group', 'aria-label': 'Span of the plot' });
  const source = h('p', { class: 'small', role: 'status' });
  const legend = h('p', { class: 'small' });
  const onSpan = (from: number, to: number): void => go({ from: iso(from), to: iso(to) });
  const plot = createPlot({ onSpan });
  const related = createRelated(onSpan);
  const now = runNowButton(() => monitor);
  const strip = h('nav', { class: 'windows', 'aria-label': 'Windows, the oldest first' });
  const detail = h('div', { 'aria-live': 'polite' });
  let monitor = query.get('monitor') ?? '';
  let shown: number | undefined;
  const held: Held = { claim: undefined };

  function go(changes: Readonly<Record<string, string | undefined>>): void {
    location.hash = linkOf(changes);
  }

  function linkOf(changes: Readonly<Record<string, string | undefined>>): string {
    const now = {
      window: chosen ?? undefined,
      from: query.get('from') ?? undefined,
      to: query.get('to') ?? undefined,
    };
    return seriesLink(series, { monitor, ...now, ...changes });
  }

  return {
    element: h(
      'div',
      {},
      h('p', { class: 'small' }, h('a', { href: '#/' }, '← all series')),
      h('h1', {}, field, ' ', h('span', { class: 'tags' }, tags), ' ', state),
      h('div', { class: 'bar' }, spans, now),
      plot.element,
      source,
      legend,
      related.element,
      h('h2', {}, 'Windows'),
      strip,
      detail,
    ),
    title: field,
    async refresh() {
      const watched = await monitorOf(series, monitor);
      if (watched === undefined)
        throw new ApiError(404, `There is no series ${series}.`, 'Look for it in the overview.');
      monitor = watched.name;
      const [{ results }, { runs }] = await Promise.all([
        get('results', { monitor, series, limit: String(WINDOWS) }),
        get('runs', { monitor, limit: String(WINDOWS) }),
      ]);
      const newest = results[0];
      const id = chosen === null ? newest?.id : Number(chosen);
      state.replaceChildren(...(newest === undefined ? [] : [badge(newest.verdict)]));
      strip.replaceChildren(...windowStrip(results, runs, id, (one) => linkOf({ window: String(one) })));
      const result = id === undefined ? undefined : await getResult(id);
      if (result !== undefined && JSON.stringify(result) !== detail.dataset.shown) {
        // What somebody has opened or is writing stays as long as nothing is new.
        detail.dataset.shown = JSON.stringify(result);
        const isSame = shown === result.id;
        const opened = isSame && detail.querySelector('details')?.open === true;
        if (!isSame) held.claim = undefined;
        detail.replaceChildren(windowDetail(result, plot.mark, held));
        const fold = detail.querySelector('details');
        if (fold !== null) fold.open = opened;
        shown = result.id;
      }
      await drawSignal(watched, results, result);
    },
    end() {
      plot.end();
      related.end();
    },
  };

  async function drawSignal(
    watched: MonitorJson,
    results: readonly ResultJson[],
    result: FullResultJson | undefined,
  ): Promise<void> {
    const [from, to] = spanShown(result, watched);
    spans.replaceChildren(...spanLinks(from, to));
    try {
      const span = { monitor, series, start: iso(from), end: iso(to) };
      const points = String(Math.max(300, Math.round(plot.element.clientWidth * 1.5) || 1500));
      const [signal, usual] = await Promise.all([get('signal', { ...span, points }), get('usual', span)]);
      plot.show({ signal, monitor: watched, findings: findingsWithin(results, from, to), result, usual });
      source.replaceChildren(sourceText(signal));
      legend.replaceChildren(...keysOf(usual, watched, result));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      plot.clear();
      source.replaceChildren(failureBox(`The signal can't be shown: ${error.message}`, error.hint));
    }
    await related.show(series, monitor, [from, to]);
  }

  /** What the address says, or two windows up to the end of the chosen one, a day at least. */
  function spanShown(
    result: FullResultJson | undefined,
    { windowMs }: MonitorJson,
  ): readonly [number, number] {
    const from = Date.parse(query.get('from') ?? '');
    const to = Date.parse(query.get('to') ?? '');
    if (from < to) return [from, to];
    const end = result === undefined ? Date.now() : Date.parse(result.windowEnd);
    return [end - Math.min(720 * HOUR, Math.max(24 * HOUR, 2 * windowMs)), end];
  }

  function spanLinks(from: number, to: number): readonly HTMLElement[] {
    const pill = (text: string, changes: Parameters<typeof linkOf>[0], more: Attributes = {}) =>
      h('a', { class: 'pill', href: linkOf(changes), ...more }, text);
    const move = (by: number) => ({ from: iso(from + by), to: iso(to + by) });
    const links = SPANS.map(([name, ms]) => {
      const isShown = Math.abs(to - from - ms) < 60_000;
      return pill(name, { from: iso(to - ms), to: iso(to) }, { 'aria-current': isShown && 'true' });
    });
    return [
      pill('◀', move((from - to) / 2), { 'aria-label': 'Earlier' }),
      ...links,
      pill('▶', move((to - from) / 2), { 'aria-label': 'Later' }),
      pill('newest', { from: undefined, to: undefined, window: undefined }),
      h('a', { class: 'pill', href: pageLink('runs', { monitor }) }, 'runs'),
    ];
  }
}

/** Looks at the sensors now, and shows what came of it. */
function runNowButton(monitorOf: () => string): HTMLElement {
  const said = h('span', { class: 'small', role: 'status' });
  const button = h('button', { type: 'button', onclick: () => void run() }, 'Run now');
  async function run(): Promise<void> {
    button.disabled = true;
    said.textContent = 'reading the source …';
    try {
      const { run: done } = await runNow(monitorOf());
      said.textContent = done.status === 'done' ? '' : `${done.status}: ${done.error ?? ''}`;
    } catch (error) {
      said.textContent = problemText(error);
    }
    button.disabled = false;
  }
  return h('div', { class: 'run-now' }, said, button);
}

/** The monitor that is named; where none is, as in an old link, the first that has such a series. */
async function monitorOf(series: string, name: string): Promise<MonitorJson | undefined> {
  if (name !== '') return (await get('monitors')).find((one) => one.name === name);
  const { monitors, series: all } = await get('overview');
  const row = all.find((one) => one.series === series);
  return monitors.find((one) => one.name === row?.monitor);
}

/** What was found in a span, each fault once: windows that overlap have found it again and again, the newest one most of it. */
function findingsWithin(results: readonly ResultJson[], from: number, to: number): readonly FindingJson[] {
  const kept: FindingJson[] = [];
  for (const one of results.flatMap(({ findings }) => findings)) {
    const isShown = Date.parse(one.end) >= from && Date.parse(one.start) <= to;
    const isKnown = kept.some(
      ({ kind, start, end }) => kind === one.kind && start <= one.end && end >= one.start,
    );
    if (isShown && !isKnown) kept.push(one);
  }
  return kept;
}

function sourceText({ source, fallbackReason, rawPoints, start, end }: SignalJson): string {
  const span = `${momentText(start)} to ${momentText(end)}`;
  const from =
    fallbackReason === null ? `from ${source}` : `from the fallback ${source}, because ${fallbackReason}`;
  return `${rawPoints} readings, ${span}, ${from}. Drag over the plot to zoom in.`;
}

function iso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
