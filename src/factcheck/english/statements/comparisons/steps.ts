import type { Num } from '../../../statement/numbers.ts';
import type { Relation } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { literal, statistic } from '../../phrases/built.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { placesAs } from '../mood.ts';
import { reading } from '../scene.ts';
import { leadOf, partAt, type Telling } from '../telling.ts';
import type { Subject } from './subject.ts';

/**
 * "A single step never exceeds 1.3", "no two neighbouring readings differ by more than 4": of the way from one reading to the next; "the
 * readings differ by less than 2": of the lowest and the highest. Undefined where the words are of readings themselves.
 */
export function stepReadings(
  telling: Telling,
  index: number,
  subject: Subject,
  { relation, to, by }: Comparison,
  denied: boolean,
): Reading[] | undefined {
  if (subject.of !== 'readings' || to?.num !== 'literal' || by !== undefined) return undefined;
  if (relation === 'within' || relation === 'outside' || relation === 'near') return undefined;
  const isStep = isOfSteps(telling, index);
  if (!isStep && !differs(telling, index)) return undefined;
  const of = partAt(telling, index);
  const left: Num = isStep
    ? { num: 'distance', a: { num: 'largest step', direction: 'either', of }, b: ZERO }
    : statistic('range', of);
  const isNone = denied || subject.many === 'none' || opensWithNone(telling, index);
  // "every step exceeds 2": of the smallest as well.
  if (isStep && !isNone && /^(?:over|at least)$/.test(relation) && subject.many === 'all')
    return [reading({ is: 'beyond', what: 'how large each step is' })];
  return [reading({ is: 'compare', left, relation: isNone ? OPPOSITE[relation] : relation, right: to })];
}

/** What holds where a relation does not: "never more than 2" is at most 2. */
const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  over: 'at most',
  under: 'at least',
  'at least': 'under',
  'at most': 'over',
  equal: 'not equal',
  'not equal': 'equal',
};

const ZERO: Num = literal({ value: 0, step: 1e-12, hedge: 'exact' });

/** A step by its name, or what lies between two readings in a row. */
function isOfSteps(telling: Telling, index: number): boolean {
  const { tokens } = telling;
  const places = before(telling, index);
  const isNext = places.some((at) => NEXT_TO.test(tokens[at]?.norm ?? ''));
  return (
    (isNext && differs(telling, index)) ||
    places.some((at) => STEP.test(tokens[at]?.norm ?? '') && ONE.test(tokens[at - 1]?.norm ?? ''))
  );
}

/** "... differ by more than": not what the readings are, but how far apart. */
function differs(telling: Telling, index: number): boolean {
  const [verb, by] = leadOf(telling, index, 2);
  return by === 'by' && /^differ(?:s|ed)?$/.test(verb ?? '');
}

function opensWithNone(telling: Telling, index: number): boolean {
  return before(telling, index).some((at) => /^(?:no|never)$/.test(telling.tokens[at]?.norm ?? ''));
}

/** Tokens of the clause before an island. */
function before({ islands, mood }: Telling, index: number): readonly number[] {
  const from = islands[index]?.from ?? 0;
  return placesAs(mood.clause, from).filter((at) => at < from);
}

export const NEXT_TO = /^(?:neighbou?ring|adjacent|consecutive|successive)$/;
const STEP = /^(?:steps?|jumps?|increments?)$/;
const ONE = /^(?:single|individual|each|every|no|any|one)$/;
