import { CHANGE_RULES } from './grammar-changes.ts';
import { COMPARISON_RULES } from './grammar-comparisons.ts';
import { COUNT_RULES } from './grammar-counts.ts';
import { NUMBER_RULES } from './grammar-numbers.ts';
import { PLACE_RULES } from './grammar-places.ts';
import { STATE_RULES } from './grammar-states.ts';
import type { Draft } from './meaning.ts';
import { moodOf } from './mood.ts';
import { applyRules, type Rule } from './rule.ts';
import type { Span } from './sentences.ts';
import { readSeries } from './series-claims.ts';
import type { SeriesName } from './series-names.ts';
import { tag, type Vocabulary } from './tag.ts';
import type { Token } from './tokens.ts';
import { vaguePredicates } from './vague.ts';

/** Tried in this order at every word; the first that holds is taken. */
const RULES: readonly Rule[] = [
  ...NUMBER_RULES,
  ...COMPARISON_RULES,
  ...PLACE_RULES,
  ...COUNT_RULES,
  ...CHANGE_RULES,
  ...STATE_RULES,
];

/** A sentence taken apart: its words, what it states, and which words no statement accounts for. */
export interface ReadSentence {
  readonly span: Span;
  readonly tokens: readonly Token[];
  readonly drafts: readonly Draft[];
  /** For each token, whether it is merely possible, advised, or asked. */
  readonly hedged: readonly boolean[];
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
    const cause = readCause(tokens, at);
    const named = cause ? undefined : readSeries(tokens, at, series);
    const read = cause ?? named ?? applyRules(RULES, tokens, at) ?? leftOver(tokens, at);
    if (read !== undefined && hedged[at] !== true) drafts.push(...read.drafts);
    at = Math.max(at + 1, read?.end ?? 0);
  }
  const asserted = drafts.filter((draft) => hedged[draft.first] !== true);
  return { span, tokens, drafts: [...asserted, ...vaguePredicates(tokens, asserted, hedged)], hedged };
}

/** Why something happened: the words that say so, and what they name, up to the next pause. */
function readCause(tokens: readonly Token[], at: number): Reading | undefined {
  const token = tokens[at];
  if (token === undefined || !token.senses.has('cause')) return undefined;
  let end = at + 1;
  while (end < tokens.length && end < at + 6 && !isPause(tokens[end]) && tokens[end]?.quantity === undefined)
    end += 1;
  const draft: Draft = { kind: 'cause', meaning: { is: 'cause' }, first: at, end };
  return { drafts: [draft], end: at + 1 };
}

interface Reading {
  readonly drafts: readonly Draft[];
  readonly end: number;
}

function isPause(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.senses.has('comma') ||
      token.norm === ';' ||
      token.norm === 'and' ||
      token.norm === 'which' ||
      token.norm === 'that')
  );
}

/** A number that no rule claims is a reading, or a count of something that the window does not hold. */
function leftOver(tokens: readonly Token[], at: number): Reading | undefined {
  const token = tokens[at];
  const { quantity } = token ?? {};
  if (token === undefined || quantity === undefined) return undefined;
  if (isListNumber(tokens, at)) return undefined;
  const about = tokens[at - 1]?.senses.has('approx') === true;
  if (quantity.unit?.dimension === 'sigma' || quantity.unit?.dimension === 'factor') {
    return {
      drafts: [
        {
          kind: 'comparison',
          meaning: {
            is: 'comparison',
            comparator: 'near',
            against: { to: 'unknown' },
            about,
            negated: false,
          },
          first: at,
          end: at + 1,
        },
      ],
      end: at + 1,
    };
  }
  const next = tokens[at + 1];
  const isCount =
    token.senses.has('int') && next !== undefined && /^\p{L}{3,}$/u.test(next.norm) && next.senses.size === 0;
  if (quantity.inWords === true && !isCount && quantity.unit === undefined) return undefined;
  const draft: Draft = isCount
    ? {
        kind: 'count',
        meaning: { is: 'count', amount: { low: quantity.value, high: quantity.value }, of: 'other' },
        first: at,
        end: at + 2,
      }
    : { kind: 'value', meaning: { is: 'value', quantity, about }, first: at, end: at + 1 };
  return { drafts: [draft], end: at + 1 };
}

/** "2. 447.0 ppm": the number of a list item. */
function isListNumber(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return at === 0 && tokens[at]?.senses.has('int') === true && (next?.norm === '.' || next?.norm === ')');
}
