import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Counted } from '../../../statement/numbers.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { isIt, WHOLE } from '../../phrases/implied.ts';
import type { Counting } from '../../phrases/phrase.ts';
import { isOfRun } from '../comparisons/readings.ts';
import { denialOf } from '../denials.ts';
import { otherParts } from '../other-parts.ts';
import { distinct, doubtful, goesBack, reading } from '../scene.ts';
import { at, before, partAt, type Telling } from '../telling.ts';

import { conditionRightBehind, conditionsBeside, isTotal, sideOf } from './conditions.ts';
import { edgeReadings, endCounts } from './edges.ts';
import { plainCount, quantified, withTotal } from './formulas.ts';
import { exactly, ofTheirOwn, otherwiseMeant } from './otherwise.ts';
import { elidedCount, placedCount } from './placed.ts';
import { timesReadings } from './repeats.ts';
import { isRunLength, runReadings } from './runs.ts';
import { countedPart } from './sets.ts';
import { thingReadings } from './things.ts';
import { conditionBefore, conditionsTold, labelPlace, type ToldBefore } from './told.ts';
import { loosely, unsure } from './unsure.ts';

/** How many of something: of the readings that meet the condition told beside it, of findings, of what was named before. */
export function countReadings(telling: Telling, index: number, counting: Counting): Reading[] {
  const amount = denialOf(telling, index) === -1 ? counting.amount : denied(counting.amount);
  const { counted } = counting;
  if (counted.count === 'readings') return readingCounts(telling, index, counting, amount);
  if (counted.count === 'run length' || counted.count === 'stretches')
    return runReadings(telling, index, counted.count, amount);
  return thingReadings(telling, index, counting, amount);
}

function denied(amount: Amount): Amount {
  return amount.amount === 'none' ? { amount: 'bounds', low: 1, high: null } : { amount: 'none' };
}

function readingCounts(telling: Telling, index: number, counting: Counting, amount: Amount): Reading[] {
  if (isRunLength(telling, index, counting))
    return runReadings(telling, index, 'run length', amount, counting.condition);
  const plain = withoutCondition(telling, index, counting, amount);
  return plain ?? conditionCounts(telling, index, counting, amount);
}

/** Counts that need nothing told beside them: of all, of what was named before. */
function withoutCondition(
  telling: Telling,
  index: number,
  { counted, of, total, condition }: Counting,
  amount: Amount,
): Reading[] | undefined {
  const kind = total === true ? conditionRightBehind(telling, index) : undefined;
  if (kind !== undefined) return [reading(quantified(amount, partAt(telling, index), kind))];
  if (condition === undefined && (total === true || isTotal(telling, index)))
    return [reading(plainCount(amount, partRightBehind(telling, index) ?? WHOLE))];
  if (of === undefined && isBackReference(counted)) return timesReadings(telling, index, amount);
  const first = telling.tokens[telling.islands[index]?.from ?? -1]?.norm ?? '';
  const isLength =
    /^(?:lasts|lasted|lasting)$/.test(first) &&
    at(telling, before(telling, index, 'comparison'), 'comparison') !== undefined;
  return isLength ? runReadings(telling, index, 'run length', amount) : undefined;
}

/** "Of the eighteen readings in the first half ...": how many that part has. */
function partRightBehind({ islands, parts }: Telling, index: number): Part | undefined {
  const next = islands[index + 1];
  const isNext =
    next?.from === islands[index]?.to && (next?.category === 'scope' || next?.category === 'part');
  return isNext ? (parts[index + 1] ?? undefined) : undefined;
}

function conditionCounts(telling: Telling, index: number, counting: Counting, amount: Amount): Reading[] {
  if (
    counting.side !== undefined &&
    (isOfOther(telling, index) || sideOf(telling, index, counting.side) === undefined)
  )
    return [reading({ is: 'beyond', what: 'above or below what they are' })];
  const placed = placedCount(telling, index, counting, amount);
  if (placed !== undefined) return placed;
  const beside = conditionsOf(telling, index, counting, amount);
  const told = beside.length === 0 && counting.of === undefined ? conditionBefore(telling, index) : undefined;
  if (told?.condition !== undefined)
    return countsOf(telling, index, counting, amount, [told.condition], told);
  const [ending] = beside;
  const ended = ending && endCounts(telling, index, amount, ending);
  if (ended !== undefined) return ended;
  const elided = beside.length === 0 ? elidedCount(telling, index, counting, amount) : undefined;
  if (elided !== undefined) return elided;
  // "31 °C for most of the time".
  const isShare = beside.length === 0 && amount.amount === 'share';
  const label = beside.length === 0 && counting.of === undefined ? labelPlace(telling, index) : undefined;
  if (label !== undefined && amount.amount === 'number' && counting.ofAll !== true)
    return [reading(plainCount(amount, label))];
  return countsOf(
    telling,
    index,
    counting,
    amount,
    isShare ? conditionsTold(telling, index).slice(0, 1) : beside,
  );
}

