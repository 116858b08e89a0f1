import type { EvaluationJson, ModelJson, ModelRecordJson } from '../schemas.ts';
import { get } from './api.ts';
import { bars, type Kind } from './bars.ts';
import { h } from './dom.ts';
import { type Place, pageLink } from './place.ts';
import { modelText } from './state.ts';
import { momentText } from './time.ts';
import type { View } from './view.ts';

const SPANS = [7, 14, 30, 90];

const CLAIMS: readonly Kind[] = [
  { name: 'supported', text: 'held' },
  { name: 'unverifiable', text: 'could not be checked' },
  { name: 'refuted', text: 'refuted' },
];

const STATUSES: readonly Kind[] = [
  ...['answered', 'superseded', 'truncated', 'unparseable', 'timeout', 'unavailable'].map((name) => ({
    ...{ name, text: modelText(name) },
  })),
];

/** Which model answers, what came of its answers, and what it is worth. */
export function modelView({ query }: Place): View {
  const days = SPANS.find((one) => String(one) === query.get('days')) ?? 14;
  const body = h('div', {});
  const links = SPANS.map((one) => {
    const current = one === days && 'true';
    const href = pageLink('model', { days: String(one) });
    return h('a', { class: 'pill', href, 'aria-current': current }, `${one} days`);
  });
  return {
    element: h(
      'div',
      {},
      h('h1', {}, 'Model'),
      h('div', { class: 'spans', role: 'group', 'aria-label': 'Span' }, ...links),
      body,
    ),
    title: 'Model',
    async refresh() {
      const [model, evaluations] = await Promise.all([
        get('model', { days: String(days) }),
        get('evaluations'),
      ]);
      const now = JSON.stringify([model, evaluations]);
      if (now === body.dataset.shown) return;
      body.dataset.shown = now;
      body.replaceChildren(...cardsOf(model), evaluationsCard(evaluations));
    },
    end: () => undefined,
  };
}

function cardsOf(model: ModelJson): readonly HTMLElement[] {
  const records = model.days.flatMap((day) => day.records);
  const claims = model.days.map(({ day, records: of }) => ({
    ...{ day },
    amounts: {
      ...{ supported: sum(of, 'supported'), refuted: sum(of, 'refuted') },
      unverifiable: sum(of, 'unverifiable'),
    },
  }));
  const statuses = model.days.map(({ day, records: of }) => {
    const names = [...new Set(of.map(({ status }) => status))];
    const count = (status: string) =>
      sum(
        of.filter((one) => one.status === status),
        'questions',
      );
    return { day, amounts: Object.fromEntries(names.map((status) => [status, count(status)])) };
  });
  return [
    figuresCard(model, records),
    h(
      'div',
      { class: 'pair' },
      bars('Claims of its answers, by what the data says', claims, CLAIMS),
      bars('What came of the questions', statuses, STATUSES),
    ),
  ];
}

type Count =
  | 'questions'
  | 'shown'
  | 'supported'
  | 'refuted'
  | 'unverifiable'
  | 'promptTokens'
  | 'completionTokens'
  | 'ms';

function sum(records: readonly ModelRecordJson[], of: Count): number {
  return records.reduce((total, record) => total + record[of], 0);
}

/** What somebody wants to know first. */
function figuresCard({ requested, servers }: ModelJson, records: readonly ModelRecordJson[]): HTMLElement {
  const answered = records.filter(({ status }) => status === 'answered');
  const [questions, answers] = [sum(records, 'questions'), sum(answered, 'questions')];
  const all = sum(answered, 'supported') + sum(answered, 'refuted') + sum(answered, 'unverifiable');
  const share = (part: number, whole: number) =>
    whole === 0 ? '–' : `${Math.round((100 * part) / whole)} % (${part} of ${whole})`;
  const each = (total: number, digits: number) => (answers === 0 ? '–' : (total / answers).toFixed(digits));
  const names = [...new Set(answered.flatMap(({ model }) => model ?? []))].join(', ');
  const pair = (name: string, value: string) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
  return h(
    'section',
    { class: 'card', 'aria-label': 'In figures' },
    h('h2', {}, names === '' ? 'No answer in these days' : names),
    h('p', { class: 'small' }, wanted(requested)),
    ...(servers.length === 0 ? [] : [serverList(servers)]),
    h(
      'dl',
      { class: 'figures wide-figures' },
      pair('questions answered', share(answers, questions)),
      pair('told in its own words', share(sum(answered, 'shown'), answers)),
      pair('claims that hold', share(sum(answered, 'supported'), all)),
      pair('claims refuted', share(sum(answered, 'refuted'), all)),
      pair('seconds a question', each(sum(answered, 'ms') / 1000, 1)),
      pair(
        'tokens a question',
        `${each(sum(answered, 'promptTokens'), 0)} in, ${each(sum(answered, 'completionTokens'), 0)} out`,
      ),
    ),
    h(
      'p',
      { class: 'small' },
      'What it is worth is the share of windows that are told in its own words: only what holds is shown, and code tells the others.',
    ),
  );
}

function wanted(requested: ModelJson['requested']): string {
  if (requested === null) return 'The config asks no model (model.url: none).';
  const name = requested.name === '' ? 'whatever model the server has' : requested.name;
  return `The config asks ${name}, in the role ${requested.role}.`;
}

/** Each of several servers: whether it is there, what it holds, and how fast it is. */
function serverList(servers: ModelJson['servers']): HTMLElement {
  const lines = servers.map(({ where, model, state, reason, contextTokens, latencyMs, underWay }) => {
    const context = contextTokens === null ? [] : [`${contextTokens} tokens of context`];
    const pace = latencyMs === null ? [] : [`${(latencyMs / 1000).toFixed(1)} s an answer`];
    const busy = underWay === 0 ? [] : [`${underWay} under way`];
    const known = [...(model === '' ? [] : [model]), ...context, ...pace, ...busy];
    const said = state === 'away' ? [`away: ${reason ?? ''}`] : state === 'there' ? known : ['not asked yet'];
    return h('li', {}, `${where}: ${said.join(', ')}`);
  });
  return h('ul', { class: 'small', 'aria-label': 'Servers' }, ...lines);
}

/** What `plumbline eval` measured, side by side. */
function evaluationsCard(evaluations: readonly EvaluationJson[]): HTMLElement {
  const title = h('h3', {}, 'Measured on windows with known faults');
  const how =
    'plumbline eval --model NAME compares models on your own sensors, and this page puts the results side by side.';
  if (evaluations.length === 0) {
    return h(
      'section',
      { class: 'card', 'aria-label': 'Evaluations' },
      title,
      h('p', { class: 'small' }, how),
    );
  }
  const names = evaluations[0]?.figures.map(({ name }) => name) ?? [];
  const head = evaluations.map(({ model, role, at, data }) =>
    h(
      'th',
      { scope: 'col' },
      model,
      h('br'),
      h('span', { class: 'small' }, `${role}, ${data}, ${momentText(at)}`),
    ),
  );
  const rows = names.map((name, index) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name),
      ...evaluations.map(({ figures }) => h('td', {}, figures[index]?.figure ?? '–')),
    ),
  );
  return h(
    'section',
    { class: 'card', 'aria-label': 'Evaluations' },
    title,
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Evaluations, side by side' },
      h('table', {}, h('thead', {}, h('tr', {}, h('td', {}), ...head)), h('tbody', {}, ...rows)),
    ),
  );
}
