import type { Quantity } from '../../../statement/literals.ts';
import type { Reading } from '../../../statement/text.ts';
import { HERE, WHOLE } from '../../phrases/implied.ts';
import { type Edge, meaningOf } from '../../phrases/phrase.ts';
import { distanceBehind, sizeBeside } from '../comparisons/behind.ts';
import { concludedSize, isApposed } from '../comparisons/concluded.ts';
import { comparisonReadings } from '../comparisons/readings.ts';
import { countReadings } from '../counts/readings.ts';
import { shareReadings } from '../counts/shares.ts';
import { denialOf } from '../denials.ts';
import { sizeBefore, sizeReadings } from '../movements/sizes.ts';
import { passedLevel } from '../occurrences.ts';
import { reading } from '../scene.ts';
import { tableReadings } from '../tables.ts';
import { at, before, type Draft, type Drafting, leadOf, type Telling } from '../telling.ts';
import { figureAgain } from '../values/again.ts';
import { isFollowing } from '../values/following.ts';
import { isLevelOfPart } from '../values/of-part.ts';
import { sumReadings } from '../values/sums.ts';
import { bareReadings, roleReadings } from '../values.ts';

/** What is told in standard deviations lies that far from the mean, unless another is named. */
const MEAN = { num: 'statistic', name: 'mean', of: WHOLE } as const;

/** A number by itself: a reading, a count, the size of a change. */
const VALUE_LEADS = /^(?:of|at|is|was|are|were|to|from|=|exactly|be|equals|read|reads|reached|hit|by)$/;

export function measureDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const quantity = meaningOf(edge, 'measure');
  if (quantity === undefined) return [];
  if (sizeBeside(telling, index) !== undefined) return [];
  const sizes = sizeDrafts(telling, index, edge, quantity, draft);
  if (sizes !== undefined) return sizes;
  const token = telling.tokens[edge.from];
  const lead = telling.tokens[edge.from - 1]?.norm ?? '';
  const elided = shareReadings(telling, index, quantity) ?? countedWord(telling, index, edge, quantity);
  if (elided !== undefined)
    return [{ kind: 'count', from: edge.from, to: edge.to, readings: elided, rules: edge.rules }];
  // A small number in words is more often a pronoun or a count than a reading.
  if (
    quantity.unit === undefined &&
    token?.kind === 'word' &&
    (quantity.value === 1 || !VALUE_LEADS.test(lead))
  )
    return [];
  if (isListNumber(telling, edge)) return [];
  if (quantity.unit === 'standard deviations')
    return draft(
      'comparison',
      comparisonReadings(
        telling,
        index,
        // "exceeds the mean by three standard deviations" names its other side.
        lead === 'by' ? { relation: 'outside', by: quantity } : { relation: 'equal', by: quantity, to: MEAN },
      ),
    );
  const summed = sumReadings(telling, index, quantity);
  return summed === undefined ? numberDrafts(telling, index, quantity, draft) : draft('statistic', summed);
}

function numberDrafts(telling: Telling, index: number, quantity: Quantity, draft: Drafting): Draft[] {
  const role = roleReadings(telling, index, quantity);
  const readings = numberReadings(telling, index, quantity, role);
  const [natural] = readings;
  const kind = isFigure(telling, index) ? 'statistic' : 'value';
  if (natural !== undefined && denialOf(telling, index) !== -1)
    return draft(kind, [reading({ is: 'not', formula: natural.formula }, ...natural.assumes)]);
  const isClosed = role !== undefined && kind === 'value' && isFollowing(telling, index);
  return draft(kind, readings).map((one) => (isClosed ? { ...one, isClosed } : one));
}

/** What the number is, and that it may be something else where nothing says for sure that it is a reading. */
function numberReadings(
  telling: Telling,
  index: number,
  quantity: Quantity,
  role: readonly Reading[] | undefined,
): readonly Reading[] {
  const readings = role ?? bareReadings(telling, index, quantity);
  // "26.9 rpm in the second half against 4.7 in the first".
  const isSure = role !== undefined || isSurelyValue(telling, index, quantity);
  return isSure ? readings : [...readings, reading({ is: 'beyond', what: 'what the number is of' })];
}

