import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, has, literal, statistic } from '../../phrases/built.ts';
import type { Category } from '../../phrases/phrase.ts';
import { PARTS_OF_TIME } from '../frames.ts';
import { numberList } from '../number-list.ts';
import { doubtful, reading } from '../scene.ts';
import { at, partAt, type Telling, wordsBetween } from '../telling.ts';

/**
 * "First half 20.8, second half 21.6", "16:20 to 16:55: 54.1 ms", "1st half / 2nd half 46.3 / 46.2": a number that stands beside a part with no
 * verb is the average there. Undefined for another number.
 */
export function levelOfPart(telling: Telling, index: number, quantity: Quantity): Reading[] | undefined {
  const part = barePart(telling, index);
  if (part === undefined) return undefined;
  const mean = (factor: number): Formula =>
    equal(
      statistic('mean', part),
      literal({ ...quantity, value: quantity.value * factor, step: quantity.step * factor }),
    );
  const others: Formula[] = [
    equal(statistic('median', part), literal(quantity)),
    { is: 'level', quantity, of: part },
    has(quantity, part),
    ...sides(part).map((beside) => has(quantity, beside)),
    // Without a unit it may be told in thousands.
    ...(quantity.unit === undefined ? [mean(1e3), mean(1e6), mean(1e-3)] : []),
  ];
  return [reading(mean(1)), ...others.map((formula) => doubtful(formula, 'loose wording'))];
}

/** Whether a number is the level of the part beside it. */
export function isLevelOfPart(telling: Telling, index: number): boolean {
  return barePart(telling, index) !== undefined;
}

function barePart(telling: Telling, index: number): Part | undefined {
  const { first, last } = numberList(telling, index, JOINT, MOST_PARTS);
  if (last > first) {
    const parts = partsBefore(telling, first);
    return parts.length === last - first + 1 ? parts[index - first] : undefined;
  }
  if (!isClosed(telling, index)) return undefined;
  if (isLed(telling, index) && !isFollowedBySide(telling, index)) {
    const part = partAt(telling, index);
    return MEASURED.has(part.part) ? part : undefined;
  }
  const behind = at(telling, index + 1, 'part');
  const isBehind =
    behind !== undefined && wordsBetween(telling, index, index + 1).every((word) => word === '(');
  return isBehind && MEASURED.has(behind.part) && !isLedAnyhow(telling, index)
    ? (telling.parts[index + 1] ?? undefined)
    : undefined;
}

/** The parts that are told one beside the other right before a phrase; one in brackets says what the one before it is. */
function partsBefore({ islands, mood, parts, tokens }: Telling, first: number): Part[] {
  const found: Part[] = [];
  for (let other = first - 1; other >= 0; other -= 1) {
    const [here, next] = [islands[other], islands[other + 1]];
    const part = parts[other];
    const words = tokens.slice(here?.to ?? 0, next?.from ?? 0);
    if (here === undefined || part == null || !NAMING.has(here.category)) break;
    if (!words.every(({ norm }) => BESIDE.test(norm))) break;
    const isDefined = mood.host.get(mood.piece[next?.from ?? -1] ?? -1) === mood.piece[here.from];
    if (!MEASURED.has(part.part)) break;
    if (!isDefined || found.length === 0) found.unshift(part);
  }
  return found;
}

const MOST_PARTS = 6;
const JOINT = /^(?:[,/&.]|and|versus|vs|vs\.|against|to|→|->)$/;
const BESIDE = /^(?:[:=,()/|–—&.]|and|vs|vs\.|versus|against|the|to|→|->)$/;
const NAMING: ReadonlySet<Category> = new Set(['part', 'scope', 'timing']);

/** A part right before it: called by its name, or as a label. */
function isLed(telling: Telling, index: number): boolean {
  const category = telling.islands[index - 1]?.category;
  const words = wordsBetween(telling, index - 1, index);
  const before = telling.tokens[(telling.islands[index - 1]?.from ?? 0) - 1]?.norm ?? '';
  if (/^(?:right|just|immediately|directly|shortly|soon)$/.test(before)) return false;
  if (category === 'part') return words.every((word) => /^(?:[:=|–—]|just|only|about)$/.test(word));
  const timing = at(telling, index - 1, 'timing');
  const isPart = category === 'scope' || (timing !== undefined && timing.role !== 'at');
  return isPart && words.length > 0 && words.every((word) => /^[:=)*]$/.test(word));
}

/** "the second: 444 before, 454 after": the part behind it is its own. */
function isFollowedBySide({ islands }: Telling, index: number): boolean {
  const [here, next] = [islands[index], islands[index + 1]];
  return next?.category === 'scope' && next.from === here?.to;
}

/** A number that something else leads up to. */
function isLedAnyhow({ tokens, islands }: Telling, index: number): boolean {
  const lead = tokens[(islands[index]?.from ?? 0) - 1]?.norm;
  return lead !== undefined && !/^[:,;/(|–—]$/.test(lead);
}

/** Nothing is said of the number behind it. */
function isClosed({ tokens, islands }: Telling, index: number): boolean {
  const next = tokens[islands[index]?.to ?? -1];
  const isBehindPart =
    islands[index + 1]?.category === 'part' && islands[index + 1]?.from === islands[index]?.to;
  return (
    next === undefined || isBehindPart || /^(?:[,;.()/|→–—]|->|=>|and|vs|vs\.|versus|or|but)$/.test(next.norm)
  );
}

const MEASURED: ReadonlySet<Part['part']> = new Set([...PARTS_OF_TIME, 'without']);

/** The reading right before something, or right after it, may be told as the part on that side. */
function sides(part: Part): Part[] {
  if (part.part !== 'before' && part.part !== 'after') return [];
  const which = part.part === 'before' ? 'last' : 'first';
  return [{ part: which, of: part, size: { size: 'readings', count: 1 } }];
}
