import type { Event } from '../../statement/events.ts';
import type { Part } from '../../statement/parts.ts';
import { inAfterAll, isIt, WHOLE } from '../phrases/implied.ts';
import { narrowed } from '../phrases/parts.ts';
import { type Category, type Edge, meaningOf } from '../phrases/phrase.ts';
import { itOf, setAfter } from './counts/sets.ts';
import { frameOf, inFrame, namedPart, withAll } from './frames.ts';
import { type Label, type Labelled, labelIn } from './labels.ts';
import type { Mood } from './mood.ts';
import { goesBack, resolve, type Scene } from './scene.ts';
import { sceneAfter } from './scene-after.ts';

/** The part that a phrase speaks of. */
export interface Spoken {
  readonly part: Part;
  /** The phrase that named it; -1 where it is the label of the line. */
  readonly by: number;
}

/** By phrase: its natural part, null where nothing names one; and the label that these stand behind. */
export interface Parts {
  readonly spoken: readonly (Spoken | null)[];
  readonly label: Label | null;
  /** The label of what follows in the line. */
  readonly lasting: Label | null;
}

export function partsOf(sentence: Labelled, opening: Scene): Parts {
  const { islands, mood, isItem } = sentence;
  const own = ownParts(islands, mood, opening);
  const head = labelIn(sentence);
  const told = head && resolve(head.part, WHOLE, opening.boundary ?? opening.event);
  const label =
    head && told ? { part: told, isGuessed: head.isGuessed } : sentence.isHeading ? null : opening.label;
  const spoken = islands.map((edge, index): Spoken | null => {
    const named =
      spokenBy(own, index) ??
      nextTo(islands, own, index) ??
      withIt(sentence, own, index) ??
      aroundOf(islands, own, mood, index);
    const isLabelled = label !== null && label.part.part !== 'unknown' && edge.from >= (head?.end ?? 0);
    const isOther = named !== null && named.by <= index && named.by >= (head?.first ?? 0);
    return isLabelled && !isOther ? { part: label.part, by: -1 } : named;
  });
  return { spoken, label, lasting: head === undefined || isItem ? label : null };
}

function spokenBy(parts: readonly (Part | null)[], by: number): Spoken | null {
  const part = parts[by];
  return part == null ? null : { part, by };
}

/** The part that each phrase names by itself, or with the one right before it. */
function ownParts(islands: readonly Edge[], mood: Mood, opening: Scene): (Part | null)[] {
  const named = islands.map((edge) => namedPart(edge));
  const own: (Part | null)[] = [];
  let scene = opening;
  for (const [index, edge] of islands.entries()) {
    const part = named[index] ?? null;
    const before = islands[index - 1]?.to === edge.from ? own[index - 1] : null;
    const alone = part === null ? null : ownPart(part, named, frameOf(islands, mood, index), scene);
    own.push(alone !== null && before != null ? narrowed(before, alone) : alone);
    scene = withSet(sceneAfter(edge, null, scene), setAfter(islands, index, mood, null, scene));
  }
  return own;
}

function ownPart(part: Part, named: readonly (Part | null)[], frame: Part | null, scene: Scene): Part | null {
  return inAfterAll(part) !== undefined
    ? withAll(scene.part, named, frame)
    : inFrame(resolve(part, WHOLE, itIn(part, scene)), frame);
}

export function withSet(scene: Scene, set: Part | undefined): Scene {
  return set === undefined ? scene : { ...scene, set };
}

/** Only what is left goes back to readings that were counted; what comes before or after goes back to what divides the window. */
function itIn(part: Part, scene: Scene): Event | null {
  return part.part === 'without' ? itOf(part, scene) : (scene.boundary ?? scene.event);
}

/** "With a mean of 75 the second half ...", "With 54 ms on average, the stretch from 16:20 to 16:55 ...": the part is told after its figure. */
function withIt(
  { islands, tokens }: Labelled,
  parts: readonly (Part | null)[],
  index: number,
): Spoken | null {
  const here = islands[index];
  const isAhead = here?.category === 'figure' && here.from <= 2;
  const isWith = tokens[0]?.norm === 'with' || islands[index + 1]?.category === 'part';
  return isAhead && isWith ? spokenBy(parts, index + 1) : null;
}

