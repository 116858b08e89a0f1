import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { inAfterAll, isIt, partOf } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import { itOf, setAfter } from './counts/sets.ts';
import { frameOf, inFrame, namedPart, withAll } from './frames.ts';
import type { Mood } from './mood.ts';
import { goesBack, resolve, type Scene } from './scene.ts';
import { sceneAfter } from './scene-after.ts';
import type { Topic } from './telling.ts';

/** What each phrase of a sentence is said of, found in one walk from left to right before anything is told. */
export interface Survey {
  readonly parts: (Part | null)[];
  readonly topics: (Topic | null)[];
  readonly scenes: Scene[];
  /** The scene behind the sentence. */
  readonly scene: Scene;
}

export function survey(islands: readonly Edge[], mood: Mood, opening: Scene): Survey {
  const parts = partsOf(islands, mood, opening);
  const topics: (Topic | null)[] = [];
  const scenes: Scene[] = [];
  let scene = opening;
  let topic: Topic | null = null;
  let piece = -1;
  for (const [index, edge] of islands.entries()) {
    const here = mood.piece[edge.from] ?? 0;
    if (here !== piece && topic?.of === 'part') topic = null;
    piece = here;
    topics.push(topic);
    scenes.push(scene);
    topic = topicAfter(edge, index, topic);
    const part = parts[index] ?? null;
    scene = withSet(sceneAfter(edge, part, scene), setAfter(islands, index, mood, part, scene));
  }
  return { parts, topics, scenes, scene };
}

function topicAfter(edge: Edge, at: number, topic: Topic | null): Topic | null {
  const num = meaningOf(edge, 'num');
  if (num?.num === 'statistic') return { of: 'num', num, name: num.name, at };
  if (num?.num === 'ranked') return { of: 'num', num, name: num.from === 'top' ? 'max' : 'min', at };
  if (num !== undefined) return { of: 'num', num, name: 'typical', at };
  const timing = meaningOf(edge, 'timing');
  if (timing?.role === 'at' && timing.time.time === 'moment' && topic?.of === 'event')
    return { of: 'event', event: atTime(topic.event, timing.time), at: topic.at };
  const event = meaningOf(edge, 'event');
  if (event !== undefined) return isIt(event) ? topic : { of: 'event', event, at };
  const count = meaningOf(edge, 'count');
  if (count?.counted.count === 'findings' && count.amount.amount !== 'none')
    return { of: 'event', event: { event: 'finding', of: count.counted.of, k: null }, at };
  return topic;
}

/** "a spike at 10:30, where it reached 31": of several, the one that was then. */
function atTime(event: Event, time: Time): Event {
  if (event.event !== 'finding' || event.k !== null || time.time !== 'moment') return event;
  return { event: 'stretch', part: { part: 'both', a: partOf(event), b: { part: 'around', at: time } } };
}

/** Only what is left goes back to readings that were counted; what comes before or after goes back to what divides the window. */
function itIn(part: Part, scene: Scene): Event | null {
  return part.part === 'without' ? itOf(part, scene) : (scene.boundary ?? scene.event);
}

function withSet(scene: Scene, set: Part | undefined): Scene {
  return set === undefined ? scene : { ...scene, set };
}

/** The part that each phrase speaks of: the one named last in its piece, else the next one in its clause. */
function partsOf(islands: readonly Edge[], mood: Mood, opening: Scene): (Part | null)[] {
  const named = islands.map((edge) => namedPart(edge));
  let scene = opening;
  const resolved = named.map((part, index) => {
    const edge = islands[index];
    const own =
      part === null
        ? null
        : inAfterAll(part) !== undefined
          ? withAll(scene.part, named, frameOf(islands, mood, index))
          : inFrame(resolve(part, { part: 'whole' }, itIn(part, scene)), frameOf(islands, mood, index));
    if (edge !== undefined)
      scene = withSet(sceneAfter(edge, null, scene), setAfter(islands, index, mood, null, scene));
    return own;
  });
  return islands.map(
    (_, index) =>
      resolved[index] ??
      nextTo(islands, resolved, index) ??
      withIt(islands, resolved, index) ??
      around(islands, resolved, mood, index),
  );
}

/** "With a mean of 75 the second half ...": the part is told after its figure. */
function withIt(islands: readonly Edge[], parts: readonly (Part | null)[], index: number): Part | null {
  const here = islands[index];
  const next = islands[index + 1];
  return here?.category === 'figure' && here.from <= 2 && next?.category === 'part'
    ? (parts[index + 1] ?? null)
    : null;
}

/** A part told right behind a figure is the figure's own: "0.39 in the first half". */
function nextTo(islands: readonly Edge[], parts: readonly (Part | null)[], index: number): Part | null {
  const next = islands[index + 1];
  const isNext =
    next?.from === islands[index]?.to && (next?.category === 'scope' || next?.category === 'part');
  return isNext ? (parts[index + 1] ?? null) : null;
}

/** The part named last in the piece, else the next one in the clause. */
function around(
  islands: readonly Edge[],
  parts: readonly (Part | null)[],
  mood: Mood,
  index: number,
): Part | null {
  const from = islands[index]?.from ?? -1;
  for (let other = index - 1; other >= 0; other -= 1) {
    if (mood.piece[islands[other]?.from ?? -1] !== mood.piece[from]) break;
    if (parts[other] != null) return parts[other] ?? null;
  }
  const host = mood.host.get(mood.piece[from] ?? -1);
  const outside = host === undefined ? undefined : outsideOf(islands, parts, mood, index);
  if (outside != null) return outside;
  const behind = islands.findIndex(
    (edge, other) =>
      other > index &&
      (mood.clause[edge.from] === mood.clause[from] ||
        // "normal, except for one spike", but not "mean 24.5, without the spike 23.5".
        (parts[other]?.part === 'without' &&
          mood.piece[edge.from] === mood.piece[from] &&
          !isNumber(islands[other + 1]))) &&
      parts[other] != null &&
      edge.category !== 'part' &&
      edge.category !== 'count',
  );
  return behind === -1 ? null : (parts[behind] ?? null);
}

function isNumber(edge: Edge | undefined): boolean {
  return edge?.category === 'measure' || edge?.category === 'figure';
}

/** "the first third (average 17.2)": a bracket tells of the part right before it. */
function outsideOf(
  islands: readonly Edge[],
  parts: readonly (Part | null)[],
  mood: Mood,
  index: number,
): Part | null {
  const piece = mood.piece[islands[index]?.from ?? -1];
  let other = index - 1;
  while (other >= 0 && mood.piece[islands[other]?.from ?? -1] === piece) other -= 1;
  const edge = islands[other];
  if (edge === undefined) return null;
  const { against, nth } = meaningOf(edge, 'comparison') ?? {};
  if (against !== undefined && !goesBack(against)) return against;
  // "the second half (21.7) is ahead of the first (20.8)".
  const pieces = parts.slice(0, other).findLast((part) => part?.part === 'piece');
  if (nth !== undefined && pieces?.part === 'piece') return { ...pieces, k: nth < 0 ? pieces.n : nth };
  if (edge.category === 'part' || edge.category === 'scope') return parts[other] ?? null;
  // "between midnight and three it is a steady 6 kW (sd 0.1 kW)".
  const opened = islands.findLastIndex(
    (one, at) => at < other && mood.clause[one.from] === mood.clause[edge.from] && SETTING.has(one.category),
  );
  return opened === -1 || edge.category === 'comparison' ? null : (parts[opened] ?? null);
}

const SETTING: ReadonlySet<Category> = new Set(['part', 'scope', 'timing']);
