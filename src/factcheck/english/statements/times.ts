import type { Event, Formula, Part, Reading, Time } from '../../statement.ts';
import { HERE, WHOLE } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import type { Move, Timing } from '../phrases/phrase.ts';
import { conditionOf } from './comparisons/condition.ts';
import { distinct, doubtful, goesBack, reading, resolve } from './scene.ts';
import {
  after,
  at,
  before,
  isPlacing,
  leadOf,
  partAt,
  type Telling,
  toldBefore,
  wordsBetween,
} from './telling.ts';

const start = (of: Event): Time => ({ time: 'start', of });
const same = (a: Time, b: Time): Formula => ({ is: 'same time', a, b });

/** Something told beside a time, that may have happened at it. */
export interface Anchor {
  readonly event: Event;
  /** Index of its island. */
  readonly of: number;
  /** Named as a thing or number: nothing else is likely to be meant. */
  readonly isStrong: boolean;
}

const CATEGORIES = ['measure', 'figure', 'count', 'change', 'event', 'num', 'state', 'comparison'] as const;
const MOST_ANCHORS = 8;

/** What happened at the time that is told: the nearest thing before it first, then what follows. */
export function anchorsOf(telling: Telling, index: number): Anchor[] {
  const anchors: Anchor[] = [];
  for (
    let of = toldBefore(telling, index, ...CATEGORIES);
    of !== -1;
    of = toldBefore(telling, of, ...CATEGORIES)
  )
    anchors.push(...anchorsAt(telling, of, index));
  for (let of = after(telling, index, ...CATEGORIES); of !== -1; of = after(telling, of, ...CATEGORIES))
    anchors.push(...anchorsAt(telling, of, index));
  const event = telling.scenes[index]?.event;
  if (event != null) anchors.push({ event, of: -1, isStrong: false });
  return anchors.slice(0, MOST_ANCHORS);
}

function anchorsAt(telling: Telling, of: number, index: number): Anchor[] {
  const category = telling.islands[of]?.category;
  const isStrong =
    category === 'measure' || category === 'figure' || category === 'num' || category === 'event';
  return eventsAt(telling, of, index).map((event) => ({ event, of, isStrong }));
}

/** What an island can be an event of. */
function eventsAt(telling: Telling, index: number, timing: number): Event[] {
  // The extreme "on 7 March" is that of the window: when it came is what is told.
  const own = at(telling, timing, 'timing');
  const part = own === undefined ? undefined : partOfTiming(own);
  const of = JSON.stringify(part) === JSON.stringify(partAt(telling, index)) ? WHOLE : partAt(telling, index);
  const events = [...namedEvents(telling, index), ...countedEvents(telling, index)];
  const change = isPlacing(telling, index) ? undefined : at(telling, index, 'change');
  if (change !== undefined) events.push(...changeEvents(change, of));
  const state = at(telling, index, 'state');
  if (state !== undefined) events.push(...(usualEvents(telling, index) ?? stateEvents(state.state)));
  return events.map((event) => resolve(event, of, telling.scenes[index]?.event ?? null));
}

/** "moves less than usual", "scatters more than usual". */
function usualEvents({ tokens, islands }: Telling, index: number): Event[] | undefined {
  const from = islands[index]?.from ?? 0;
  const lead = tokens.slice(Math.max(0, from - 2), from).map(({ norm }) => norm);
  if (lead.at(-1)?.endsWith('than') !== true) return undefined;
  const isLess = lead.some((word) => word.startsWith('less'));
  return [{ event: 'finding', of: isLess ? 'attenuated' : 'noise burst', k: null }];
}

