import type { Chart } from '../phrases/chart.ts';
import type { Token } from '../tokens/token.ts';

/** How the words of a sentence are meant, decided once for all of its claims: one value a token. */
export interface Mood {
  /** A mere possibility, a question or advice: no claim of fact. */
  readonly unsaid: readonly boolean[];
  readonly sentence: 'stated' | 'asked' | 'advised';
  /** Number of the clause that a token belongs to: what is denied, compared or left unread stays in its clause. */
  readonly clause: readonly number[];
  /** Number of the larger piece between semicolons, brackets and conjunctions, which has a scene of its own. */
  readonly piece: readonly number[];
  /** By piece: the one that a bracket stands in; absent outside of brackets. */
  readonly host: ReadonlyMap<number, number>;
}

const PIECE_SIGNS = new Set([';', '(', ')', '—', '|', '[', ']', '?', '!', '→', '•']);
const PIECE_WORDS = new Set([
  'while',
  'whereas',
  'although',
  'though',
  'but',
  'however',
  'whilst',
  'because',
  'yet',
]);
const CLAUSE_WORDS = new Set([
  'and',
  'which',
  'who',
  'so',
  'where',
  'when',
  'as',
  'with',
  'or',
  'then',
  'that',
  'i.e',
  'e.g',
  'namely',
  'viz',
]);

export function moodOf(tokens: readonly Token[], chart: Chart, question: boolean): Mood {
  const { piece, host } = piecesOf(tokens);
  const clause: number[] = [];
  let number = 0;
  for (const [at, token] of tokens.entries()) {
    const ends = isPieceEnd(tokens, at);
    if (ends || isClauseEnd(tokens, at)) number += 1;
    clause.push(number);
    // A closing sign belongs to what it closes; what follows is another clause.
    if (token.kind === 'sign' && ends) number += 1;
  }
  const sentence = question ? 'asked' : isAdvice(tokens, chart) ? 'advised' : 'stated';
  const isSaid = sentence === 'stated' && !isUnreal(tokens);
  const unsaid = isSaid ? possibilities(tokens, chart, piece) : tokens.map(() => true);
  return { clause, piece, host, unsaid, sentence };
}

function piecesOf(tokens: readonly Token[]): Pick<Mood, 'piece' | 'host'> {
  const piece: number[] = [];
  const host = new Map<number, number>();
  const outer: number[] = [];
  let [now, last] = [0, 0];
  for (const [at, { text }] of tokens.entries()) {
    if (text === '(') outer.push(now);
    // What follows a bracket goes on with what stood before it.
    if (tokens[at - 1]?.text === ')') now = outer.pop() ?? now;
    else if (isPieceEnd(tokens, at) && text !== ')') {
      last += 1;
      now = last;
      const opened = outer.at(-1);
      if (opened !== undefined) host.set(now, opened);
    }
    piece.push(now);
  }
  return { piece, host };
}

/** Tokens in the clause or piece of the one at `at`, by what each token is numbered with. */
export function placesAs(numbered: readonly number[], at: number): readonly number[] {
  const known = PLACES.get(numbered) ?? grouped(numbered);
  PLACES.set(numbered, known);
  return known.get(numbered[at] ?? -1) ?? [];
}

/** Every statement of a sentence asks for the words around it. */
const PLACES = new WeakMap<readonly number[], ReadonlyMap<number, readonly number[]>>();

function grouped(numbered: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [at, number] of numbered.entries()) {
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [at]);
    else group.push(at);
  }
  return groups;
}

function isPieceEnd(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.kind === 'sign') return PIECE_SIGNS.has(token.text) || (token.text === '–' && token.spaced);
  // "all but one" is one amount.
  if (token.norm === 'but' && /^(?:all|nothing|everything|none|anything)$/.test(tokens[at - 1]?.norm ?? ''))
    return false;
  // "all readings but one" too.
  if (
    token.norm === 'but' &&
    /^(?:readings?|values?|samples?|points?|measurements?)$/.test(tokens[at - 1]?.norm ?? '')
  )
    return (
      tokens[at + 1]?.number === undefined &&
      tokens[at + 1]?.norm !== 'the' &&
      !/^(?:one|two|three|four|five|six)$/.test(tokens[at + 1]?.norm ?? '')
    );
  return PIECE_WORDS.has(token.norm);
}

function isClauseEnd(tokens: readonly Token[], at: number): boolean {
  const norm = tokens[at]?.norm ?? '';
  return norm === ',' || norm === ':' || norm === '.' || (CLAUSE_WORDS.has(norm) && at > 0);
}

