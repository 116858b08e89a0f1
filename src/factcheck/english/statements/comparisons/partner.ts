import type { Num, StatisticName } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import { literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { goesBack, resolve } from '../scene.ts';
import { at, filled, partAt, type Telling } from '../telling.ts';
import { figureBehind, levelSaid, targetOf } from './condition.ts';
import { partnerNamed, saidBefore } from './numbers.ts';

/** What a number may be held against. */
export interface Partner {
  readonly num: Num;
  /** The words name it; else it is only what was spoken of. */
  readonly isNamed: boolean;
  /** As it was written, where that is a number of its own. */
  readonly written?: Num;
}

const named = (num: Num | undefined): Partner[] => (num === undefined ? [] : [{ num, isNamed: true }]);

/** What a comparison holds its number against: what it names, the same figure of another part, what was said before. */
export function partnersOf(telling: Telling, index: number, left: Num, comparison: Comparison): Partner[] {
  const { to, against, nth, back, relation } = comparison;
  if (to !== undefined) return named(restOr(telling, index, left, alike(left, to, comparison)));
  const name = left.num === 'statistic' ? left.name : (telling.scenes[index]?.name ?? 'mean');
  if (against !== undefined) {
    const num = ofPart(telling, index, left, relation, against, name);
    return [{ num, isNamed: !isRestOfAll(left, against) }];
  }
  if (nth !== undefined) return numbered(left, nth, name);
  if (back === true) return named(levelSaid(telling, index));
  const next = figureBehind(telling, index);
  if (next !== undefined)
    return [
      {
        num: filled(telling, index, next.num),
        isNamed: true,
        ...(next.quantity === undefined ? {} : { written: literal(next.quantity) }),
      },
    ];
  const opposite = oppositeOf(left);
  if (opposite !== undefined) return named(opposite);
  const partner = partnerNamed(telling);
  if (partner !== undefined) return partnersOf(telling, index, left, { relation, ...partner });
  const event = at(telling, index + 1, 'event');
  if (event !== undefined)
    return [
      {
        num: { num: 'reading at', at: { time: 'start', of: filled(telling, index, event) } },
        isNamed: false,
      },
    ];
  return othersOf(telling, index, left);
}

/** "The average is the same in both halves": of either the figure that was named. */
function alike(left: Num, to: Num, { left: own }: Comparison): Num {
  const isOfParts =
    own?.num === 'statistic' && own.name === 'mean' && to.num === 'statistic' && to.name === 'mean';
  return isOfParts && left.num === 'statistic' ? { ...to, name: left.name } : to;
}

/** The mean of all against that of what surrounds something: of that it is meant, and it was not understood. */
function isRestOfAll(left: Num, against: Part): boolean {
  const isLevel = left.num === 'statistic' && (left.name === 'mean' || left.name === 'median');
  return isLevel && left.of.part === 'whole' && against.part === 'without' && goesBack(against);
}

/** "higher than the rest": the rest is all but what has the number itself. */
function restOr(telling: Telling, index: number, left: Num, to: Num): Num {
  if (left.num !== 'literal' || !goesBack(to)) return targetOf(telling, index, to);
  return resolve(to, partAt(telling, index), { event: 'reading', value: left });
}

/** What lies after something is held against what lies before it. */
export function oppositeOf(left: Num): Num | undefined {
  // Of two halves the other one.
  if (left.num === 'statistic' && left.of.part === 'piece' && left.of.n === 2)
    return statistic(left.name, { ...left.of, k: 3 - left.of.k });
  if (
    left.num !== 'statistic' ||
    (left.of.part !== 'after' && left.of.part !== 'before') ||
    (left.of.time.time !== 'start' && left.of.time.time !== 'end')
  )
    return undefined;
  const { of } = left.of.time;
  // "Before noon the mean was 20; since then it has been 4 higher": than until then.
  const from = of.event === 'stretch' ? reachesFrom(of.part) : undefined;
  if (of.event === 'stretch' && from === (left.of.part === 'after' ? 'start' : 'end'))
    return statistic(left.name, of.part);
  return left.of.part === 'after'
    ? statistic(left.name, { part: 'before', time: { time: 'start', of } })
    : statistic(left.name, { part: 'after', time: { time: 'end', of } });
}

/** The same figure of the part that is named; of a reading, nearly all of the rest. */
function ofPart(
  telling: Telling,
  index: number,
  left: Num,
  relation: Comparison['relation'],
  part: Part,
  name: StatisticName,
): Num {
  if (left.num === 'literal' && goesBack(part)) {
    const rest = resolve(part, partAt(telling, index), { event: 'reading', value: left });
    return statistic(relation === 'under' ? 'p05' : 'p95', rest);
  }
  const event = left.num === 'statistic' ? sideEvent(left.of) : undefined;
  // "After the spike it is higher than before": before the same spike.
  return statistic(
    name,
    event !== undefined && goesBack(part) ? resolve(part, WHOLE, event) : filled(telling, index, part),
  );
}

/** The end of the window that a part reaches from, where it does. */
function reachesFrom(part: Part): 'start' | 'end' | undefined {
  if (part.part === 'before' || part.part === 'first') return 'start';
  if (part.part === 'after' || part.part === 'last') return 'end';
  if (part.part !== 'between' || (part.from === null) === (part.to === null)) return undefined;
  return part.from === null ? 'start' : 'end';
}

function sideEvent(part: Part) {
  return (part.part === 'after' || part.part === 'before') &&
    (part.time.time === 'start' || part.time.time === 'end')
    ? part.time.of
    : undefined;
}

/** "than the first": the first of the pieces spoken of, the hours before or after as many hours, else the first reading. */
function numbered(left: Num, nth: number, name: StatisticName): Partner[] {
  const of = left.num === 'statistic' ? left.of : WHOLE;
  if (of.part === 'piece') return named(statistic(name, { ...of, k: nth < 0 ? of.n : nth }));
  // "The first twelve hours used more than the second": the next as many.
  if (of.part === 'first' && (nth === 2 || nth === -1))
    return named(statistic(name, { ...of, of: { part: 'without', of: of.of, out: of } }));
  const isLevel = left.num === 'statistic' && !OF_ONE.has(left.name);
  return [{ num: statistic(nth < 0 ? 'last' : 'first', WHOLE), isNamed: !isLevel }];
}

/** Figures that are one reading each, which can be held against the first. */
const OF_ONE: ReadonlySet<StatisticName> = new Set(['first', 'last', 'max', 'min']);

/** What a number without a partner may be compared with: the numbers said before it, the part spoken of. */
function othersOf(telling: Telling, index: number, left: Num): Partner[] {
  const spoken = telling.scenes[index]?.part;
  const said = saidBefore(telling, index)
    .filter(({ num, written }) => !isSame(num, left) && (written === undefined || !isSame(written, left)))
    .map(({ num }) => num);
  const ofSpoken =
    left.num === 'statistic' && spoken != null && !isSame(spoken, left.of) ? [{ ...left, of: spoken }] : [];
  const [only, more] = said;
  // "The mean is 14.4, but the median is higher": the one figure beside it.
  if (only !== undefined && more === undefined && isFigureBeside(left, only)) return named(only);
  return [...ofSpoken, ...said].map((num) => ({ num, isNamed: false }));
}

/** Two figures that are told apart by their names. */
function isFigureBeside(left: Num, other: Num): boolean {
  return (
    left.num === 'statistic' &&
    other.num === 'statistic' &&
    left.name !== other.name &&
    isSame(left.of, other.of)
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
