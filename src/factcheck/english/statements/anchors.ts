import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import { HERE, WHOLE } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import type { Move } from '../phrases/phrase.ts';
import { namedEvents } from './named-events.ts';
import { isPlacing } from './placing.ts';
import { resolve } from './scene.ts';
import { after, at, partAt, type Telling, toldBefore, wordsBefore } from './telling.ts';

/** Something told beside a time, that may have happened at it. */
export interface Anchor {
  readonly event: Event;
  /** Index of its island. */
  readonly of: number;
  /** Named as a thing or number: nothing else is likely to be meant. */
  readonly isStrong: boolean;
}

/** What may have happened at a time. */
export const CATEGORIES = [
  'measure',
  'figure',
  'count',
  'change',
  'event',
  'num',
  'state',
  'comparison',
] as const;
const MOST_ANCHORS = 8;

/** What happened at the time that is told: the nearest thing before it first, then what follows. */
export function anchorsOf(telling: Telling, index: number): Anchor[] {
  const anchors: Anchor[] = [];
  // "10:55 72.5 °C, 10:56 72.7 °C": a time right before its value is that one's.
  const own = isLeading(telling, index) ? index + 1 : -1;
  if (own !== -1) anchors.push(...anchorsAt(telling, own, index));
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

function isLeading(telling: Telling, index: number): boolean {
  const { islands, tokens } = telling;
  const [previous, here, next] = [islands[index - 1], islands[index], islands[index + 1]];
  return (
    here !== undefined &&
    next?.from === here.to &&
    next.category === 'measure' &&
    tokens[here.from]?.kind === 'moment' &&
    (previous === undefined || previous.to < here.from)
  );
}

function anchorsAt(telling: Telling, of: number, index: number): Anchor[] {
  const category = telling.islands[of]?.category;
  const isNamed =
    category === 'measure' ||
    category === 'figure' ||
    category === 'num' ||
    category === 'event' ||
    at(telling, of, 'comparison')?.among !== undefined;
  return eventsAt(telling, of, index).map((event) => ({
    event,
    of,
    isStrong:
      (isNamed || isLeap(telling, of)) &&
      (event.event !== 'step' || event.by !== undefined || category === 'measure' || isSudden(telling, of)),
  }));
}

/** "it jumped", "steps up": of one moment, as a verb. */
function isLeap(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  return (
    at(telling, index, 'change') !== undefined &&
    tokens
      .slice(from, to)
      .some(({ norm }) => /^(?:jump(?:s|ed)?|leaps?|leapt|leaped|steps?|stepped)$/.test(norm))
  );
}

/** A jump is at one time; a climb or a decline may be told by when it began, turned or ended. */
function isSudden({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens
    .slice(Math.max(0, from - 2), to)
    .some(({ norm }) =>
      /^(?:sudden|abrupt|sharp|sharpest|steepest|largest|biggest|greatest|jump|jumps|jumped|leap|leaps|leapt|leaped|step|steps|stepped|plunge|spike|spikes|surge|crash|dip|drop|change|changes|changeover|transition|switch|shift)$/.test(
        norm,
      ),
    );
}

/** What an island can be an event of. */
function eventsAt(telling: Telling, index: number, timing: number): Event[] {
  // The extreme "on 7 March" is that of the window: when it came is what is told.
  const own = at(telling, timing, 'timing');
  const part = own === undefined ? undefined : partOfTiming(own);
  const here = partAt(telling, index);
  // "the maximum on the 24th, the minimum on the 25th": not the one of the 24th.
  const isOtherDay = part?.part === 'calendar' && here.part === 'calendar';
  const of = isOtherDay || JSON.stringify(part) === JSON.stringify(here) ? WHOLE : here;
  const events = [...namedEvents(telling, index), ...countedEvents(telling, index)];
  const change = isPlacing(telling, index) ? undefined : at(telling, index, 'change');
  if (change !== undefined) events.push(...changeEvents(change, of));
  const state = at(telling, index, 'state');
  if (state !== undefined) events.push(...(usualEvents(telling, index) ?? stateEvents(state.state)));
  return events.map((event) => resolve(event, of, telling.scenes[index]?.event ?? null));
}

/** "moves less than usual", "scatters more than usual". */
function usualEvents(telling: Telling, index: number): Event[] | undefined {
  const lead = wordsBefore(telling, index, 2);
  if (lead.at(-1)?.endsWith('than') !== true) return undefined;
  const isLess = lead.some((word) => word.startsWith('less'));
  return [{ event: 'finding', of: isLess ? 'attenuated' : 'noise burst', k: null }];
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

function changeEvents({ direction, turn }: Move, of: Part): Event[] {
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

/** Whether an event has a length. */
export function isLasting(event: Event): boolean {
  return ['finding', 'gap', 'stretch', 'run', 'null'].includes(event.event);
}
