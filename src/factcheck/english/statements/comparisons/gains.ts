import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { literal, statistic } from '../../phrases/built.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { measuredReadings } from '../movements/measured.ts';
import { changeSizes } from '../movements/sizes.ts';
import { reading } from '../scene.ts';
import { at, before, partAt, samePiece, type Telling, wordsBetween } from '../telling.ts';
import { isEdge } from './subject.ts';

/** "gained 2 °C over the whole window", "has lost 0.2 °C by the end": the size of a change, of the part that is told or of all. */
export function gainReadings(
  telling: Telling,
  index: number,
  { by, to, relation }: Comparison,
): Reading[] | undefined {
  const from = telling.islands[index]?.from ?? -1;
  // "lost more than a third of its initial level": how much it changed.
  if (by?.unit === 'times' && GAINS.test(telling.tokens[from - 1]?.norm ?? ''))
    return [reading({ is: 'beyond', what: 'from where to where it changes' })];
  const verb = telling.tokens[from]?.norm ?? '';
  if (by === undefined || to !== undefined || relation !== 'equal' || !GAINS.test(verb)) return undefined;
  // "20.8, then 21.6, +0.8": between the numbers said before.
  if (SIGNS.test(verb) && before(telling, index, 'measure', 'figure', 'partner') !== -1) return undefined;
  const sizes = changeSizes(
    { ...by, value: Math.abs(by.value) },
    by.value < 0 ? 'down' : 'up',
    partAt(telling, index),
  );
  const moved = measuredReadings(telling, index, 'size', by, sizes);
  if (moved !== undefined) return moved;
  // Over a part that is told, no single step is meant; otherwise what it began and ended with is open.
  const others = telling.islands.flatMap((_, other) => (samePiece(telling, other, index) ? [other] : []));
  const isTimed = others.some((other) => {
    const timing = at(telling, other, 'timing');
    return timing !== undefined && !isEdge(timing.time);
  });
  const isTold = [index - 1, index + 1].some(
    (other) =>
      (at(telling, other, 'scope') !== undefined || at(telling, other, 'part') !== undefined) &&
      telling.tokens[telling.islands[other]?.from ?? 0]?.norm !== 'then',
  );
  const isToEnd = others.some((other) => isEdge(at(telling, other, 'timing')?.time));
  if ((isTold || isToEnd || isNet(telling, index)) && !isTimed)
    return sizes.filter(({ assumes }) => assumes.length === 0);
  return [...sizes, reading({ is: 'beyond', what: 'from where to where it changes' })];
}

const GAINS = /^(?:gained|lost|gains|loses|added|adds|shed|sheds|up|down|\+|plus)$/;
const SIGNS = /^(?:up|down|\+|plus)$/;

/** "+62 net", "a net change of +2.2": over all of the part. */
function isNet({ tokens, islands, mood }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens
    .slice(Math.max(0, from - MOST_BESIDE), to + 1)
    .some(
      ({ norm }, at) =>
        NET.test(norm) && mood.piece[Math.max(0, from - MOST_BESIDE) + at] === mood.piece[from],
    );
}

const NET = /^(?:net|overall|altogether|total)$/;
/** Tokens before a size in which it may be called one of the whole. */
const MOST_BESIDE = 7;

/** "rose by more than 2": of the size of the change. */
export function sizeBounds(
  telling: Telling,
  index: number,
  { relation, to }: Comparison,
): Reading[] | undefined {
  const change = at(telling, index - 1, 'change');
  const words = wordsBetween(telling, index - 1, index);
  if (change === undefined || to?.num !== 'literal' || words.at(-1) !== 'by') return undefined;
  if (relation === 'within' || relation === 'outside' || relation === 'near') return undefined;
  if (change.direction !== 'up' && change.direction !== 'down') return undefined;
  const of = partAt(telling, index);
  const [first, last] = [statistic('first', of), statistic('last', of)];
  const size: Num =
    change.direction === 'up'
      ? { num: 'difference', a: last, b: first }
      : { num: 'difference', a: first, b: last };
  const step: Num = { num: 'largest step', direction: change.direction, of };
  return [
    reading({ is: 'compare', left: size, relation, right: to }),
    reading(
      { is: 'compare', left: { num: 'distance', a: step, b: ZERO }, relation, right: to },
      'a reading among several',
    ),
  ];
}

const ZERO: Num = literal({ value: 0, step: 1e-12, hedge: 'exact' });
