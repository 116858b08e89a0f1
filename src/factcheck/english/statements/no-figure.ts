import type { Chart } from '../phrases/chart.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import { isOrdinalAlone } from './misplaced.ts';

/** Whether words that could be a figure say how often, are a verb, or hold a number of what follows. */
export function isNoFigure(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  return (
    isOfTimes(edge, tokens) ||
    isOfReadings(edge, tokens, chart) ||
    isMinutes(edge, tokens) ||
    isOfTwo(edge, tokens) ||
    isBegun(edge, tokens, chart) ||
    isVerb(edge, tokens) ||
    isOfSeveral(edge, tokens) ||
    isSeveral(edge, tokens) ||
    isOrdinalAlone(edge, tokens, chart) ||
    isOfDuration(edge, chart) ||
    isBehindDate(edge, tokens, chart)
  );
}

/** "it ends with two readings below 20", "low: 20 of 60 intervals", "most frequent with 13 occurrences": how many, not what it is. */
function isOfReadings({ to }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const isNumber = chart.at(to - 1).some(({ category, to: end }) => category === 'number' && end === to);
  const isReading = (at: number) =>
    chart.at(at).some(({ category }) => category === 'reading') && !/^points?$/.test(tokens[at]?.norm ?? '');
  const isOf = tokens[to]?.norm === 'of' && tokens[to + 1]?.number !== undefined;
  return isNumber && (isReading(to) || (isOf && isReading(to + 2)));
}

/** "to noon on 9 August the average is 21": the day belongs to what stands before it. */
function isBehindDate({ from }: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const isDate = chart.at(from).some(({ category }) => category === 'clock');
  return isDate && /^(?:on|of|to|until|till|and)$/.test(tokens[from - 1]?.norm ?? '');
}

/** "10 min at 180 W": minutes, no minimum. */
function isMinutes({ from }: Edge, tokens: readonly Token[]): boolean {
  return tokens[from]?.norm === 'min' && tokens[from - 1]?.number !== undefined;
}

/** "the minimum was hit 7×": how often, not what it is. */
function isOfTimes({ to }: Edge, tokens: readonly Token[]): boolean {
  return /^[x×]$/.test(tokens[to - 1]?.text ?? '') || /^[x×]$/.test(tokens[to]?.text ?? '');
}

/** "ten of those also top 48", "this means a loss of 0.1": no statistic. */
function isVerb({ from }: Edge, tokens: readonly Token[]): boolean {
  const [before, first, next] = [
    tokens[from - 1]?.norm ?? '',
    tokens[from]?.norm ?? '',
    tokens[from + 1]?.norm ?? '',
  ];
  if (first === 'means') return /^(?:an?|that|the)$/.test(next);
  return (
    /^tops?$/.test(first) &&
    next !== 'out' &&
    /^(?:also|those|these|them|which|that|to|even|readings?|values?|samples?|nothing|none|ever|never)$/.test(
      before,
    )
  );
}

/** "the highest value came two and a half hours into it": the number is that of the hours. */
function isOfDuration({ from, to }: Edge, chart: Chart): boolean {
  for (let at = from + 1; at < to; at += 1)
    if (chart.at(at).some(({ category, to: end }) => category === 'duration' && end > to)) return true;
  return false;
}

/** "before the maximum there were 5": what follows is another clause. */
function isOfTwo({ from, to }: Edge, tokens: readonly Token[]): boolean {
  return tokens.slice(from + 1, to).some(({ norm }) => norm === 'there');
}

/** "closer to the low of the two": of these, not of 2. */
function isOfSeveral({ from, to }: Edge, tokens: readonly Token[]): boolean {
  const words = tokens.slice(from, to).map(({ norm }) => norm);
  return /^(?:two|three|four)$/.test(words.at(-1) ?? '') && words.at(-2) === 'the' && words.at(-3) === 'of';
}

