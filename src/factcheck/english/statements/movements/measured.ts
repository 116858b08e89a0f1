import type { Formula, MoveMeasure, ToldMove } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { reading } from '../scene.ts';
import { at, leadOf, partAt, type Telling } from '../telling.ts';
import { isMover, movementAt } from './movements.ts';
import { absolute, toldOf } from './told.ts';

/**
 * A size, a length of time or a rate, of the rise or fall that its sentence tells of, before what else it may be of; undefined where nothing
 * moves, or where it could be anywhere.
 */
export function measuredReadings(
  telling: Telling,
  index: number,
  claims: MoveMeasure,
  quantity: Quantity,
  others: readonly Reading[],
): Reading[] | undefined {
  const movement = movementAt(telling, index);
  if (movement === undefined) return undefined;
  const { carried, ...told } = toldOf(telling, movement);
  if (!isPlaced(told, claims) || isAnEnd(telling, index, claims)) return undefined;
  const part = partAt(telling, index);
  const isTimed = told.start !== null || told.end !== null;
  // "after the pause it climbs to 934": from where that part begins.
  const isOwn = movement.islands.some((other) => at(telling, other, 'scope') !== undefined);
  if (isOwn && told.start === null && told.from === null && (told.end ?? told.to) !== null)
    told.start = { time: 'part start', of: part };
  const move: Formula = {
    is: 'told move',
    told: { ...told, [claims]: absolute(quantity) },
    claims,
    of: isTimed ? WHOLE : part,
  };
  const [other] = others;
  const isBounded = (told.start ?? told.from) !== null && (told.end ?? told.to) !== null;
  const isSure = claims === 'size' && (isBounded || told.length !== null);
  return [
    reading(other === undefined || isSure ? move : { is: 'or', formulas: [other.formula, move] }),
    ...others,
    ...(carried ? [reading({ is: 'beyond', what: 'from where it goes on' })] : []),
  ];
}

/** "fell to 0 °C": where it comes to is no size. */
function isAnEnd(telling: Telling, index: number, claims: MoveMeasure): boolean {
  const [before, lead] = leadOf(telling, index, 2).slice(-2);
  return (
    claims === 'size' && /^(?:from|to)$/.test(lead ?? before ?? '') && !/^amount|^com/.test(before ?? '')
  );
}

/** Whether something beside what is claimed says where it is. */
function isPlaced(told: ToldMove, claims: MoveMeasure): boolean {
  const isBounded = [told.start, told.from, told.end, told.to].some((one) => one !== null);
  return isBounded || (claims === 'length' ? told.size : told.length) !== null;
}

/** From the moment to the moment that is told of a rise or fall: where both are. */
export function stretchOf(telling: Telling, index: number): Part | undefined {
  const movement = isMover(telling, index) ? movementAt(telling, index) : undefined;
  const { start, end } = movement === undefined ? {} : toldOf(telling, movement);
  return start == null || end == null ? undefined : { part: 'between', from: start, to: end };
}
