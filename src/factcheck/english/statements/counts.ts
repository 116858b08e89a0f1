import type {
  Amount,
  Condition,
  Counted,
  Event,
  FindingClass,
  Formula,
  Part,
  Reading,
} from '../../statement.ts';
import { isIt, WHOLE } from '../phrases/implied.ts';
import { within } from '../phrases/parts.ts';
import type { Counting } from '../phrases/phrase.ts';
import { conditionOf } from './comparisons/condition.ts';
import { isOfCount } from './found.ts';
import { distinct, doubtful, reading, resolve } from './scene.ts';
import {
  after,
  at,
  before,
  denialOf,
  leadOf,
  partAt,
  sameClause,
  type Telling,
  wordsBetween,
} from './telling.ts';
import { literal, otherParts } from './values.ts';

/** How many of something: of the readings that meet the condition told beside it, of findings, of what was named before. */
export function countReadings(telling: Telling, index: number, counting: Counting): Reading[] {
  const amount = denialOf(telling, index) === -1 ? counting.amount : denied(counting.amount);
  const { counted } = counting;
  if (counted.count === 'readings') return readingCounts(telling, index, counting, amount);
  if (counted.count === 'run length')
    return isOfCondition(telling, index) ? [UNTOLD] : [reading(inARow(telling, index, amount))];
  const within = partAt(telling, index);
  const fill = (of: Part): Counted => resolveCounted(counted, of, telling.scenes[index]?.event ?? null);
  const count = (what: Counted): Formula => ({ is: 'count', counted: what, relation: 'equal', amount });
  const readings = [reading(count(fill(within)))];
  if (counted.count === 'missing readings')
    readings.push(reading(count({ count: 'nulls', within }), 'loose wording'));
  if (counted.count === 'findings' && isLoose(counted.of))
    readings.push(reading(count({ count: 'findings', of: broader(counted.of), within }), 'loose wording'));
  for (const other of otherParts(telling, index))
    readings.push(doubtful(count(fill(other)), 'part carried over'));
  return distinct(readings);
}

/** "54 of the 60 readings have a value": so many have one, and the rest of them is missing. */
export function filledReadings(
  telling: Telling,
  index: number,
  { amount, ofAll }: Counting,
): Reading[] | undefined {
  const { from = 0, to = 0 } = telling.islands[index] ?? {};
  const next = telling.tokens
    .slice(to, to + 3)
    .map(({ norm }) => norm)
    .join(' ');
  const all = telling.tokens.slice(from, to).findLast(({ number }) => number !== undefined)?.number?.value;
  if (ofAll !== true || amount.amount !== 'number' || all === undefined || !HAVE_VALUE.test(next))
    return undefined;
  const within = partAt(telling, index);
  const rest = all - amount.quantity.value;
  const missing: Amount =
    rest === 0
      ? { amount: 'none' }
      : { amount: 'number', quantity: { value: rest, step: 1, hedge: 'exact' } };
  const lacks: Formula = {
    is: 'count',
    counted: { count: 'missing readings', within },
    relation: 'equal',
    amount: missing,
  };
  return [reading({ is: 'and', formulas: [plainCount(amount, within), lacks] })];
}

const HAVE_VALUE = /^(?:have|has|had|carry|carried|hold|held) (?:a (?:value|number)|values)/;

function denied(amount: Amount): Amount {
  return amount.amount === 'none' ? { amount: 'bounds', low: 1, high: null } : { amount: 'none' };
}

function resolveCounted(counted: Counted, of: Part, event: Event | null): Counted {
  const formula = resolve({ is: 'count', counted, relation: 'equal', amount: { amount: 'all' } }, of, event);
  return formula.is === 'count' ? formula.counted : counted;
}

function isLoose(of: FindingClass): boolean {
  return of === 'spike' || of === 'dropout' || of === 'outlier';
}

function broader(of: FindingClass): FindingClass {
  return of === 'outlier' ? 'outlier' : 'outlier';
}

function readingCounts(telling: Telling, index: number, counting: Counting, amount: Amount): Reading[] {
  const plain = withoutCondition(telling, index, counting, amount);
  return plain ?? conditionCounts(telling, index, counting, amount);
}

/** Counts that need nothing told beside them: of all, of what was named before. */
function withoutCondition(
  telling: Telling,
  index: number,
  { counted, of, total }: Counting,
  amount: Amount,
): Reading[] | undefined {
  if (total === true || isTotal(telling, index)) return [reading(plainCount(amount, WHOLE))];
  if (of === undefined && isBackReference(counted)) return timesReadings(telling, index, amount);
  const first = telling.tokens[telling.islands[index]?.from ?? -1]?.norm ?? '';
  return /^(?:lasts|lasted|lasting)$/.test(first) && isOfCondition(telling, index) ? [UNTOLD] : undefined;
}

