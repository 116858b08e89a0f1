import type { ClaimJson, FindingJson, FullResultJson } from '../schemas.ts';
import { ApiError, sendFeedback } from './api.ts';
import { h } from './dom.ts';
import { badge, claimsText, modelText } from './state.ts';
import { figure, moment } from './time.ts';

/** All that is known of one window: summary, findings, the answer with its claims, figures, prompt and response. */
export function windowDetail(result: FullResultJson): HTMLElement {
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
      h('p', { class: 'small' }, by),
      guessOf(result),
      findingsList(result.findings),
      feedbackForm(result.id),
    ),
    answerCard(result),
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
    hypothesis,
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
function feedbackForm(id: number): HTMLElement {
  const note = h('input', { placeholder: 'Why (optional)', 'aria-label': 'Why', maxlength: 1000 });
  const said = h('span', { role: 'status', class: 'small' });
  const send = async (judgement: 'right' | 'wrong'): Promise<void> => {
    try {
      await sendFeedback(id, judgement, note.value);
      said.textContent = `Stored: the result was ${judgement}. The newest word counts.`;
    } catch (error) {
      const hint = error instanceof ApiError ? error.hint : '';
      said.textContent = `Not stored: ${error instanceof Error ? error.message : String(error)} ${hint}`;
    }
  };
  const button = (judgement: 'right' | 'wrong') =>
    h('button', { type: 'button', onclick: () => void send(judgement) }, judgement);
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

const VERDICT_TEXT: Readonly<Record<ClaimJson['verdict'], string>> = {
  ...{ supported: 'holds', refuted: 'refuted', unverifiable: 'can’t be checked' },
};

function answerCard(result: FullResultJson): HTMLElement {
  const { answer, claimList, claims, exchange, modelStatus } = result;
  const evidence = h(
    'p',
    { class: 'evidence', role: 'status' },
    'Point at a claim, or move to it with Tab, to see what it was held against.',
  );
  const name = exchange.modelRequested || exchange.model;
  const who = exchange.model === null || exchange.model === name ? name : `${name} (${exchange.model})`;
  const state = [modelText(modelStatus), exchange.reason, claimsText(claims)]
    .filter((text) => text)
    .join(' · ');
  return h(
    'section',
    { class: 'card answer', 'aria-label': 'What the model said' },
    h('h3', {}, 'What the model said', who === null ? null : h('span', { class: 'tags' }, ` ${who}`)),
    h('p', { class: 'small' }, state),
    answer === null
      ? null
      : h(
          'p',
          { class: 'said-text' },
          ...answer.map(({ text, claim }) => {
            const checked = claim === null ? undefined : claimList[claim];
            return checked === undefined ? text : claimMark(text, checked, evidence);
          }),
        ),
    answer === null || claimList.length === 0 ? null : evidence,
    foldOf(result),
  );
}

/** A claim as it stands in the answer; what is refuted is struck through, and the figure that refutes it stands behind it. */
function claimMark(text: string, claim: ClaimJson, evidence: HTMLElement): HTMLElement {
  const { verdict, evidence: held } = claim;
  // Most evidence names the part of the window by itself.
  const reading = held.includes(claim.reading) ? '' : claim.reading;
  const told = `${VERDICT_TEXT[verdict]}: ${held}${reading === '' ? '' : ` (${reading})`}`;
  const tell = (): void => {
    evidence.replaceChildren(h('strong', { class: verdict }, `“${text}” ${VERDICT_TEXT[verdict]}: `), held);
    if (reading !== '') evidence.append(h('span', { class: 'small' }, ` – ${reading}`));
  };
  const attributes = {
    class: `claim ${verdict}`,
    tabindex: 0,
    title: told,
    onmouseenter: tell,
    onfocus: tell,
  };
  const aside = h('span', { class: 'hidden' }, ` (${told})`);
  return verdict === 'refuted'
    ? h('span', attributes, h('del', {}, text), h('ins', { class: 'held' }, ` ${held}`))
    : h('span', attributes, text, aside);
}

function foldOf({ exchange }: FullResultJson): HTMLElement | null {
  const { prompt, response, promptTokens, completionTokens, promptedAt, respondedAt } = exchange;
  if (prompt === null && response === null) return null;
  const took =
    promptedAt === null || respondedAt === null
      ? ''
      : ` · ${((Date.parse(respondedAt) - Date.parse(promptedAt)) / 1000).toFixed(1)} s`;
  const tokens = promptTokens === null ? '' : ` · ${promptTokens} tokens in, ${completionTokens ?? '?'} out`;
  return h(
    'details',
    {},
    h('summary', {}, `Prompt and response, word for word${took}${tokens}`),
    ...(prompt ?? []).map(({ role, content }) =>
      h('div', {}, h('h4', {}, role), h('pre', { tabindex: 0 }, content)),
    ),
    response === null ? null : h('div', {}, h('h4', {}, 'response'), h('pre', { tabindex: 0 }, response)),
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