/** So many readings that meet one of the conditions, within the part that is spoken of; `told`: what they are was told before, and where. */
function countsOf(
  telling: Telling,
  index: number,
  counting: Counting,
  amount: Amount,
  conditions: readonly Condition[],
  told?: ToldBefore,
): Reading[] {
  const { of, ofAll, totalOf } = counting;
  const part = told?.place ?? countedPart(telling, index, of);
  const bare = conditions.length === 0 ? uncounted(telling, index, counting, amount, part) : undefined;
  if (bare !== undefined) return bare;
  const formulas = (within: Part): Formula[] => {
    const wanted = conditions.map((condition) => quantified(amount, within, condition));
    const any: Formula =
      wanted.length > 1 ? { is: 'or', formulas: wanted } : (wanted[0] ?? plainCount(amount, within));
    return [withTotal(any, totalOf, within)];
  };
  const readings = formulas(part).map((formula) =>
    // "above 20 from 10:30 to 10:55, which makes six readings": of that time.
    reading(
      told !== undefined && part !== WHOLE
        ? { is: 'or', formulas: [formula, withTotal(plainCount(amount, part), totalOf, part)] }
        : formula,
    ),
  );
  if (told?.condition !== undefined)
    readings.push(...otherwiseMeant(telling, index, told.condition, part, amount));
  if (of?.part === 'without') readings.push(...ofTheirOwn(telling, index, amount));
  if (isOfEarlier(telling, index, of))
    readings.push(reading({ is: 'beyond', what: 'which readings are left' }));
  if (isOfRun(telling, index)) readings.push(reading({ is: 'beyond', what: 'whether they lie in a row' }));
  if (ofAll === true && conditions.length === 0)
    readings.push(reading({ is: 'beyond', what: 'which readings are counted' }));
  for (const other of of === undefined ? otherParts(telling, index) : [])
    readings.push(...formulas(other).map((formula) => doubtful(formula, 'part carried over')));
  if (conditions.length === 0 && part !== WHOLE && of === undefined)
    readings.push(doubtful(plainCount(amount, WHOLE), 'another part'));
  readings.push(
    ...(conditions.length === 0 ? loosely(amount) : []),
    ...exactly(conditions, part, amount),
    ...unsure(telling, index, conditions, counting, amount),
  );
  return distinct(readings);
}

/** What a count without a condition tells where it does not count all that there are. */
function uncounted(
  telling: Telling,
  index: number,
  { of, ofAll, totalOf, counted }: Counting,
  amount: Amount,
  part: Part,
): Reading[] | undefined {
  // A share of all that nothing is said of would hold whatever they are.
  const isOfThem = (of?.part === 'event' && isBackReference(counted)) || amount.amount === 'share';
  if ((ofAll === true || isOfThem) && totalOf === undefined)
    return [reading({ is: 'beyond', what: 'which readings are counted' })];
  // "no readings between 12:00 and 12:45": nothing lies between the two.
  if (amount.amount === 'none' && part.part === 'between' && part.from !== null && part.to !== null)
    return [reading({ is: 'spans', of: { event: 'gap', k: null }, from: part.from, to: part.to })];
  // "the last 24 readings": which ones they are, not how many.
  return (of?.part === 'first' || of?.part === 'last') && ofAll !== true
    ? edgeReadings(telling, index, of)
    : undefined;
}

/** "just 16 got above 21; the other 44 did not": what was counted last was counted before this sentence. */
function isOfEarlier({ scenes }: Telling, index: number, of: Part | undefined): boolean {
  return of?.part === 'without' && goesBack(of) && scenes[index]?.set === scenes[0]?.set;
}

/** "against 27 below the mark": what they lie below is told by another word. */
function isOfOther({ tokens, islands }: Telling, index: number): boolean {
  const next = tokens[islands[index]?.to ?? -1]?.norm ?? '';
  return /^(?:the|this|its|their|a|an)$/.test(next);
}

function conditionsOf(
  telling: Telling,
  index: number,
  { condition, of, side }: Counting,
  { amount }: Amount,
): Condition[] {
  if (condition !== undefined) return [condition];
  const beyond = side === undefined ? undefined : sideOf(telling, index, side);
  if (beyond !== undefined) return [beyond];
  const beside = conditionsBeside(telling, index);
  // "the other 51 are higher": so many are left, whatever is said of them.
  if (of?.part === 'without' && (amount === 'number' || amount === 'bounds')) return [];
  return beside;
}

function isBackReference(counted: Counted): boolean {
  return counted.count === 'readings' && counted.of.part === 'event' && isIt(counted.of.event);
}
