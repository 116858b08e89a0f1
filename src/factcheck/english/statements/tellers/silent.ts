import { type Edge, meaningOf } from '../../phrases/phrase.ts';
import { isOfNumber } from '../positions.ts';
import { at, before, leadOf, sameClause, type Telling, wordsBefore } from '../telling.ts';
import { breaksOff } from '../times/holes.ts';

/** A phrase of time that opens its piece says which readings are meant; it claims nothing. */
export function setsTheScene(telling: Telling, index: number): boolean {
  const timing = at(telling, index, 'timing');
  const isSpan = timing?.role !== 'at';
  if (isOfNumber(telling, index)) return true;
  // "the values from 11:08 to 11:12 are raised": when they are is told.
  const from = telling.islands[index]?.from ?? 0;
  if (telling.chart.at(from - 1).some(({ category }) => category === 'reading')) return false;
  if (breaksOff(telling, index)) return false;
  if (isSpan && ofReadings(telling, index)) return true;
  // "**Low values**: after 15:45 there are ...".
  const lead = telling.tokens[from - 1]?.norm ?? '';
  if (isSpan && lead === ':' && telling.islands.length > index + 1) return true;
  const claims = before(
    telling,
    index,
    'measure',
    'figure',
    'count',
    'change',
    'range',
    'comparison',
    'state',
    'event',
    'num',
    'lasting',
    'timing',
  );
  // "the largest change is 34 (17:37 → 17:42)": when that was.
  const isBracketed = telling.mood.host.has(telling.mood.piece[from] ?? -1);
  return isSpan && claims === -1 && !isBracketed && telling.islands.length > index + 1;
}

/** "every reading after 15:00 is ...": which readings they are. */
function ofReadings(telling: Telling, index: number): boolean {
  const [previous, here] = [telling.islands[index - 1], telling.islands[index]];
  const next = telling.islands[index + 1];
  return (
    previous !== undefined &&
    previous.to === here?.from &&
    (previous.category === 'count' || previous.category === 'num') &&
    next !== undefined &&
    sameClause(telling, index, index + 1) &&
    ['comparison', 'measure', 'range', 'state', 'change'].includes(next.category)
  );
}

const BARE = new Set([
  'more',
  'up',
  'down',
  'over',
  'under',
  'above',
  'below',
  'less',
  'reduced',
  'increased',
  'decreased',
  'raised',
  'behind',
  'ahead of',
  'longer',
  'lighter',
  'calmer',
  'quieter',
  'fewer',
  'warmer',
  'stronger',
]);

/** "above" or "more" alone, with nothing to hold it against. */
export function saysNothing(telling: Telling, index: number, edge: Edge): boolean {
  const comparison = meaningOf(edge, 'comparison');
  if (isOtherBound(telling, index, edge)) return true;
  if (comparison?.relation === 'near') return false;
  const bare =
    comparison?.to === undefined &&
    comparison?.by === undefined &&
    comparison?.aspect === undefined &&
    comparison?.among === undefined;
  if (
    !bare ||
    comparison?.against !== undefined ||
    comparison?.nth !== undefined ||
    comparison?.back === true
  )
    return false;
  if (telling.islands.some(({ category }) => category === 'partner')) return false;
  // "above" alone is said of what follows, if that is a figure.
  const next = telling.islands[index + 1];
  const isPlain = telling.chart
    .at(edge.from)
    .some(({ category, to }) => category === 'compare' && to === edge.to);
  if (isPlain)
    return (
      next === undefined ||
      !['figure', 'num', 'event', 'part'].includes(next.category) ||
      next.from - edge.to > 2
    );
  return edge.to - edge.from === 1 && BARE.has(telling.tokens[edge.from]?.norm ?? '');
}

/** A state is claimed where something is said to be so, not where it only describes a noun. */
export function isPredicate(telling: Telling, index: number): boolean {
  const here = telling.islands[index];
  if (here === undefined || isAttribute(telling, here) || isExpectation(telling, index)) return false;
  if (at(telling, index, 'state')?.state === 'vague' && telling.tokens[here.from]?.norm !== 'all')
    return leadOf(telling, index, 4).some((word) =>
      /^(?:is|are|was|were|seems?|appears?|looks?|feels?|relatively|remains?|stays?|that's|it's)$/.test(word),
    );
  const lead = leadOf(telling, index, 6);
  if (lead.length === 0 || here.to - here.from > 1) return true;
  return lead.some((word) =>
    /^(?:is|are|was|were|be|been|has|have|had|seems?|seemed|appears?|appeared|looks?|looked|remains?|remained|stays?|stayed|shows?|showed|not|no|that's|it's|to|with|a|an|of|:|becomes?|became|behaves?|stands?|runs?|within|inside|without|isn't|aren't|wasn't|and|,)$/.test(
      word,
    ),
  );
}

/** "where 20 to 21 °C was expected", "where a reading every minute is usual": of what was found instead, not of the readings. */
function isExpectation(telling: Telling, index: number): boolean {
  const word = telling.tokens[telling.islands[index]?.from ?? -1]?.norm ?? '';
  if (!/^(?:expected|usual)$/.test(word)) return false;
  const earlier = telling.islands[index - 1]?.category ?? 'filler';
  const isOfNumber =
    sameClause(telling, index - 1, index) && ['range', 'lasting', 'rate', 'measure'].includes(earlier);
  return isOfNumber || wordsBefore(telling, index, 5).some((word) => word === 'every');
}

/** "extreme skewness": an adjective before its noun. */
function isAttribute({ chart }: Telling, here: Edge): boolean {
  const isOdd = chart.at(here.from).some(({ category, to }) => category === 'odd' && to === here.to);
  return (
    isOdd &&
    chart
      .at(here.to)
      .some(({ category }) => category === 'stat' || category === 'unknown' || category === 'quantityWord')
  );
}

/** "more than two hours but less than three": the other bound of what was told before. */
function isOtherBound(telling: Telling, index: number, edge: Edge): boolean {
  const to = meaningOf(edge, 'comparison')?.to;
  const isBare = to?.num === 'literal' && to.quantity.unit === undefined;
  const before = telling.islands[index - 1]?.category;
  return (
    isBare &&
    telling.tokens[edge.from - 1]?.norm === 'but' &&
    (before === 'lasting' || before === 'comparison')
  );
}
