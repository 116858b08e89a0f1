import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { sameTime, WINDOW_END, WINDOW_START } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Timing } from '../phrases/phrase.ts';
import { type Anchor, anchorsOf } from './anchors.ts';
import { roleReadings } from './edges.ts';
import { numberedReadings } from './numbered.ts';
import { occurrenceReadings } from './occurrences.ts';
import { isRead } from './places.ts';
import { distinct, goesBack, reading, resolve } from './scene.ts';
import { at, before, sameClause, type Telling, wordsBefore } from './telling.ts';
import { anchorReadings } from './times/anchored.ts';
import { besideReadings } from './times/beside.ts';
import { conditionReadings } from './times/conditions.ts';

const start = (of: Event): Time => ({ time: 'start', of });

/** When something happened, as formulas: the nearest anchor first. */
export function timingReadings(telling: Telling, index: number, written: Timing): Reading[] {
  const told = dated(telling, index, written);
  const scene = telling.scenes[index]?.event ?? null;
  const counted = countedFrom(telling, index, told.time);
  const time = counted ?? resolve(told.time, WHOLE, scene);
  const timing: Timing = {
    role: told.role,
    time,
    ...(told.to === undefined ? {} : { to: resolve(told.to, WHOLE, scene) }),
  };
  const occurred = occurrenceReadings(telling, index, timing);
  if (occurred !== undefined) return occurred;
  const numbered = timing.to === undefined ? numberedReadings(telling, index, time) : [];
  if (numbered.length > 0) return numbered;
  if (timing.to !== undefined && (countsAll(telling, index) || isOfWindow(telling, index)))
    return [reading({ is: 'spans', of: WHOLE, from: time, to: timing.to })];
  const ofRole = roleReadings(telling, index, timing);
  if (ofRole !== undefined) return ofRole;
  const beside = besideReadings(telling, index, timing);
  if (beside !== undefined) return beside;
  const anchors = anchorsOf(telling, index);
  const conditions = conditionReadings(telling, index, timing);
  const readings = [
    ...boundaryReadings(timing),
    ...comparedThen(telling, index, timing),
    ...conditions,
    ...anchors.flatMap((anchor, nth) =>
      anchorReadings(anchor, timing, anchors[0]?.event, {
        isBy: telling.tokens[telling.islands[index]?.from ?? -1]?.norm === 'by',
        isNearest: anchor.of === anchors[0]?.of,
        isFirst: nth === 0 && (counted !== undefined || !goesBack(told.time)),
      }),
    ),
  ];
  if (anchors.length === 0 && isDay(timing)) return [reading(isOnDay(time))];
  if (anchors.length === 0 && timing.to !== undefined)
    readings.push(reading({ is: 'spans', of: WHOLE, from: time, to: timing.to }));
  const isSure = isSurely(telling, index, told, anchors, conditions.length > 0);
  if (!isSure) readings.push(reading({ is: 'beyond', what: 'what happened then' }));
  // "three minutes later": later than what is never sure.
  if (goesBack(told.time)) readings.push(reading({ is: 'beyond', what: 'what it is counted from' }));
  return distinct(readings);
}

/** "Office, Monday afternoon", "5 Feb": of the readings, where nothing else is told of that day. */
function isDay({ role, time }: Timing): boolean {
  if (role !== 'at') return false;
  if (time.time === 'hours') return time.on !== undefined;
  return time.time === 'moment' && time.moment.hour === undefined && time.moment.minute === undefined;
}

/** The readings begin, end or are half way on that day. */
function isOnDay(time: Time): Formula {
  const half: Part = { part: 'piece', of: WHOLE, k: 1, n: 2 };
  const told: Time[] = [WINDOW_START, { time: 'part end', of: half }, WINDOW_END];
  return { is: 'or', formulas: told.map((one) => sameTime(one, time)) };
}

function isHole(event: Event | undefined): boolean {
  return (
    event?.event === 'gap' || event?.event === 'null' || (event?.event === 'finding' && event.of === 'gap')
  );
}

/** "the minimum at 10:10, the maximum two hours later": than the moment told last. */
function countedFrom(telling: Telling, index: number, time: Time): Time | undefined {
  const moment = telling.scenes[index]?.time;
  return time.time === 'offset' && goesBack(time.from) && moment != null
    ? { ...time, from: moment }
    : undefined;
}

