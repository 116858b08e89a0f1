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
import { HERE, isIt, WHOLE } from '../phrases/implied.ts';
import type { Counting } from '../phrases/phrase.ts';
import { conditionOf } from './comparisons.ts';
import { distinct, mentionsHere, reading, resolve } from './scene.ts';
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
  const within = partAt(telling, index);
  const fill = (of: Part): Counted => resolveCounted(counted, of, telling.scenes[index]?.event ?? null);
  const count = (what: Counted): Formula => ({ is: 'count', counted: what, relation: 'equal', amount });
  const readings = [reading(count(fill(within)))];
  if (counted.count === 'missing readings')
    readings.push(reading(count({ count: 'nulls', within }), 'loose wording'));
  if (counted.count === 'findings' && isLoose(counted.of))
    readings.push(reading(count({ count: 'findings', of: broader(counted.of), within }), 'loose wording'));
  for (const other of otherParts(telling, index))
    readings.push(reading(count(fill(other)), 'part carried over'));
  return distinct(readings);
}

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

function readingCounts(
  telling: Telling,
  index: number,
  { counted, condition, of }: Counting,
  amount: Amount,
): Reading[] {
  const scene = telling.scenes[index]?.event ?? null;
  const back =
    counted.count === 'readings' && counted.of !== HERE && !mentionsHere(counted.of) && of === undefined;
  const conditions = condition === undefined ? conditionsBeside(telling, index) : [condition];
  if (back && isBackReference(counted)) return timesReadings(telling, index, amount);
  const part = of === undefined ? partAt(telling, index) : resolve(of, partAt(telling, index), scene);
  const formulas = (within: Part): Formula[] =>
    conditions.length > 0
      ? conditions.map((wanted) => quantified(amount, within, wanted))
      : [plainCount(amount, within)];
  const readings = formulas(part).map((formula) => reading(formula));
  for (const other of otherParts(telling, index))
    readings.push(...formulas(other).map((formula) => reading(formula, 'part carried over')));
  if (conditions.length === 0 && part !== WHOLE && of === undefined)
    readings.push(reading(plainCount(amount, WHOLE), 'another part'));
  return distinct(readings);
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
  const categories = ['measure', 'figure', 'num', 'comparison', 'event', 'count'] as const;
  for (
    let other = before(telling, index, ...categories);
    other !== -1;
    other = before(telling, other, ...categories)
  ) {
    const condition = conditionAt(telling, other);
    if (condition === undefined) continue;
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
    readings.unshift(
      reading({
        is: 'count',
        counted: { count: 'run length', value: null, within: part },
        relation: 'equal',
        amount,
      }),
    );
  return readings.length === 0
    ? [reading({ is: 'beyond', what: 'how often something happened that was not named' })]
    : distinct(readings);
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
  const next = after(telling, index, 'comparison', 'measure', 'count', 'figure', 'range', 'state', 'scope');
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
