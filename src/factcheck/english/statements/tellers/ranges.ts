import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, has, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { type Edge, meaningOf, type PhraseTypes } from '../../phrases/phrase.ts';
import { CARRIES } from '../../words/verbs.ts';
import { bandReadings } from '../bands.ts';
import { endReadings, isOfFigure } from '../movements/ends.ts';
import { reading } from '../scene.ts';
import { at, before, type Draft, type Drafting, leadOf, type Telling } from '../telling.ts';
import { figureChange } from '../values/figure-changes.ts';
import { besideReadings, standsBetween } from '../values/neighbours.ts';

/** "where 20 to 21 °C was expected", "where 0 to 40 °C is allowed". */
function givenRange({ tokens }: Telling, edge: Edge, low: Num, high: Num): Formula | undefined {
  const words = tokens.slice(edge.to, edge.to + 3).map(({ norm }) => norm);
  const lead = tokens.slice(Math.max(0, edge.from - 3), edge.from).map(({ norm }) => norm);
  if (words.includes('expected')) return { is: 'expected', low, high };
  if (![...words, ...lead].some((word) => word === 'allowed' || word === 'permitted')) return undefined;
  const bound = (which: 'low' | 'high', num: Num): Formula => equal({ num: 'limit', which }, num);
  return { is: 'and', formulas: [bound('low', low), bound('high', high)] };
}

/** Two numbers as the ends of a range: of the readings, of what is expected or allowed, or of a change. */
export function rangeDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const range = meaningOf(edge, 'range');
  if (range === undefined) return [];
  const beside = standsBetween(telling, index);
  if (beside !== undefined)
    return endDrafts(telling, edge, (quantity, isFirst) => besideReadings(...beside, isFirst, quantity));
  const [low, high] = [literal(range.low), literal(range.high)];
  const given = givenRange(telling, edge, low, high);
  if (given !== undefined) return draft('range', [reading(given)]);
  if (isMovement(telling, index, edge, range.low)) return movedDrafts(telling, index, edge, range);
  const { readings, taken } = bandReadings(telling, index, range);
  return draft('range', readings).map((one) => ({ ...one, taken }));
}

/** "rises from 20 to 25", "goes from 20 to 25", "the sharpest fall is seen around 12:37, from 19.7 to 19.5": the ends of a movement. */
function isMovement(telling: Telling, index: number, edge: Edge, low: Quantity): boolean {
  const lead = telling.tokens[edge.from]?.norm ?? '';
  const change = at(
    telling,
    before(telling, index, 'change', 'measure', 'range', 'figure', 'count'),
    'change',
  );
  const moves = change?.direction === 'up' || change?.direction === 'down' || change?.direction === 'mixed';
  if (moves && !/^(?:between|within|inside)$/.test(lead)) return true;
  if (lead !== 'from') return false;
  const isNamed =
    at(telling, before(telling, index, 'num', 'figure', 'measure', 'range'), 'num') !== undefined;
  if (isNamed && isOfFigure(telling, index) && figureChange(telling, index, low, true) !== undefined)
    return true;
  const step = at(telling, before(telling, index, 'num', 'measure', 'range', 'figure'), 'num');
  if (step?.num === 'largest step') return true;
  const isGoing = leadOf(telling, index, 3).some((word) =>
    /^(?:go|goes|went|move|moves|moved|run|runs|ran|change|changes|changed|pass|passes)$/.test(word),
  );
  const isDriven = leadOf(telling, index, 6).some((word) => CARRIES.test(word));
  return isGoing || isDriven || isBehindChange(telling, index);
}

/** "it's going down – from 19 % to 59 %". */
function isBehindChange(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const direction = at(telling, index - 1, 'change')?.direction;
  const dash = tokens[(islands[index]?.from ?? 0) - 1];
  const previous = islands[index - 1];
  return (
    /^[–—:-]$/.test(dash?.text ?? '') &&
    (direction === 'up' || direction === 'down') &&
    previous !== undefined &&
    (islands[index]?.from ?? 0) - previous.to <= 2
  );
}

/** "from 20.9 to 21.3" beside a rise: two values, each with readings of its own. */
function endDrafts(
  { chart }: Telling,
  edge: Edge,
  readingsOf: (quantity: Quantity, isFirst: boolean) => Reading[],
): Draft[] {
  const drafts: Draft[] = [];
  for (let token = edge.from; token < edge.to; token += 1) {
    const [longest] = chart
      .at(token)
      .filter(({ category, to }) => category === 'measure' && to <= edge.to)
      .sort((a, b) => b.to - a.to);
    const quantity = meaningOf(longest, 'measure');
    if (longest === undefined || quantity === undefined) continue;
    const readings = readingsOf(quantity, drafts.length === 0);
    drafts.push({ kind: 'value', from: longest.from, to: longest.to, readings, rules: longest.rules });
    token = longest.to - 1;
  }
  return drafts;
}

/** Where a movement begins and ends, or how it is with a figure that goes from one to the other. */
function movedDrafts(telling: Telling, index: number, edge: Edge, range: PhraseTypes['range']): Draft[] {
  const ends = { from: range.low, to: range.high, first: index, last: index };
  const isBySize = telling.tokens[edge.from - 1]?.norm === 'by';
  return endDrafts(telling, edge, (quantity, isFirst) => {
    if (isOfFigure(telling, index))
      return (
        figureChange(telling, index, quantity, isFirst) ?? [
          reading({ is: 'beyond', what: 'how a figure changes' }),
        ]
      );
    // "rises by two centimetres to 14.89 cm": how far, and where to.
    if (isBySize && isFirst) return [reading({ is: 'beyond', what: 'up to when it changes by so much' })];
    return isBySize ? [reading(has(quantity, WHOLE))] : endReadings(telling, ends, isFirst);
  });
}
