import type { Event, FindingClass } from '../../../statement/events.ts';
import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Counted } from '../../../statement/numbers.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { countIs } from '../../phrases/built.ts';
import type { Counting } from '../../phrases/phrase.ts';
import { isOfOthers, noOthers } from '../found.ts';
import { otherParts } from '../other-parts.ts';
import { distinct, doubtful, reading, resolve } from '../scene.ts';
import { partAt, type Telling } from '../telling.ts';
import { conditionRightBehind } from './conditions.ts';
import { quantified } from './formulas.ts';

/** How many of what is found in a window, or is missing from it: spikes, gaps, nulls, distinct values. */
export function thingReadings(
  telling: Telling,
  index: number,
  { counted, condition }: Counting,
  amount: Amount,
): Reading[] {
  const within = partAt(telling, index);
  const dips = isMereTurn(telling, index) ? conditionRightBehind(telling, index) : undefined;
  if (dips !== undefined) return turnsBeyond(dips, within, amount);
  const fill = (of: Part): Counted => resolveCounted(counted, of, telling.scenes[index]?.event ?? null);
  const count = (what: Counted): Formula => countIs(what, amount);
  if (counted.count === 'findings' && amount.amount === 'none' && isOfOthers(telling, index))
    return noOthers(counted.of);
  // "Four bins are empty": nothing was counted then, or nothing was read.
  const readings = [
    reading(
      condition === undefined
        ? count(fill(within))
        : { is: 'or', formulas: [count(fill(within)), quantified(amount, within, condition)] },
    ),
  ];
  // "No reading is missing": from all of the window, whatever was lost.
  if (counted.count === 'missing readings' && amount.amount === 'none' && telling.parts[index] == null)
    return readings;
  if (counted.count === 'missing readings')
    readings.push(reading(count({ count: 'nulls', within }), 'loose wording'));
  if (counted.count === 'findings' && isLoose(counted.of))
    readings.push(reading(count({ count: 'findings', of: 'outlier', within }), 'loose wording'));
  for (const other of otherParts(telling, index))
    readings.push(doubtful(count(fill(other)), 'part carried over'));
  if (isMereTurn(telling, index)) readings.push(reading({ is: 'beyond', what: 'how far it goes' }));
  return distinct(readings);
}

/** "two dips below 20.8": so many times it got there, or so many readings did. */
function turnsBeyond(condition: Condition, within: Part, amount: Amount): Reading[] {
  const stretches: Counted = { count: 'stretches', condition, within };
  return [
    reading({
      is: 'or',
      formulas: [countIs(stretches, amount), quantified(amount, within, condition)],
    }),
  ];
}

/** "one brief dip": too little to be found unusual, it may still be one. */
function isMereTurn({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens
    .slice(from, to)
    .some(({ norm }) =>
      /^(?:dips?|bumps?|humps?|slumps?|notch|notches|hiccups?|blips?|bursts?|surges?|outbursts?|flares?)$/.test(
        norm,
      ),
    );
}

function resolveCounted(counted: Counted, of: Part, event: Event | null): Counted {
  const formula = resolve(countIs(counted, { amount: 'all' }), of, event);
  return formula.is === 'count' ? formula.counted : counted;
}

function isLoose(of: FindingClass): boolean {
  return of === 'spike' || of === 'dropout' || of === 'outlier';
}
