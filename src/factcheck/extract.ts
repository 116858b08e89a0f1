import type { Span } from './english/sentences.ts';
import { CHANGE_RULES, INTERVAL_RULES } from './grammar-changes.ts';
import { COMPARISON_RULES } from './grammar-comparisons.ts';
import { COUNT_RULES } from './grammar-counts.ts';
import { NUMBER_RULES } from './grammar-numbers.ts';
import { PLACE_RULES } from './grammar-places.ts';
import { STATE_RULES } from './grammar-states.ts';
import type { Draft } from './meaning.ts';
import { moodOf } from './mood.ts';
import type { Vocabulary } from './pieces.ts';
import { applyRules, type Rule } from './rule.ts';
import { readSeries } from './series-claims.ts';
import type { SeriesName } from './series-names.ts';
import { tag } from './tag.ts';
import type { Quantity, Token } from './tokens.ts';
import { vaguePredicates } from './vague.ts';

/** Tried in this order at every word; the first that holds is taken. */
const RULES: readonly Rule[] = [
  ...NUMBER_RULES,
  ...COMPARISON_RULES,
  ...PLACE_RULES,
  ...INTERVAL_RULES,
  ...COUNT_RULES,
  ...CHANGE_RULES,
  ...STATE_RULES,
];

/** A sentence taken apart: its words and what it states. */
export interface ReadSentence {
  readonly span: Span;
  readonly tokens: readonly Token[];
  /** In the order of the text. */
  readonly drafts: readonly Draft[];
  /** For each token, whether it is merely possible, advised, or asked. */
  readonly hedged: readonly boolean[];
}

interface Reading {
  readonly drafts: readonly Draft[];
  readonly end: number;
}

/** Reads one sentence: from left to right, the first rule that holds, and where none does the next word. */
export function readSentence(
  text: string,
  span: Span,
  series: SeriesName,
  vocabulary: Vocabulary,
): ReadSentence {
  const tokens = tag(text, span.start, span.end, vocabulary);
  const hedged = moodOf(text, span, tokens);
  const drafts: Draft[] = [];
  let at = 0;
  while (at < tokens.length) {
    const read =
      readCause(tokens, at) ??
      readSeries(tokens, at, series) ??
      applyRules(RULES, tokens, at) ??
      leftOut(tokens, at, drafts) ??
      leftOver(tokens, at);
    if (read !== undefined) drafts.push(...read.drafts.filter(({ first }) => hedged[first] !== true));
    at = Math.max(at + 1, read?.end ?? 0);
  }
  const stated = drafts.map((draft) => withNegation(draft, tokens));
  const all = [...stated, ...vaguePredicates(tokens, stated, hedged)];
  return { span, tokens, drafts: all.sort((a, b) => a.first - b.first || a.end - b.end), hedged };
}

/** Why something happened: the words that say so, and what they name, up to the next pause. */
function readCause(tokens: readonly Token[], at: number): Reading | undefined {
  const someone = /^(?:someone|somebody)$/.test(tokens[at]?.norm ?? '');
  if (tokens[at]?.senses.has('cause') !== true && !someone) return undefined;
  let end = at + 1;
  while (end < tokens.length && end < at + 6 && !isPause(tokens[end])) end += 1;
  return {
    drafts: [{ kind: 'cause', meaning: { is: 'cause' }, first: at, end }],
    end: someone ? end + 1 : at + 1,
  };
}

function isPause(token: Token | undefined): boolean {
  if (token === undefined || token.quantity !== undefined) return true;
  return token.senses.has('comma') || [';', '.', 'and', 'which', 'that'].includes(token.norm);
}

/** "never exceeded 31", "is not above the mean": the negation belongs to the comparison. */
function withNegation(draft: Draft, tokens: readonly Token[]): Draft {
  const { meaning } = draft;
  if (meaning.is !== 'comparison') return draft;
  for (let at = draft.first - 1; at >= Math.max(0, draft.first - 3); at -= 1) {
    const token = tokens[at];
    if (
      token === undefined ||
      token.senses.has('comma') ||
      token.quantity !== undefined ||
      token.norm === 'and'
    )
      break;
    if (token.senses.has('neg') && token.norm !== 'without')
      return { ...draft, first: at, meaning: { ...meaning, negated: true } };
  }
  return draft;
}

const JOINT =
  /^(?:and|but|versus|vs|in|the|then|later|afterwards|thereafter|after|before|second|first|it|that|this|,)$/;

