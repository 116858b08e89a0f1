import type { Formula, Manner } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { countIs, literal } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Move } from '../phrases/phrase.ts';
import { afterwardsOf, betweenTold, spanOf } from './course-times.ts';
import { endsOf, localParts, nearEdge, someCourse, swingsBeside } from './courses.ts';
import { stretchOf } from './movements/measured.ts';
import { otherParts } from './other-parts.ts';
import { distinct, doubtful, reading } from './scene.ts';
import { partAt, type Telling, wordsBefore } from './telling.ts';
import { topicOf } from './values.ts';

/** A rise, fall, rest or swing: from where to where it is told to go, else of what it is said of, and in what lies around its time or value. */
export function moveReadings(telling: Telling, index: number, change: Move, denied: boolean): Reading[] {
  const said: Said = { telling, index, change, denied, ends: endsOf(telling, index) };
  const told = betweenTold(telling, index) ?? afterwardsOf(telling, index) ?? spanOf(telling, index);
  const readings = readingsOf(said, told);
  const stretch = told === undefined ? stretchOf(telling, index) : undefined;
  if (stretch === undefined) return isLoose(partAt(telling, index)) ? [...readings, UNTIL] : readings;
  const { ends: _, ...way } = said;
  return distinct([reading(trendOf({ ...way, ends: {} }, stretch)), ...readings]);
}

/** "falling from the afternoon": until when is for the writer to know. */
const UNTIL: Reading = reading({ is: 'beyond', what: 'until when it goes on' }, 'loose wording');

function isLoose(part: Part): boolean {
  if (part.part !== 'between') return false;
  return (
    (part.from?.time === 'hours' && part.to === null) || (part.to?.time === 'hours' && part.from === null)
  );
}

function readingsOf(said: Said, told: Part | undefined): Reading[] {
  const { telling, index, change, denied } = said;
  const part = told ?? topicPart(telling, index) ?? partAt(telling, index);
  const isMove = change.direction === 'up' || change.direction === 'down';
  // "The readings never decrease from one to the next": no step goes that way.
  if (denied && (change.direction === 'up' || change.direction === 'down') && isNever(telling, index))
    return [
      reading(noStepBack(change.direction === 'up' ? 'down' : 'up', part)),
      doubtful(
        { is: 'not', formula: { is: 'trend', direction: change.direction, of: part, manner: change.manner } },
        'loose wording',
      ),
    ];
  const isLocal = isMove && told === undefined && !change.manner.includes('overall');
  if (isOpening(telling, index, part)) return openingReadings(said);
  const local = isLocal ? localParts(telling, index, said.ends) : [];
  if (local.length > 0) return localReadings(said, part, local);
  const readings = [
    reading(stepAround(said, told) ?? wayOf(trendOf(said, part), said.ends)),
    ...elsewhere(said),
  ];
  const isSlow = change.manner.some((manner) => SLOW.has(manner));
  const isOfTime = told !== undefined && said.ends.from === undefined && said.ends.to === undefined;
  if (isMove && !denied && !isSlow && !isOfTime && isOccasion(telling, index))
    readings.push(reading(trendOf(said, part, AT_ONCE), 'a reading among several'));
  const course =
    denied || told !== undefined || part !== WHOLE ? undefined : someCourse(telling, index, change);
  return distinct(course === undefined ? readings : [...readings, course]);
}

/** "At first the readings hold steady": for how long is not said. */
function isOpening(telling: Telling, index: number, part: Part): boolean {
  const { tokens, islands, mood } = telling;
  const from = islands[index]?.from ?? 0;
  const before = tokens.filter((_, token) => token < from && mood.clause[token] === mood.clause[from]);
  return (
    part === WHOLE &&
    /^(?:at first|initially|at the outset|to begin with)/.test(before.map(({ norm }) => norm).join(' '))
  );
}

function openingReadings(said: Said): Reading[] {
  const of: Part = { part: 'first', of: WHOLE, size: { size: 'share', share: OPENING_SHARE } };
  return [reading(trendOf(said, of)), reading({ is: 'beyond', what: 'for how long' }, 'loose wording')];
}

/** Of the readings, what surely belongs to the beginning. */
const OPENING_SHARE = 0.2;

/** A change as its words tell it. */
interface Said {
  readonly telling: Telling;
  readonly index: number;
  readonly change: Move;
  readonly denied: boolean;
  readonly ends: { readonly from?: Num; readonly to?: Num };
}

/**
 * "Stepped up between 03:25 and 03:26": in a stretch that may hold no two readings, a step around it; "drops to 138 from 02:52 to 02:53": a
 * step into it, where it stays.
 */
