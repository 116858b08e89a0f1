import type { RunJson } from '../schemas.ts';
import { get } from './api.ts';
import { h, svg } from './dom.ts';
import { type Place, pageLink } from './place.ts';
import { badge } from './state.ts';
import { moment, span } from './time.ts';
import type { View } from './view.ts';

const LIMIT = 100;

/** The ledger: what became of each window. */
export function runsView({ query }: Place): View {
  const monitor = query.get('monitor') ?? '';
  const status = query.get('status') ?? '';
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'wide', onclick: () => void older() }, 'Older runs');
  const choose = (): void => {
    location.hash = pageLink('runs', { monitor: byMonitor.value, status: byStatus.value });
  };
  const byMonitor = select('Monitor', monitor, [], choose);
  const byStatus = select('Status', status, ['done', 'failed', 'skipped', 'running'], choose);
  let next: string | null = null;

  async function older(): Promise<void> {
    const page = await get('runs', { monitor, status, limit: String(LIMIT), cursor: next ?? undefined });
    body.append(...page.runs.map(rowOf));
    next = page.next;
    more.hidden = next === null;
  }

  return {
    element: h(
      'div',
      {},
      h('h1', {}, 'Runs'),
      h('div', { class: 'filter' }, byMonitor, byStatus),
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Runs, newest first' },
        h('table', {}, head(), body),
      ),
      more,
    ),
    title: 'Runs',
    async refresh() {
      // Whoever reads on in older runs is not thrown back.
      if (body.rows.length > LIMIT) return;
      const [monitors, page] = await Promise.all([
        get('monitors'),
        get('runs', { monitor, status, limit: String(LIMIT) }),
      ]);
      if (byMonitor.options.length === 1) {
        byMonitor.append(...monitors.map(({ name }) => option(name, monitor)));
      }
      body.replaceChildren(...page.runs.map(rowOf));
      if (page.runs.length === 0) body.append(h('tr', {}, h('td', { colspan: 7 }, 'No run matches.')));
      next = page.next;
      more.hidden = next === null;
    },
    end: () => undefined,
  };
}

function head(): HTMLElement {
  const names = [
    'Status',
    'Monitor',
    'Window to',
    'Where the time went',
    'Source',
    'Series',
    'What happened',
  ];
  return h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name))));
}

function rowOf(run: RunJson): HTMLElement {
  const { fallbackReason, errorCode, error } = run;
  const kind = run.backfilled ? ' (backfilled)' : run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
  const what = [errorCode === null ? error : `${errorCode}: ${error}`, fallbackReason].filter(
    (text) => text !== null,
  );
  return h(
    'tr',
    {},
    h('td', {}, badge(run.status), kind),
    h('td', {}, run.monitor),
    h('td', {}, moment(run.windowEnd)),
    h('td', {}, durations(run)),
    h('td', {}, run.source ?? '–'),
    h('td', {}, run.series === null ? '–' : `${run.series} (${run.points} points)`),
    h('td', { class: 'what' }, what.join('; ')),
  );
}

/** Source, statistics and model as a bar and in words; the whole, where a run did not come so far. */
function durations({ claimedAt, finishedAt, readMs, judgeMs, modelMs }: RunJson): HTMLElement | string {
  if (claimedAt === null || finishedAt === null) return '–';
  if (readMs === null || judgeMs === null) return seconds(Date.parse(finishedAt) - Date.parse(claimedAt));
  const parts = [
    ['source', readMs],
    ['statistics', judgeMs],
    ['model', modelMs ?? 0],
  ] as const;
  const sum = parts.reduce((total, [, ms]) => total + ms, 0);
  const bar = parts.map(([name, ms]) => {
    const x = parts
      .slice(
        0,
        parts.findIndex(([other]) => other === name),
      )
      .reduce((all, [, one]) => all + one, 0);
    const share = (part: number) => String((100 * part) / Math.max(1, sum));
    return svg('rect', { x: share(x), y: 0, width: share(ms), height: 6, class: `took-${name}` });
  });
  const text = parts.flatMap(([name, ms]) =>
    name === 'model' && modelMs === null ? [] : [`${name} ${seconds(ms)}`],
  );
  return h(
    'div',
    { class: 'took' },
    svg('svg', { viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...bar),
    h('span', { class: 'small' }, text.join(' · ')),
  );
}

function seconds(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s` : span(ms);
}

function select(name: string, value: string, values: readonly string[], onchange: () => void) {
  return h(
    'select',
    { 'aria-label': name, onchange },
    h('option', { value: '' }, `${name}: all`),
    ...values.map((one) => option(one, value)),
  );
}

function option(value: string, chosen: string): HTMLOptionElement {
  return h('option', { value, selected: value === chosen }, value);
}
