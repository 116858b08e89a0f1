import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { sameTime } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { meaningOf, type Timing } from '../phrases/phrase.ts';
import { BEGINS, ENDS } from '../words/verbs.ts';
import { namedEvents } from './named-events.ts';
import { doubtful, reading, resolve } from './scene.ts';
import { at, partAt, sameClause, samePiece, type Telling, wordsBefore } from './telling.ts';
import { holeReadings } from './times/holes.ts';

/** Which end of something that lasts a time is. */
type Side = 'start' | 'end';

/** What may stand between such a verb and its time. */
const LEADS =
  /^(?:in|off|out|on|up|only|already|again|first|just|exactly|right|at|around|about|until|till|to|by|from|not|before|after|it|,|:)$/;

/**
 * "A fall sets in at 09:10", "it climbs from 08:10 on", "the outage ends at 10:40", "the data starts at 09:00": the beginning or the end of what is
 * told beside it. Undefined where no verb or preposition says so, or of nothing that lasts.
 */
export function roleReadings(telling: Telling, index: number, timing: Timing): Reading[] | undefined {
  const isOffset = timing.time.time === 'offset' || timing.time.time === 'readings on';
  if (timing.to !== undefined || timing.time.time === 'within' || isOffset) return undefined;
  const { from = 0, to = 0 } = telling.islands[index] ?? {};
  const hole = holeReadings(telling, index, timing);
  if (hole !== undefined) return hole;
  const verb = verbBefore(telling, from) ?? verbBehind(telling, to);
  if (verb !== undefined) {
    const events = subjectOf(telling, index);
    return events === undefined ? undefined : edgeReadings(events, verb.side, timing.time);
  }
  const side = sideOf(telling, index, timing);
  const moving = side === undefined ? undefined : movingBeside(telling, index);
  return side === undefined || moving === undefined
    ? undefined
    : edgeReadings(swings(moving), side, timing.time);
}

/** Of what has several possible ends the first reading is meant, the others may be. */
function edgeReadings(events: readonly Event[], side: Side, time: Time): Reading[] | undefined {
  const [first, ...others] = events;
  if (first === undefined) return undefined;
  const edge = (of: Event): Formula => sameTime({ time: side, of }, time);
  // Which way it went is claimed by the verb: a turning point is one all the same.
  const natural: Formula =
    first.event === 'swing'
      ? {
          is: 'or',
          formulas: [edge(first), edge({ ...first, direction: first.direction === 'up' ? 'down' : 'up' })],
        }
      : edge(first);
  return [reading(natural), ...others.map((of) => doubtful(edge(of), 'loose wording'))];
}

/** Whether a time is said to be the beginning or the end of something. */
export function edgeOf(telling: Telling, index: number, timing: Timing): Side | undefined {
  if (timing.to !== undefined) return undefined;
  const { from = 0, to = 0 } = telling.islands[index] ?? {};
  return (verbBefore(telling, from) ?? verbBehind(telling, to))?.side ?? sideOf(telling, index, timing);
}

/** By its preposition: "from 08:10 on", "until 09:00", "rising to 09:00". */
function sideOf({ tokens, islands }: Telling, index: number, { role }: Timing): Side | undefined {
  const { from = 0, to = 0 } = islands[index] ?? {};
  const isOn = tokens.slice(from, to + 1).some(({ norm }) => /^(?:on|onwards?|since)$/.test(norm));
  if (role === 'since' && isOn) return 'start';
  return role === 'until' || tokens[from]?.norm === 'to' ? 'end' : undefined;
}

/** A verb that says which end is told, and its tokens. */
interface Verb {
  readonly side: Side;
  readonly tokens: readonly number[];
}

/** The tokens of a verb of beginning or ending beside a time: "sets in", "ends". */
export function roleTokens(telling: Telling, index: number, timing: Timing): readonly number[] {
  if (roleReadings(telling, index, timing) === undefined) return [];
  const { from = 0, to = 0 } = telling.islands[index] ?? {};
  return (verbBefore(telling, from) ?? verbBehind(telling, to))?.tokens ?? [];
}

function verbBefore({ tokens, mood }: Telling, from: number): Verb | undefined {
  for (let at = from - 1; at >= Math.max(0, from - 5); at -= 1) {
    const word = tokens[at]?.norm ?? '';
    if (mood.piece[at] !== mood.piece[from]) return undefined;
    const told = tokens.slice(at, from).map((_, offset) => at + offset);
    if (BEGINS.test(word)) return { side: 'start', tokens: told };
    if (ENDS.test(word)) return { side: 'end', tokens: told };
    if (!LEADS.test(word)) return undefined;
  }
  return undefined;
}

/** "At 09:10 a fall sets in". */
function verbBehind({ tokens, mood }: Telling, to: number): Verb | undefined {
  for (let at = to; at < Math.min(tokens.length, to + 7); at += 1) {
    const word = tokens[at]?.norm ?? '';
    if (mood.piece[at] !== mood.piece[to - 1] || word === ',' || tokens[at]?.kind === 'moment')
      return undefined;
    if (/^(?:sets?|begins?|began|starts?|started)$/.test(word))
      return /^(?:to|with|at)$/.test(tokens[at + 1]?.norm ?? '')
        ? undefined
        : { side: 'start', tokens: [at, at + 1] };
  }
  return undefined;
}

