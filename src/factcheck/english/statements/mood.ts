import type { Chart } from '../phrases/chart.ts';
import type { Token } from '../tokens/token.ts';
import { CLAUSE_WORDS, PIECE_SIGNS, PIECE_WORDS } from '../words/joints.ts';
import { isAdvice, isUnreal, possibilities } from './unsaid.ts';

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
