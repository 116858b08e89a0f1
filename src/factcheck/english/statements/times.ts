import type { Event, Formula, Part, Reading, Time } from '../../statement.ts';
import { HERE, WHOLE } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import type { Move, Timing } from '../phrases/phrase.ts';
import { conditionOf } from './comparisons.ts';
import { distinct, goesBack, reading, resolve } from './scene.ts';
import { after, at, before, partAt, type Telling } from './telling.ts';

const start = (of: Event): Time => ({ time: 'start', of });
const same = (a: Time, b: Time): Formula => ({ is: 'same time', a, b });

/** What happened at the time that is told: the nearest thing before it first, then what follows. */
export function anchorsOf(telling: Telling, index: number): Event[] {
  const events: Event[] = [];
  const categories = ['measure', 'figure', 'count', 'change', 'event', 'num', 'state', 'comparison'] as const;
  for (
    let other = before(telling, index, ...categories);
    other !== -1;
    other = before(telling, other, ...categories)
  )
    events.push(...eventsAt(telling, other));
  for (
    let other = after(telling, index, ...categories);
    other !== -1;
    other = after(telling, other, ...categories)
  )
    events.push(...eventsAt(telling, other));
  const scene = telling.scenes[index]?.event;
  if (scene != null) events.push(scene);
  return distinctEvents(events).slice(0, 6);
}

function distinctEvents(events: readonly Event[]): Event[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    const key = JSON.stringify(event);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What an island can be an event of. */
function eventsAt(telling: Telling, index: number): Event[] {
  const of = partAt(telling, index);
  const events = [...namedEvents(telling, index), ...countedEvents(telling, index)];
  const change = at(telling, index, 'change');
  if (change !== undefined) events.push(...changeEvents(change, of));
  const state = at(telling, index, 'state');
  if (state !== undefined) events.push(...stateEvents(state.state));
  return events.map((event) => resolve(event, of, telling.scenes[index]?.event ?? null));
}

/** Readings, extremes and findings that are named. */
function namedEvents(telling: Telling, index: number): Event[] {
  const measure = at(telling, index, 'measure');
  if (measure !== undefined) return [{ event: 'reading', value: { num: 'literal', quantity: measure } }];
  const num = at(telling, index, 'num') ?? at(telling, index, 'figure')?.num;
  const quantity = at(telling, index, 'figure')?.quantity;
  if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min'))
    return [
      { event: 'extreme', which: num.name, of: num.of },
      ...(quantity === undefined
        ? []
        : [{ event: 'reading', value: { num: 'literal', quantity } } satisfies Event]),
    ];
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
export function timingReadings(telling: Telling, index: number, timing: Timing): Reading[] {
  const scene = telling.scenes[index]?.event ?? null;
  const fill = (time: Time): Time => resolve(time, WHOLE, scene);
  const time = fill(timing.time);
  const to = timing.to === undefined ? undefined : fill(timing.to);
  const anchors = anchorsOf(telling, index);
  const readings: Reading[] = [];
  const condition = conditionBefore(telling, index);
  if (timing.role === 'span' && to !== undefined) {
    readings.push(...spanReadings(anchors, time, to));
  } else {
    for (const [nth, anchor] of anchors.entries()) {
      const assumed = nth === 0 ? [] : (['a reading among several'] as const);
      readings.push(
        ...momentReadings(timing.role, anchor, time).map((formula) => reading(formula, ...assumed)),
      );
    }
  }
  const part = partOfTiming({ ...timing, time, ...(to === undefined ? {} : { to }) });
  if (condition !== undefined) {
    const within: Time = part === undefined ? time : { time: 'within', part };
    readings.unshift(reading(same({ time: 'of reading', condition, of: WHOLE, k: null }, within)));
  }
  if (anchors.length === 0 && timing.role === 'span' && to !== undefined)
    readings.push(reading({ is: 'spans', of: WHOLE, from: time, to }));
  if (readings.length === 0)
    readings.push(reading({ is: 'beyond', what: 'a time of nothing that was named' }));
  return distinct(readings);
}

function conditionBefore(telling: Telling, index: number) {
  const comparison = before(telling, index, 'comparison', 'count', 'measure', 'figure', 'change');
  const found = at(telling, comparison, 'comparison');
  if (found !== undefined) return conditionOf(telling, comparison, found);
  return at(telling, comparison, 'count')?.condition;
}

function momentReadings(role: Timing['role'], anchor: Event, time: Time): Formula[] {
  const inPart = time.time === 'hours' ? time : time;
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
      return [same(start(anchor), inPart), same({ time: 'end', of: anchor }, inPart)].slice(
        0,
        isLasting(anchor) ? 2 : 1,
      );
  }
}

function isLasting(event: Event): boolean {
  return (
    event.event === 'finding' || event.event === 'gap' || event.event === 'stretch' || event.event === 'run'
  );
}

function spanReadings(anchors: readonly Event[], from: Time, to: Time): Reading[] {
  const part: Part = { part: 'between', from, to };
  return anchors.flatMap((anchor, nth) => {
    const assumed = nth === 0 ? [] : (['a reading among several'] as const);
    const spans: Formula = { is: 'spans', of: anchor, from, to };
    const lies: Formula = { is: 'same time', a: start(anchor), b: { time: 'within', part } };
    return isLasting(anchor)
      ? [reading(spans, ...assumed), reading(lies, 'loose wording')]
      : [reading(lies, ...assumed)];
  });
}
