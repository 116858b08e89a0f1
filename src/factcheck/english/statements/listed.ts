import type { Quantity } from '../../statement/literals.ts';
import type { StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { equal, literal, statistic } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { numberList } from './number-list.ts';
import { reading } from './scene.ts';
import { at, type Telling } from './telling.ts';

const PIECES: Readonly<Record<string, number>> = {
  halves: 2,
  thirds: 3,
  quarters: 4,
  half: 2,
  third: 3,
  quarter: 4,
};
const JOINT =
  /^(?:,|and|then|→|->|⇒|=>|\/|;|to|finally|respectively|lastly|vs|vs\.|versus|against|or|but|\||–|—|-|only|followed|by)$/;

/**
 * "The four quarters average 20.3, 20.1, 20.2 and 20.6": each number of the list is of its own piece of the window. Undefined where no
 * such list is told, or not as many numbers as pieces.
 */
export function listedReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const n = piecesIn(telling);
  const ofTime = n === undefined ? unitIn(telling) : undefined;
  if (n === undefined && ofTime === undefined) return undefined;
  const { first, last } = numberList(telling, index, JOINT, n ?? MOST_UNITS);
  const count = last - first + 1;
  if (n === undefined ? count < 2 : count !== n) return undefined;
  const name = nameBefore(telling, first);
  const k = index - first + 1;
  const of: Part = ofTime === 'day' ? { part: 'day', k } : { part: 'piece', of: WHOLE, k, n: count };
  return [reading(equal(statistic(name, of), literal(quantity)))];
}

/** Days or hours that anybody lists. */
const MOST_UNITS = 12;

/** "The day averages are 66, 150 and 199", "the hourly means run ...": a figure of each day or hour, told in a list. */
function unitIn({ tokens, chart }: Telling): 'day' | 'hour' | undefined {
  const at = tokens.findIndex(
    ({ norm }, place) =>
      UNITS.has(norm) &&
      /(?:s|ma)$/.test(tokens[place + 1]?.norm ?? '') &&
      chart.at(place + 1).some(({ category }) => category === 'stat' || category === 'num'),
  );
  return UNITS.get(tokens[at]?.norm ?? '');
}

const UNITS: ReadonlyMap<string, 'day' | 'hour'> = new Map([
  ['day', 'day'],
  ['daily', 'day'],
  ['hour', 'hour'],
  ['hourly', 'hour'],
]);

/** The statistic that the list names or its sentence before it; an average where none is. */
function nameBefore(telling: Telling, first: number): StatisticName {
  for (let other = first; other >= 0; other -= 1) {
    const num = at(telling, other, 'num');
    const name = at(telling, other, 'figure')?.name ?? (num?.num === 'statistic' ? num.name : undefined);
    if (name !== undefined) return name;
  }
  return 'mean';
}

/** Whether a number is one of a list that is handed out over the pieces of the window. */
export function isOfPiece(telling: Telling, index: number): boolean {
  return listedReadings(telling, index, { value: 0, step: 1, hedge: 'exact' }) !== undefined;
}

/** In how many pieces the window is told. */
function piecesIn(telling: Telling): number | undefined {
  return telling.tokens.map((_, at) => piecesAt(telling, at)).find((n) => n !== undefined);
}

/** "by thirds", "the four quarters", "quarter by quarter", "half means": how many pieces a word divides the window in. */
export function piecesAt({ tokens, chart }: Telling, at: number): number | undefined {
  const word = tokens[at]?.norm ?? '';
  const n = PIECES[word];
  if (n === undefined || word.endsWith('s')) return n;
  const [before, next] = [tokens[at - 1]?.norm, tokens[at + 1]?.norm];
  if (before === 'by' || before === 'per' || (next === 'by' && tokens[at + 2]?.norm === word)) return n;
  const isOfMany =
    next?.endsWith('s') === true && chart.at(at + 1).some(({ category }) => category === 'stat');
  return isOfMany && !chart.at(at - 1).some(({ category }) => category === 'ordinal') ? n : undefined;
}
