import type { Telling } from '../telling.ts';
import { AGENTS, AUXILIARY, DATA_NOUN, DEGREES, DEVICES, DOING, DONE, QUALIFYING } from './words.ts';

/** The first word that names something, where it is a thing of the world. */
export function subjectOf(telling: Telling, from: number, to: number): number | undefined {
  for (let at = from; at < to; at += 1) {
    if (isWorldly(telling, at)) return at;
    if (!QUALIFYING.test(telling.tokens[at]?.norm ?? '')) return undefined;
  }
  return undefined;
}

/** Whether a token names people, a device, or what no table knows. */
function isWorldly(telling: Telling, at: number): boolean {
  const { tokens, chart } = telling;
  const token = tokens[at];
  if (token?.kind !== 'word') return false;
  const edges = chart.at(at);
  return (
    AGENTS.test(token.norm) ||
    isDevice(telling, at) ||
    (edges.length > 0 && edges.every(({ category }) => category === 'unknown'))
  );
}

/** "The window was shut", "Window open": not the window that is looked at. */
function isDevice({ tokens, vocabulary }: Telling, at: number): boolean {
  const [word = '', next = '', then = ''] = tokens.slice(at, at + 3).map(({ norm }) => norm);
  if (!DEVICES.test(word) || vocabulary.words.has(word)) return false;
  const hasVerb = /^(?:is|are|was|were|has|had|must|got|gets|came|comes|went|goes|failed|tripped)$/.test(
    next,
  );
  if (!/^windows?$/.test(word)) return hasVerb || next.endsWith('ed');
  return /^(?:open|opened|shut|closed|ajar)$/.test(hasVerb ? then : next);
}

/** How a subject goes on: with something that it does or that is done to it, or merely with what it is like. */
export type Predicate = 'verb' | 'adjective';

/** Undefined where it has no verb, or what is spoken of is the data after all. */
export function predicateOf(telling: Telling, subject: number, to: number): Predicate | undefined {
  const { tokens, chart } = telling;
  if (DATA_NOUN.test(tokens[subject]?.norm ?? '')) return undefined;
  for (let at = subject + 1; at < to; at += 1) {
    const word = tokens[at]?.norm ?? '';
    if (DATA_NOUN.test(word) || chart.at(at).some(({ category }) => category === 'quantityWord'))
      return undefined;
    if (AUXILIARY.test(word)) return complementOf(telling, at, to);
    const isNoun = at === to - 1 && word.endsWith('s');
    if (DOING.test(word) && !isNoun && (isWorldly(telling, at) || isPlain(telling, at))) return 'verb';
    if (isSwitch(telling, at)) return 'verb';
  }
  return undefined;
}

/** What follows "is", "has", "must". */
function complementOf(telling: Telling, auxiliary: number, to: number): Predicate {
  const { tokens } = telling;
  const isHaving = /^ha(?:d|s|ve)$/.test(tokens[auxiliary]?.norm ?? '');
  for (let at = auxiliary + 1; at < to; at += 1) {
    const word = tokens[at]?.norm ?? '';
    if (AUXILIARY.test(word) || DEGREES.test(word)) continue;
    return DONE.test(word) || isSwitch(telling, at) || isHaving ? 'verb' : 'adjective';
  }
  return 'adjective';
}

function isSwitch({ chart }: Telling, at: number): boolean {
  return chart
    .at(at)
    .some(({ category, value }) => category === 'move' && (value === 'on' || value === 'off'));
}

function isPlain({ chart }: Telling, at: number): boolean {
  const edges = chart.at(at);
  return edges.length === 0 || edges.some(({ category }) => category === 'plain' || category === 'because');
}