function possibilities(tokens: readonly Token[], chart: Chart, piece: readonly number[]): boolean[] {
  const unsaid: boolean[] = [];
  let on = false;
  for (const at of tokens.keys()) {
    if (on && endsPossibility(tokens, at, piece)) on = false;
    if (opensPossibility(tokens, chart, at)) on = true;
    unsaid.push(on);
  }
  return unsaid;
}

function opensPossibility(tokens: readonly Token[], chart: Chart, at: number): boolean {
  if (!chart.at(at).some(({ category }) => category === 'possibility')) return false;
  const [word, next] = [tokens[at]?.norm, tokens[at + 1]?.norm ?? ''];
  // "we can see that ..." states what follows; "if you leave out the spike", "if we look at the second half" name a part.
  if (word === 'can') return !['see', 'be', 'conclude', 'say', 'observe', 'also'].includes(next);
  // "without the spike it would be 19.6": that is what it is.
  if (word === 'would' && isWithout(tokens)) return false;
  if (word === 'if')
    return (
      !/^(?:anything|any|at)$/.test(next) &&
      !chart.at(at).some(({ category }) => category === 'scope') &&
      !tokens
        .slice(at, at + 5)
        .some(
          ({ norm }, nth) =>
            LEAVING.test(norm) || (LOOKING.test(norm) && isPartNamed(tokens, chart, at + nth + 1)),
        )
    );
  return true;
}

const LEAVING = /^(?:ignor|exclud|leav|left|remov|omit|disregard|set)/;
const LOOKING = /^(?:look|tak|compar|consider|go|focus|zoom|restrict|confin|limit)/;

/** "if we look at the second half": which readings are told of. */
function isPartNamed(tokens: readonly Token[], chart: Chart, from: number): boolean {
  return [from, from + 1].some(
    (at) =>
      tokens[at]?.norm !== ',' &&
      chart.at(at).some(({ category }) => category === 'scope' || category === 'part' || category === 'pair'),
  );
}

function endsPossibility(tokens: readonly Token[], at: number, piece: readonly number[]): boolean {
  return piece[at] !== piece[at - 1] || /^(?:,|:|which)$/.test(tokens[at]?.norm ?? '');
}

function isWithout(tokens: readonly Token[]): boolean {
  return tokens.some(({ norm }) => /^(?:without|excluding|ignoring|disregarding|omitting)$/.test(norm));
}

/** "A drift would not have been seen", "it will exceed 30": what is not, or not yet. */
function isUnreal(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ norm }) => norm === 'would' || norm === 'could');
  const isPast =
    at !== -1 && !isWithout(tokens) && tokens.slice(at + 1, at + 4).some(({ norm }) => norm === 'have');
  // "below where it will end" tells of the end.
  return (
    isPast ||
    tokens.some(
      ({ norm }, place) => norm === 'will' && !/^(?:end|finish|close)$/.test(tokens[place + 1]?.norm ?? ''),
    )
  );
}

const PEOPLE = new Set([
  'you',
  'we',
  'i',
  'one',
  'operators',
  "i'd",
  "i'll",
  "we'd",
  "let's",
  'someone',
  'lets',
]);

/** "Check the wiring", "Please verify ...", "We recommend ...": somebody is asked to do something. */
function isAdvice(tokens: readonly Token[], chart: Chart): boolean {
  const words = [...tokens.keys()].filter((at) => tokens[at]?.kind === 'word').slice(0, 6);
  const isOrder = (at: number | undefined): boolean =>
    at !== undefined &&
    chart.at(at).some(({ category }) => category === 'advice') &&
    !/(?:ed|s)$/.test(tokens[at]?.norm ?? '');
  const norm = (index: number): string => tokens[words[index] ?? -1]?.norm ?? '';
  if (
    norm(0) === 'please' ||
    norm(0) === "let's" ||
    norm(0) === 'recommendation' ||
    norm(0) === 'recommendations'
  )
    return true;
  if (isOrder(words[0]) && tokens[(words[0] ?? 0) + 1]?.kind !== 'sign')
    return !chart.at(words[0] ?? 0).some(({ category }) => category === 'num');
  if (
    PEOPLE.has(norm(0)) &&
    words
      .slice(1, 4)
      .some((at) =>
        ['should', 'recommend', 'suggest', 'advise', "i'd", 'would', 'recommended'].includes(
          tokens[at]?.norm ?? '',
        ),
      )
  )
    return true;
  return (
    norm(0) === 'it' &&
    /^(?:is|would|may|might|could)$/.test(norm(1)) &&
    words
      .slice(2, 5)
      .some((at) =>
        /^(?:recommended|advisable|advised|suggested|wise|sensible|worth|prudent|best|important|recommendable)$/.test(
          tokens[at]?.norm ?? '',
        ),
      ) &&
    words.some((at) => /^(?:to|checking|keeping|monitoring|looking|inspecting)$/.test(tokens[at]?.norm ?? ''))
  );
}