/** A part told right behind a figure is the figure's own: "0.39 in the first half"; a day is that of no extreme, which it dates. */
function nextTo(islands: readonly Edge[], parts: readonly (Part | null)[], index: number): Spoken | null {
  const [here, next] = [islands[index], islands[index + 1]];
  if (next?.from !== here?.to) return null;
  const name = meaningOf(here, 'figure')?.name;
  const isDay = next?.category === 'timing' && name !== undefined && name !== 'max' && name !== 'min';
  return isDay || next?.category === 'scope' || next?.category === 'part' ? spokenBy(parts, index + 1) : null;
}

/** The part named last in the piece, else the next one in the clause. */
function aroundOf(
  islands: readonly Edge[],
  parts: readonly (Part | null)[],
  mood: Mood,
  index: number,
): Spoken | null {
  const from = islands[index]?.from ?? -1;
  const piece = mood.piece[from] ?? -1;
  for (let other = index - 1; other >= 0; other -= 1) {
    const there = mood.piece[islands[other]?.from ?? -1] ?? -1;
    if (there !== piece && mood.host.get(there) !== piece) break;
    if (parts[other] != null && (there === piece || isDefinition(islands, mood, other)))
      return spokenBy(parts, other);
  }
  const outside = mood.host.get(piece) === undefined ? null : outsideOf(islands, parts, mood, index);
  if (outside !== null) return outside;
  const behind = islands.findIndex(
    (edge, other) =>
      other > index &&
      parts[other] != null &&
      edge.category !== 'part' &&
      edge.category !== 'count' &&
      (mood.clause[edge.from] === mood.clause[from] ||
        (parts[other]?.part === 'without' &&
          mood.piece[edge.from] === piece &&
          isLeftOutHere(islands, index, other))),
  );
  return spokenBy(parts, behind);
}

/** "the warm phase (12:00 to 13:00) averages 21": a bracket with nothing but a part, behind what it is the part of. */
function isDefinition(islands: readonly Edge[], mood: Mood, index: number): boolean {
  const piece = mood.piece[islands[index]?.from ?? -1];
  const before = islands[index - 1];
  const isAlone = [before, islands[index + 1]].every((one) => mood.piece[one?.from ?? -1] !== piece);
  return isAlone && !DATED.has(before?.category ?? 'filler');
}

/** What a bracket behind it dates, rather than says what it is called. */
const DATED: ReadonlySet<Category> = new Set([
  'measure',
  'figure',
  'range',
  'count',
  'change',
  'comparison',
  'event',
  'num',
]);

/** "normal, except for one spike", but not "mean 24.5, without the spike 23.5", "mean 24.5, or 23.5 without the spike". */
function isLeftOutHere(islands: readonly Edge[], index: number, scope: number): boolean {
  const next = islands.slice(scope + 1).find((edge) => !isIt(meaningOf(edge, 'event')));
  return !isNumber(next) && !islands.slice(index + 1, scope).some(isNumber);
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
): Spoken | null {
  const piece = mood.piece[islands[index]?.from ?? -1];
  let other = index - 1;
  while (other >= 0 && mood.piece[islands[other]?.from ?? -1] === piece) other -= 1;
  const edge = islands[other];
  if (edge === undefined) return null;
  const { against, nth } = meaningOf(edge, 'comparison') ?? {};
  if (against !== undefined && !goesBack(against)) return { part: against, by: other };
  // "the second half (21.7) is ahead of the first (20.8)".
  const pieces = parts.slice(0, other).findLast((part) => part?.part === 'piece');
  if (nth !== undefined && pieces?.part === 'piece')
    return { part: { ...pieces, k: nth < 0 ? pieces.n : nth }, by: other };
  if (edge.category === 'part' || edge.category === 'scope') return spokenBy(parts, other);
  // "between midnight and three it is a steady 6 kW (sd 0.1 kW)".
  if (edge.category === 'comparison') return null;
  const around = aroundOf(islands, parts, mood, other);
  return around !== null && around.by < other ? around : null;
}
