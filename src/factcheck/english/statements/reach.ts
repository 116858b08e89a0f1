import type { Category } from '../phrases/phrase.ts';
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
    !(OPENING.test(tokens[start]?.norm ?? '') || RESTRICTING.test(tokens[start]?.norm ?? ''))
  )
    return [];
  const end = tokens.findIndex(({ norm }, at) => at > start && norm === ',');
  return end === -1 || end > first ? [] : range(start, end);
}

const RESUMES =
  /^(?:in|on|at|during|over|for|from|before|after|until|till|since|with|without|within|between|among|of|throughout|towards?|except|excluding|outside|apart|aside|by|ignoring|omitting|leaving|disregarding|discounting|barring|but|save|not|unless|if|and|or|however|though)$/;
const OPENING =
  /^(?:in|on|at|during|over|for|from|before|after|until|till|since|with|without|within|between|among|of|throughout|towards?|except|excluding|outside|apart|aside|by)$/;

/** Whether what begins at a token only adds to what stands before it. */
function beginsAnew(telling: Telling, at: number): boolean {
  const { tokens, mood } = telling;
  const [word, before] = [tokens[at]?.norm ?? '', tokens[at - 1]?.norm ?? ''];
  if (mood.unsaid[at] !== mood.unsaid[at - 1]) return true;
  if (before === ',' && /^(?:which|who|whose|where)$/.test(word)) return true;
  if (before === ',' && isParticiple(word)) return true;
  // Who says so: "The team found that ...".
  if (before === 'that' && SAYING.test(tokens[at - 2]?.norm ?? '')) return true;
  return (/^(?:and|so|or)$/.test(before) || before === ',') && isClause(telling, at);
}

const SAYING =
  /^(?:find|finds|found|show|shows|showed|shown|say|says|said|report|reports|reported|note|notes|noted|state|states|stated|conclude|concludes|concluded|reveal|reveals|revealed|indicate|indicates|indicated|suggest|suggests|suggested|confirm|confirms|confirmed|means?|see|sees|saw|is|was|observed|observe|observes)$/;

function isParticiple(word: string): boolean {
  return /^\p{L}{2,}ing$/u.test(word) && !RESTRICTING.test(word);
}

/** Participles that say which part is meant. */
const RESTRICTING =
  /^(?:excluding|including|ignoring|omitting|leaving|following|starting|beginning|ending|lasting|during|disregarding|discounting|barring|excepting|setting|putting|taking|covering|spanning|counting|looking|judging|measured|seen|viewed|considering)$/;

/** A subject and its verb: another clause, which stands by itself. */
function isClause({ tokens, chart, mood }: Telling, from: number): boolean {
  if (!SUBJECT.test(tokens[from]?.norm ?? '')) return false;
  for (let at = from + 1; at < Math.min(tokens.length, from + LONGEST_SUBJECT); at += 1) {
    const word = tokens[at]?.norm ?? '';
    // "a level it gets to later" goes on with what was told.
    if (mood.piece[at] !== mood.piece[from] || /^(?:,|and|it|they|we|one)$/.test(word)) return false;
    if (VERB.test(word)) return true;
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
const SUBJECT =
  /^(?:the|a|an|its|their|it|they|there|this|these|that|those|all|no|none|every|each|both|most|one|two|three|four|five|six|seven|eight|nine|ten|readings|values|nothing|only)$/;
const VERB =
  /^(?:is|are|was|were|has|have|had|does|do|did|isn't|aren't|wasn't|weren't|occurs?|occurred|happen(?:s|ed)?|lies?|lay|comes?|came|shows?|showed|stands?|stood|stays?|stayed|remains?|remained|holds?|held|falls?|fell|rises?|rose|ranges?|ranged|reads?|reaches|reached|appears?|appeared|seems?|seemed|looks?|belongs?|begins?|began|starts?|started|ends?|ended|stops?|stopped|goes|went|gets|got|gives|gave|takes|took|makes|made|means|needs?|needed|leaves|left|brings|brought|keeps|kept|turns|turned|follows|followed)$/;
