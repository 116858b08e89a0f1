import type { Event } from '../../../statement/events.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import { literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { within } from '../../phrases/parts.ts';
import { type Comparison, type Edge, meaningOf } from '../../phrases/phrase.ts';
import type { Mood } from '../mood.ts';
import { goesBack, resolve, type Scene } from '../scene.ts';
import { partAt, type Telling } from '../telling.ts';

/** What a phrase that goes back to readings spoken of means by them. */
export function itOf(part: Part, { set, boundary, event }: Scene): Event | null {
  const isAll = set?.part === 'whole' && part.part === 'without';
  if (set !== null && goesBack(part) && !isAll) return { event: 'stretch', part: set };
  if (part.part !== 'without') return event;
  const last = boundary ?? event;
  // "It fell to 0 at 10:20. Leaving that one out": what was found, not the fall.
  return last?.event === 'step' ? null : last;
}

/** The readings among which is counted: those named by the count itself, within the part of its clause. */
export function countedPart(telling: Telling, index: number, of: Part | undefined): Part {
  if (of === undefined) return partAt(telling, index);
  const scene = telling.scenes[index];
  const own = resolve(of, partAt(telling, index), scene === undefined ? null : itOf(of, scene));
  const named = telling.parts[index] ?? null;
  return named !== null && JSON.stringify(named) !== JSON.stringify(own) ? within(own, named) : own;
}

/**
 * The readings that were counted when a phrase was read, by itself or with what is said of them beside it: "16 readings lie below 20.5",
 * "below 20.5 in 16 readings". Undefined where it counts none.
 */
export function setAfter(
  islands: readonly Edge[],
  index: number,
  mood: Mood,
  part: Part | null,
  scene: Scene,
): Part | undefined {
  const edge = islands[index];
  if (edge === undefined) return undefined;
  const told = meaningOf(edge, 'part') ?? meaningOf(edge, 'scope');
  if (told?.part === 'where') return resolve(told, WHOLE, scene.event);
  const count = meaningOf(edge, 'count');
  if (count?.counted.count === 'readings') {
    if (count.amount.amount === 'none' || goesBack(count.of)) return undefined;
    const within = part ?? count.of ?? WHOLE;
    const condition = count.condition ?? conditionIn(islands, index, mood, scene.level);
    if (condition === undefined) return count.bare === true ? undefined : within;
    return { part: 'where', of: within, condition };
  }
  const comparison = meaningOf(edge, 'comparison');
  const condition = comparison === undefined ? undefined : plainCondition(comparison, scene.level);
  if (condition === undefined) return undefined;
  const counted = islands.findLastIndex(
    (other, at) => at < index && isCountOfReadings(other) && mood.piece[other.from] === mood.piece[edge.from],
  );
  return counted === -1 ? undefined : { part: 'where', of: part ?? WHOLE, condition };
}

function isCountOfReadings(edge: Edge): boolean {
  const count = meaningOf(edge, 'count');
  return count?.counted.count === 'readings' && count.amount.amount !== 'none' && !goesBack(count.of);
}

/** What is said of the readings before they are counted. */
function conditionIn(
  islands: readonly Edge[],
  index: number,
  mood: Mood,
  level: Num | null,
): Condition | undefined {
  const here = islands[index];
  for (let other = index - 1; other >= 0; other -= 1) {
    const edge = islands[other];
    if (edge === undefined || here === undefined || mood.piece[edge.from] !== mood.piece[here.from])
      return undefined;
    const comparison = meaningOf(edge, 'comparison');
    if (comparison !== undefined) return plainCondition(comparison, level);
    if (edge.category === 'count') return undefined;
  }
  return undefined;
}

/** The condition of a comparison that names its level itself, or goes back to the one named last. */
function plainCondition(comparison: Comparison, said: Num | null): Condition | undefined {
  const { relation, high, by, aspect, against, back } = comparison;
  const to = back === true ? (said ?? undefined) : comparison.to;
  if (to === undefined || by !== undefined || aspect !== undefined || against !== undefined) return undefined;
  const level = resolve(to, WHOLE, null);
  if (high !== undefined) {
    const between: Condition = { if: 'between', low: level, high };
    return relation === 'outside' ? { if: 'not', condition: between } : between;
  }
  return relation === 'within' || relation === 'outside' || relation === 'near'
    ? undefined
    : { if: 'compare', relation, to: level };
}

/** The level that a phrase names, where it names one. */
export function levelIn(edge: Edge): Num | undefined {
  const quantity = meaningOf(edge, 'measure') ?? meaningOf(edge, 'figure')?.quantity;
  if (quantity !== undefined) return quantity.unit === '%' ? undefined : literal(quantity);
  const num = meaningOf(edge, 'num');
  if (num?.num === 'literal') return num;
  const { to, by } = meaningOf(edge, 'comparison') ?? {};
  return to !== undefined && (by === undefined || to.num !== 'literal')
    ? resolve(to, WHOLE, null)
    : undefined;
}