/** "averaging 22.9 in the first half and 34.3 in the second": the name of the statistic goes on. */
function leftOut(tokens: readonly Token[], at: number, drafts: readonly Draft[]): Reading | undefined {
  const quantity = tokens[at]?.quantity;
  const named = drafts.findLast(({ meaning }) => meaning.is !== 'time' && meaning.is !== 'position');
  if (quantity === undefined || named?.meaning.is !== 'statistic') return undefined;
  const between = tokens.slice(named.end, at);
  const goesOn =
    between.some(({ norm }) => norm === 'and' || norm === ',' || norm === 'but') &&
    between.every(
      ({ norm, senses, moment }) =>
        JOINT.test(norm) || senses.has('place') || senses.has('anom') || moment !== undefined,
    );
  const [preposition, next] = tokens.slice(at + 1, at + 4).filter(({ norm }) => norm !== 'the');
  const isElsewhere =
    between.some(({ norm }) => /^(?:afterwards|thereafter|later|then|after)$/.test(norm)) ||
    (/^(?:in|after|before|during)$/.test(preposition?.norm ?? '') &&
      (next?.senses.has('place') === true ||
        next?.senses.has('anom') === true ||
        JOINT.test(next?.norm ?? '')));
  if (!goesOn || !isElsewhere || quantity.unit?.dimension === 'time') return undefined;
  return {
    drafts: [{ kind: 'statistic', meaning: { ...named.meaning, quantity }, first: at, end: at + 1 }],
    end: at + 1,
  };
}

/** A number that no rule claims is a reading, or a count of something that the window does not hold. */
function leftOver(tokens: readonly Token[], at: number): Reading | undefined {
  const token = tokens[at];
  const { quantity } = token ?? {};
  if (token === undefined || quantity === undefined || isListNumber(tokens, at)) return undefined;
  const counted = leftOverCount(tokens, at, token, quantity);
  if (counted !== undefined) return counted;
  // "one" and "second" are mostly no numbers.
  const afterTo = /^(?:to|at|of|from|is|are|was|were|reached|hit|read|reads|exactly)$/.test(
    tokens[at - 1]?.norm ?? '',
  );
  const isWord = quantity.inWords === true && quantity.unit === undefined && quantity.value < 3;
  if (isWord && !(quantity.value === 0 && afterTo)) return undefined;
  return { drafts: [{ ...leftOverFigure(quantity), first: at, end: at + 1 }], end: at + 1 };
}

function leftOverFigure(quantity: Quantity): Pick<Draft, 'kind' | 'meaning'> {
  const { unit } = quantity;
  if (unit?.dimension === 'sigma' || unit?.dimension === 'factor') {
    return {
      kind: 'comparison',
      meaning: { is: 'comparison', comparator: 'near', against: { to: 'unknown' }, negated: false },
    };
  }
  if (unit?.name === 'percentage points')
    return { kind: 'value', meaning: { is: 'change', quantity, direction: 'any' } };
  return { kind: 'value', meaning: { is: 'value', quantity } };
}

/** "a team of 25", "three sensors", "the remaining 46", "of which 59 are within the normal range". */
function leftOverCount(
  tokens: readonly Token[],
  at: number,
  token: Token,
  { value }: Quantity,
): Reading | undefined {
  if (!token.senses.has('int')) return undefined;
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  const count = (of: 'other' | 'point', length: number): Reading => {
    const meaning = { is: 'count', amount: { low: value, high: value }, of } as const;
    return { drafts: [{ kind: 'count', meaning, first: at, end: at + length }], end: at + length };
  };
  if (before?.norm === 'of' && tokens[at - 2]?.senses.has('unknown') === true) return count('other', 1);
  if (next?.senses.has('unknown') === true && /^\p{L}{3,}$/u.test(next.norm)) return count('other', 2);
  if (/^(?:remaining|other)$/.test(before?.norm ?? '')) return count('point', 1);
  if (next?.senses.has('meas') === true && next.norm.endsWith('s') && next.norm !== 'series')
    return count('point', 2);
  // "the value 445 is an outlier" counts nothing.
  const nounBefore = before?.norm === 'of' ? tokens[at - 2] : before;
  if (nounBefore?.senses.has('item') === true && !nounBefore.norm.endsWith('s')) return undefined;
  const isSubject = /^(?:are|is|were|was|lie|lies|fall|exceed|exceeds)$/.test(next?.norm ?? '');
  return isSubject && hasJudgement(tokens, at + 2) ? count('point', 1) : undefined;
}

/** Whether the next words say how some of the readings are: above a limit, normal, unusual. */
function hasJudgement(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(from, from + 4)
    .some(({ senses }) =>
      ['cmp', 'normal', 'normalrange', 'anomadj', 'anom', 'lacking'].some((category) => senses.has(category)),
    );
}

/** "2. 447.0 ppm": the number of a list item. */
function isListNumber(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return at === 0 && tokens[at]?.senses.has('int') === true && (next?.norm === '.' || next?.norm === ')');
}
