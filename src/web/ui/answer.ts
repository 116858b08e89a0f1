import type { ClaimJson, FullResultJson } from '../schemas.ts';
import { problemText, sendClaimFeedback } from './api.ts';
import { h } from './dom.ts';
import { type Marks, marksOf } from './marks.ts';
import { claimsText, modelText } from './state.ts';

const VERDICT_TEXT: Readonly<Record<ClaimJson['verdict'], string>> = {
  ...{ supported: 'holds', refuted: 'refuted', unverifiable: 'can’t be checked' },
};

const HINT =
  'Point at a claim, or move to it with Tab, to see what it was held against and where in the plot. Press it to keep it.';

/** What the reader keeps hold of while the page is drawn anew around it. */
export interface Held {
  /** Number of the claim that was pressed; undefined: none. */
  claim: number | undefined;
}

/** What the model said, its claims underlined. `mark` shows in the plot what a claim was held against. */
export function answerCard(
  result: FullResultJson,
  mark: (marks: Marks | undefined) => void,
  held: Held,
): HTMLElement {
  const { answer, claimList, claims, exchange, modelStatus } = result;
  const name = exchange.modelRequested || exchange.model;
  const who = exchange.model === null || exchange.model === name ? name : `${name} (${exchange.model})`;
  const state = [modelText(modelStatus), exchange.reason, claimsText(claims)]
    .filter((text) => text)
    .join(' · ');
  const evidence = evidenceBox(result, mark, held);
  return h(
    'section',
    { class: 'card answer', 'aria-label': 'What the model said' },
    h('h3', {}, 'What the model said', who === null ? null : h('span', { class: 'tags' }, ` ${who}`)),
    h('p', { class: 'small' }, state),
    answer === null
      ? null
      : h(
          'p',
          { class: 'said-text', onmouseleave: evidence.leave },
          ...answer.map(({ text, claim }) => {
            const checked = claim === null ? undefined : claimList[claim];
            return checked === undefined || claim === null ? text : claimMark(text, checked, claim, evidence);
          }),
        ),
    answer === null || claimList.length === 0 ? null : evidence.element,
    foldOf(result),
  );
}

interface Evidence {
  readonly element: HTMLElement;
  /** Shows what a claim was held against; `keep`: until another one is kept. */
  show(number: number, text: string, keep: boolean): void;
  leave(): void;
}

/** One claim at a time: what it was held against, where, and whether somebody thinks the check wrong. */
function evidenceBox(
  { id, answer, claimList, unit, windowStart, windowEnd }: FullResultJson,
  mark: (marks: Marks | undefined) => void,
  held: Held,
): Evidence {
  const told = h('p', { role: 'status' }, HINT);
  const said = h('span', { class: 'small', role: 'status' });
  const button = h('button', { type: 'button', class: 'quiet', onclick: () => void judge() });
  const form = h('div', { class: 'judge', hidden: true }, button, said);
  const window = { start: Date.parse(windowStart), end: Date.parse(windowEnd) };
  const judged = claimList.map(({ judgement }) => judgement);
  let shown: number | undefined;

  function show(number: number, text: string): void {
    const claim = claimList[number];
    if (claim === undefined) return;
    const { verdict, evidence, reading } = claim;
    told.replaceChildren(h('strong', { class: verdict }, `“${text}” ${VERDICT_TEXT[verdict]}: `), evidence);
    // Most evidence names the part of the window by itself.
    if (reading !== '' && !evidence.includes(reading)) {
      told.append(h('span', { class: 'small' }, ` – ${reading}`));
    }
    mark(marksOf(claim, window, unit));
    shown = number;
    said.textContent = '';
    form.hidden = false;
    label();
  }

  function label(): void {
    const isWrong = shown !== undefined && judged[shown] === 'wrong';
    button.textContent = isWrong
      ? 'You said: the check is wrong here. Take it back'
      : 'The check is wrong here';
    button.setAttribute('aria-pressed', String(isWrong));
  }

  async function judge(): Promise<void> {
    if (shown === undefined) return;
    const number = shown;
    const judgement = judged[number] === 'wrong' ? 'right' : 'wrong';
    try {
      await sendClaimFeedback(id, number, judgement);
      judged[number] = judgement;
      said.textContent = judgement === 'wrong' ? ' Stored.' : ' Taken back.';
    } catch (error) {
      said.textContent = ` Not stored: ${problemText(error)}`;
    }
    label();
  }

  function showHeld(): void {
    const text = answer?.find(({ claim }) => claim === held.claim && claim !== null)?.text;
    if (held.claim === undefined || text === undefined) mark(undefined);
    else show(held.claim, text);
  }

  if (held.claim !== undefined) showHeld();
  return {
    element: h('div', { class: 'evidence' }, told, form),
    show(number, text, keep) {
      if (keep) held.claim = number;
      if (keep || held.claim === undefined) show(number, text);
    },
    leave: showHeld,
  };
}

/** A claim as it stands in the answer; what is refuted is struck through, and the figure that refutes it stands behind it. */
function claimMark(text: string, claim: ClaimJson, number: number, evidence: Evidence): HTMLElement {
  const { verdict, evidence: held, reading } = claim;
  const part = held.includes(reading) ? '' : ` (${reading})`;
  const told = `${VERDICT_TEXT[verdict]}: ${held}${part}`;
  const attributes = {
    class: `claim ${verdict}`,
    ...{ tabindex: 0, role: 'button', title: told },
    onmouseenter: () => evidence.show(number, text, false),
    onfocus: () => evidence.show(number, text, false),
    onblur: () => evidence.leave(),
    onclick: () => evidence.show(number, text, true),
    onkeydown: (event: Event) => {
      if (event instanceof KeyboardEvent && event.key === 'Enter') evidence.show(number, text, true);
    },
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