/** Readings, extremes and findings that are named. */
function namedEvents(telling: Telling, index: number): Event[] {
  const measure = at(telling, index, 'measure');
  if (measure !== undefined) return [{ event: 'reading', value: { num: 'literal', quantity: measure } }];
  const num = at(telling, index, 'num') ?? at(telling, index, 'figure')?.num;
  const quantity = at(telling, index, 'figure')?.quantity;
  if (num?.num === 'largest step') return [{ event: 'step', direction: num.direction, of: num.of }];
  if (num?.num === 'statistic' && (num.name === 'first' || num.name === 'last')) {
    const one = { part: num.name, of: num.of, size: { size: 'readings', count: 1 } } as const;
    return [{ event: 'stretch', part: one }];
  }
  if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min'))
    return [
      { event: 'extreme', which: num.name, of: num.of },
      ...(quantity === undefined
        ? []
        : [{ event: 'reading', value: { num: 'literal', quantity } } satisfies Event]),
    ];
  if (num?.num === 'statistic' && (num.name === 'first' || num.name === 'last') && quantity !== undefined)
    return [{ event: 'reading', value: { num: 'literal', quantity } }];
  const event = at(telling, index, 'event');
  return event === undefined || goesBack(event) ? [] : [event];
}

function countedEvents(telling: Telling, index: number): Event[] {
  const counted = at(telling, index, 'count')?.counted;
  switch (counted?.count) {
    case 'findings':
      return [{ event: 'finding', of: counted.of, k: null }];
    case 'gaps':
      return [{ event: 'gap', k: null }];
    case 'missing readings':
      return [
        { event: 'null', k: null },
        { event: 'gap', k: null },
      ];
    case 'run length':
      return [{ event: 'run', value: null, of: HERE }];
    default:
      return [];
  }
}

export function changeEvents({ direction, turn }: Move, of: Part): Event[] {
  const finding = (kind: 'anomaly' | 'any'): Event => ({
    event: 'finding',
    of: kind === 'any' ? 'any' : 'any',
    k: null,
  });
  if (direction === 'up' || direction === 'down') {
    return [
      { event: 'step', direction, of },
      { event: 'finding', of: direction === 'up' ? 'spike' : 'dropout', k: null },
      { event: 'finding', of: 'any', k: null },
      { event: 'extreme', which: direction === 'up' ? 'max' : 'min', of },
      ...(turn === undefined ? [] : [finding('any')]),
    ];
  }
  if (direction === 'flat')
    return [
      { event: 'finding', of: 'stuck', k: null },
      { event: 'run', value: null, of },
      { event: 'finding', of: 'any', k: null },
    ];
  if (direction === 'vary')
    return [
      { event: 'finding', of: 'noise burst', k: null },
      { event: 'finding', of: 'any', k: null },
    ];
  return [{ event: 'finding', of: 'any', k: null }];
}

function stateEvents(state: string): Event[] {
  if (state === 'missing data')
    return [
      { event: 'gap', k: null },
      { event: 'null', k: null },
    ];
  if (state === 'stuck')
    return [
      { event: 'finding', of: 'stuck', k: null },
      { event: 'run', value: null, of: WHOLE },
    ];
  if (state === 'unusual' || state === 'faulty') return [{ event: 'finding', of: 'any', k: null }];
  if (state === 'clipped') return [{ event: 'finding', of: 'clipped', k: null }];
  return [];
}

/** When something happened, as formulas: the nearest anchor first. */
export function timingReadings(telling: Telling, index: number, told: Timing): Reading[] {
  const scene = telling.scenes[index]?.event ?? null;
  const time = resolve(told.time, WHOLE, scene);
  const timing: Timing = {
    role: told.role,
    time,
    ...(told.to === undefined ? {} : { to: resolve(told.to, WHOLE, scene) }),
  };
  const numbered = numberedReadings(telling, index, time);
  if (numbered.length > 0) return numbered;
  if (timing.to !== undefined && countsAll(telling, index))
    return [reading({ is: 'spans', of: WHOLE, from: time, to: timing.to })];
  const anchors = anchorsOf(telling, index);
  const conditions = conditionReadings(telling, index, timing);
  const readings = [
    // "three minutes later": later than what is never sure.
    ...(goesBack(told.time) ? [reading({ is: 'beyond', what: 'what it is counted from' })] : []),
    ...boundaryReadings(timing),
    ...conditions,
    ...anchors.flatMap((anchor, nth) =>
      anchorReadings(anchor, timing, {
        isNearest: anchor.of === anchors[0]?.of,
        isFirst: nth === 0 && !goesBack(told.time),
      }),
    ),
  ];
  if (anchors.length === 0 && timing.to !== undefined)
    readings.push(reading({ is: 'spans', of: WHOLE, from: time, to: timing.to }));
  const isFirst =
    telling.islands[index - 1]?.category === 'comparison' &&
    telling.tokens[telling.islands[index - 1]?.from ?? -1]?.norm === 'first';
  // "four readings exceed 50 (17:59, 18:09)": the times of those.
  const isBracketed = conditions.length > 0 && isInBracket(telling, index);
  const isSure =
    isFirst || isBracketed || ((told.role === 'at' || told.role === 'span') && anchors[0]?.isStrong === true);
  if (!isSure) readings.push(reading({ is: 'beyond', what: 'what happened then' }));
  return distinct(readings);
}

