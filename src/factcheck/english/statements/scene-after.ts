import type { Event } from '../../statement/events.ts';
import type { Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { HERE, inAfterAll } from '../phrases/implied.ts';
import { partOfTiming } from '../phrases/parts.ts';
import { type Counting, type Edge, meaningOf } from '../phrases/phrase.ts';
import { levelIn } from './counts/sets.ts';
import { goesBack, resolve, type Scene } from './scene.ts';

/** What "it" and "afterwards" go back to once this phrase was read. */
export function sceneAfter(edge: Edge, part: Part | null, scene: Scene): Scene {
  const event = spokenOf(edge);
  const whole: Part = part ?? { part: 'whole' };
  const next = event === undefined ? scene.event : resolve(event, whole, scene.event);
  return {
    event: next,
    boundary: event === undefined || event.event === 'extreme' ? (scene.boundary ?? next) : next,
    part: part ?? scene.part,
    label: scene.label,
    heading: scene.heading,
    columns: scene.columns,
    name: nameIn(edge) ?? scene.name,
    // Where something lies puts no other readings before the eyes.
    set: event === undefined || event.event === 'extreme' || PLACES.has(edge.category) ? scene.set : null,
    level: levelIn(edge) ?? scene.level,
    time: momentIn(edge) ?? (event === undefined ? scene.time : null),
  };
}

const PLACES: ReadonlySet<string> = new Set(['scope']);

/** The moment that a phrase tells to the minute. */
function momentIn(edge: Edge): Time | undefined {
  const timing = meaningOf(edge, 'timing');
  const isMoment =
    timing?.role === 'at' && timing.time.time === 'moment' && timing.time.moment.minute !== undefined;
  return isMoment ? timing.time : undefined;
}

function nameIn(edge: Edge): StatisticName | undefined {
  const num = meaningOf(edge, 'num');
  return meaningOf(edge, 'figure')?.name ?? (num?.num === 'statistic' ? num.name : undefined);
}

/** The event, or the stretch of readings, that a phrase puts before the reader's eyes. */
function spokenOf(edge: Edge): Event | undefined {
  const event = meaningOf(edge, 'event');
  if (event !== undefined) return goesBack(event) ? undefined : event;
  const timing = meaningOf(edge, 'timing');
  const covered = timing === undefined || goesBack(timing) ? undefined : partOfTiming(timing);
  if (covered !== undefined) return thingOf(covered);
  const scope = meaningOf(edge, 'scope') ?? meaningOf(edge, 'part');
  if (scope !== undefined) return goesBack(scope) || isNoThing(scope) ? undefined : scopeEvent(scope);
  const beside = besideWhich(meaningOf(edge, 'figure')?.num ?? meaningOf(edge, 'num'));
  if (beside !== undefined) return beside;
  const name = nameIn(edge);
  if (name === 'max' || name === 'min') return { event: 'extreme', which: name, of: HERE };
  const change = meaningOf(edge, 'change');
  if ((change?.direction === 'up' || change?.direction === 'down') && change.turn === undefined)
    return { event: 'step', direction: change.direction, of: HERE };
  if (meaningOf(edge, 'state')?.state === 'missing data') return { event: 'gap', k: null };
  return countedEvent(meaningOf(edge, 'count'));
}

function thingOf(part: Part): Event | undefined {
  return isNoThing(part) ? undefined : { event: 'stretch', part };
}

/** "it" is no afternoon, and nothing that nobody can find. */
function isNoThing({ part }: Part): boolean {
  return part === 'whole' || part === 'hours' || part === 'unknown';
}

/** "the last one before the gap is 19.4": the gap. */
function besideWhich(num: Num | undefined): Event | undefined {
  const of = num?.num === 'statistic' ? num.of : undefined;
  const isBeside = of?.part === 'before' || of?.part === 'after' || of?.part === 'without';
  if (of === undefined || !isBeside || goesBack(of)) return undefined;
  const event = scopeEvent(of);
  return event.event === 'stretch' && event.part === of ? undefined : event;
}

function countedEvent(count: Counting | undefined): Event | undefined {
  if (count === undefined || count.amount.amount === 'none') return undefined;
  const { counted, condition } = count;
  if (counted.count === 'findings') return { event: 'finding', of: counted.of, k: null };
  if (counted.count === 'gaps') return { event: 'gap', k: null };
  return counted.count === 'readings' && condition !== undefined
    ? { event: 'stretch', part: { part: 'where', of: HERE, condition } }
    : undefined;
}

/** What was left out, or lay on one side of something, is what the text goes on to call "it". */
function scopeEvent(named: Part): Event {
  const scope = inAfterAll(named) ?? named;
  if (scope.part === 'event') return scope.event;
  if (scope.part === 'without')
    return scope.out.part === 'event' ? scope.out.event : { event: 'stretch', part: scope.out };
  if (scope.part === 'during') return scope.event;
  if (
    (scope.part === 'before' || scope.part === 'after') &&
    (scope.time.time === 'start' || scope.time.time === 'end')
  )
    return scope.time.of;
  return { event: 'stretch', part: scope };
}
