import type { FindingJson, FullResultJson } from '../schemas.ts';
import { answerCard, type Held } from './answer.ts';
import { problemText, sendFeedback } from './api.ts';
import { h } from './dom.ts';
import type { Marks } from './marks.ts';
import { badge, originText } from './state.ts';
import { figure, moment } from './time.ts';

/** All that is known of one window: summary, findings, the answer with its claims, figures, prompt and response. */
export function windowDetail(
  result: FullResultJson,
  mark: (marks: Marks | undefined) => void,
  held: Held,
): HTMLElement {
  const by = result.summaryBy === 'model' ? 'The model’s words, checked.' : 'Written from the figures.';
  return h(
    'article',
    { class: 'detail', 'aria-label': 'The chosen window' },
    h(
      'section',
      { class: `card ${result.verdict}` },
      h('h2', {}, badge(result.verdict), ' ', moment(result.windowStart), ' to ', moment(result.windowEnd)),
      result.standIn
        ? h(
            'p',
            { class: 'notice warn' },
            `△ This is not its own source: ${result.source} stands in with other data.`,
          )
        : null,
      h('p', { class: 'lead' }, result.summary),
      h('p', { class: 'small' }, [by, originText(result.origin)].filter((text) => text).join(' ')),
      guessOf(result),
      findingsList(result.findings),
      feedbackForm(result),
    ),
    answerCard(result, mark, held),
    figuresCard(result),
  );
}

/** What the model only supposes: apart from what holds, and called what it is. */
function guessOf({ hypothesis }: FullResultJson): HTMLElement | null {
  if (hypothesis === null) return null;
  return h(
    'p',
    { class: 'guess' },
    h('strong', {}, 'The model’s guess, which nobody has checked: '),
    h('q', {}, hypothesis),
  );
}

function findingsList(findings: readonly FindingJson[]): HTMLElement | null {
  if (findings.length === 0) return null;
  const items = findings.map(({ flag, kind, sentence, start, detector }) =>
    h(
      'li',
      {},
      h('span', { class: `flag flag${flag}` }, kind),
      ` ${sentence} `,
      h('span', { class: 'small' }, moment(start), ` · ${detector}`),
    ),
  );
  return h('div', {}, h('h3', {}, 'Findings'), h('ul', { class: 'findings' }, ...items));
}

/** Whether a person thinks it right: three times wrong make a detector less sensitive for this series. */
function feedbackForm({ id, feedback }: FullResultJson): HTMLElement {
  const note = h('input', { placeholder: 'Why (optional)', 'aria-label': 'Why', maxlength: 1000 });
  const before =
    feedback === null
      ? ''
      : `You said: ${feedback.judgement}${feedback.note === '' ? '' : `, “${feedback.note}”`}. The newest word counts.`;
  const said = h('span', { role: 'status', class: 'small' }, before);
  const send = async (judgement: 'right' | 'wrong'): Promise<void> => {
    try {
      await sendFeedback(id, judgement, note.value);
      said.textContent = `Stored: the result was ${judgement}. The newest word counts.`;
    } catch (error) {
      said.textContent = `Not stored: ${problemText(error)}`;
    }
  };
  const button = (judgement: 'right' | 'wrong') =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(feedback?.judgement === judgement),
        onclick: () => void send(judgement),
      },
      judgement,
    );
  return h(
    'div',
    { class: 'feedback', role: 'group', 'aria-label': 'Was this right?' },
    'Was this ',
    button('right'),
    ' or ',
    button('wrong'),
    '? ',
    note,
    said,
  );
}

function figuresCard({ figures, points, unit }: FullResultJson): HTMLElement {
  const { mean, stddev, median, mad, min, max, first, last, nulls } = figures;
  const rows: readonly (readonly [string, string])[] = [
    ['readings', nulls > 0 ? `${points} (${nulls} empty)` : String(points)],
    ...[['mean', mean] as const, ['standard deviation', stddev] as const, ['median', median] as const].map(
      ([name, value]) => [name, figure(value, unit)] as const,
    ),
    ...[['MAD', mad] as const, ['lowest', min] as const, ['highest', max] as const].map(
      ([name, value]) => [name, figure(value, unit)] as const,
    ),
    ['first', figure(first, unit)],
    ['last', figure(last, unit)],
  ];
  return h(
    'section',
    { class: 'card', 'aria-label': 'Figures' },
    h('h3', {}, 'Figures'),
    h(
      'dl',
      { class: 'figures' },
      ...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
  );
}
