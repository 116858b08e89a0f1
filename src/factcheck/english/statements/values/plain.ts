import type { Quantity } from '../../../statement/literals.ts';
import type { StatisticName } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, has, literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { otherParts } from '../other-parts.ts';
import { reading } from '../scene.ts';
import { at, partAt, type Telling } from '../telling.ts';

const LEVEL_NAMES: readonly StatisticName[] = ['typical', 'mean', 'median'];

/** A number that is said of nothing in particular: a reading has it, wherever that is, or the readings are about that. */
export function plainReadings(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const part = partAt(telling, index);
  const name = telling.scenes[index]?.name;
  const levels = [part, ...otherParts(telling, index)].flatMap((of) => levelReadings(of, quantity));
  const values = [reading(has(quantity, WHOLE)), reading(has(quantity, part), 'loose wording')];
  return [
    ...(quantity.hedge === 'exact' ? [...values, ...levels] : [...levels, ...values]),
    ...(isSummed(telling, index)
      ? [reading(equal(statistic('sum', part), literal(quantity)), 'another statistic')]
      : []),
    ...(quantity.unit === undefined ? inUnitBefore(telling, index, quantity) : []),
    ...(name == null ? [] : [reading(equal(statistic(name, part), literal(quantity)), 'another statistic')]),
  ];
}

/** "75 in total", "received 22.8 MB": all of it together. */
function isSummed({ tokens, islands, mood }: Telling, index: number): boolean {
  const piece = mood.piece[islands[index]?.from ?? -1];
  return tokens.some(
    ({ norm }, at) =>
      mood.piece[at] === piece &&
      /^(?:total|altogether|received|combined|sum|overall|sent|counted|consumed|used)$/.test(norm),
  );
}

function levelReadings(of: Part, quantity: Quantity): Reading[] {
  return [
    reading({ is: 'level', quantity, of }, 'loose wording'),
    ...LEVEL_NAMES.map((name) => reading(equal(statistic(name, of), literal(quantity)), 'another statistic')),
  ];
}

/** A bare number in the unit of the number before it: "2.67 MB with it, 2.76 without". */
function inUnitBefore(telling: Telling, index: number, quantity: Quantity): Reading[] {
  const part = partAt(telling, index);
  const name = telling.scenes[index]?.name;
  for (let other = index - 1; other >= 0; other -= 1) {
    const unit = (at(telling, other, 'measure') ?? at(telling, other, 'figure')?.quantity)?.unit;
    if (unit === undefined) continue;
    const written = literal({ ...quantity, unit });
    return [
      reading(has({ ...quantity, unit }, part), 'another unit'),
      ...(name == null ? [] : [reading(equal(statistic(name, part), written), 'another unit')]),
    ];
  }
  return [];
}