const HAPPENS =
  /^(?:happen|happens|happened|occur|occurs|occurred|come|comes|came|falls|fell|lies|lay|is|was|appears|appeared|belongs)$/;

/** "The spike happened in the first ten minutes": a part that says when something named was, not which readings are meant. */
export function placedReadings(telling: Telling, index: number): Reading[] | undefined {
  const part = at(telling, index, 'scope');
  const isPiece = part?.part === 'piece' || part?.part === 'first' || part?.part === 'last';
  const words = wordsBetween(telling, index - 1, index);
  if (!isPiece || index === 0 || !HAPPENS.test(words.at(-1) ?? '') || words.length > 2) return undefined;
  const [event] = namedEvents(telling, index - 1);
  if (event === undefined) return undefined;
  const of = resolve(event, WHOLE, telling.scenes[index]?.event ?? null);
  return [reading(same(start(of), { time: 'within', part: resolve(part, WHOLE, null) }))];
}

/** What holds until or from a moment changes there: the largest step around it, or the edge of a finding, lies at it. */
function boundaryReadings({ role, time }: Timing): Reading[] {
  if (role !== 'until' && role !== 'since') return [];
  const around: Part = { part: 'around', at: time };
  const edges: Formula[] = [
    same(start({ event: 'step', direction: 'either', of: around }), time),
    same({ time: 'part end', of: WHOLE }, time),
    same({ time: 'part start', of: WHOLE }, time),
    same(start({ event: 'finding', of: 'any', k: null }), time),
    same({ time: 'end', of: { event: 'finding', of: 'any', k: null } }, time),
  ];
  return [reading({ is: 'or', formulas: edges })];
}

/** "There are 60 readings, one every minute, from 07:21 to 08:19": the window itself. */
function countsAll(telling: Telling, index: number): boolean {
  const count = at(telling, before(telling, index, 'count', 'figure', 'event', 'change'), 'count');
  return (
    count?.counted?.count === 'readings' && count.condition === undefined && count.amount.amount === 'number'
  );
}

/** That one thing happened then: what is nearest is meant, others may be. */
function anchorReadings(
  { event }: Anchor,
  { role, time, to }: Timing,
  { isNearest, isFirst }: { isNearest: boolean; isFirst: boolean },
): Reading[] {
  const formulas = to === undefined ? momentFormulas(role, event, time) : spanFormulas(event, time, to);
  return formulas.map((formula) => {
    if (!isNearest) return doubtful(formula, 'a reading among several');
    return isFirst ? reading(formula) : reading(formula, 'a reading among several');
  });
}

