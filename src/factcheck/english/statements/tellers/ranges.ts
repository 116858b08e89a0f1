import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Time } from '../../../statement/times.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { type Edge, meaningOf } from '../../phrases/phrase.ts';
import { bandReadings } from '../bands.ts';
import { reading } from '../scene.ts';
import { at, before, type Draft, type Drafting, leadOf, partAt, type Telling } from '../telling.ts';
import { besideReadings, standsBetween } from '../values/neighbours.ts';
import { equal, literal } from '../values.ts';

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
  if (beside !== undefined) return endDrafts(telling, index, edge, beside);
  const [low, high] = [literal(range.low), literal(range.high)];
  const given = givenRange(telling, edge, low, high);
  if (given !== undefined) return draft('range', [reading(given)]);
  const change = at(
    telling,
    before(telling, index, 'change', 'measure', 'range', 'figure', 'count'),
    'change',
  );
  const moves = change?.direction === 'up' || change?.direction === 'down' || change?.direction === 'mixed';
  const goes = goesFromTo(telling, index, edge);
  if (goes === 'of a figure')
    return draft('value', [reading({ is: 'beyond', what: 'how a figure changes' })]);
  if (goes !== undefined) return endDrafts(telling, index, edge);
  if (moves && !/^(?:between|within|inside)$/.test(telling.tokens[edge.from]?.norm ?? ''))
    return endDrafts(telling, index, edge);
  const { readings, taken } = bandReadings(telling, index, range);
  return draft('range', readings).map((one) => ({ ...one, taken }));
}

/** "goes from 20 to 25", "the sharpest fall is seen around 12:37, from 19.7 to 19.5": the ends of a movement. */
function goesFromTo(telling: Telling, index: number, edge: Edge): 'of a figure' | 'of readings' | undefined {
  if (telling.tokens[edge.from]?.norm !== 'from') return undefined;
  const step = at(telling, before(telling, index, 'num', 'measure', 'range', 'figure'), 'num');
  if (step?.num === 'largest step') return 'of readings';
  const isGoing = leadOf(telling, index, 3).some((word) =>
    /^(?:go|goes|went|move|moves|moved|run|runs|ran|change|changes|changed|pass|passes)$/.test(word),
  );
  const isDriven = leadOf(telling, index, 6).some((word) => DRIVEN.test(word));
  if (!isGoing && !isDriven && !isBehindChange(telling, index)) return undefined;
  return telling.topics[index]?.of === 'num' ? 'of a figure' : 'of readings';
}

/** "it carries the temperature from 69.9 to 76.2", "inflates the deviation from 5.4 to 61.1". */
const DRIVEN =
  /^(?:carr(?:y|ies|ied)|brings?|brought|inflate[sd]?|raise[sd]?|lift(?:s|ed)?|push(?:es|ed)?|drives?|drove|drag(?:s|ged)?|pull(?:s|ed)?|lower(?:s|ed)?|reduce[sd]?|depress(?:es|ed)?|shift(?:s|ed)?|sends?|sent|leads?|led|improve[sd]?|turn(?:s|ed)?|boost(?:s|ed)?|swell(?:s|ed)?)$/;

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

/** "from 20.9 to 21.3" beside a rise: two values. */
function endDrafts(telling: Telling, index: number, edge: Edge, beside?: readonly [Time, Time]): Draft[] {
  const drafts: Draft[] = [];
  for (let token = edge.from; token < edge.to; token += 1) {
    const [longest] = telling.chart
      .at(token)
      .filter(({ category, to }) => category === 'measure' && to <= edge.to)
      .sort((a, b) => b.to - a.to);
    const quantity = meaningOf(longest, 'measure');
    if (longest === undefined || quantity === undefined) continue;
    const of = partAt(telling, index);
    const name = drafts.length === 0 ? 'first' : 'last';
    const readings =
      beside !== undefined
        ? besideReadings(...beside, drafts.length === 0, quantity)
        : [
            reading({ is: 'has value', quantity, of: WHOLE }),
            reading(equal({ num: 'statistic', name, of }, literal(quantity)), 'loose wording'),
          ];
    drafts.push({ kind: 'value', from: longest.from, to: longest.to, readings, rules: longest.rules });
    token = longest.to - 1;
  }
  return drafts;
}
