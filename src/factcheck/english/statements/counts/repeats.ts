import type { Formula } from '../../../statement/formulas.ts';
import type { Amount } from '../../../statement/literals.ts';
import type { Counted, Num } from '../../../statement/numbers.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { countIs } from '../../phrases/built.ts';
import { isIt, WHOLE } from '../../phrases/implied.ts';
import { levelSaid } from '../comparisons/condition.ts';
import { distinct, doubtful, reading } from '../scene.ts';
import { at, before, partAt, type Telling, wordsBefore } from '../telling.ts';
import { plainCount } from './formulas.ts';
import { inARow } from './runs.ts';
import { conditionBefore, conditionsTold } from './told.ts';

/** "three times", "twice": of the reading, the extreme or the level told beside it, of what was found. */
export function timesReadings(telling: Telling, index: number, amount: Amount): Reading[] {
  const part = partAt(telling, index);
  const count = (counted: Counted): Formula => countIs(counted, amount);
  const readings: Reading[] = [];
  if (part.part === 'where') readings.push(reading(plainCount(amount, part)));
  const level = crossedLevel(telling, index);
  if (level !== undefined)
    return [reading(count({ count: 'crossings', level, direction: 'either', within: part }))];
  // "118 W occurs three times and 115 W twice": of the value right before it, and no other.
  const near = conditionBefore(telling, index)?.condition;
  for (const condition of near === undefined ? conditionsTold(telling, index) : [near])
    readings.push(...occasions(condition, part, count, readings.length > 0));
  const finding = at(telling, before(telling, index, 'event'), 'event');
  if (finding?.event === 'finding' && !isIt(finding))
    readings.push(reading(count({ count: 'findings', of: finding.of, within: part })));
  if (isInARow(telling, index)) readings.unshift(...inARow(telling, index, amount));
  return readings.length === 0
    ? [isOfMeasuring(telling, index) ? reading(plainCount(amount, part)) : UNNAMED]
    : distinct(readings);
}

/** How many readings meet a condition, or in how many stretches they do. */
function occasions(
  condition: Condition,
  part: Part,
  count: (counted: Counted) => Formula,
  isAnother: boolean,
): Reading[] {
  const several = isAnother ? (['a reading among several'] as const) : [];
  const readings = [
    reading(count({ count: 'readings', of: { part: 'where', of: part, condition } }), ...several),
    reading(count({ count: 'stretches', condition, within: part }), 'loose wording'),
  ];
  // "four times before eight": of all of them the time may be what is wrong, or that it is told of them.
  if (part !== WHOLE)
    readings.push(
      doubtful(count({ count: 'readings', of: { part: 'where', of: WHOLE, condition } }), 'loose wording'),
    );
  if (condition.if === 'extreme')
    readings.push(
      reading(
        count({ count: condition.which === 'max' ? 'peaks' : 'valleys', within: part }),
        'loose wording',
      ),
    );
  return readings;
}

const UNNAMED = reading({ is: 'beyond', what: 'how often something happened that was not named' });

/** "three times in a row", "nine times running". */
function isInARow({ tokens, islands }: Telling, index: number): boolean {
  const { to = 0 } = islands[index] ?? {};
  const next = tokens.slice(to, to + 3).map(({ norm }) => norm);
  return /^(?:running|in (?:a row|(?:\w+ )?succession|sequence))/.test(next.join(' '));
}

/** "The pump was read 60 times". */
function isOfMeasuring(telling: Telling, index: number): boolean {
  return wordsBefore(telling, index, 3).some((word) =>
    /^(?:read|measured|sampled|logged|polled|recorded|registered|queried)$/.test(word),
  );
}

/** "The line is crossed three times": the level that was named last. */
function crossedLevel(telling: Telling, index: number): Num | undefined {
  const isCrossed = wordsBefore(telling, index, 4).some((word) =>
    /^(?:crossed|crossing|crosses)$/.test(word),
  );
  return isCrossed ? (levelSaid(telling, index) ?? telling.scenes[index]?.level ?? undefined) : undefined;
}