/** "the first one is at 22:40": of the readings that were spoken of. */
function numberedReadings(telling: Telling, index: number, time: Time): Reading[] {
  const named = at(telling, before(telling, index, 'part', 'measure', 'figure', 'count'), 'part');
  if ((named?.part === 'first' || named?.part === 'last') && named.of.part === 'where')
    return [
      reading(
        same(
          {
            time: 'of reading',
            condition: named.of.condition,
            of: WHOLE,
            k: named.part === 'first' ? 1 : -1,
          },
          time,
        ),
      ),
    ];
  const event = telling.scenes[index]?.event;
  const previous = at(telling, index - 1, 'num');
  const one =
    previous?.num === 'statistic' && (previous.name === 'first' || previous.name === 'last')
      ? previous.name
      : undefined;
  const word =
    one ?? leadOf(telling, index, 5).findLast((norm) => /^(?:first|last|latest|earliest)$/.test(norm));
  if (word === undefined || event?.event !== 'stretch' || event.part.part !== 'where') return [];
  const { condition, of } = event.part;
  const k = word === 'first' || word === 'earliest' ? 1 : -1;
  return [reading(same({ time: 'of reading', condition, of, k }, time))];
}

function isInBracket({ mood, islands }: Telling, index: number): boolean {
  return mood.host.has(mood.piece[islands[index]?.from ?? -1] ?? -1);
}

/** Of several times in a row, what the first of them follows: "exceed 50 at 17:59, 18:09 and 18:59". */
function listed(telling: Telling, nearest: number): number {
  let at = nearest;
  while (
    telling.islands[at]?.category === 'timing' &&
    wordsBetween(telling, at, at + 1).every((word) => /^(?:,|and|at|or|&|again|then|\()$/.test(word))
  )
    at = toldBefore(telling, at, ...CATEGORIES, 'timing');
  return at;
}

/** Readings that are told by what they are: "above 50 at 14:05", "two of them before 1 am". */
function conditionReadings(telling: Telling, index: number, timing: Timing): Reading[] {
  const nearest = listed(telling, toldBefore(telling, index, ...CATEGORIES, 'timing'));
  const comparison = at(telling, nearest, 'comparison');
  const condition =
    comparison === undefined
      ? at(telling, nearest, 'count')?.condition
      : conditionOf(telling, nearest, comparison);
  if (condition === undefined) return [];
  const part = partOfTiming(timing);
  // "first rose above 20 at 14:05".
  const k = telling.tokens[telling.islands[nearest]?.from ?? -1]?.norm === 'first' ? 1 : null;
  return [
    reading(
      same(
        { time: 'of reading', condition, of: WHOLE, k },
        part === undefined ? timing.time : { time: 'within', part },
      ),
    ),
  ];
}

function momentFormulas(role: Timing['role'], anchor: Event, time: Time): Formula[] {
  switch (role) {
    case 'before':
      return [{ is: 'earlier', a: start(anchor), b: time }];
    case 'after':
      return [{ is: 'earlier', a: time, b: start(anchor) }];
    case 'until':
      return [same({ time: 'end', of: anchor }, time), same(start(anchor), time)];
    case 'since':
      return [same(start(anchor), time)];
    default:
      return [
        atEdge(anchor, time) ?? same(start(anchor), time),
        ...(isLasting(anchor) ? [same({ time: 'end', of: anchor }, time)] : []),
      ];
  }
}

/** "at the end": at its last reading, or shortly before it. */
function atEdge(anchor: Event, time: Time): Formula | undefined {
  if (time.time !== 'part end' && time.time !== 'part start') return undefined;
  const size = { size: 'share', share: EDGE_SHARE } as const;
  const near: Part = { part: time.time === 'part end' ? 'last' : 'first', of: time.of, size };
  return {
    is: 'or',
    formulas: [same(start(anchor), time), same(start(anchor), { time: 'within', part: near })],
  };
}

/** Of a part, that people call its end. */
const EDGE_SHARE = 0.05;

export function isLasting(event: Event): boolean {
  return ['finding', 'gap', 'stretch', 'run', 'null'].includes(event.event);
}

function spanFormulas(anchor: Event, from: Time, to: Time): Formula[] {
  const lies: Formula = {
    is: 'same time',
    a: start(anchor),
    b: { time: 'within', part: { part: 'between', from, to } },
  };
  return isLasting(anchor) ? [{ is: 'spans', of: anchor, from, to }, lies] : [lies];
}
