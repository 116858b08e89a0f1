import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Condition } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { sameTime } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import { meaningOf, type Timing } from '../phrases/phrase.ts';
import { conditionOf } from './comparisons/condition.ts';
import { doubtful, reading } from './scene.ts';
import { at, partAt, sameClause, samePiece, type Telling } from './telling.ts';
import { throughoutReadings } from './throughout.ts';

const on = (from: Time, k: number): Time => ({ time: 'readings on', from, k });

/**
 * A time that opens its clause and says how far something holds, or when something went on: "until 14:05 every reading was above 20",
 * "after 14:05 none exceeds 20", "from 14:05 to 14:10 nothing arrived". Empty where it only says which readings are meant.
 */
export function boundaryClaims(telling: Telling, index: number): Reading[] {
  const timing = at(telling, index, 'timing');
  if (timing === undefined) return [];
  const told =
    timing.role === 'span' ? goingOn(telling, index, timing) : holdingSoFar(telling, index, timing);
  return told.length > 0 ? told : throughoutReadings(telling, index, timing);
}

/** "every one of them is above 20": what holds for all readings on one side of the time ends there. */
function holdingSoFar(telling: Telling, index: number, { role, time }: Timing): Reading[] {
  const condition = broken(telling, index);
  if (condition === undefined || time.time !== 'moment') return [];
  const first: Time = { time: 'of reading', condition, of: WHOLE, k: 1 };
  const last: Time = { ...first, k: -1 };
  const edge = role === 'until' || role === 'before' ? first : last;
  const next = on(edge, role === 'until' || role === 'before' ? -1 : 1);
  const formula: Formula = { is: 'or', formulas: [sameTime(edge, time), sameTime(next, time)] };
  const side = partOfTiming({ role, time });
  if (role === 'at' || side === undefined) return [];
  // True, though it holds for longer: no false time.
  return [
    reading(formula),
    doubtful({ is: 'quantified', amount: { amount: 'none' }, of: side, condition }, 'loose wording'),
  ];
}

/** What a reading is that breaks "all are above 20" or "none exceeds 20". */
function broken(telling: Telling, index: number): Condition | undefined {
  const { islands, tokens } = telling;
  const here = islands[index];
  for (let other = index + 1; other < islands.length && sameClause(telling, index + 1, other); other += 1) {
    const comparison = at(telling, other, 'comparison');
    if (comparison === undefined || here === undefined) continue;
    const condition = conditionOf(telling, other, comparison);
    const words = tokens.slice(here.to, islands[other]?.from).map(({ norm }) => norm);
    if (condition === undefined) return undefined;
    if (words.some((word) => /^(?:no|none|never|nothing|not)$/.test(word))) return condition;
    return words.some((word) => /^(?:all|every|each|always|everything)$/.test(word))
      ? { if: 'not', condition }
      : undefined;
  }
  return undefined;
}

/** What lasts from one time to another: missing, frozen. */
function goingOn(telling: Telling, index: number, { time, to }: Timing): Reading[] {
  const { islands } = telling;
  for (let other = index + 1; other < islands.length && other <= index + 2; other += 1) {
    if (!samePiece(telling, index, other) || to === undefined) return [];
    const events = eventsOf(telling, other);
    if (events.length > 0)
      return [reading({ is: 'or', formulas: events.map((of) => ({ is: 'spans', of, from: time, to })) })];
  }
  return [];
}

function eventsOf(telling: Telling, index: number): Event[] {
  const state = at(telling, index, 'state')?.state;
  const change = meaningOf(telling.islands[index], 'change');
  const missing = telling.tokens
    .slice(telling.islands[index]?.from ?? 0, telling.islands[index]?.to)
    .some(({ norm }) => norm === 'nothing');
  if (state === 'missing data' || missing)
    return [
      { event: 'gap', k: null },
      { event: 'null', k: null },
    ];
  if (state === 'stuck' || change?.direction === 'flat')
    return [
      { event: 'finding', of: 'stuck', k: null },
      { event: 'run', value: null, of: WHOLE },
      { event: 'run', value: null, of: partAt(telling, index) },
    ];
  return [];
}
