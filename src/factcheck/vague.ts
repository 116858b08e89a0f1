import type { Draft } from './meaning.ts';
import type { Token } from './tokens.ts';

/** Words that only lead up to a statement: "the data indicates that", "it is worth noting". */
const FRAME = new Set(
  (
    'data temperature humidity readings reading values value sensor analysis window series dataset set results result summary report ' +
    'indicates indicate suggests suggest shows show means mean implies note noted noting worth important however additionally ' +
    'overall also furthermore moreover therefore thus hence there here fact that this it the a an these those they we i you yes no ' +
    'second third first single is are was were be can see seen that in of for on and or to from with by as at during over based ' +
    'looking given according verdict has have had would long say think believe conclude'
  ).split(' '),
);

/** Participles that say how a figure came about, not what it is. */
const REPORTING = new Set(
  (
    'counted registered taken made based used collected shown available affected present labelled labeled named called centered centred distributed ' +
    'rounded expressed done listed needed added written sent said obtained included provided summarized summarised'
  ).split(' '),
);

const VERB_OF_STATE =
  /^(?:is|are|was|were|be|been|seems|appears|looks|remains|has|have|had|isn't|aren't|would)$/;

/** What a clause may hold and still say something else: where, how long and why. */
const ASIDE: ReadonlySet<string> = new Set(['series', 'duration', 'position', 'cause']);

/**
 * Statements that no rule of the grammar knows. A clause with a verb, in which nothing else was recognised, says something all
 * the same, as does an unknown word after "is"; and nothing in the window decides it.
 */
export function vaguePredicates(
  tokens: readonly Token[],
  drafts: readonly Draft[],
  hedged: readonly boolean[],
): Draft[] {
  const found: Draft[] = [];
  for (const [first, end] of clauses(tokens)) {
    if (hedged.slice(first, end).some(Boolean)) continue;
    const inside = drafts.filter((draft) => draft.first < end && draft.end > first);
    const from = predicateStart(tokens, first, end);
    if (from === undefined) continue;
    const decided = inside.some(
      ({ meaning, first: at }) => !ASIDE.has(meaning.is) || (meaning.is === 'cause' && at - from < 3),
    );
    const stop = decided ? judgementEnd(tokens, from, end, inside) : trimEnd(tokens, from, end);
    if (stop === undefined || !saysSomething(tokens.slice(from, stop), from, inside)) continue;
    found.push({
      kind: 'state',
      meaning: { is: 'state', state: 'vague', negated: false },
      first: from,
      end: stop,
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

const BOUNDARIES = new Set([
  ',',
  ';',
  ':',
  '—',
  '–',
  '(',
  ')',
  'but',
  'which',
  'while',
  'whereas',
  'although',
  'so',
  '.',
]);

function isBoundary(tokens: readonly Token[], at: number, token: Token): boolean {
  return BOUNDARIES.has(token.norm) || (token.norm === 'that' && tokens[at - 1]?.senses.has('have') === true);
}

/** Where the predicate of a clause begins: after "is", "seems" and the like, or at a word with the ending of a verb. */
function predicateStart(tokens: readonly Token[], first: number, end: number): number | undefined {
  for (let at = first; at < end - 1; at += 1) {
    const norm = tokens[at]?.norm ?? '';
    if (VERB_OF_STATE.test(norm)) return at + 1;
    const described = tokens[at - 1]?.senses.has('det') === true;
    if (
      !described &&
      tokens[at]?.senses.has('unknown') &&
      !FRAME.has(norm) &&
      /(?:ed|es|ts|ns|ds|ws|ys)$/.test(norm)
    )
      return at;
  }
  return undefined;
}

/** The end of an unknown judgement right after "is" ("is dangerous"); undefined when what follows is known. */
function judgementEnd(
  tokens: readonly Token[],
  from: number,
  end: number,
  inside: readonly Draft[],
): number | undefined {
  let at = from;
  while (at < end && tokens[at]?.senses.has('intens')) at += 1;
  const token = tokens[at];
  const covered = inside.some((draft) => draft.first <= at && draft.end > at);
  const judges =
    token?.senses.has('unknown') === true ||
    (token?.senses.has('vague') === true && (at + 1 >= end || !tokens[at + 1]?.senses.has('stat')));
  return judges &&
    !covered &&
    !REPORTING.has(token?.norm ?? '') &&
    VERB_OF_STATE.test(tokens[from - 1]?.norm ?? '')
    ? at + 1
    : undefined;
}

function saysSomething(tokens: readonly Token[], from: number, inside: readonly Draft[]): boolean {
  return tokens.some(({ norm, senses }, index) => {
    const covered = inside.some((draft) => draft.first <= from + index && draft.end > from + index);
    const empty = FRAME.has(norm) || senses.has('have') || (senses.has('intens') && !senses.has('vague'));
    return !covered && !empty && /\p{L}/u.test(norm);
  });
}

function trimEnd(tokens: readonly Token[], from: number, end: number): number {
  let last = end;
  while (last > from + 1 && tokens[last - 1]?.senses.has('sign') === true) last -= 1;
  return last;
}
