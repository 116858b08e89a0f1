import type { Category } from '../phrases/phrase.ts';
import { OPENS_PHRASE, OPENS_SUBJECT, RESTRICTING, RESUMES } from '../words/joints.ts';
import { CLAUSE_VERB, SAYS_THAT } from '../words/verbs.ts';
import type { Telling } from './telling.ts';

/**
 * The tokens whose words can change what the tokens from `from` up to `to` claim: the clause around them, and what opens its sentence
 * ("In the second half, ..."). What only adds to it can't: a relative clause behind a comma, a mere possibility, another
 * clause with a subject and a verb of its own, who it is that says so.
 */
export function reachOf(telling: Telling, from: number, to: number): number[] {
  const first = leftEnd(telling, from);
  const last = rightEnd(telling, to);
  const opening = openingOf(telling, from, first);
  return [...opening, ...range(first, from), ...range(to, last)];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function rightEnd(telling: Telling, to: number): number {
  const { tokens, mood } = telling;
  let at = to;
  while (
    at < tokens.length &&
    mood.piece[at] === mood.piece[to - 1] &&
    !beginsAnew(telling, at) &&
    !(tokens[at]?.norm === ',' && !RESUMES.test(tokens[at + 1]?.norm ?? ''))
  )
    at += 1;
  return at;
}

function leftEnd(telling: Telling, from: number): number {
  const { mood } = telling;
  let at = from;
  while (at > 0 && mood.piece[at - 1] === mood.piece[from] && !beginsAnew(telling, at)) at -= 1;
  return at;
}

/** A phrase of place or time before the first comma is said of all that follows it. */
function openingOf({ tokens, mood }: Telling, from: number, first: number): number[] {
  const start = mood.piece.indexOf(mood.piece[from] ?? -1);
  if (
    start === -1 ||
    start >= first ||
    !(OPENS_PHRASE.test(tokens[start]?.norm ?? '') || RESTRICTING.test(tokens[start]?.norm ?? ''))
  )
    return [];
  const end = tokens.findIndex(({ norm }, at) => at > start && norm === ',');
  return end === -1 || end > first ? [] : range(start, end);
}

/** Whether what begins at a token only adds to what stands before it. */
function beginsAnew(telling: Telling, at: number): boolean {
  const { tokens, mood } = telling;
  const [word, before] = [tokens[at]?.norm ?? '', tokens[at - 1]?.norm ?? ''];
  if (mood.unsaid[at] !== mood.unsaid[at - 1]) return true;
  if (before === ',' && /^(?:which|who|whose|where)$/.test(word)) return true;
  if (before === ',' && isParticiple(word)) return true;
  // Who says so: "The team found that ...".
  if (before === 'that' && SAYS_THAT.test(tokens[at - 2]?.norm ?? '')) return true;
  return (/^(?:and|so|or)$/.test(before) || before === ',') && isClause(telling, at);
}

function isParticiple(word: string): boolean {
  return /^\p{L}{2,}ing$/u.test(word) && !RESTRICTING.test(word);
}

/** A subject and its verb: another clause, which stands by itself. */
function isClause({ tokens, chart, mood }: Telling, from: number): boolean {
  if (!OPENS_SUBJECT.test(tokens[from]?.norm ?? '')) return false;
  for (let at = from + 1; at < Math.min(tokens.length, from + LONGEST_SUBJECT); at += 1) {
    const word = tokens[at]?.norm ?? '';
    // "a level it gets to later" goes on with what was told.
    if (mood.piece[at] !== mood.piece[from] || /^(?:,|and|it|they|we|one)$/.test(word)) return false;
    if (CLAUSE_VERB.test(word)) return true;
    if (
      chart.at(at).some(({ category, to }) => VERBS.has(category) && to === at + 1 && /(?:s|ed)$/.test(word))
    )
      return true;
  }
  return false;
}

/** Tokens of a subject. */
const LONGEST_SUBJECT = 9;
const VERBS: ReadonlySet<Category> = new Set(['figureVerb', 'move', 'compare']);
