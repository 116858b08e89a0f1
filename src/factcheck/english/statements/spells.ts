import type { Event } from '../../statement/events.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Condition, Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { equal, literal, WINDOW_END, WINDOW_START } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { IN_A_ROW } from '../words/lasting.ts';
import { conditionOf } from './comparisons/condition.ts';
import { denialOf } from './denials.ts';
import { doubtful, reading } from './scene.ts';
import { after, at, before, leadOf, partAt, sameClause, type Telling } from './telling.ts';
import { conditionAt } from './throughout.ts';

/**
 * How long readings stay at a value or on one side of it: "sat on 21.29 for twelve minutes", "above 20 for 35 minutes at a stretch", "a streak of nine
 * hours at 13.27". Undefined where nothing of the kind is told beside the length.
 */
export function spellReadings(telling: Telling, index: number, length: Num): Reading[] | undefined {
  const condition = conditionBeside(telling, index);
  if (condition === undefined)
    return isUnchanged(telling, index)
      ? [reading(equal({ num: 'event duration', of: { event: 'run', value: null, of: WHOLE } }, length))]
      : undefined;
  const of = partAt(telling, index);
  const spell: Event = { event: 'spell', condition, which: 'longest', of };
  const lasts = equal({ num: 'event duration', of: spell }, length);
  if (isInARow(telling, index)) return [reading(lasts)];
  const together = equal({ num: 'duration', of: { part: 'where', of, condition } }, length);
  const any = equal({ num: 'event duration', of: { ...spell, which: 'any', of: WHOLE } }, length);
  return [reading({ is: 'or', formulas: [lasts, together] }), doubtful(any, 'another part')];
}

/** "The longest run without a change is ten minutes", "longest plateau: 10 min": equal readings. */
function isUnchanged({ tokens, islands, mood }: Telling, index: number): boolean {
  const { from = 0 } = islands[index] ?? {};
  const words = tokens
    .slice(Math.max(0, from - 9), from)
    .filter((_, nth) => mood.piece[Math.max(0, from - 9) + nth] === mood.piece[from])
    .map(({ norm }) => norm)
    .join(' ');
  return (
    /\blongest (?:\w+ )?(?:plateau|standstill|flatline|constant|unchanged|flat)\b/.test(words) ||
    /\blongest (?:\w+ )?(?:run|stretch|spell|streak|period|time|row) (?:without (?:a |any )?(?:change|movement|variation)|of (?:equal|identical|constant|unchanged|the same))\b/.test(
      words,
    )
  );
}

function isInARow({ tokens, islands, mood }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens
    .slice(Math.max(0, from - 6), to + 7)
    .some(
      ({ norm }, nth) => IN_A_ROW.test(norm) && mood.piece[Math.max(0, from - 6) + nth] === mood.piece[from],
    );
}

/** "above 20 for 35 minutes", "spent 35 minutes above 20", "sat on 21.3 for a while", "nine hours at 13.27". */
function conditionBeside(telling: Telling, index: number): Condition | undefined {
  const isSpent = leadOf(telling, index, 4).some((word) => /^(?:spent|spends|spend)$/.test(word));
  const isFirst = index === 0 && telling.tokens[telling.islands[0]?.from ?? -1]?.norm === 'for';
  const other =
    isSpent || isFirst ? after(telling, index, 'comparison') : before(telling, index, 'comparison');
  const comparison = at(telling, other, 'comparison');
  if (comparison !== undefined && comparison.passing !== true)
    return denialOf(telling, other) === -1 ? conditionOf(telling, other, comparison) : undefined;
  const earlier = before(telling, index, 'measure', 'figure', 'timing', 'count', 'change');
  const stayed = at(telling, earlier, 'measure') === undefined ? undefined : conditionAt(telling, earlier);
  if (stayed !== undefined && sameClause(telling, earlier, index)) return stayed;
  const quantity = at(telling, index + 1, 'measure');
  const isAt = telling.tokens[(telling.islands[index + 1]?.from ?? 0) - 1]?.norm === 'at';
  return quantity !== undefined && isAt && isInARow(telling, index)
    ? { if: 'compare', relation: 'equal', to: literal(quantity) }
    : undefined;
}

/**
 * "For the first hour it idles around 20", "below 21.4 for the last 12 minutes": what is told beside a length of time at one end of the window holds
 * that long and no longer. That it goes on is no false length.
 */
export function edgeLengthReadings(telling: Telling, index: number, part: Part): Reading[] | undefined {
  if ((part.part !== 'first' && part.part !== 'last') || part.size.size !== 'seconds') return undefined;
  const condition = conditionNear(telling, index);
  if (condition === undefined) return undefined;
  const seconds = part.size.seconds;
  const length = literal({ value: seconds, step: stepOf(seconds), hedge: 'exact', unit: 's' });
  const broken: Condition = { if: 'not', condition };
  const isFirst = part.part === 'first';
  const ends: readonly Time[] = isFirst
    ? [
        { time: 'of reading', condition: broken, of: WHOLE, k: 1 },
        { time: 'readings on', from: { time: 'of reading', condition: broken, of: WHOLE, k: 1 }, k: -1 },
      ]
    : [
        { time: 'of reading', condition: broken, of: WHOLE, k: -1 },
        { time: 'readings on', from: { time: 'of reading', condition: broken, of: WHOLE, k: -1 }, k: 1 },
      ];
  const formulas = ends.map((end) =>
    equal(
      isFirst
        ? { num: 'time between', a: WINDOW_START, b: end }
        : { num: 'time between', a: end, b: WINDOW_END },
      length,
    ),
  );
  return [
    reading({ is: 'or', formulas }),
    doubtful({ is: 'quantified', amount: { amount: 'all' }, of: part, condition }, 'loose wording'),
  ];
}

/** A unit of what the length was written in: minutes, hours. */
function stepOf(seconds: number): number {
  if (seconds % 3600 === 0) return 3600;
  return seconds % 60 === 0 ? 60 : 1;
}

/** What readings are said to be, in the clause of a part. */
function conditionNear(telling: Telling, index: number): Condition | undefined {
  const { islands } = telling;
  for (const other of [index + 1, index + 2, index - 1, index - 2]) {
    if (islands[other] === undefined || !sameClause(telling, index, other)) continue;
    const condition = conditionAt(telling, other);
    if (condition !== undefined) return condition;
  }
  return undefined;
}
