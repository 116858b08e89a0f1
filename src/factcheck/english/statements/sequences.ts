import type { Leg } from '../../statement/formulas.ts';
import type { Reading } from '../../statement/text.ts';
import type { Category, Edge, Move } from '../phrases/phrase.ts';
import { denialOf } from './denials.ts';
import { reading } from './scene.ts';
import { at, partAt, type Telling } from './telling.ts';

/** Words that put movements in a row, beside a movement or between two. */
const OPENING = /^(?:first|initially|beginning|begin|start)$/;
const JOINING =
  /^(?:then|afterwards?|thereafter|later|subsequently|finally|eventually|next|before|last|followed|lastly|ultimately)$/;

/** Puts a movement in a part or at a time. */
const PLACING = /^(?:in|on|during|over|from|until|till|by|at|around|between|within)$/;

function covers(island: Edge | undefined, token: number): boolean {
  return island !== undefined && token >= island.from && token < island.to;
}

/** "and then", "after that": between two movements. */
const BETWEEN = /^(?:and|then|after|that|this|afterwards?|thereafter|later|it|they|,)$/;

interface Sequence {
  /** Islands of the movements, in their order. */
  readonly at: readonly number[];
  readonly legs: readonly Leg[];
  /** Tokens of the words that put them in a row. */
  readonly joints: readonly number[];
}

/** "first warms, then cools": this movement is one leg of a course. Undefined where a movement has a time or number of its own. */
export function sequenceReadings(telling: Telling, index: number): readonly Reading[] | undefined {
  const found = sequenceIn(telling);
  const leg = found?.at.indexOf(index) ?? -1;
  if (found === undefined || leg === -1) return undefined;
  return [reading({ is: 'course', legs: found.legs, leg, of: partAt(telling, found.at[0] ?? index) })];
}

/** Tokens that a sequence took up. */
export function sequenceTokens(telling: Telling, index: number): readonly number[] {
  const found = sequenceIn(telling);
  return found?.at.includes(index) === true ? found.joints : [];
}

const KNOWN = new WeakMap<Telling, Sequence | null>();

function sequenceIn(telling: Telling): Sequence | undefined {
  const known = KNOWN.get(telling);
  if (known !== undefined) return known ?? undefined;
  const found = findSequence(telling);
  KNOWN.set(telling, found ?? null);
  return found;
}

function findSequence(telling: Telling): Sequence | undefined {
  const { islands, tokens } = telling;
  const moves = islands.flatMap((_, index) => {
    const leg = legOf(at(telling, index, 'change'));
    return leg === undefined ? [] : [{ index, leg }];
  });
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined || moves.length < 2) return undefined;
  if (moves.some(({ index }) => denialOf(telling, index) !== -1)) return undefined;
  const isPlain = islands.every(
    (island, index) =>
      index < first.index ||
      at(telling, index, 'change') !== undefined ||
      !TELLING.has(island.category) ||
      tokens.slice(island.from, island.to).every(({ norm }) => BETWEEN.test(norm)),
  );
  const begin = islands[first.index]?.from ?? 0;
  const end = islands[last.index]?.to ?? tokens.length;
  const isMoving = (token: number) => moves.some(({ index }) => covers(islands[index], token));
  const joints = [...tokens.keys()].filter((token) => {
    const word = tokens[token]?.norm ?? '';
    const isBeside = isMoving(token) || isMoving(token - 1) || isMoving(token + 1);
    return (
      (OPENING.test(word) && token >= begin - 2 && token < end && isBeside) ||
      (JOINING.test(word) && token > begin && token <= end)
    );
  });
  const isPlaced = tokens.some(
    ({ norm }, token) => token > begin && token < end && !isMoving(token) && PLACING.test(norm),
  );
  const isOrdered = moves.every(({ leg }, nth) => nth === 0 || leg !== moves[nth - 1]?.leg);
  return isPlain && isOrdered && !isPlaced && joints.length > 0
    ? { at: moves.map(({ index }) => index), legs: moves.map(({ leg }) => leg), joints }
    : undefined;
}

/** What gives a movement a place or size of its own. */
const TELLING: ReadonlySet<Category> = new Set([
  'timing',
  'scope',
  'part',
  'measure',
  'figure',
  'range',
  'count',
  'lasting',
  'comparison',
  'event',
  'num',
  'rate',
]);

function legOf(change: Move | undefined): Leg | undefined {
  if (change === undefined || change.turn !== undefined || change.aspect !== undefined) return undefined;
  if (change.direction === 'up' || change.direction === 'down') return change.direction;
  return change.direction === 'flat' || change.direction === 'steady' ? 'flat' : undefined;
}
