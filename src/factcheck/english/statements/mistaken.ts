import type { Condition } from '../../statement/parts.ts';
import type { Chart } from '../phrases/chart.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import { LEVEL_VERB } from '../words/verbs.ts';
import { isNoNeighbour, isUnfinished } from './misplaced.ts';
import { isNoComparison } from './no-comparison.ts';
import { isNoCount } from './no-count.ts';
import { isNoFigure } from './no-figure.ts';
import { isTimeStep } from './spacing.ts';

/** Whether the words of a phrase go another way in this place: cut from what they belong to, or words of another sort. */
export function isMistaken(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  // A number goes with its unit.
  if (isCutShort(edge, tokens, chart) || isOrdinalSecond(edge, tokens)) return true;
  if (isUnfinished(edge, tokens, chart) || isNumbered(edge, tokens, chart)) return true;
  switch (edge.category) {
    case 'lasting':
      // "24 h, 15-min data": two lengths; "down by 0.02 °C every minute": a rate.
      if (
        tokens.slice(edge.from, edge.to).some(({ text }) => text === ',') &&
        tokens[edge.to - 2]?.text === '-'
      )
        return true;
      return (
        tokens[edge.from]?.norm === 'every' &&
        chart.lastOf(Math.max(0, edge.from - 8), edge.to, 'rate') !== undefined
      );
    case 'range':
      // "since then up 2.3 to 1015.4": by so much to there.
      return (
        /^(?:up|down|by)$/.test(tokens[edge.from - 1]?.norm ?? '') && tokens[edge.from]?.kind === 'number'
      );
    case 'signed':
      // "shot up by 9.5": the verb says how.
      return /^(?:shot|shoots|jump(?:s|ed)?|sprang|leapt|leaps)$/.test(tokens[edge.from - 1]?.norm ?? '');
    case 'measure':
      // "where it began – 20.2 °C, to be precise": a dash, no sign.
      return tokens[edge.from]?.norm === '–' && tokens[edge.from + 1]?.spaced === true;
    case 'change':
      return isNoChange(edge, tokens, chart);
    case 'event':
      // "came on 7 March": nothing was switched on.
      return (
        isTimeStep(tokens, edge.from) ||
        (tokens[edge.to - 1]?.norm === 'on' && chart.at(edge.to).some(({ category }) => category === 'clock'))
      );
    case 'part':
      // "the last reading is above the median": says so of it, not which one it is.
      return (
        isPredicate(tokens.slice(edge.from, edge.to)) ||
        isTold(edge, tokens) ||
        isInARow(edge.from - 2, tokens)
      );
    case 'state':
      return isNoState(edge, tokens, chart);
    case 'scope':
      // "nothing in the first half rises above 22": says so of nothing.
      return (
        isNoNeighbour(edge, tokens, chart) ||
        isInARow(edge.from, tokens) ||
        isManner(edge, tokens) ||
        isOfCases(edge, tokens) ||
        (meaningOf(edge, 'scope')?.part === 'where' && isPredicate(tokens.slice(edge.from, edge.to)))
      );
    case 'series':
      // "in a narrow corridor": no room that has been spoken of.
      return tokens
        .slice(Math.max(0, edge.from - 2), edge.from)
        .some(({ norm }) => /^(?:an?|narrow|tight|wide|thin)$/.test(norm));
    case 'figure':
      return isNoFigure(edge, tokens, chart);
    case 'comparison':
      return isPiece(edge, tokens, chart) || isNoComparison(edge, tokens, chart);
    case 'count':
      return isPiece(edge, tokens, chart) || isNoCount(edge, tokens, chart);
    default:
      return false;
  }
}

/** "got under 20.5", "becomes more cloudy" (more of what, no table knows), "came on 7 March". */
function isNoChange({ to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const last = tokens[to - 1]?.norm ?? '';
  const isNext = (sought: Category) => chart.at(to).some(({ category }) => category === sought);
  return (
    /^(?:over|under|above|below|behind|of)$/.test(last) ||
    (/^(?:more|less)$/.test(last) && isNext('unknown')) ||
    (last === 'on' && isNext('clock'))
  );
}

/** "in the second half the mean is ...", "the second half runs ...": no half of the mean, half of no run. */
function isPiece({ from }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    /^(?:half|third|quarter)$/.test(tokens[from]?.norm ?? '') &&
    chart.at(from - 1).some(({ category }) => category === 'ordinal')
  );
}

