import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import type { Time } from '../../statement/times.ts';
import { isIt, partOf } from '../phrases/implied.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import { setAfter } from './counts/sets.ts';
import type { Label, Labelled } from './labels.ts';
import { partsOf, type Spoken, withSet } from './parts.ts';
import type { Scene } from './scene.ts';
import { sceneAfter } from './scene-after.ts';
import { columnsAfter } from './tables.ts';
import type { Topic } from './telling.ts';

/** What each phrase of a sentence is said of, found in one walk from left to right before anything is told. */
export interface Survey {
  readonly parts: (Part | null)[];
  readonly spoken: readonly (Spoken | null)[];
  readonly label: Label | null;
  readonly topics: (Topic | null)[];
  readonly scenes: Scene[];
  /** The scene behind the sentence. */
  readonly scene: Scene;
}

export function survey(sentence: Labelled, opening: Scene): Survey {
  const { islands, mood } = sentence;
  const { spoken, label, lasting } = partsOf(sentence, opening);
  const parts = spoken.map((one) => one?.part ?? null);
  const topics: (Topic | null)[] = [];
  const scenes: Scene[] = [];
  const columns = columnsAfter(sentence, opening.columns);
  const heading = sentence.isHeading ? label : opening.heading;
  let scene: Scene = { ...opening, label: lasting, heading, columns };
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
  return { parts, spoken, label, topics, scenes, scene };
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
