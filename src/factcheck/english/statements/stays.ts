import type { Formula } from '../../statement/formulas.ts';
import type { Quantity } from '../../statement/literals.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { literal } from '../phrases/built.ts';
import { STAYS_AT } from '../words/verbs.ts';
import { placed } from './scene.ts';
import { at, before, leadOf, partAt, sameClause, type Telling } from './telling.ts';
import { topicOf } from './values.ts';

const IS = /^(?:is|was|been|be|reads|read|=)$/;
/** What leads up to a value that a stretch has throughout: the verb is last but for these. */
const BETWEEN = /^(?:at|exactly|constantly|always|steadily|a|steady|constant|near|around|about|value|of)$/;

/**
 * "stayed at 31.2", "was zero from 10:05 to 10:23", "for the last hour it has been 615": what has a value for a length of time has it
 * throughout, or is about that. That some reading has it is no proof, but nothing is called false for it. Undefined
 * where no length of time is told.
 */
export function stayReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  if (topicOf(telling, index) !== null || before(telling, index, 'count') !== -1) return undefined;
  const verb = leadOf(telling, index, 5).findLast((word) => !BETWEEN.test(word)) ?? '';
  const isStaying = STAYS_AT.test(verb);
  const stretch = isStaying ? partAt(telling, index) : IS.test(verb) ? stretchAt(telling, index) : undefined;
  if (stretch === undefined) return undefined;
  const condition = { if: 'compare', relation: 'equal', to: literal(quantity) } as const;
  const isExact = isExactly(telling, index);
  const throughout: Formula = { is: 'quantified', amount: { amount: 'all' }, of: stretch, condition };
  const about: Formula = { is: 'level', quantity, of: stretch };
  return placed(isExact ? throughout : { is: 'or', formulas: [throughout, about] }, quantity);
}

function isExactly({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens
    .slice(Math.max(0, from - 1), to)
    .some(({ norm }) => /^(?:exactly|precisely|constantly)$/.test(norm));
}

/** The length of time that the clause tells of: from one moment to another, from one on, the last hour. */
function stretchAt(telling: Telling, index: number): Part | undefined {
  const part = partAt(telling, index);
  const isTold = telling.islands.some((_, other) => {
    if (!sameClause(telling, index, other)) return false;
    const role = at(telling, other, 'timing')?.role;
    const scope = at(telling, other, 'scope');
    return (
      role === 'span' ||
      role === 'since' ||
      (isTime(scope) && telling.tokens[telling.islands[other]?.from ?? -1]?.norm === 'for')
    );
  });
  return isTold && (part.part === 'between' || isTime(part)) ? part : undefined;
}

function isTime(part: Part | undefined): boolean {
  return (part?.part === 'first' || part?.part === 'last') && part.size.size === 'seconds';
}