/** "it breaks off": off is what something is, or looks; "67 of the 72 expected readings": that many should be there. */
function isNoState(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  // "the longest unbroken run": not all of the record.
  if (/^(?:run|streak|stretch|spell|row|series|sequence|plateau)$/.test(tokens[edge.to]?.norm ?? ''))
    return true;
  // "Nothing is above 49": says so of nothing.
  const isOpen = /^(?:is|was|seems|looks|appears)$/.test(tokens[edge.to - 1]?.norm ?? '');
  if (isOpen && chart.at(edge.to).some(({ category }) => category === 'comparison')) return true;
  return (
    (tokens[edge.from]?.norm === 'expected' && tokens[edge.from - 1]?.number !== undefined) ||
    (tokens[edge.from]?.norm === 'off' &&
      !/^(?:is|are|was|were|be|been|looks?|looked|seems?|seemed|appears?|feels?|something|bit|little|clearly)$/.test(
        tokens[edge.from - 1]?.norm ?? '',
      ))
  );
}

function isPredicate(words: readonly Token[]): boolean {
  const verb = words.findIndex(({ norm }) => LEVEL_VERB.test(norm));
  return verb > 0 && !words.slice(0, verb).some(({ norm }) => /^(?:that|which|who)$/.test(norm));
}

/** "three in a row exceed 20": no row of a table. */
function isInARow(at: number, tokens: readonly Token[]): boolean {
  return ['in', 'a', 'row'].every((word, nth) => tokens[at + nth]?.norm === word);
}

/** "In 26 cases more than 150 W were drawn": how often, not where. */
function isOfCases({ from, to }: Edge, tokens: readonly Token[]): boolean {
  return tokens
    .slice(from, Math.min(to - 1, from + 4))
    .some(({ norm }) => /^(?:cases|occasions|instances|times)$/.test(norm));
}

/** "the 31st reading", "the 12th one": no day. */
function isNumbered({ category, to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  if (category !== 'timing' || !/^\d+(?:st|nd|rd|th)$/.test(tokens[to - 1]?.norm ?? '')) return false;
  return tokens[to]?.norm === 'one' || chart.at(to).some((next) => next.category === 'reading');
}

/** "a second look": no length of time. */
function isOrdinalSecond(edge: Edge, tokens: readonly Token[]): boolean {
  const next = tokens[edge.to];
  const isSecond = edge.category === 'lasting' && tokens[edge.to - 1]?.norm === 'second';
  // "a second, smaller peak".
  if (isSecond && next?.norm === ',' && /(?:er|less)$/.test(tokens[edge.to + 1]?.norm ?? '')) return true;
  return (
    isSecond &&
    next?.kind === 'word' &&
    !/^(?:of|after|before|later|long|apart|and|or|at|in)$/.test(next.norm)
  );
}

/** A number goes with its unit, or with what makes it a time: "11 at night". */
function isCutShort(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const last = edge.to - 1;
  if (
    edge.category === 'timing' ||
    (tokens[last]?.kind !== 'number' && !chart.at(last).some(({ category }) => category === 'number'))
  )
    return false;
  const isPoints = /^points?$/.test(tokens[edge.to]?.norm ?? '');
  const isLonger = chart
    .at(last)
    .some(
      ({ category, to }) => (category === 'clock' || (isPoints && category === 'measure')) && to > edge.to,
    );
  return (
    isLonger ||
    (tokens[last]?.kind === 'number' &&
      chart
        .at(edge.to)
        .some(({ category }) => category === 'unit' || (edge.category === 'count' && category === 'reading')))
  );
}

/** "the five highest readings". */
function isRanked(condition: Condition): boolean {
  return condition.if === 'compare' && condition.to.num === 'ranked';
}

/** "it stood on a plateau", "in a burst": how it went, not which readings are meant. */
function isManner(edge: Edge, tokens: readonly Token[]): boolean {
  const isCalled = meaningOf(edge, 'scope')?.part === 'unknown';
  return (
    isCalled &&
    /^(?:in|on)$/.test(tokens[edge.from]?.norm ?? '') &&
    /^an?$/.test(tokens[edge.from + 1]?.norm ?? '')
  );
}

/** Readings that are told apart by a value or a time make statements of their own. */
function isTold(edge: Edge, tokens: readonly Token[]): boolean {
  const part = meaningOf(edge, 'part');
  const isShort =
    edge.to - edge.from <= 2 && tokens[edge.from]?.kind === 'word' && tokens[edge.to - 1]?.kind === 'word';
  // "negative readings": nothing is told of them yet.
  if (part?.part === 'where' && (isShort || isRanked(part.condition))) return false;
  return (
    part?.part === 'where' ||
    (tokens[edge.from]?.kind === 'number' && part?.part !== 'without') ||
    part?.part === 'between' ||
    part?.part === 'calendar'
  );
}