/** A number that is the size of a change, a distance, or a level that is passed. */
function sizeDrafts(
  telling: Telling,
  index: number,
  edge: Edge,
  quantity: Quantity,
  draft: Drafting,
): Draft[] | undefined {
  const sizedBefore = sizeBefore(telling, index, quantity);
  if (sizedBefore !== undefined)
    return [
      {
        kind: 'trend',
        from: edge.from,
        to: telling.islands[index + 1]?.to ?? edge.to,
        readings: sizedBefore,
        rules: edge.rules,
      },
    ];
  const sized = sizeReadings(telling, index, quantity);
  if (sized !== undefined)
    return draft(sizeKind(telling, index), sized).map((one) =>
      isApposed(telling, index - 1) ? { ...one, isClosed: true } : one,
    );
  const distance = distanceBehind(telling, index, quantity);
  if (distance !== undefined) return draft('comparison', distance);
  const concluded = concludedSize(telling, index, quantity);
  if (concluded !== undefined)
    return draft('comparison', concluded).map((one) => ({ ...one, isClosed: true }));
  const passed = passedLevel(telling, index);
  if (passed !== undefined) return draft('comparison', passed);
  return undefined;
}

/** How large one step is, is a value; how far it went from one time to another, a comparison. */
function sizeKind(telling: Telling, index: number): 'value' | 'comparison' {
  const change = at(telling, before(telling, index, 'change'), 'change');
  return change?.manner.some((manner) => manner === 'sudden' || manner === 'fast') === true
    ? 'value'
    : 'comparison';
}

/** "three trips took more than ...", "two at 02:58": a number of what was named before, or is named by a word of its own. */
function countedWord(telling: Telling, index: number, edge: Edge, quantity: Quantity): Reading[] | undefined {
  if (quantity.unit !== undefined || telling.tokens[edge.from]?.kind !== 'word') return undefined;
  const isThing =
    edge.to - edge.from === 2 && telling.chart.at(edge.to - 1).some(({ category }) => category === 'unknown');
  const amount = { amount: 'number', quantity } as const;
  if (isThing)
    return countReadings(telling, index, { amount, counted: { count: 'readings', of: HERE }, ofAll: true });
  const isDated =
    telling.islands[index + 1]?.category === 'timing' && telling.islands[index + 1]?.from === edge.to;
  const lead = telling.tokens[edge.from - 1]?.norm ?? '';
  return isDated && /^(?:,|:|and|)$/.test(lead)
    ? [reading({ is: 'beyond', what: 'which of them these are' })]
    : undefined;
}

/** A number in the unit of the readings, or right after a word for one, is a reading; a bare one may be anything. */
function isSurelyValue(telling: Telling, index: number, { unit }: Quantity): boolean {
  if (unit !== undefined) return !isOfChange(telling, index);
  return leadOf(telling, index, 3).some((word) =>
    /^(?:value|values|reading|readings|reached|reaches|hit|hits|at|measured|recorded|from|to)$/.test(word),
  );
}

/** "the sharpest fall is the one at 14:39 (906)": the size of a change, which nobody said. */
function isOfChange({ islands, tokens }: Telling, index: number): boolean {
  const here = islands[index];
  return (
    tokens[(here?.from ?? 0) - 1]?.text === '(' &&
    islands.slice(0, index).some(({ category }) => category === 'change')
  );
}

/** A statistic that was named before, or the level of the part beside it. */
function isFigure(telling: Telling, index: number): boolean {
  const quantity = at(telling, index, 'measure');
  const isOfTable = quantity !== undefined && tableReadings(telling, index, quantity) !== undefined;
  return isOfTable || figureAgain(telling, index) !== undefined || isLevelOfPart(telling, index);
}

function isListNumber({ tokens }: Telling, edge: Edge): boolean {
  return edge.from === 0 && edge.to === 1 && /^[.)]$/.test(tokens[1]?.text ?? '');
}
