import type { Formula } from '../../statement/formulas.ts';
import type { Moment } from '../../statement/literals.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { countIs, sameTime, statistic } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import { meaningOf } from '../phrases/phrase.ts';
import { HAPPENING } from '../words/happening.ts';
import { allPlaced } from './counts/placed.ts';
import { namedEvents } from './named-events.ts';
import { isPlacing } from './placing.ts';
import { doubtful, goesBack, reading, resolve } from './scene.ts';
import { at, type Draft, type Telling, wordsBefore, wordsBetween } from './telling.ts';

/** Words between what happened and where in the window that was, besides those of happening. */
const PLACING = /^(?:to|so|that|means|very|all|followed|follows)$/;
const CLAIMS: ReadonlySet<string> = new Set([
  'measure',
  'figure',
  'range',
  'comparison',
  'change',
  'rate',
  'lasting',
  'state',
]);

/** "The spike happened in the first ten minutes": a part that says when something named was, not which readings are meant. */
export function placedReadings(telling: Telling, index: number): Reading[] | undefined {
  const told = placeOf(at(telling, index, 'scope'));
  const part = told === undefined ? undefined : resolve(told, WHOLE, telling.scenes[index]?.event ?? null);
  // "The top value fell close to the end": nothing falls.
  const of = isPlacing(telling, index - 1) ? index - 2 : index - 1;
  const all = part === undefined ? undefined : allPlaced(telling, index, part);
  if (all !== undefined) return all;
  // "It is coldest at 04:00 on the second day".
  const isDated = part !== undefined && isOfDay(part) && at(telling, of, 'timing')?.role === 'at';
  const readings = part === undefined ? undefined : placed(telling, index, isDated ? of - 1 : of, part);
  // "after it": what it goes back to was guessed.
  return readings !== undefined && goesBack(told)
    ? readings.map(({ formula }) => doubtful(formula, 'event carried over'))
    : readings;
}

function placed(telling: Telling, index: number, named: number, part: Part): Reading[] | undefined {
  const words = wordsBetween(
    telling,
    at(telling, named + 1, 'timing') === undefined ? named : named + 1,
    index,
  );
  if (named < 0 || words.length > 6 || !words.every((word) => HAPPENING.has(word) || PLACING.test(word)))
    return undefined;
  const within: Time = { time: 'within', part };
  const timing = at(telling, named, 'timing');
  // "at 02:57, so in the final third".
  if (timing?.role === 'at' && timing.time.time === 'moment')
    return words.some((word) => /^(?:so|that|i.e|,)$/.test(word)) &&
      part.part !== 'before' &&
      part.part !== 'after'
      ? [reading(sameTime(timing.time, within))]
      : undefined;
  if (isClaimed(telling, index)) return undefined;
  const happens =
    words.some((word) => !/^(?:,|is|was|are|were)$/.test(word)) || (isOfDay(part) && words.length === 0);
  const [event] = namedEvents(telling, named);
  if (event === undefined) return undefined;
  if (!happens && event.event !== 'extreme') return undefined;
  const of = resolve(event, WHOLE, telling.scenes[index]?.event ?? null);
  const formulas = [sameTime({ time: 'start', of }, within)];
  // "is highest in the opening third": so is its mean.
  if (of.event === 'extreme' && part.part === 'piece' && /est$/.test(lastWord(telling, named)))
    formulas.push(meanIs(of.which, part));
  return [reading(formulas.length === 1 && formulas[0] !== undefined ? formulas[0] : { is: 'or', formulas })];
}

function lastWord({ tokens, islands }: Telling, index: number): string {
  return tokens[(islands[index]?.to ?? 0) - 1]?.norm ?? '';
}

/** The mean of a piece is the highest or lowest of all pieces. */
function meanIs(which: 'max' | 'min', part: Part & { part: 'piece' }): Formula {
  const mean = (of: Part): Num => statistic('mean', of);
  const relation = which === 'max' ? 'at least' : 'at most';
  const others = Array.from({ length: part.n }, (_, index) => index + 1).filter((k) => k !== part.k);
  return {
    is: 'and',
    formulas: others.map((k) => ({ is: 'compare', left: mean(part), relation, right: mean({ ...part, k }) })),
  };
}

/** "before the standstill", "after it", "in the first half". */
const PLACES: ReadonlySet<Part['part']> = new Set<Part['part']>([
  'piece',
  'first',
  'last',
  'before',
  'after',
  'during',
  'day',
]);

function placeOf(part: Part | undefined): Part | undefined {
  return part !== undefined && (PLACES.has(part.part) || isOfDay(part)) ? part : undefined;
}

/** "in the evening of 9 October", "on the second day". */
function isOfDay(part: Part): boolean {
  if (part.part === 'both') return isOfDay(part.a) && isOfDay(part.b);
  return part.part === 'calendar' || part.part === 'hours' || part.part === 'day';
}

/** Whether something is claimed behind the part in its clause, which the part is of: "in the second half the mean is 20". */
function isClaimed(telling: Telling, index: number): boolean {
  const { islands, mood } = telling;
  const here = islands[index];
  const next = islands[index + 1];
  return (
    here !== undefined &&
    next !== undefined &&
    mood.clause[next.from] === mood.clause[here.to - 1] &&
    CLAIMS.has(next.category)
  );
}

/** "We find the minimum in the second half": the part stands inside of what is named. */
export function placedInside(telling: Telling, index: number): Draft[] {
  const here = telling.islands[index];
  const num = at(telling, index, 'num');
  if (here === undefined || num?.num !== 'statistic' || (num.name !== 'max' && num.name !== 'min')) return [];
  const part = placeOf(num.of);
  const scope = telling.chart.lastOf(here.from, here.to, 'scope');
  if (part === undefined || scope === undefined || isClaimed(telling, index) || !isFound(telling, index))
    return [];
  const event = { event: 'extreme', which: num.name, of: WHOLE } as const;
  const formula = sameTime({ time: 'start', of: event }, { time: 'within', part });
  return [{ kind: 'time', from: scope.from, to: scope.to, readings: [reading(formula)], rules: here.rules }];
}

function isFound(telling: Telling, index: number): boolean {
  return wordsBefore(telling, index, 4).some((word) =>
    /^(?:find|finds|found|see|sees|have|has|had|reach|reached|reaches|get)$/.test(word),
  );
}

/** Times that stand inside of another phrase ("the temperature at 10:30 is 2 °C above that at 09:15"): there is a reading then. */
export function innerTimes(telling: Telling, index: number): Draft[] {
  const here = telling.islands[index];
  if (here === undefined) return [];
  const drafts: Draft[] = [];
  for (let from = here.from; from < here.to; from += 1) {
    const clock = telling.chart
      .at(from)
      .filter(({ category, to }) => category === 'clock' && to <= here.to)
      .sort((a, b) => b.to - a.to)[0];
    const moment = meaningOf(clock, 'clock');
    if (clock === undefined || moment?.hour === undefined) continue;
    const lead = /^(?:at|from|by|with)$/.test(telling.tokens[from - 1]?.norm ?? '') ? 1 : 0;
    drafts.push({
      kind: 'time',
      from: from - lead,
      to: clock.to,
      readings: [reading(isRead(moment))],
      rules: clock.rules,
    });
    from = clock.to - 1;
  }
  return drafts;
}

/** Whether there is a reading at a moment. */
export function isRead(moment: Moment): Formula {
  return countIs(
    { count: 'readings', of: { part: 'calendar', moment } },
    { amount: 'bounds', low: 1, high: null },
  );
}
