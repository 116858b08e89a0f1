import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num, StatisticName } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { isHere, WHOLE } from '../../phrases/implied.ts';
import { narrowed } from '../../phrases/parts.ts';
import { type Figure, meaningOf } from '../../phrases/phrase.ts';
import { listedReadings } from '../listed.ts';
import { otherParts } from '../other-parts.ts';
import { pairedName } from '../paired.ts';
import { distinct, doubtful, reading, resolve } from '../scene.ts';
import { tableReadings } from '../tables.ts';
import { at, filled, partAt, sameClause, type Telling, wordsBefore, wordsBetween } from '../telling.ts';

import { figureChange, goesOn } from './figure-changes.ts';
import { orderedReadings } from './ordered.ts';

/** "mean of 22.4": the statistic of its part, or of what the text spoke of before. */
export function figureReadings(telling: Telling, index: number, figure: Figure): Reading[] {
  const quantity = figure.quantity;
  if (quantity === undefined) return [];
  const right = literal(quantity);
  const own = filled(telling, index, leftOutOf(telling, index, figure.num));
  if (figure.num.num === 'largest step') return [reading(stepEqual(figure.num, quantity))];
  const listed =
    tableReadings(telling, index, quantity) ??
    listedReadings(telling, index, quantity) ??
    orderedReadings(telling, index, quantity) ??
    pairedReadings(telling, index, quantity);
  if (listed !== undefined) return listed;
  const relative = relativeDistance(telling, own, quantity);
  if (relative !== undefined) return [reading(relative)];
  if (isDenied(telling, index)) return [reading({ is: 'not', formula: equal(own, right) })];
  const chosen = chosenBefore(telling, index);
  if (chosen !== undefined && figure.num.num === 'statistic')
    return [reading(equal(filledWith(figure, chosen), right))];
  const change = goesOn(telling, index) ? figureChange(telling, index, quantity, true) : undefined;
  if (change !== undefined) return change;
  const readings = [reading(equal(own, right))];
  if (goesOn(telling, index)) readings.push(reading({ is: 'beyond', what: 'how a figure changes' }));
  if (figure.num.num === 'statistic') {
    for (const part of otherParts(telling, index))
      readings.push(doubtful(equal(filledWith(figure, part), right), 'part carried over'));
    readings.push(...looseFigures(figure.name, partAt(telling, index), quantity));
  }
  // "..., which averaged 38.6": which of the two parts it is, is not told.
  const lead = telling.tokens[(telling.islands[index]?.from ?? 0) - 1]?.norm ?? '';
  if (
    /^(?:which|that|who|latter|former|and|or)$/.test(lead) &&
    telling.islands.slice(0, index).some(({ category }) => category === 'comparison' || category === 'part')
  )
    readings.push(reading({ is: 'beyond', what: 'which part this is of' }));
  if (isOneOfSeveral(telling, index, figure) || isBracketed(telling, index))
    readings.push(reading({ is: 'beyond', what: 'which of several this is' }));
  return distinct(readings);
}

/** "Without the spike the mean from 12:00 to 13:00 is 21": what its clause leaves out is none of its own part. */
function leftOutOf(telling: Telling, index: number, num: Num): Num {
  const said = partAt(telling, index);
  const isOwn =
    num.num === 'statistic' && !isHere(num.of) && num.of.part !== 'whole' && num.of.part !== 'without';
  return isOwn && said.part === 'without' ? { ...num, of: narrowed(num.of, { ...said, of: WHOLE }) } : num;
}

/** "The half hours above 20,000 average 21,591": the readings that are named right before their figure. */
export function chosenBefore(telling: Telling, index: number): Part | undefined {
  const { relation, to, by } = at(telling, index - 1, 'comparison') ?? {};
  const isNext = wordsBetween(telling, index - 1, index).every((word) => HAVING.test(word));
  const isLimit =
    relation === 'over' || relation === 'under' || relation === 'at least' || relation === 'at most';
  const from = telling.islands[index - 1]?.from ?? 0;
  if (!isNext || !isLimit || to?.num !== 'literal' || by !== undefined || from === 0) return undefined;
  if (!sameClause(telling, index - 1, index)) return undefined;
  return { part: 'where', of: partAt(telling, index), condition: { if: 'compare', relation, to } };
}

