import type { Quantity } from '../../../statement/literals.ts';
import type { StatisticName } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { isIt } from '../../phrases/implied.ts';
import { partOfTiming } from '../../phrases/parts.ts';
import { goesBack, reading } from '../scene.ts';
import { at, partAt, samePiece, type Telling, wordsBefore, wordsBetween } from '../telling.ts';
import { isExtreme } from '../values.ts';

/** Words between a part and the number that is told of it, or between a number and its part. */
const LINK =
  /^(?:,|:|=|\||\(|is|was|are|were|has|had|it|to|at|of|for|the|comes|came|amounts|with|only|just|even|still|reaches|reached|reads|read|stands|stood|about|here|there|in|then)$/;
/** Phrases that stand between a figure and the number that takes its name over. */
const BETWEEN: ReadonlySet<string> = new Set([
  'scope',
  'part',
  'timing',
  'filler',
  'measure',
  'partner',
  'change',
]);

/**
 * "1.13 in the second half, compared with 0.39 in the first", "before the gap the mean is 20.8 and after it 21.7": a number with a part of its
 * own is the same figure of that part. Undefined for another number.
 */
export function figureAgain(telling: Telling, index: number): Again | undefined {
  const name = telling.scenes[index]?.name;
  const part = ownPart(telling, index) ?? piecePart(telling, index);
  if (part === undefined) return undefined;
  if (isOfPieces(telling, index, part)) return { name: 'mean', part, unit: undefined };
  if (name == null) return undefined;
  // "The peak is 21 °C, before it there are 20.4 °C": one reading, and no peak.
  if (isExtreme(name) && (part.part === 'before' || part.part === 'after')) return undefined;
  let numbers = 0;
  for (let other = index - 1; other >= 0; other -= 1) {
    const figure = at(telling, other, 'figure');
    if (figure?.name === name) return { name, part, unit: figure.quantity?.unit };
    // "the mean climbs from 20.8 in the first half to 21.7 in the second".
    const named = at(telling, other, 'num');
    if (numbers > 0 && named?.num === 'statistic' && named.name === name)
      return { name, part, unit: undefined };
    if (telling.islands[other]?.category === 'measure') numbers += 1;
    const isBetween =
      BETWEEN.has(telling.islands[other]?.category ?? '') || isIt(at(telling, other, 'event'));
    if (!isBetween) return undefined;
  }
  return undefined;
}

/** Which piece a bare number of order means behind a piece that was named: "1st half 20.4, 2nd 20.3", "46.3 first half / 46.1 second". */
function piecePart(telling: Telling, index: number): Part | undefined {
  const { tokens, islands, parts } = telling;
  const { to = 0 } = islands[index] ?? {};
  const named = parts.slice(0, index).findLast((part) => part?.part === 'piece');
  if (named?.part !== 'piece') return undefined;
  const lead = wordsBefore(telling, index, 4).join(' ');
  const behind = tokens
    .slice(to, to + 4)
    .map(({ norm }) => norm)
    .join(' ');
  const word = BARE_BEFORE.exec(lead)?.[1] ?? BARE_BEHIND.exec(behind)?.[1];
  const k = word === undefined ? undefined : /^(?:last|latter)$/.test(word) ? named.n : ORDER[word];
  return k === undefined || k > named.n ? undefined : { ...named, k };
}

const ORDER: Readonly<Record<string, number>> = {
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
};
const BARE_BEFORE =
  /(?:^|,|;|and|\/|by) ?(?:of |in |for )?(?:the )?(second|2nd|third|3rd|fourth|4th|last|latter)(?: one)?(?: (?:at|is|was|:|of|only|one))*$/;
const BARE_BEHIND =
  /^(?:in |for |over )?(?:the )?(second|2nd|third|3rd|fourth|4th|last|latter)(?: (?:and|[,.;)])|$)/;

/** "72.63 in the first half, 72.50 in the second": of each piece its mean, where no other figure is named. */
function isOfPieces(telling: Telling, index: number, part: Part): boolean {
  if (part.part !== 'piece' || telling.scenes[index]?.name != null) return false;
  return telling.islands.some((_, other) => {
    if (other === index || at(telling, other, 'measure') === undefined) return false;
    const beside = ownPart(telling, other) ?? (other > index ? piecePart(telling, other) : undefined);
    return beside?.part === 'piece' && beside.n === part.n && beside.k !== part.k;
  });
}

interface Again {
  readonly name: StatisticName;
  readonly part: Part;
  /** Of the number before. */
  readonly unit: string | undefined;
}

/** The part that is told right behind a number, or leads up to it; undefined where neither is. */
function ownPart(telling: Telling, index: number): Part | undefined {
  const words = wordsBetween(telling, index, index + 1);
  if (isPart(telling, index + 1) && words.every((word) => /^(?:in|for|of|\()$/.test(word)))
    return telling.parts[index + 1] ?? undefined;
  const before = isIt(at(telling, index - 1, 'event')) ? index - 2 : index - 1;
  const isAhead =
    isPart(telling, before) &&
    wordsBetween(telling, before, index).every((word) => LINK.test(word)) &&
    !isOfNumberBefore(telling, before) &&
    samePiece(telling, before, index);
  return isAhead ? partAt(telling, index) : undefined;
}

function isPart(telling: Telling, index: number): boolean {
  const timing = at(telling, index, 'timing');
  const category = telling.islands[index]?.category;
  const isSpan = timing !== undefined && (timing.role !== 'at' || partOfTiming(timing)?.part === 'calendar');
  return category === 'part' || category === 'scope' || isSpan;
}

/** "20.8 before it, 21.7 after it": a part right behind a number is that one's. */
function isOfNumberBefore(telling: Telling, index: number): boolean {
  const before = telling.islands[index - 1];
  return (
    (before?.category === 'measure' || before?.category === 'figure') &&
    before.to === telling.islands[index]?.from
  );
}

/** A statistic that was named before, now of this part. */
export function againReadings(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const again = figureAgain(telling, index);
  if (again === undefined) return undefined;
  const { name, part } = again;
  // "2.67 MB with it, 2.76 without".
  const unit = quantity.unit ?? again.unit;
  const right = literal(unit === undefined ? quantity : { ...quantity, unit });
  const own = reading(equal(statistic(name, part), right));
  return isGuessed(telling, index, part)
    ? [own, reading({ is: 'beyond', what: 'which part this is of' })]
    : [own];
}

/** What is left, and one side of what no word of the sentence names: "26.3 for the remainder", "the mean before is 19, after 27.8". */
function isGuessed(telling: Telling, index: number, part: Part): boolean {
  const isBack = [index - 2, index - 1, index + 1].some(
    (other) => isPart(telling, other) && goesBack(telling.islands[other]?.value),
  );
  const [opening, here] = [telling.scenes[0]?.boundary, telling.scenes[index]?.boundary];
  return isBack && (part.part === 'without' || JSON.stringify(opening) === JSON.stringify(here));
}
