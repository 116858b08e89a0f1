import type { Formula, Num, Part, Quantity, Reading, Time } from '../../statement.ts';
import { partOf, WHOLE } from '../phrases/implied.ts';
import type { Move } from '../phrases/phrase.ts';
import { distinct, reading } from './scene.ts';
import { after, at, before, denialOf, partAt, sameClause, type Telling, wordsBetween } from './telling.ts';
import { literal, otherParts, topicOf } from './values.ts';

/** "rose from 20 to 25 at 14:05": of the part it names, else of the window, of what lies around its time, of what it goes back to. */
export function changeReadings(telling: Telling, index: number, change: Move): Reading[] {
  const denied = denialOf(telling, index) !== -1;
  const deny = (formula: Formula): Formula => (denied ? { is: 'not', formula } : formula);
  if (change.turn === 'back') return returnReadings(telling, index, deny);
  const part = topicPart(telling, index) ?? partAt(telling, index);
  const ends = endsOf(telling, index);
  const trend = (of: Part): Formula =>
    deny({ is: 'trend', direction: change.direction, of, manner: change.manner, ...ends });
  const readings = [reading(trend(part))];
  const time = timeOf(telling, index);
  if (time !== undefined) readings.push(reading(trend({ part: 'around', at: time }), 'part left out'));
  const event = telling.scenes[index]?.event;
  const next = at(telling, after(telling, index, 'measure'), 'measure');
  if (next !== undefined && (change.direction === 'up' || change.direction === 'down'))
    readings.push(
      reading(
        trend({
          part: 'around',
          at: {
            time: 'of reading',
            condition: { if: 'compare', relation: 'equal', to: literal(next) },
            of: WHOLE,
            k: null,
          },
        }),
        'part left out',
      ),
    );
  for (const other of otherParts(telling, index)) readings.push(reading(trend(other), 'part carried over'));
  if (event != null)
    readings.push(
      reading(trend(partOf(event)), 'event carried over'),
      reading(trend({ part: 'around', at: { time: 'start', of: event } }), 'event carried over'),
    );
  if ((change.direction === 'up' || change.direction === 'down') && !denied)
    readings.push(
      reading(
        {
          is: 'trend',
          direction: change.direction,
          of: part,
          manner: [...new Set([...change.manner, 'sudden' as const])],
        },
        'a reading among several',
      ),
    );
  return distinct(readings);
}

function topicPart(telling: Telling, index: number): Part | undefined {
  const topic = topicOf(telling, index);
  return topic?.of === 'part' ? topic.part : undefined;
}

function returnReadings(telling: Telling, index: number, deny: (formula: Formula) => Formula): Reading[] {
  const next = after(telling, index, 'measure', 'figure');
  const to = sameClause(telling, index, next) ? at(telling, next, 'measure') : undefined;
  const event = telling.scenes[index]?.event ?? null;
  const back = (level: Num | null): Formula => deny({ is: 'returns', to: level, after: event });
  return to === undefined
    ? [reading(back(null))]
    : [reading(back(literal(to))), reading(back(null), 'loose wording')];
}

/** The numbers that a change names as its ends. */
function endsOf(telling: Telling, index: number): { from?: Num; to?: Num } {
  const first = after(telling, index, 'measure', 'change', 'timing', 'count', 'figure');
  const quantity = at(telling, first, 'measure');
  if (quantity === undefined || !sameClause(telling, index, first)) return {};
  const word = wordsBetween(telling, index, first).findLast((norm) => /^(?:from|to|at|by)$/.test(norm));
  if (word === 'by') return {};
  if (word !== 'from') return word === undefined || word === 'at' ? {} : { to: literal(quantity) };
  const second = after(telling, first, 'measure');
  const other = at(telling, second, 'measure');
  return other !== undefined && wordsBetween(telling, first, second).includes('to')
    ? { from: literal(quantity), to: literal(other) }
    : { from: literal(quantity) };
}

function timeOf(telling: Telling, index: number): Time | undefined {
  const next = after(telling, index, 'timing');
  const timing = at(telling, next, 'timing') ?? at(telling, before(telling, index, 'timing'), 'timing');
  return timing?.role === 'at' && timing.time.time === 'moment' ? timing.time : undefined;
}

/** A number beside a change: its size. "a rise of 18", "gained 3 degrees", "by 0.2". */
export function sizeReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const previous = before(telling, index, 'change', 'measure', 'figure', 'count', 'comparison');
  const change = at(telling, previous, 'change');
  if (
    change === undefined ||
    (change.direction !== 'up' && change.direction !== 'down') ||
    change.turn === 'back'
  )
    return undefined;
  const words = wordsBetween(telling, previous, index);
  if (
    !words.every((word) => /^(?:of|by|,|about|some|a|the|just|only|another)$/.test(word)) ||
    !words.some((word) => word === 'of' || word === 'by')
  )
    return undefined;
  return changeSizes(quantity, change.direction, partAt(telling, index));
}

export function changeSizes(quantity: Quantity, direction: 'up' | 'down', of: Part): Reading[] {
  const sign = direction === 'up' ? 1 : -1;
  const isPercent = quantity.unit === '%';
  const signed = literal({ ...quantity, value: sign * quantity.value });
  const equal = (left: Num, right: Num): Formula => ({ is: 'compare', left, relation: 'equal', right });
  const first: Num = { num: 'statistic', name: 'first', of };
  const last: Num = { num: 'statistic', name: 'last', of };
  const relative = literal({
    value: (sign * quantity.value) / 100,
    step: quantity.step / 100,
    hedge: quantity.hedge,
  });
  return [
    reading(equal({ num: 'change', of }, signed)),
    ...(isPercent ? [reading(equal({ num: 'relative change', a: last, b: first }, relative))] : []),
    reading(equal({ num: 'largest step', direction, of }, signed), 'a reading among several'),
  ];
}
