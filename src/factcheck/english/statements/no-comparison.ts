import type { Chart } from '../phrases/chart.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';

/** Whether words that could be a comparison count, tell a change or go on otherwise in this place. */
export function isNoComparison(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    isCountOfSide(edge, tokens) ||
    isTwoSided(edge, tokens, chart) ||
    isOfNoun(edge, tokens) ||
    isOtherwise(edge, tokens) ||
    isCutOff(edge, tokens, chart) ||
    isOccurrence(edge, tokens) ||
    isSpread(edge, tokens, chart)
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

/** "a rise of 12 cm over three hours": for so long, not higher. */
function isSpread({ to, value }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    tokens[to - 1]?.norm === 'over' &&
    typeof value === 'object' &&
    chart.at(to).some(({ category }) => category === 'duration')
  );
}

/** "182 W, hit 3×", "it crosses 150 W five times": how often, not how many times as much. */
function isOccurrence({ from, to, value }: Edge, tokens: readonly Token[]): boolean {
  if (!/^(?:x|×|times)$/.test(tokens[to - 1]?.norm ?? '') || typeof value !== 'object') return false;
  return tokens.slice(Math.max(0, from - 5), from).some(({ norm }) => HAPPENS.test(norm));
}

const HAPPENS =
  /^(?:hit|hits|reached|reaches|touched|touches|met|seen|read|attained|measured|recorded|cross(?:es|ed)?|comes?|came|occurs?|occurred|appears?|appeared|happens?|happened|\()$/;

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

/** "30 are above the mean" counts, "fewer than ten readings are ..." does, and "29.4 °C is above all the rest" tells no distance. */
function isOtherwise(edge: Edge, tokens: readonly Token[]): boolean {
  const comparison = meaningOf(edge, 'comparison');
  const isBare = comparison?.by !== undefined && comparison.by.unit === undefined;
  if (isBare && /^(?:are|lie|stay|remain|were|lay|exceed)$/.test(tokens[edge.from + 1]?.norm ?? ''))
    return true;
  if (comparison?.by !== undefined && isVerbInside(edge, tokens)) return true;
  return comparison?.against?.part === 'where' && comparison.by === undefined;
}

/** Words that go on where the phrase ends, or began before it. */
function isCutOff({ from, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const [last, next] = [tokens[to - 1]?.norm ?? '', tokens[to]?.norm];
  // "shoots up by half": the verb takes its word along.
  const isVerb = ({ category, to: end }: Edge) => category === 'change' && end > from;
  const isBy = /^(?:up|down)$/.test(tokens[from]?.norm ?? '') && tokens[from + 1]?.norm === 'by';
  if (isBy && chart.at(from - 1).some(isVerb)) return true;
  // "little more than a third of ...": a share, and no third one.
  const isNth = chart.at(to - 1).some(({ category }) => category === 'ordinal');
  if (isNth && /^(?:a|an|one)$/.test(tokens[to - 2]?.norm ?? '')) return true;
  // "exceeds the second highest".
  if (isNth && to - from > 1 && chart.at(to).some(({ category }) => category === 'extreme')) return true;
  // "than the following five hours".
  if (/^(?:following|preceding|subsequent)$/.test(last) && to - from > 1) return true;
  // "up by 0.02 from the first to the last", "by 11 % from the first to the last".
  return next === 'to' && tokens.slice(from, to).some(({ norm }) => norm === 'from');
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
