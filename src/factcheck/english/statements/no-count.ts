import type { Chart } from '../phrases/chart.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import { NEXT_TO } from './comparisons/steps.ts';

/** Whether words that could be a count belong to something else in this place, or go on to say what is counted. */
export function isNoCount(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    isPartOfOther(edge, tokens) ||
    isHeld(edge, tokens, chart) ||
    isNever(edge, tokens) ||
    isEndOfRange(edge, tokens) ||
    isOnlyOnes(edge, tokens) ||
    isCutFromNoun(edge, tokens, chart) ||
    isSubject(edge, tokens) ||
    isOfSize(edge, tokens) ||
    isLabelOfZero(edge, tokens) ||
    isRepeated(edge, tokens, chart) ||
    isOfPair(edge, tokens) ||
    isOfTime(edge, tokens, chart)
  );
}

/** "Zero values: five samples", "without zeros 555": what they are is told, and not how many. */
function isLabelOfZero({ from, to }: Edge, tokens: readonly Token[]): boolean {
  const isWithout =
    /^zeroe?s$/.test(tokens[from]?.norm ?? '') &&
    /^(?:o|w\/o|without|excluding|ex)$/.test(tokens[from - 1]?.norm ?? '');
  return isWithout || (tokens[from]?.norm === 'zero' && /^[:|*]$/.test(tokens[to]?.text ?? ''));
}

/** "is repeated eleven times": no repeated readings. */
function isRepeated({ from }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    tokens[from]?.norm === 'repeated' && chart.at(from + 1).some(({ category }) => category === 'number')
  );
}

/** "half an hour": a length of time, unless it is one half hour among others: "the quickest half hour", "the remaining half an hour". */
function isOfTime({ from, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    /^(?:half|quarter)$/.test(tokens[from]?.norm ?? '') &&
    !/^(?:remaining|first|last|next|final|previous|\w+est)$/.test(tokens[from - 1]?.norm ?? '') &&
    chart.at(from).some(({ category, to: end }) => category === 'duration' && end >= to)
  );
}

/** "No two successive readings differ by more than 2": from each to the next. */
function isOfPair({ from, to }: Edge, tokens: readonly Token[]): boolean {
  return (
    tokens.slice(from, to).some(({ norm }) => NEXT_TO.test(norm)) &&
    tokens.slice(to, to + MOST_BETWEEN).some(({ norm }) => /^differ(?:s|ed)?$/.test(norm))
  );
}

/** Tokens between a subject and its verb: "of the first half". */
const MOST_BETWEEN = 6;

/** "Jumps of more than 9: none": of something else than readings. */
function isOfSize(edge: Edge, tokens: readonly Token[]): boolean {
  return tokens[edge.from - 1]?.norm === 'of' && isInList(edge, tokens);
}

function isInList({ from, to }: Pick<Edge, 'from' | 'to'>, tokens: readonly Token[]): boolean {
  return tokens.slice(from, to - 1).some(({ text }) => /^[:=|]$/.test(text));
}

/** "a limit of 20 readings" counts nothing, and of "all but one of the 24" both counts are told. */
function isPartOfOther({ from }: Edge, tokens: readonly Token[]): boolean {
  const [before, first] = [tokens[from - 1], tokens[from]?.norm ?? ''];
  if (/^(?:of|among)$/.test(first) && before?.kind === 'word') return true;
  return before?.norm === 'but' && tokens[from - 2]?.norm === 'all';
}

/** "38 below" stands alone; "28 below zero" goes on. */
function isHeld({ to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    /^(?:above|below)$/.test(tokens[to - 1]?.norm ?? '') &&
    chart.at(to).some(({ category }) => category === 'measure' || category === 'other' || category === 'part')
  );
}

/** "at no time did it exceed 20": how often it did is not told. */
function isNever(edge: Edge, tokens: readonly Token[]): boolean {
  return tokens[edge.from - 1]?.norm === 'at' && /^(?:time|point)$/.test(tokens[edge.to - 1]?.norm ?? '');
}

/** "Normal readings: 20 to 22": two ends, no number of readings. */
function isEndOfRange({ to }: Edge, tokens: readonly Token[]): boolean {
  return (
    tokens[to - 1]?.kind === 'number' &&
    /^(?:to|-|–|—|\.\.\.?|…)$/.test(tokens[to]?.text ?? '') &&
    tokens[to + 1]?.kind === 'number'
  );
}

/** "are the only outliers": which ones, not how many. */
function isOnlyOnes({ from, to }: Edge, tokens: readonly Token[]): boolean {
  return (
    tokens[from]?.norm === 'the' && tokens[from + 1]?.norm === 'only' && /s$/.test(tokens[to - 1]?.norm ?? '')
  );
}

/** "Above 900: ten minutes", "anomalies: two at noon": the number of a list stands alone, or goes with what follows. */
function isCutFromNoun({ from, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const isNumber = chart.at(to - 1).some(({ category, to: end }) => category === 'number' && end === to);
  const isListed = isInList({ from, to }, tokens);
  const next = tokens[to];
  return (
    isNumber &&
    isListed &&
    next?.kind !== undefined &&
    next.kind !== 'sign' &&
    !/^(?:and|in|or|altogether|at|on|from|before|after)$/.test(next.norm)
  );
}

/** "in the last hour none is above 20": goes on with what none of them is. */
function isSubject(edge: Edge, tokens: readonly Token[]): boolean {
  const next = tokens[edge.to];
  const isNone = /^(?:none|nothing|nil)$/.test(tokens[edge.to - 1]?.norm ?? '');
  return (
    isNone && meaningOf(edge, 'count')?.place !== undefined && next !== undefined && next.kind !== 'sign'
  );
}