const HAVING = /^(?:have|has|had|show|shows|showed|a|an|the|of|with|come|comes|to|at)$/;

/** "A smaller crest, 11,279", "the second highest speed, 98", "during the day it peaked at 7.5": not that of all readings. */
function isOneOfSeveral(telling: Telling, index: number, { name }: Figure): boolean {
  if (name !== 'max' && name !== 'min') return false;
  const before = wordsBefore(telling, index, 2);
  return (
    before.some((word) => LOCAL.test(word)) ||
    (partAt(telling, index) === WHOLE && before.some((word) => LESSER.test(word)))
  );
}

const LOCAL = /^(?:local|another|smaller|lesser|minor|secondary|subsidiary|intermediate)$/;

const LESSER =
  /^(?:second|2nd|third|3rd|next|further|later|earlier|other|fourth|subsequent|following|previous|day|night|morning|evening|afternoon|daytime|nighttime|noon|midday)$/;

/** "... and lowest in the middle third (mean 31.39 %)": of what the bracket stands behind. */
function isBracketed(telling: Telling, index: number): boolean {
  const { islands, mood } = telling;
  const piece = mood.piece[islands[index]?.from ?? -1] ?? -1;
  const host = mood.host.get(piece);
  if (host === undefined || partAt(telling, index) !== WHOLE) return false;
  const outside = islands.findLast(({ from }, other) => other < index && mood.piece[from] !== piece);
  return outside?.category === 'comparison' && mood.piece[outside.from] === host;
}

/** A number of a list that stands behind as many names. */
export function pairedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const name = pairedName(telling, index);
  return name === undefined ? undefined : [reading(equal(filled(telling, index, name), literal(quantity)))];
}

/** "Relative to the mean, top and bottom are 8 % apart". */
function relativeDistance(telling: Telling, own: Num, quantity: Quantity): Formula | undefined {
  const to = telling.islands
    .map((edge) => meaningOf(edge, 'partner')?.to)
    .find((other) => other !== undefined);
  if (own.num !== 'distance' || quantity.unit !== '%' || to === undefined) return undefined;
  const share = { value: quantity.value / 100, step: quantity.step / 100, hedge: quantity.hedge };
  return equal({ num: 'ratio', a: own, b: resolve(to, WHOLE, null) }, literal(share));
}

/** A step is told by its size; a fall has no sign when it is called one. */
export function stepEqual(step: Num & { num: 'largest step' }, quantity: Quantity): Formula {
  const signed = (value: number): Formula => equal(step, literal({ ...quantity, value }));
  if (step.direction === 'down') return signed(-Math.abs(quantity.value));
  return step.direction === 'up'
    ? signed(quantity.value)
    : { is: 'or', formulas: [signed(quantity.value), signed(-quantity.value)] };
}

/** "the mean is not 20.5": between the statistic and its value. */
function isDenied({ islands, tokens, chart }: Telling, index: number): boolean {
  const here = islands[index];
  const inside = [...tokens.keys()].slice(here?.from ?? 0, here?.to ?? 0);
  // "without the spike" denies nothing of the figure.
  return inside.some(
    (at) => tokens[at]?.norm !== 'without' && chart.at(at).some(({ category }) => category === 'not'),
  );
}

function filledWith({ name }: Figure, of: Part): Num {
  return statistic(name, of);
}

/** A local peak is a peak too; "the range is 14" can be said of a difference. */
function looseFigures(name: StatisticName, of: Part, quantity: Quantity): Reading[] {
  if (name === 'typical')
    return ['median', 'mean', 'mode'].map((other) =>
      reading(
        equal(
          statistic(other === 'median' ? 'median' : other === 'mean' ? 'mean' : 'mode', of),
          literal(quantity),
        ),
        'another statistic',
      ),
    );
  return [];
}
