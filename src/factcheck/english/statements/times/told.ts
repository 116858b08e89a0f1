import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import { denialOf } from '../denials.ts';
import { sizeBefore, sizeReadings } from '../movements/sizes.ts';
import { resolve } from '../scene.ts';
import { at, partAt, type Telling, wordsBefore } from '../telling.ts';
import { sizedStep } from './sized.ts';
import type { Extreme } from './then.ts';

/** A reading that has the value told: a number in the unit of the readings, or in digits, that is no size of a change. */
export function valueAt(telling: Telling, index: number): Quantity | undefined {
  const figure = at(telling, index, 'figure');
  if (figure?.quantity !== undefined)
    return extremeAt(telling, index) === undefined ? undefined : figure.quantity;
  const quantity = at(telling, index, 'measure');
  const here = telling.islands[index];
  if (quantity === undefined || here === undefined || denialOf(telling, index) !== -1) return undefined;
  const lead = telling.tokens[here.from - 1]?.norm ?? '';
  const isOther =
    sizeBefore(telling, index, quantity) !== undefined ||
    sizeReadings(telling, index, quantity) !== undefined ||
    NO_VALUE.test(lead) ||
    sizedStep(telling, index, quantity) !== undefined;
  const isBare = quantity.unit === undefined && telling.tokens[here.from]?.kind !== 'number';
  return isOther || isBare ? undefined : quantity;
}

/** Words before a number that is no reading: so much more, at such a pace. */
const NO_VALUE =
  /^(?:by|than|within|over|under|above|below|beyond|past|every|per|another|further|extra|after)$/;

export function extremeAt(telling: Telling, index: number): Extreme | undefined {
  const num = at(telling, index, 'figure')?.num ?? namedOf(telling, index);
  if (num?.num !== 'statistic' || (num.name !== 'max' && num.name !== 'min')) return undefined;
  return {
    event: 'extreme',
    which: num.name,
    of: resolve(num.of, partAt(telling, index), telling.scenes[index]?.event ?? null),
  };
}

/** "The smallest load, 91.8 %, was seen at 13:24": of that. */
function namedOf(telling: Telling, index: number): Num | undefined {
  const { islands, tokens } = telling;
  const [named, here] = [islands[index - 1], islands[index]];
  if (named === undefined || here?.category !== 'measure') return undefined;
  const between = tokens.slice(named.to, here.from).filter((_, nth) => !isNoun(telling, named.to + nth));
  return between.length <= 2 && between.every(({ norm }) => JOINT.test(norm))
    ? at(telling, index - 1, 'num')
    : undefined;
}

/** "a first crest of 87.0", "bottoming out around 5.4": one of several, or none too exact. */
export function isLocal(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const lead = wordsBefore(telling, index, 2).some((word) => /^(?:an?|one|another)$/.test(word));
  return (
    lead || tokens.slice(from, to).some(({ text }) => /^(?:an?|around|about|near|nearly|almost)$/.test(text))
  );
}

const JOINT = /^(?:,|:|\(|of|is|was|=|at|–|—)$/;

/** "load", "rate": another word for what is measured. */
function isNoun({ chart }: Telling, token: number): boolean {
  return chart.at(token).some(({ category }) => category === 'unknown' || category === 'quantityWord');
}
