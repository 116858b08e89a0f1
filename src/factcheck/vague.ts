import type { Draft } from './meaning.ts';
import type { Token } from './tokens.ts';

/** Words that only lead up to a statement: "the data indicates that", "it is worth noting". */
const FRAME = new Set(
  (
    'data temperature humidity readings reading values value sensor analysis window series dataset set results result summary report ' +
    'indicates indicate suggests suggest shows show means mean implies note noted noting worth important however additionally ' +
    'overall also furthermore moreover therefore thus hence there here fact that this it the a an these those they we i you yes no second third first single ' +
    'is are was were be can see seen that in of for on and or to from with by as at during over based looking given according verdict'
  ).split(' '),
);

/**
 * Statements that no rule of the grammar knows: a clause with a verb, in which nothing was recognised, says something all the
 * same, and nothing in the window decides it.
 */
export function vaguePredicates(
  tokens: readonly Token[],
  drafts: readonly Draft[],
  hedged: readonly boolean[],
): Draft[] {
  const found: Draft[] = [];
  for (const [first, end] of clauses(tokens)) {
    if (hedged.slice(first, end).some(Boolean)) continue;
    const from = predicateStart(tokens, first, end);
    if (from === undefined) continue;
    const known = drafts.some(
      (draft) =>
        draft.first < end && draft.end > first && (draft.meaning.is !== 'cause' || draft.first - from < 3),
    );
    if (known) continue;
    const content = tokens
      .slice(from, end)
      .filter(
        (token) =>
          /\p{L}/u.test(token.norm) &&
          !FRAME.has(token.norm) &&
          !token.senses.has('intens') &&
          !token.senses.has('have'),
      );
    if (content.length === 0) continue;
    found.push({
      kind: 'state',
      meaning: { is: 'state', state: 'vague', negated: false },
      first: from,
      end: trimEnd(tokens, from, end),
    });
  }
  return found;
}

function clauses(tokens: readonly Token[]): [number, number][] {
  const parts: [number, number][] = [];
  let start = 0;
  for (const [at, token] of tokens.entries()) {
    if (!isBoundary(tokens, at, token)) continue;
    if (at > start) parts.push([start, at]);
    start = at + 1;
  }
  if (tokens.length > start) parts.push([start, tokens.length]);
  return parts;
}

function isBoundary(tokens: readonly Token[], at: number, token: Token): boolean {
  if (
    [',', ';', ':', '—', '–', '(', ')', 'but', 'which', 'while', 'whereas', 'although', 'so', '.'].includes(
      token.norm,
    )
  )
    return true;
  return token.norm === 'that' && tokens[at - 1]?.senses.has('have') === true;
}

/** Where the predicate of a clause begins: after "is", "seems" and the like, or at the first word with an unknown verb form. */
function predicateStart(tokens: readonly Token[], first: number, end: number): number | undefined {
  for (let at = first; at < end; at += 1) {
    const norm = tokens[at]?.norm ?? '';
    if (/^(?:is|are|was|were|be|been|seems|appears|looks|remains|has|have|had|isn't|aren't)$/.test(norm))
      return at + 1 < end ? at + 1 : undefined;
    if (
      /^\p{L}{3,}(?:ed|es|ts|ns|ds|ws|ys)$/u.test(norm) &&
      !FRAME.has(norm) &&
      at < end - 1 &&
      tokens[at]?.senses.has('unknown') === true
    )
      return at;
  }
  return undefined;
}

function trimEnd(tokens: readonly Token[], from: number, end: number): number {
  let last = end;
  while (last > from + 1 && tokens[last - 1]?.senses.has('sign') === true) last -= 1;
  return last;
}
