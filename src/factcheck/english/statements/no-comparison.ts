import type { Chart } from '../phrases/chart.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';

/** Whether words that could be a comparison count, tell a change or go on otherwise in this place. */
export function isNoComparison(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    isCountOfSide(edge, tokens) ||
    isTwoSided(edge, tokens, chart) ||
    isOfNoun(edge, tokens) ||
    isOtherwise(edge, tokens)
  );
}

/** "16 are below 20 °C and 51 above": so many readings, no distance. */
function isCountOfSide(edge: Edge, tokens: readonly Token[]): boolean {
  const { by, to, against, nth, back } = meaningOf(edge, 'comparison') ?? {};
  return (
    by !== undefined &&
    by.unit === undefined &&
    Number.isInteger(by.value) &&
    by.step === 1 &&
    to === undefined &&
    against === undefined &&
    nth === undefined &&
    back === undefined &&
    /^(?:above|below)$/.test(tokens[edge.to - 1]?.norm ?? '')
  );
}

/** "nothing goes above 27 or below 25": the second side has a number of its own. */
function isTwoSided({ from, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const isOr = tokens.slice(from, to).some(({ norm }) => norm === 'or');
  return isOr && chart.at(to).some(({ category }) => category === 'measure' || category === 'num');
}

/** "is a positive trend". */
function isOfNoun({ from, to }: Edge, tokens: readonly Token[]): boolean {
  return (
    to - from > 2 &&
    /^(?:positive|negative)$/.test(tokens[to - 1]?.norm ?? '') &&
    tokens[to - 2]?.norm === 'a'
  );
}

/** "30 are above the mean" counts, "fewer than ten readings are ..." does, and "by 11 % from the first to the last" tells a change. */
function isOtherwise(edge: Edge, tokens: readonly Token[]): boolean {
  const comparison = meaningOf(edge, 'comparison');
  const isBare = comparison?.by !== undefined && comparison.by.unit === undefined;
  if (isBare && /^(?:are|lie|stay|remain|were|lay|exceed)$/.test(tokens[edge.from + 1]?.norm ?? ''))
    return true;
  if (
    tokens[edge.from - 1]?.norm === 'by' &&
    tokens[edge.to]?.norm === 'to' &&
    tokens[edge.from + 2]?.norm === 'from'
  )
    return true;
  // "29.4 °C is above all the rest": no distance.
  if (comparison?.by !== undefined && isVerbInside(edge, tokens)) return true;
  // "than the following five hours": cut from its noun.
  if (/^(?:following|preceding|subsequent)$/.test(tokens[edge.to - 1]?.norm ?? '') && edge.to - edge.from > 1)
    return true;
  // "up by 0.02 from the first to the last".
  if (tokens[edge.to]?.norm === 'to' && tokens.slice(edge.from, edge.to).some(({ norm }) => norm === 'from'))
    return true;
  return comparison?.against?.part === 'where' && comparison.by === undefined;
}

/** A verb of being inside of a phrase, with a preposition of comparison behind it. */
function isVerbInside({ from, to }: Edge, tokens: readonly Token[]): boolean {
  return tokens
    .slice(from, to - 1)
    .some(
      ({ norm }, at) =>
        at > 0 &&
        /^(?:is|are|was|were|lies?|lay|stays?|stayed|remains?|remained)$/.test(norm) &&
        /^(?:above|below|over|under)$/.test(tokens[from + at + 1]?.norm ?? ''),
    );
}