function conditionCounts(telling: Telling, index: number, counting: Counting, amount: Amount): Reading[] {
  const { condition, of, ofAll } = counting;
  const conditions =
    condition !== undefined ? [condition] : of?.part === 'without' ? [] : conditionsBeside(telling, index);
  if (ofAll === true && conditions.length === 0)
    return [reading({ is: 'beyond', what: 'which readings are counted' })];
  const part = countedPart(telling, index, of);
  // "no readings between 12:00 and 12:45": nothing lies between the two.
  if (
    amount.amount === 'none' &&
    conditions.length === 0 &&
    part.part === 'between' &&
    part.from !== null &&
    part.to !== null
  )
    return [reading({ is: 'spans', of: { event: 'gap', k: null }, from: part.from, to: part.to })];
  const formulas = (within: Part): Formula[] =>
    conditions.length > 0
      ? conditions.map((wanted) => quantified(amount, within, wanted))
      : [plainCount(amount, within)];
  const readings = formulas(part).map((formula) => reading(formula));
  for (const other of otherParts(telling, index))
    readings.push(...formulas(other).map((formula) => doubtful(formula, 'part carried over')));
  if (conditions.length === 0 && part !== WHOLE && of === undefined)
    readings.push(doubtful(plainCount(amount, WHOLE), 'another part'));
  // "Over 300 samples the mean is ..." is not more than 300.
  if (
    conditions.length === 0 &&
    amount.amount === 'bounds' &&
    amount.high === null &&
    (amount.low ?? 0) > FEW
  )
    readings.push(
      reading(
        plainCount(
          { amount: 'number', quantity: { value: (amount.low ?? 1) - 1, step: 1, hedge: 'exact' } },
          WHOLE,
        ),
        'loose wording',
      ),
    );
  readings.push(...exactly(conditions, part, amount), ...unsure(telling, index, conditions, amount));
  return distinct(readings);
}

/** The readings among which is counted: those named by the count itself, within the part of its clause. */
function countedPart(telling: Telling, index: number, of: Part | undefined): Part {
  const { event = null, boundary = null } = telling.scenes[index] ?? {};
  if (of === undefined) return partAt(telling, index);
  const own = resolve(of, partAt(telling, index), of.part === 'without' ? (boundary ?? event) : event);
  const named = telling.parts[index] ?? null;
  return named !== null && JSON.stringify(named) !== JSON.stringify(own) ? within(own, named) : own;
}

/** "35 readings of 450": those that would only round to it may not be meant. */
function exactly(conditions: readonly Condition[], of: Part, amount: Amount): Reading[] {
  return conditions.flatMap((condition) =>
    condition.if === 'compare' && condition.relation === 'equal'
      ? [
          reading(
            quantified(amount, of, { if: 'between', low: condition.to, high: condition.to }),
            'loose wording',
          ),
        ]
      : [],
  );
}

/** "One reading", "two intervals", said of what else the clause tells of them: what they are is not sure enough to call it false. */
function unsure(
  telling: Telling,
  index: number,
  conditions: readonly Condition[],
  amount: Amount,
): Reading[] {
  if (amount.amount === 'none')
    return telling.parts[index] != null
      ? []
      : [reading({ is: 'beyond', what: 'which readings there are none of' })];
  const few = amount.amount === 'bounds' || (amount.amount === 'number' && amount.quantity.value <= FEW);
  if (conditions.length > 0 && !(few && telling.parts[index] != null)) return [];
  const isAlone = telling.islands.every(
    ({ category }, other) =>
      other === index || !TELLS_WHICH.has(category) || !sameClause(telling, index, other),
  );
  return few || !isAlone ? [reading({ is: 'beyond', what: 'which readings are counted' })] : [];
}

const FEW = 5;
/** What can say which readings are counted. */
const TELLS_WHICH: ReadonlySet<string> = new Set([
  'comparison',
  'measure',
  'range',
  'state',
  'change',
  'timing',
  'lasting',
]);

/** "all but one of the 24 readings": the number of all, beside that of a part. */
function isTotal(telling: Telling, index: number): boolean {
  const other = before(telling, index, 'count');
  if (other === -1 || other !== index - 1) return false;
  const words = wordsBetween(telling, other, index);
  return words.includes('of') && words.every((word) => /^(?:of|the|all|these|those)$/.test(word));
}

function isBackReference(counted: Counted): boolean {
  return counted.count === 'readings' && counted.of.part === 'event' && isIt(counted.of.event);
}

/** A number of readings that meet a condition is a count of them; "most", "all" and "none" are a share. */
function quantified(amount: Amount, of: Part, condition: Condition): Formula {
  if (amount.amount === 'number' || amount.amount === 'bounds')
    return {
      is: 'count',
      counted: { count: 'readings', of: { part: 'where', of, condition } },
      relation: 'equal',
      amount,
    };
  return { is: 'quantified', amount, of, condition };
}

function plainCount(amount: Amount, of: Part): Formula {
  return { is: 'count', counted: { count: 'readings', of }, relation: 'equal', amount };
}