/** A rise or fall right before the time, or right behind one that opens its clause. */
function movingBeside(telling: Telling, index: number): 'up' | 'down' | undefined {
  const { islands, mood } = telling;
  const isOpening = !islands.some((_, other) => other < index && samePiece(telling, other, index));
  const order = isOpening ? [index + 1, index + 2] : [index - 1, index - 2];
  for (const other of order) {
    if (!sameClause(telling, other, index)) return undefined;
    const direction = directionAt(telling, other);
    if (direction !== undefined) return direction;
    const category = islands[other]?.category ?? 'filler';
    if (!(category === 'measure' || category === 'event') || mood.unsaid[islands[other]?.from ?? 0] === true)
      return undefined;
  }
  return undefined;
}

function directionAt(telling: Telling, index: number): 'up' | 'down' | undefined {
  const direction = at(telling, index, 'change')?.direction;
  return direction === 'up' || direction === 'down' ? direction : undefined;
}

/** What begins or ends: the nearest thing before the time that lasts, else the next behind it, else what was spoken of. */
function subjectOf(telling: Telling, index: number): Event[] | undefined {
  const { islands, scenes } = telling;
  const whole: Event[] = [{ event: 'stretch', part: WHOLE }];
  if (isHeading(telling, index)) return inScene(scenes[index]?.event ?? null) ?? whole;
  if (isWindow(telling, index)) return whole;
  const earlier = islands.map((_, other) => other).filter((other) => other < index);
  const later = islands.map((_, other) => other).filter((other) => other > index && other <= index + 2);
  for (const other of [...earlier.reverse(), ...later]) {
    // "The gap kicks in at 13:20": the verb itself is no rise.
    if (!samePiece(telling, other, index) || isVerb(telling, other, index)) continue;
    const events = lastingOf(telling, other);
    if (events !== undefined) return events;
    // "Seven readings in a row, beginning at 14:25": what these are is told elsewhere.
    const isSet =
      islands[other]?.category === 'part' || at(telling, other, 'count')?.counted.count === 'readings';
    if (other < index && isSet) return undefined;
  }
  return inScene(scenes[index]?.event ?? null);
}

function isVerb({ tokens, islands }: Telling, index: number, timing: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  const word = tokens[from]?.norm ?? '';
  return to === islands[timing]?.from && (BEGINS.test(word) || ENDS.test(word));
}

/** "The data starts at 09:00". */
function isWindow(telling: Telling, index: number): boolean {
  const words = wordsBefore(telling, index, 12);
  return WINDOW_VERB.test(words.join(' '));
}

/** "Begin: 13:14", "1) Start at 10:04": of what was found, where something that lasts was, else of the window. */
function isHeading({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0 } = islands[index] ?? {};
  const words = tokens.slice(0, from).map(({ norm }) => norm);
  return from <= 6 && HEADING.test(words.join(' '));
}

const HEADING = /^(?:\d+ \) )?(?:[*•–-] )?(?:begin|beginning|start|end|finish)(?: :| at)?$/;

/** "the data starts", "the record starts at 10:00 and ends". */
const WINDOW_VERB =
  /\b(?:window|period|record|recording|log|series|data|dataset|trace|file|observations?|measurements?|(?<=the )readings|(?<=the )samples) (?:starts?|started|begins?|began|runs?|ran|opens?|ends?|ended|finish(?:es|ed)|stops?|stopped|closes?|closed|concludes?|concluded)(?: (?:at|on|with|from) [^,]{1,24},? (?:and|to) (?:ends?|ended|finish(?:es|ed)|stops?|stopped|closes?))?(?: at| on)?$/;

/** Undefined for what is no event, or has no length. */
function lastingOf(telling: Telling, index: number): Event[] | undefined {
  const direction = directionAt(telling, index);
  if (direction !== undefined) return swings(direction);
  const event = meaningOf(telling.islands[index], 'event');
  if (event?.event === 'finding' && event.k === 0) return inScene(telling.scenes[index]?.event ?? null);
  if (at(telling, index, 'state')?.state === 'missing data') return [{ event: 'gap', k: null }];
  const [named] = namedEvents(telling, index);
  if (named === undefined) return undefined;
  return inScene(resolve(named, partAt(telling, index), telling.scenes[index]?.event ?? null));
}

function inScene(event: Event | null): Event[] | undefined {
  if (event?.event === 'step' && event.direction !== 'either') return swings(event.direction);
  return event?.event === 'finding' || event?.event === 'gap' || event?.event === 'run' ? [event] : undefined;
}

/** A large one is meant; a small one, or a sudden one, may be. */
function swings(direction: 'up' | 'down'): Event[] {
  return [
    { event: 'swing', direction, size: 'large', of: WHOLE },
    { event: 'swing', direction, size: 'small', of: WHOLE },
    { event: 'swing', direction: direction === 'up' ? 'down' : 'up', size: 'small', of: WHOLE },
    { event: 'step', direction, of: WHOLE },
  ];
}
