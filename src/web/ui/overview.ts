import type { OverviewJson, SeriesRowJson } from '../schemas.ts';
import { get } from './api.ts';
import { breakable, h } from './dom.ts';
import { type Place, pageLink, seriesLink } from './place.ts';
import { createSparks } from './spark.ts';
import { badge, claimsText, modelText } from './state.ts';
import { figure, lasting, moment, span } from './time.ts';
import type { View } from './view.ts';

/** Rows are made in portions, as the reader comes to them. */
const PORTION = 60;
/** Where the cause lies, as far as it is known. */
const ORIGIN_TEXT: Readonly<Record<string, string>> = {
  ...{ sensor: ' · in this sensor alone', surroundings: ' · in the surroundings' },
  ...{ connection: ' · in the connection', schedule: ' · usual at this hour' },
};
const UNWELL = ['anomalous', 'missing', 'suspect'];
const STATES = ['anomalous', 'missing', 'suspect', 'unknown', 'normal'];

/** Every series, what needs attention first. */
export function overviewView({ query }: Place): View {
  const strip = h('section', { 'aria-label': 'The worker', class: 'strip' });
  const rows = h('ol', { class: 'rows', 'aria-label': 'Series, what needs attention first' });
  const count = h('p', { class: 'count', role: 'status' });
  const more = h('div', { class: 'more' });
  const search = h('input', {
    ...{ type: 'search', placeholder: 'Search series, monitor or text', 'aria-label': 'Search' },
    ...{ value: query.get('q') ?? '', oninput: () => narrow() },
  });
  const states = h('div', { class: 'states', role: 'group', 'aria-label': 'Show only' });
  let chosen = query.get('state') ?? '';
  let sparks = createSparks();
  let data: OverviewJson | undefined;
  let left: SeriesRowJson[] = [];
  const reach = new IntersectionObserver(([entry]) => entry?.isIntersecting && portion());
  reach.observe(more);

  function narrow(): void {
    history.replaceState(null, '', pageLink('', { q: search.value, state: chosen }));
    show();
  }

  function show(): void {
    if (data === undefined) return;
    const wanted = search.value.toLowerCase();
    const fits = data.series.filter(
      (row) =>
        (chosen === '' || row.verdict === chosen) &&
        (wanted === '' || `${row.series} ${row.monitor} ${row.summary}`.toLowerCase().includes(wanted)),
    );
    sparks.end();
    sparks = createSparks();
    states.replaceChildren(...stateButtons(data.series));
    count.textContent = countText(fits.length, data.series);
    rows.replaceChildren();
    left = fits;
    portion();
  }

  function stateButtons(all: readonly SeriesRowJson[]): readonly HTMLElement[] {
    return STATES.flatMap((state) => {
      const n = all.filter(({ verdict }) => verdict === state).length;
      if (n === 0 && chosen !== state) return [];
      const choose = (): void => {
        chosen = chosen === state ? '' : state;
        narrow();
      };
      const pressed = chosen === state ? 'true' : 'false';
      return [
        h('button', { type: 'button', 'aria-pressed': pressed, onclick: choose }, badge(state), ` ${n}`),
      ];
    });
  }

  function portion(): void {
    const now = Date.parse(data?.now ?? '');
    for (const row of left.slice(0, PORTION)) rows.append(rowOf(row, now, sparks.add));
    left = left.slice(PORTION);
  }

  return {
    element: h('div', {}, strip, h('div', { class: 'filter' }, search, states), count, rows, more),
    title: 'Overview',
    async refresh() {
      data = await get('overview');
      strip.replaceChildren(...workerStrip(data));
      show();
    },
    end() {
      sparks.end();
      reach.disconnect();
    },
  };
}

function countText(shown: number, series: readonly SeriesRowJson[]): string {
  const all = series.length;
  if (all === 0) return 'No window has been looked at yet: the first comes with the next tick of a monitor.';
  const unwell = series.filter(({ verdict }) => UNWELL.includes(verdict)).length;
  const attention =
    unwell === 0 ? 'none needs attention' : `${unwell} ${unwell === 1 ? 'needs' : 'need'} attention`;
  return shown === all ? `${all} series, ${attention}` : `${shown} of ${all} series`;
}

function rowOf(row: SeriesRowJson, now: number, addSpark: (target: Element, row: SeriesRowJson) => void) {
  const spark = h('div', { class: 'sparkbox' });
  addSpark(spark, row);
  const { field, tags } = partsOf(row.series);
  const state = row.since === null ? null : h('span', { class: 'since' }, 'for ', lasting(row.since, now));
  const byCode =
    row.modelStatus === 'answered' ? 'nothing that the model said is shown' : modelText(row.modelStatus);
  const by = row.summaryBy === 'model' ? 'said by the model, checked' : byCode;
  const claims = claimsText(row.claims);
  return h(
    'li',
    { class: `row ${row.verdict}` },
    h(
      'a',
      { class: 'row-link', href: seriesLink(row.series, { monitor: row.monitor }) },
      h('div', { class: 'state' }, badge(row.verdict), state),
      h(
        'div',
        { class: 'name' },
        h('strong', {}, ...breakable(field)),
        tags === '' ? null : h('span', { class: 'tags' }, tags),
        h(
          'span',
          { class: 'monitor' },
          row.standIn ? `${row.monitor}, from the stand-in ${row.source}` : row.monitor,
        ),
      ),
      spark,
      h('div', { class: 'last' }, figure(row.last, row.unit)),
      h(
        'div',
        { class: 'said' },
        h('p', { class: 'summary' }, row.summary),
        h(
          'p',
          { class: 'small' },
          claims === '' ? by : `${by}: ${claims}`,
          ORIGIN_TEXT[row.origin ?? ''] ?? '',
          ' · next look ',
          moment(row.nextRun),
        ),
      ),
    ),
  );
}

/** The measured quantity, and which sensor it is of. */
export function partsOf(series: string): { readonly field: string; readonly tags: string } {
  const brace = series.indexOf('{');
  if (brace < 0) return { field: series, tags: '' };
  return { field: series.slice(0, brace), tags: series.slice(brace + 1, -1).replaceAll(',', ', ') };
}

function workerStrip({ worker, monitors, now }: OverviewJson): readonly HTMLElement[] {
  const { healthy, reason, onFallback, modelAway, deliveriesWaiting, deliveriesDead } = worker;
  const next = monitors.flatMap(({ nextRun }) => nextRun ?? []).sort()[0];
  const nextText = next === undefined ? '' : `; next look in ${span(Date.parse(next) - Date.parse(now))}`;
  const notes: HTMLElement[] = [
    h('p', { class: `notice ${healthy ? 'good' : 'bad'}` }, `${healthy ? '✓' : '▲'} ${reason}${nextText}`),
  ];
  for (const { monitor, source, reason: why } of onFallback.slice(0, 3)) {
    notes.push(h('p', { class: 'notice warn' }, `△ ${monitor} reads its fallback ${source}: ${why}`));
  }
  if (onFallback.length > 3) {
    notes.push(
      h('p', { class: 'notice warn' }, `△ and ${onFallback.length - 3} other monitors read their fallbacks`),
    );
  }
  if (modelAway !== null)
    notes.push(h('p', { class: 'notice warn' }, `△ the model gives no answer: ${modelAway}`));
  if (deliveriesWaiting + deliveriesDead > 0) {
    const text = `news: ${deliveriesWaiting} waiting, ${deliveriesDead} given up`;
    notes.push(
      h('p', { class: 'notice warn' }, h('a', { class: 'plain', href: pageLink('news', {}) }, text)),
    );
  }
  return notes;
}
