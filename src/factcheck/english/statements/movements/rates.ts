import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { partOfTiming } from '../../phrases/parts.ts';
import { type Comparison, type Edge, meaningOf } from '../../phrases/phrase.ts';
import { distinct, doubtful, reading } from '../scene.ts';
import { after, at, before, leadOf, partAt, samePiece, type Telling, wordsBefore } from '../telling.ts';
import { measuredReadings } from './measured.ts';

/** A change per time: of the part, of the rise or fall told beside it. */
export function rateReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const others = partRates(telling, index, quantity);
  if (boundBefore(telling, index) !== undefined) return others;
  return (
    measuredReadings(
      telling,
      index,
      'rate',
      quantity,
      others.filter(({ formula }) => formula.is !== 'beyond'),
    ) ?? others
  );
}

/** Of the part that is spoken of. */
function partRates(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const told = partAt(telling, index);
  const span = told === WHOLE ? spanOf(telling, after(telling, index, 'timing')) : undefined;
  const part = span ?? told;
  const change = at(telling, before(telling, index, 'change'), 'change') ?? at(telling, index + 1, 'change');
  const isLoss = leadOf(telling, index, 2).some((word) => /^(?:loses?|lost|losing|sheds?|minus)$/.test(word));
  const sign = change?.direction === 'down' || isLoss ? -1 : 1;
  const bound = boundBefore(telling, index);
  const rate = (of: typeof part, by: number): Formula =>
    bound === undefined
      ? equal({ num: 'rate', of }, literal({ ...quantity, value: by * Math.abs(quantity.value) }))
      : { is: 'compare', left: speedOf(of), relation: bound, right: literal(quantity) };
  // "0.4 °C per hour" of nothing that rises or falls: either way.
  const isEither =
    change === undefined &&
    !isLoss &&
    quantity.value > 0 &&
    telling.tokens[telling.islands[index]?.from ?? -1]?.norm !== '+';
  const readings = [
    reading(
      isEither
        ? { is: 'or', formulas: [rate(part, 1), rate(part, -1)] }
        : rate(part, quantity.value < 0 ? -1 : sign),
    ),
  ];
  const boundary = telling.scenes[index]?.boundary;
  // From one moment to another: it changed so fast there.
  if (part.part === 'between' && part.from !== null && part.to !== null) return readings;
  if (boundary != null)
    readings.push(
      doubtful(rate({ part: 'after', time: { time: 'end', of: boundary } }, sign)),
      doubtful(rate({ part: 'during', event: boundary }, sign)),
    );
  if (part !== WHOLE && part.part !== 'between')
    readings.push({ formula: { is: 'beyond', what: 'when it changed so fast' }, assumes: [] });
  const event = telling.scenes[index]?.event;
  if (event != null) readings.push(reading(rate({ part: 'event', event }, sign), 'event carried over'));
  return distinct(readings);
}

const RATE_WORD = /^(?:faster|slower|quicker|steeper|gentler|shallower)$/;

/** "The climb from 9:10 to 9:20 is slower than the fall from 10:10 to 10:20": undefined where nothing moves. */
export function rateComparison(
  telling: Telling,
  index: number,
  comparison: Comparison,
  edge: Edge,
): Reading[] | undefined {
  const { tokens } = telling;
  const isOfRate = tokens.slice(edge.from, edge.to).some(({ norm }) => RATE_WORD.test(norm));
  if (!isOfRate || !isMoving(telling, index)) return undefined;
  const parts = pairOf(telling, index, comparison);
  const relation = comparison.relation;
  if (parts === undefined || (relation !== 'over' && relation !== 'under'))
    return [reading({ is: 'beyond', what: 'which two rates are compared' })];
  return [reading({ is: 'compare', left: speedOf(parts[0]), relation, right: speedOf(parts[1]) })];
}

/** How fast, whichever way. */
function speedOf(of: Part): Num {
  return {
    num: 'distance',
    a: { num: 'rate', of },
    b: literal({ value: 0, step: 0, hedge: 'exact' }),
  };
}

/** "at more than 2 degrees an hour". */
function boundBefore(telling: Telling, index: number): 'over' | 'under' | undefined {
  const lead = wordsBefore(telling, index, 2).join(' ');
  if (/(?:more than|over|above|exceeding|at least)$/.test(lead)) return 'over';
  return /(?:less than|under|below|at most|up to)$/.test(lead) ? 'under' : undefined;
}

/** A rise or fall is told before it. */
function isMoving(telling: Telling, index: number): boolean {
  return telling.islands.some((island, other) => {
    if (other >= index || !samePiece(telling, other, index)) return false;
    const event = meaningOf(island, 'event');
    return island.category === 'change' || event?.event === 'step';
  });
}

/** "in its first half than in its second" of one stretch, or one stretch and another. */
function pairOf(
  telling: Telling,
  index: number,
  { left, against }: Comparison,
): readonly [Part, Part] | undefined {
  const first = spanOf(telling, before(telling, index, 'timing'));
  const second = spanOf(telling, after(telling, index, 'timing'));
  if (left?.num === 'statistic' && against !== undefined)
    return first === undefined ? undefined : [pieceOf(left.of, first), pieceOf(against, first)];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function spanOf(telling: Telling, index: number): Part | undefined {
  const timing = at(telling, index, 'timing');
  return timing?.role === 'span' ? partOfTiming(timing) : undefined;
}

function pieceOf(piece: Part, of: Part): Part {
  return piece.part === 'piece' ? { ...piece, of } : piece;
}
