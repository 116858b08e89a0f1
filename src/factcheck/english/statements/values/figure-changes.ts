import type { Quantity } from '../../../statement/literals.ts';
import type { StatisticName } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { isIt, partOf, WHOLE, without } from '../../phrases/implied.ts';
import { DRIVES } from '../../words/verbs.ts';
import { placesAs } from '../mood.ts';
import { goesBack, reading } from '../scene.ts';
import { at, type Telling } from '../telling.ts';

/** What a figure goes from, and what it goes to. */
interface Sides {
  readonly from: Part;
  readonly to: Part;
  /** What was left out, or divides the two, was only pointed at. */
  readonly isGuessed: boolean;
}

/**
 * "Without the spike the mean falls from 21.2 to 21.1", "the spike lifts the mean from 21.1 to 21.2", "from the first half to the second the
 * spread goes from 1 to 2": the figure of one part, then of another. Undefined where these are not told.
 */
export function figureChange(
  telling: Telling,
  index: number,
  quantity: Quantity,
  isFirst: boolean,
): Reading[] | undefined {
  const name = at(telling, index, 'figure')?.name ?? nameBefore(telling, index);
  const sides = sidesOf(telling, index);
  if (name === undefined || sides === undefined) return undefined;
  const of = isFirst ? sides.from : sides.to;
  const own = reading(equal(statistic(name, of), literal(quantity)));
  // The "spread" may be either of the two.
  if (name === 'range')
    return [own, reading(equal(statistic('stddev', of), literal(quantity)), 'another statistic')];
  return sides.isGuessed ? [own, reading({ is: 'beyond', what: 'which parts these are of' })] : [own];
}

/** Whether a figure tells where it comes from, and the number behind it where it goes to: "the mean falls from 21.2 °C to 21.1 °C". */
export function goesOn({ tokens, islands }: Telling, index: number): boolean {
  const [here, next] = [islands[index], islands[index + 1]];
  if (here?.category !== 'figure' || next?.category !== 'measure' || next.from !== here.to + 1) return false;
  const isTo = tokens[here.to]?.norm === 'to';
  return isTo && tokens.slice(here.from, here.to).some(({ norm }) => norm === 'from');
}

function nameBefore(telling: Telling, index: number): StatisticName | undefined {
  for (let other = index - 1; other >= 0; other -= 1) {
    const num = at(telling, other, 'num');
    const name = at(telling, other, 'figure')?.name ?? (num?.num === 'statistic' ? num.name : undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}

function sidesOf(telling: Telling, index: number): Sides | undefined {
  const { islands, spoken } = telling;
  const said = spoken[index];
  if (said?.part.part === 'without')
    return {
      from: said.part.of,
      to: said.part,
      isGuessed: goesBack(islands[said.by]?.value),
    };
  const driver = driverOf(telling, index);
  if (driver !== undefined) return driver;
  return tokensBefore(telling, index).some((word) => word === 'half' || word === 'halves')
    ? { from: half(1), to: half(2), isGuessed: false }
    : undefined;
}

const half = (k: number): Part => ({ part: 'piece', of: WHOLE, k, n: 2 });

/** "The spike lifts the mean from ... to": without it, then with it. */
function driverOf(telling: Telling, index: number): Sides | undefined {
  const { islands, scenes } = telling;
  if (!tokensBefore(telling, index).some((word) => DRIVES.test(word))) return undefined;
  const subject = islands
    .slice(0, index)
    .findIndex(({ category }) => category === 'event' || category === 'count');
  const event = at(telling, subject, 'event') ?? null;
  const told = event === null || isIt(event) ? (scenes[index]?.event ?? null) : event;
  if (told === null) return undefined;
  return { from: without(partOf(told)), to: WHOLE, isGuessed: event === null || isIt(event) };
}

function tokensBefore({ tokens, mood, islands }: Telling, index: number): string[] {
  const from = islands[index]?.from ?? 0;
  return placesAs(mood.piece, from)
    .filter((place) => place < from)
    .map((place) => tokens[place]?.norm ?? '');
}
