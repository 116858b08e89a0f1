import { h } from './dom.ts';

/** A sign beside the colour, so that a state is not told by colour alone. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ anomalous: '▲', missing: '○', suspect: '△', unknown: '·', normal: '✓' },
  ...{ done: '✓', failed: '▲', skipped: '–', running: '…' },
};

export function badge(state: string): HTMLElement {
  return h(
    'span',
    { class: `badge ${state}` },
    h('span', { 'aria-hidden': 'true' }, SIGNS[state] ?? '·'),
    ` ${state}`,
  );
}

const ORIGIN: Readonly<Record<string, string>> = {
  sensor: 'Its cause lies in this sensor: its relatives stayed as they were.',
  surroundings: 'Its cause lies in the surroundings: relatives moved as well.',
  connection: 'Its cause lies in the connection: all fell silent together.',
  schedule: 'It does this at this hour on other days, too.',
};

/** Where a cause lies, in a sentence; empty where that is not known. */
export function originText(origin: string | null): string {
  return origin === null ? '' : (ORIGIN[origin] ?? '');
}

const MODEL: Readonly<Record<string, string>> = {
  answered: 'model answered',
  not_asked: 'model not asked',
  unavailable: 'model away',
  timeout: 'model too slow',
  unparseable: 'model made no sense',
  truncated: 'answer cut short',
  superseded: 'question was overtaken',
};

export function modelText(status: string | null): string {
  return status === null ? 'model is thinking' : (MODEL[status] ?? status);
}

/** How an answer held up, in a few words. */
export function claimsText(
  counts: { supported: number; refuted: number; unverifiable: number } | null,
): string {
  if (counts === null) return '';
  const { supported, refuted } = counts;
  return `${supported} of ${supported + refuted + counts.unverifiable} claims hold${refuted > 0 ? `, ${refuted} refuted` : ''}`;
}

export function failureBox(title: string, hint: string): HTMLElement {
  return h('div', { class: 'notice bad', role: 'alert' }, h('strong', {}, title), ` ${hint}`);
}