/** "the last two", "first one at nine": how many, or when. */
function isSeveral(edge: Edge, tokens: readonly Token[]): boolean {
  const name = meaningOf(edge, 'figure')?.name;
  const [last, lead] = [tokens[edge.to - 1], tokens[edge.to - 2]?.norm ?? ''];
  return (
    (name === 'first' || name === 'last') && last?.kind === 'word' && /^(?:last|first|final|at)$/.test(lead)
  );
}

/** "the first reading is 0.3 °C higher than ...", "is three times that of ...": the number belongs to what follows. */
function isBegun(edge: Edge, tokens: readonly Token[], chart: Chart): boolean {
  const figure = meaningOf(edge, 'figure');
  if (figure?.quantity?.unit === 'standard deviations') return true;
  if (figure?.name === 'range' && goesTo(edge.to, tokens)) return true;
  if (figure?.quantity?.unit === '%' && isOfFigure(edge.to, tokens, chart)) return true;
  // "by 297 rpm on average": a distance.
  if (tokens[edge.from - 1]?.norm === 'by' && tokens[edge.from]?.kind === 'number') return true;
  if (tokens[edge.to - 1]?.text === ')') return false;
  // "is 68 % as high as the maximum".
  if (tokens[edge.to]?.norm === 'as' && tokens[edge.to - 2]?.norm === 'as') return true;
  return (
    isHeldAgainst(edge.to, tokens, chart) ||
    /^(?:times|x|×|fold|apart|away|off)$/.test(tokens[edge.to]?.norm ?? '') ||
    chart
      .at(edge.to)
      .some(
        ({ category, from, to }) =>
          category === 'more' &&
          (tokens[to]?.norm === 'than' ||
            to - from > 1 ||
            !/^(?:more|less|over|above|under|below)$/.test(tokens[from]?.norm ?? '')),
      )
  );
}

/** "spread: 0.22 … 0.23": the first of two numbers. */
function goesTo(at: number, tokens: readonly Token[]): boolean {
  const closing = tokens[at]?.text === '(' ? tokens.findIndex(({ text }, to) => to > at && text === ')') : -1;
  return /^(?:…|\.\.\.?|-|–|—|to)$/.test(tokens[closing === -1 ? at : closing + 1]?.text ?? '');
}

/** "amounts to 22 % of the mean". */
function isOfFigure(at: number, tokens: readonly Token[], chart: Chart): boolean {
  return (
    tokens[at]?.norm === 'of' &&
    [at + 1, at + 2].some((from) =>
      chart.at(from).some(({ category, to }) => category === 'num' && to > from),
    ) &&
    !chart.at(at + 1).some(({ category }) => category === 'reading' || category === 'window')
  );
}

/** "2.2 above the mean", "66 below the first", not "21.3 over the window". */
function isHeldAgainst(at: number, tokens: readonly Token[], chart: Chart): boolean {
  const next = chart
    .at(at)
    .find(({ category, value }) => category === 'compare' && (value === 'over' || value === 'under'));
  const isAway =
    /^(?:from|away)$/.test(tokens[at]?.norm ?? '') &&
    chart.at(at + 1).some(({ category, to }) => category === 'num' && to > at + 1);
  if (isAway && !tokens.some(({ norm }) => norm === 'to')) return true;
  // "is 2 °C up on the first".
  if (
    /^(?:up|down)$/.test(tokens[at]?.norm ?? '') &&
    /^(?:on|from|against|versus)$/.test(tokens[at + 1]?.norm ?? '')
  )
    return true;
  // "is 68 % as high as the maximum".
  if (chart.at(at).some(({ category }) => category === 'likeness')) return true;
  if (next === undefined || /^(?:past|beyond|within)$/.test(tokens[at]?.norm ?? '')) return false;
  if (tokens[at]?.norm === 'over')
    return [next.to, next.to + 1].some((then) => chart.at(then).some(({ category }) => category === 'num'));
  return [next.to, next.to + 1].some((then) =>
    chart
      .at(then)
      .some(
        ({ category }) =>
          category === 'num' ||
          category === 'ordinal' ||
          category === 'measure' ||
          category === 'event' ||
          category === 'other',
      ),
  );
}
