import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Condition, Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { literal, sameTime, WINDOW_END, WINDOW_START } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import type { Timing } from '../phrases/phrase.ts';
import { HOLDS_ON } from '../words/verbs.ts';
import { conditionOf } from './comparisons/condition.ts';
import { denialOf } from './denials.ts';
import { doubtful, reading } from './scene.ts';
import { at, leadOf, samePiece, type Telling } from './telling.ts';

const BEYOND: Reading = { formula: { is: 'beyond', what: 'whether it holds longer' }, assumes: [] };

/**
 * "From half past one until the end it sat on 19.89", "since 09:05 it has been below 20", "from 08:10 on it climbs": what is told behind a time that
 * opens its clause goes on from there, up to there. Empty where nothing of the kind is told. What holds for longer is no false time.
 */
export function throughoutReadings(telling: Telling, index: number, timing: Timing): Reading[] {
  const part = partOfTiming(timing);
  const ends = endsOf(timing);
  if (part === undefined || ends === undefined) return [];
  const { islands } = telling;
  for (let other = index + 1; other < islands.length && other <= index + 3; other += 1) {
    if (!samePiece(telling, index, other)) return [];
    const category = islands[other]?.category;
    if (category === 'figure' || category === 'count' || category === 'num' || category === 'timing')
      return [];
    const readings = goesOn(telling, other, timing, part, ends);
    if (readings.length > 0) return readings;
  }
  return [];
}

type Ends = readonly [Time, Time];

function endsOf({ role, time, to }: Timing): Ends | undefined {
  if (role === 'span') return to === undefined ? undefined : [time, to];
  if (role === 'since') return [time, WINDOW_END];
  return role === 'until' ? [WINDOW_START, time] : undefined;
}

function goesOn(telling: Telling, index: number, { role }: Timing, part: Part, [from, to]: Ends): Reading[] {
  const change = at(telling, index, 'change');
  const spans = (of: Event): Formula => ({ is: 'spans', of, from, to });
  if (change !== undefined) {
    if (denialOf(telling, index) !== -1 || change.turn !== undefined) return [];
    const { direction } = change;
    const trend: Formula = { is: 'trend', direction, of: part, manner: change.manner };
    if (direction === 'flat' || direction === 'steady') return [reading(trend), BEYOND];
    if (direction !== 'up' && direction !== 'down') return [];
    const swing = { event: 'swing', direction, of: WHOLE } as const;
    const edge = (size: 'large' | 'small'): Formula =>
      role === 'span'
        ? spans({ ...swing, size })
        : sameTime(
            { time: role === 'since' ? 'start' : 'end', of: { ...swing, size } },
            role === 'since' ? from : to,
          );
    // "From 14:00 on it rises": true, though it rose before.
    const smaller: Formula = role === 'since' ? trend : { is: 'and', formulas: [edge('small'), trend] };
    return [reading({ is: 'or', formulas: [edge('large'), smaller] }), doubtful(trend), BEYOND];
  }
  const condition = conditionAt(telling, index);
  if (condition === undefined) return [];
  const spell = { event: 'spell', condition, which: 'any', of: WHOLE } as const;
  return [
    reading(spans(spell)),
    doubtful({ is: 'quantified', amount: { amount: 'all' }, of: part, condition }, 'loose wording'),
    BEYOND,
  ];
}

/** What all readings are said to be: a value that they stay at, a comparison. */
export function conditionAt(telling: Telling, index: number): Condition | undefined {
  if (denialOf(telling, index) !== -1) return undefined;
  const quantity = at(telling, index, 'measure');
  if (quantity !== undefined)
    return leadOf(telling, index, 5).some((word) => HOLDS_ON.test(word))
      ? { if: 'compare', relation: 'equal', to: literal(quantity) }
      : undefined;
  const comparison = at(telling, index, 'comparison');
  return comparison === undefined || comparison.passing === true
    ? undefined
    : conditionOf(telling, index, comparison);
}
