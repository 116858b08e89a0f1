import { HERE } from '../../phrases/implied.ts';
import { type Category, type Counting, type Edge, meaningOf } from '../../phrases/phrase.ts';
import type { Token } from '../../tokens/token.ts';

/** A number, with what stands before it and behind it in its sentence. */
interface Place {
  readonly edge: Edge;
  readonly before: readonly Edge[];
  readonly next: Edge | undefined;
  readonly tokens: readonly Token[];
}

/**
 * A number without a noun that counts readings rather than being one: "of the 50 samples, *28* show 2 W", "above 21 *one*", "in the second half
 * *four*", "below 70 there are just *three*". A verb in the plural tells it, a count before it in the sentence, or "there are".
 * `isCounted`: the sentence before has told which readings are counted.
 */
export function withBareCounts(
  islands: readonly Edge[],
  tokens: readonly Token[],
  isCounted: boolean,
): Edge[] {
  const told: Edge[] = [];
  for (const [index, edge] of islands.entries()) {
    const value = countingOf({ edge, before: told, next: islands[index + 1], tokens }, isCounted);
    told.push(value === undefined ? edge : { ...edge, category: 'count', value });
  }
  return told;
}

function countingOf(place: Place, isCounted: boolean): Counting | undefined {
  const quantity = meaningOf(place.edge, 'measure');
  if (quantity === undefined || quantity.unit !== undefined || quantity.step !== 1) return undefined;
  if (!Number.isInteger(quantity.value) || quantity.value < 0) return undefined;
  const isCount = isSubject(place) || isThere(place) || ((isCounted || hasCount(place)) && isLeftOver(place));
  if (!isCount) return undefined;
  const amount =
    quantity.value === 0 ? ({ amount: 'none' } as const) : ({ amount: 'number', quantity } as const);
  return { amount, counted: { count: 'readings', of: HERE }, ofAll: true, bare: true };
}

/** Whether readings were counted before in the sentence. */
function hasCount({ before }: Place): boolean {
  return before.some((edge) => meaningOf(edge, 'count')?.counted.count === 'readings');
}

/** "28 show 2 W", "six lie before 10:30", "three are zero": a reading would be in the singular. */
function isSubject(place: Place): boolean {
  const { edge, before, next, tokens } = place;
  const first = ONLY.test(tokens[edge.from - 1]?.norm ?? '') ? edge.from - 1 : edge.from;
  const isOpen =
    first === 0 ||
    OPENING.test(tokens[first - 1]?.norm ?? '') ||
    (before.at(-1)?.to === first && !NUMBERS.has(before.at(-1)?.category ?? 'measure'));
  if (!isOpen) return false;
  const verb = tokens[edge.to]?.norm ?? '';
  if (PLURAL.test(verb)) return tokens[edge.from]?.norm !== 'one';
  // "Of the 40 values, 28 above the mean", "28 exceeded it"; "the maximum, 28 above the mean" is a value.
  const isCompared = next !== undefined && next.from - edge.to <= 1 && isHeldAgainst(next);
  return (hasCount(place) && PAST.test(verb)) || (isCompared && !before.some(isTopic));
}

/** "28 exceed the mean", but not "28 passed at 20:30". */
function isHeldAgainst(next: Edge): boolean {
  const comparison = meaningOf(next, 'comparison');
  return comparison !== undefined && !(comparison.passing === true && comparison.to === undefined);
}

/** What a number behind it may be the value of. */
const isTopic = ({ category }: Edge): boolean => TOPICS.has(category);

/** "there are just three": with nothing behind it that they could be. */
function isThere({ edge: { from, to }, tokens }: Place): boolean {
  const lead = wordsOf(tokens, Math.max(0, from - 4), from);
  return (
    /\bthere (?:are|were|is|was)(?: (?:only|just|merely|but|exactly|about))?$/.test(lead) && isEnd(tokens[to])
  );
}

/** "above 21 one", "after it eight", "in the second four", "in the second half it is only seven", "nine in the second": nothing else is said of it. */
function isLeftOver({ edge: { from, to }, before, next, tokens }: Place): boolean {
  const place = before.findLast(({ category }) => category !== 'event');
  const last = before.findLast(({ category }) => !PLACES.has(category));
  if (place === undefined || (last !== undefined && last.category !== 'count')) return false;
  if (isEnd(tokens[to])) {
    const words = wordsOf(tokens, place.to, from);
    return (PLACES.has(place.category) && words === '') || LEFT.test(words);
  }
  const former = meaningOf(last, 'count');
  const isAgain = former?.of?.part === 'event' || former?.place !== undefined || former?.bare === true;
  return isAgain && next?.category === 'scope' && next.from === to;
}

function wordsOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ norm }) => norm)
    .join(' ');
}

const isEnd = (token: Token | undefined): boolean =>
  token === undefined || /^(?:,|;|\.|!|\)|and|but|while|whereas)$/.test(token.norm);

const NUMBERS: ReadonlySet<Category> = new Set(['measure', 'figure', 'num', 'range', 'change']);
const TOPICS: ReadonlySet<Category> = new Set(['num', 'figure', 'event']);
const PLACES: ReadonlySet<Category> = new Set(['scope', 'timing', 'comparison', 'part', 'event']);
const ONLY = /^(?:only|just|merely)$/;
const OPENING = /^(?:,|;|:|and|but|while|whereas|which|these|those|–|—|\()$/;
/** What may lead from a place to the number: "in the second half *it is only* seven". */
const LEFT =
  /^(?:, )?(?:(?:it|there) (?:is|was|are|were) )?(?:only|just|merely)$|\bin the (?:second|third|fourth|last|other|latter)$/;
const PLURAL =
  /^(?:are|were|have|show|lie|exceed|surpass|reach|stay|remain|fall|read|sit|stand|come|belong|occur|equal|carry|hold|touch|hit|go|get|rise|climb|drop)$/;
const PAST =
  /^(?:had|showed|lay|exceeded|surpassed|reached|stayed|remained|fell|read|sat|stood|came|belonged|occurred|equalled|went|got|rose|dropped|did|do)$/;