function stepAround(said: Said, told: Part | undefined): Formula | undefined {
  const { change, ends, denied } = said;
  const isMove = change.direction === 'up' || change.direction === 'down';
  const { tokens, islands } = said.telling;
  const isStep =
    change.manner.some((manner) => manner === 'fast' || manner === 'sudden') ||
    /^(?:step|jump|leap|shift|switch)/.test(tokens[islands[said.index]?.from ?? -1]?.norm ?? '');
  if (told?.part !== 'between' || told.from === null || denied || !isMove) return undefined;
  if (!isStep && ends.to === undefined) return undefined;
  const around: Part = { part: 'around', at: told.from };
  return { is: 'or', formulas: [trendOf(said, told), trendOf(said, around, AT_ONCE)] };
}

const AT_ONCE = ['at once'] as const;

function trendOf({ change, denied, ends }: Said, of: Part, more: readonly Manner[] = []): Formula {
  // "No jumps": not one step, whatever the readings do in several.
  const told = denied ? change.manner.map((one) => (one === 'fast' ? 'sudden' : one)) : change.manner;
  const manner = [...new Set([...told, ...more])];
  const formula: Formula = { is: 'trend', direction: change.direction, of, manner, ...ends };
  return denied ? { is: 'not', formula } : formula;
}

/** The same, said of a part that was spoken of before. */
function elsewhere(said: Said): Reading[] {
  return otherParts(said.telling, said.index).map((other) =>
    reading(trendOf(said, other), 'part carried over'),
  );
}

/** A change that is told with a moment or a value: in what lies around it. */
function localReadings(said: Said, part: Part, local: readonly Part[]): Reading[] {
  const { telling, index, change, denied } = said;
  const formulas = local.flatMap((of) => [trendOf(said, of), trendOf(said, of, AT_ONCE)]);
  const near = nearEdge(telling, index);
  const swung = swingsBeside(telling, index, change).map(
    (formula): Formula => (denied ? { is: 'not', formula } : formula),
  );
  const course = denied || !isJoined(telling, index) ? undefined : someCourse(telling, index, change);
  return distinct([
    reading({
      is: 'or',
      formulas: [...formulas, ...swung, ...(near === undefined ? [trendOf(said, part)] : [])],
    }),
    ...(near === undefined ? [] : [near, part].map((of) => doubtful(trendOf(said, of), 'another part'))),
    ...elsewhere(said),
    ...(course === undefined ? [] : [course]),
  ]);
}

/** "... and then falls": it was told by its place among others. */
function isJoined({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  return tokens
    .slice(Math.max(0, from - 1), to)
    .some(({ norm }) => /^(?:then|later|afterwards|finally|eventually|subsequently)$/.test(norm));
}

function isNever(telling: Telling, index: number): boolean {
  const { tokens, islands } = telling;
  const { to = 0 } = islands[index] ?? {};
  const isTo = /^(?:to|below|above|under|over|by|back)$/.test(tokens[to]?.norm ?? '');
  return !isTo && wordsBefore(telling, index, 3).some((word) => word === 'never');
}

const SLOW: ReadonlySet<Manner> = new Set(['gradual', 'overall', 'steady', 'unbroken']);

/** "a downward trend from 21.5 to 21.3": which way it went; its ends are values of their own. */
function wayOf(trend: Formula, { from, to }: { from?: Num; to?: Num }): Formula {
  if (trend.is !== 'trend' || from === undefined || to === undefined) return trend;
  const { direction, of, manner } = trend;
  return { is: 'or', formulas: [trend, { is: 'trend', direction, of, manner }] };
}

/** No step from one reading to the next goes the other way. */
export function noStepBack(direction: 'up' | 'down', within: Part): Formula {
  const to = literal({ value: 0, step: 1e-9, hedge: 'exact' });
  return countIs(
    { count: 'steps', direction: direction === 'up' ? 'down' : 'up', relation: 'over', to, within },
    { amount: 'none' },
  );
}

/** "up again", "trend: up", "goes up and up": which way, and nothing that happened once. */
const BARE_WAY =
  /^(?:up|down|upwards?|downwards?|and|,|:|=|–|-|is|was|only|straight|just|then|first|later|again|afterwards|finally|initially|trend|tendency|direction|drift|goes|slowly|slightly|gently)$/;

/** "a rise", "short dips", "jumped": something that happened once, not how it goes on. */
function isOccasion({ tokens, islands }: Telling, index: number): boolean {
  const here = islands[index];
  if (here === undefined) return false;
  const [before, word] = [tokens[here.from - 1]?.norm ?? '', tokens[here.to - 1]?.norm ?? ''];
  if (/^(?:trend|tendency)$/.test(word) || word.endsWith('er')) return false;
  if (tokens.slice(here.from, here.to).every(({ norm }) => BARE_WAY.test(norm))) return false;
  return /^(?:a|an|one|another|short|brief|then)$/.test(before) || !/(?:ing|ly|e|s)$/.test(word);
}

function topicPart(telling: Telling, index: number): Part | undefined {
  const topic = topicOf(telling, index);
  return topic?.of === 'part' ? topic.part : undefined;
}