/** Whether nothing else can have happened then than what was named. */
function isSurely(
  telling: Telling,
  index: number,
  { role, time }: Timing,
  [nearest]: readonly Anchor[],
  isConditioned: boolean,
): boolean {
  const isFirst =
    telling.islands[index - 1]?.category === 'comparison' &&
    telling.tokens[telling.islands[index - 1]?.from ?? -1]?.norm === 'first';
  // "four readings exceed 50 (17:59, 18:09)": the times of those.
  const isBracketed = isConditioned && isInBracket(telling, index);
  // "the maximum comes after a run of five readings (14:05-14:10)": of these.
  const isOfCount = isInBracket(telling, index) && telling.islands[index - 1]?.category === 'count';
  if (isOfCount && nearest?.of !== index - 1 && !isBracketed) return false;
  // "from January to December": months are no matter of where a rise begins.
  const isCoarse = role === 'span' && time.time === 'moment' && time.moment.hour === undefined;
  return (
    isFirst ||
    isBracketed ||
    (isCoarse && nearest !== undefined) ||
    // "No data from 10:25 to 10:37": a hole has its ends.
    (role === 'span' && isHole(nearest?.event)) ||
    ((role === 'at' || role === 'span') && nearest?.isStrong === true)
  );
}

/** "The low dates from 13:24", "the high does not come until 14:05": it was then. */
function dated({ tokens, islands, mood }: Telling, index: number, timing: Timing): Timing {
  const { from = 0 } = islands[index] ?? {};
  const word = tokens[from - 1]?.norm ?? '';
  const isDated = timing.role === 'since' && /^(?:dates?|dating|stems?|comes?|is|was)$/.test(word);
  const isNotUntil =
    timing.role === 'until' &&
    tokens
      .slice(Math.max(0, from - 8), from)
      .some(
        ({ norm }, nth) =>
          /^(?:not|didn't|doesn't|don't|wasn't|isn't)$/.test(norm) &&
          mood.clause[Math.max(0, from - 8) + nth] === mood.clause[from],
      );
  return isDated || isNotUntil ? { ...timing, role: 'at' } : timing;
}

/** What holds until or from a moment changes there: the largest step around it, or the edge of a finding, lies at it. */
function boundaryReadings({ role, time }: Timing): Reading[] {
  if (role !== 'until' && role !== 'since') return [];
  const around: Part = { part: 'around', at: time };
  const edges: Formula[] = [
    sameTime(start({ event: 'step', direction: 'either', of: around }), time),
    sameTime(WINDOW_END, time),
    sameTime(WINDOW_START, time),
    sameTime(start({ event: 'finding', of: 'any', k: null }), time),
    sameTime({ time: 'end', of: { event: 'finding', of: 'any', k: null } }, time),
  ];
  return [reading({ is: 'or', formulas: edges })];
}

/** "There are 60 readings, one every minute, from 07:21 to 08:19": the window itself. */
function countsAll(telling: Telling, index: number): boolean {
  const count = at(telling, before(telling, index, 'count', 'figure', 'event', 'change'), 'count');
  // "frozen at 10.67, 9 samples, 17:45-20:30": of these.
  if (before(telling, index, 'change', 'state', 'measure') !== -1) return false;
  return (
    count?.counted?.count === 'readings' && count.condition === undefined && count.amount.amount === 'number'
  );
}

/** "The window, which runs from 20:11 to 20:46". */
function isOfWindow(telling: Telling, index: number): boolean {
  const words = wordsBefore(telling, index, 5);
  return /\b(?:window|record|recording|log|series|data|trace|file)(?: ,)?(?: which)? (?:runs?|ran|reaches|extends?|goes|lasts?|covers?|spans?)$/.test(
    words.join(' '),
  );
}

/** "At 14:05 the reading was higher than at the end": there is one then. */
function comparedThen(telling: Telling, index: number, { role, time }: Timing): Reading[] {
  const next = telling.islands[index + 1];
  const isCompared = next?.category === 'comparison' && sameClause(telling, index, index + 1);
  return isCompared && role === 'at' && time.time === 'moment' && time.moment.minute !== undefined
    ? [reading(isRead(time.moment))]
    : [];
}

function isInBracket({ mood, islands }: Telling, index: number): boolean {
  return mood.host.has(mood.piece[islands[index]?.from ?? -1] ?? -1);
}