/** "three times", "twice": of the reading or extreme told beside it, else of crossings. */
function timesReadings(telling: Telling, index: number, amount: Amount): Reading[] {
  const part = partAt(telling, index);
  const readings: Reading[] = [];
  if (part.part === 'where') readings.push(reading(plainCount(amount, part)));
  const categories = ['measure', 'figure', 'num', 'comparison', 'event', 'count'] as const;
  for (
    let other = before(telling, index, ...categories);
    other !== -1;
    other = before(telling, other, ...categories)
  ) {
    const condition = conditionAt(telling, other);
    if (condition === undefined) continue;
    if (condition.if === 'extreme')
      readings.push(
        reading({
          is: 'count',
          counted: { count: condition.which === 'max' ? 'peaks' : 'valleys', within: part },
          relation: 'equal',
          amount,
        }),
      );
    const where: Part = { part: 'where', of: part, condition };
    readings.push(
      reading(
        { is: 'count', counted: { count: 'readings', of: where }, relation: 'equal', amount },
        ...(readings.length === 0 ? [] : (['a reading among several'] as const)),
      ),
    );
    readings.push(
      reading(
        { is: 'count', counted: { count: 'stretches', condition, within: part }, relation: 'equal', amount },
        'a reading among several',
      ),
    );
  }
  const finding = at(telling, before(telling, index, 'event'), 'event');
  if (finding?.event === 'finding' && !isIt(finding))
    readings.push(
      reading({
        is: 'count',
        counted: { count: 'findings', of: finding.of, within: part },
        relation: 'equal',
        amount,
      }),
    );
  if (/^(?:in|running)$/.test(telling.tokens[telling.islands[index]?.to ?? -1]?.norm ?? ''))
    readings.unshift(reading(inARow(telling, index, amount)));
  return readings.length === 0
    ? [reading({ is: 'beyond', what: 'how often something happened that was not named' })]
    : distinct(readings);
}

/** A stretch of readings that meet a condition is none of equal ones. */
function isOfCondition(telling: Telling, index: number): boolean {
  return before(telling, index, 'comparison') !== -1 || after(telling, index, 'comparison') !== -1;
}

const UNTOLD = reading({ is: 'beyond', what: 'how long a stretch of such readings lasts' });

/** "three times in a row": equal readings, of the value that is told beside it. */
function inARow(telling: Telling, index: number, amount: Amount): Formula {
  const said = before(telling, index, 'measure', 'figure');
  const quantity = at(telling, said, 'measure') ?? at(telling, said, 'figure')?.quantity;
  const value = quantity === undefined ? null : literal(quantity);
  const counted: Counted = { count: 'run length', value, within: partAt(telling, index) };
  return { is: 'count', counted, relation: 'equal', amount };
}

function conditionAt(telling: Telling, index: number): Condition | undefined {
  const measure = at(telling, index, 'measure');
  if (measure !== undefined) return { if: 'compare', relation: 'equal', to: literal(measure) };
  const figure = at(telling, index, 'figure') ?? at(telling, index, 'num');
  if (figure !== undefined && 'name' in figure && (figure.name === 'max' || figure.name === 'min'))
    return { if: 'extreme', which: figure.name };
  const comparison = at(telling, index, 'comparison');
  if (comparison !== undefined) return conditionOf(telling, index, comparison);
  return undefined;
}

/** What the counted readings are said to be: the nearest condition or value after them in the clause, else before. */
function conditionsBeside(telling: Telling, index: number): Condition[] {
  let next = after(telling, index, 'comparison', 'measure', 'count', 'figure', 'range', 'state', 'scope');
  if (at(telling, next, 'count') !== undefined && isTotal(telling, next))
    next = after(telling, next, 'comparison', 'measure', 'count', 'figure', 'range', 'state', 'scope');
  if (next !== -1 && (sameClause(telling, index, next) || joinedBy(telling, index, next))) {
    const comparison = at(telling, next, 'comparison');
    if (comparison !== undefined) return listOf(conditionOf(telling, next, comparison));
    const measure = at(telling, next, 'measure');
    if (
      measure !== undefined &&
      wordsBetween(telling, index, next).some((word) =>
        /^(?:of|at|is|are|was|were|equal|equals|exactly|sit|sits|lie|with|be|being|read|show|have|has)$/.test(
          word,
        ),
      )
    )
      return [{ if: 'compare', relation: 'equal', to: literal(measure) }];
    const range = at(telling, next, 'range');
    if (range !== undefined) return [{ if: 'between', low: literal(range.low), high: literal(range.high) }];
    const state = at(telling, next, 'state');
    if (state?.state === 'missing data') return [{ if: 'null' }];
    if (state?.state === 'unusual') return [{ if: 'found', of: 'any' }];
  }
  const event = at(telling, index + 1, 'event');
  if (event?.event === 'finding' && isOfCount(telling, index + 1)) return [{ if: 'found', of: event.of }];
  const previous = before(telling, index, 'comparison', 'measure', 'figure', 'count');
  const comparison = at(telling, previous, 'comparison');
  return comparison !== undefined &&
    sameClause(telling, index, previous) &&
    leadOf(telling, index, 6).length < 4
    ? listOf(conditionOf(telling, previous, comparison))
    : [];
}

function joinedBy(telling: Telling, a: number, b: number): boolean {
  const words = wordsBetween(telling, a, b);
  return words.includes('that') || words.includes('which') || words.includes('with');
}

const listOf = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
