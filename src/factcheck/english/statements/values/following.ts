import type { Quantity } from '../../../statement/literals.ts';
import type { StatisticName } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import type { Time } from '../../../statement/times.ts';
import { equal, literal } from '../../phrases/built.ts';
import { numberList } from '../number-list.ts';
import { placed } from '../scene.ts';
import { at, type Telling } from '../telling.ts';

const ONE =
  '(?:ones?|readings?|values?|samples?|measurements?|intervals?|points?|counts?|minute|second|hour|day)';
const AT_ONCE = '(?:right|just|immediately|directly|straight)';
/** Words that may stand between what says which reading is meant and its value. */
const LINKS =
  "(?: (?:is|was|are|were|reads?|showed|shows|said|had|has|it|that|them|this|been|there|there's|of|only|just|at|with|an?|the|stood|stands|as|again|already|still|even|comes?|came|got|gives|gave|:|=|,))*";
/** Before a number, and what stands behind it. */
const LEADS = {
  after: new RegExp(
    `(?:^| )(?:(?:next|following|subsequent)(?: ${ONE})?|${ONE}(?: ${AT_ONCE})? after|followed(?: ${AT_ONCE})? by|${AT_ONCE} after(?:wards)?|afterwards|thereafter)${LINKS}$|(?:^| )and after$`,
  ),
  before: new RegExp(
    `(?:^| )(?:(?:prior|previous|preceding)(?: ${ONE})?|${ONE}(?: ${AT_ONCE})? (?:before|prior)|preceded(?: ${AT_ONCE})? by|${AT_ONCE} before(?:hand)?)${LINKS}$|(?:^| )and before$`,
  ),
} as const;
const TRAILS = {
  after: new RegExp(
    `^(?:(?:for|in|at|with) )?(?:the )?(?:${ONE} (?:that follows|thereafter)|(?:next|following) ${ONE}|${ONE} after(?: it| that)?|(?:${AT_ONCE} )?(?:after(?:wards)?|thereafter))(?: [,.;:)—]|$)`,
  ),
  before: new RegExp(
    `^(?:(?:for|in|at|with) )?(?:the )?(?:${ONE} that precedes|(?:previous|preceding) ${ONE}|${ONE} before(?: it| that)?|(?:${AT_ONCE} )?before(?:hand)?)(?: (?:and|[,.;:)—])|$)`,
  ),
} as const;
/** "the first one after it", "the level before and after": phrases of their own. */
const OTHER = new RegExp(
  `(?:first|last|latest|earliest)(?: ${ONE})?(?: (?:right|just))? (?:before|after)|before and after|after and before`,
);
const SIDES = ['before', 'after'] as const;
const JOINT = /^(?:,|and|then|&)$/;
/** So many readings in a row are told. */
const MOST_FOLLOWING = 4;
/** Words before and behind a number that are looked at. */
const NEAR = 9;

/**
 * "Prior sample 52.2, next 46.2", "followed by 7.61 and 11.5", "20.6 for the reading that follows": the readings before or after the moment or the event
 * that was told last. Undefined for other numbers.
 */
export function followingReadings(
  telling: Telling,
  index: number,
  quantity: Quantity,
): Reading[] | undefined {
  const steps = stepsOf(telling, index);
  const anchors = steps === 0 ? [] : anchorsOf(telling, index, steps < 0 ? 'start' : 'end');
  if (anchors.length === 0) return undefined;
  const formulas = anchors.map((from) =>
    equal({ num: 'reading at', at: { time: 'readings on', from, k: steps } }, literal(quantity)),
  );
  return placed({ is: 'or', formulas }, quantity);
}

/** Whether the words beside a number say which reading it is: then no others do. */
export function isFollowing(telling: Telling, index: number): boolean {
  return stepsOf(telling, index) !== 0 && anchorsOf(telling, index, 'start').length > 0;
}

/** How many readings after what was told the number is, before it where negative; 0 where that is not told. */
function stepsOf(telling: Telling, index: number): number {
  if (!isOrdered(telling, index) || isOfFigure(telling, index)) return 0;
  const trail = SIDES.find((side) => TRAILS[side].test(trailOf(telling, index)));
  if (trail !== undefined) return trail === 'before' ? -1 : 1;
  const { first, last } = numberList(telling, index, JOINT, MOST_FOLLOWING);
  const words = leadOf(telling, first);
  const lead = OTHER.test(words) ? undefined : SIDES.find((side) => LEADS[side].test(words));
  if (lead === undefined) return 0;
  return lead === 'before' ? index - last - 1 : index - first + 1;
}

/** Whether a word near by puts readings in an order: most numbers have none. */
function isOrdered({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  for (
    let at = Math.max(0, from - NEAR - MOST_FOLLOWING * 3);
    at < Math.min(tokens.length, to + NEAR);
    at += 1
  )
    if (ORDERING.test(tokens[at]?.norm ?? '')) return true;
  return false;
}

const ORDERING = /^(?:next|follow|subsequent|after|there|prior|prev|preced|before)/;

/** The words from the last number or stop on. */
function leadOf({ tokens, islands }: Telling, index: number): string {
  const { from = 0 } = islands[index] ?? {};
  const before = tokens.slice(Math.max(0, from - NEAR), from);
  const cut = before.findLastIndex(
    ({ kind, text }) => kind === 'number' || kind === 'moment' || /^[;(.—]$/.test(text),
  );
  return before
    .slice(cut + 1)
    .map(({ norm }) => norm)
    .join(' ');
}

function trailOf({ tokens, islands }: Telling, index: number): string {
  const { to = 0 } = islands[index] ?? {};
  const behind = tokens.slice(to, to + NEAR);
  const cut = behind.findIndex(({ kind }) => kind === 'number' || kind === 'moment');
  return behind
    .slice(0, cut === -1 ? NEAR : cut)
    .map(({ norm }) => norm)
    .join(' ');
}

/** The mean before and after something is no reading next to it. */
function isOfFigure(telling: Telling, index: number): boolean {
  return telling.islands.some((_, other) => {
    const num = at(telling, other, 'num') ?? at(telling, other, 'figure')?.num;
    return other < index && num?.num === 'statistic' && !OF_ONE.has(num.name);
  });
}

const OF_ONE: ReadonlySet<StatisticName> = new Set(['max', 'min', 'first', 'last']);

/** The moment told last, and one end of the event that was spoken of. */
export function anchorsOf({ scenes }: Telling, index: number, end: 'start' | 'end'): Time[] {
  const { time = null, event = null } = scenes[index] ?? {};
  return [...(time === null ? [] : [time]), ...(event === null ? [] : [{ time: end, of: event }])];
}
