import type { Formula, Manner } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Move } from '../phrases/phrase.ts';
import {
  betweenTold,
  endsOf,
  localParts,
  nearEdge,
  someCourse,
  stepWay,
  swingsBeside,
  timeOf,
} from './courses.ts';
import { distinct, doubtful, reading } from './scene.ts';
import { after, at, denialOf, partAt, sameClause, type Telling } from './telling.ts';
import { isExtreme, literal, otherParts, topicOf } from './values.ts';

/** "rose from 20 to 25 at 14:05": around its time or its value where it has one, else of the part it names, or of the window. */
export function changeReadings(telling: Telling, index: number, change: Move): Reading[] {
  const denied = denialOf(telling, index) !== -1;
  const deny = (formula: Formula): Formula => (denied ? { is: 'not', formula } : formula);
  if (change.direction === 'mixed') return stepReadings(telling, index, change, deny);
  if (change.turn === 'back') return returnReadings(telling, index, deny);
  if (denied && isSpike(telling, index)) return [reading(NO_OUTLIER)];
  const topic = topicOf(telling, index);
  if (topic?.of === 'num' && topic.num.num === 'statistic' && !isExtreme(topic.name))
    return [reading({ is: 'beyond', what: 'how a figure changes' })];
  const way = stepWay(telling, index, change);
  if (way !== undefined) return [reading(deny(way))];
  if (isOfPace(telling, index)) return [reading({ is: 'beyond', what: 'how fast it changes' })];
  return moveReadings(telling, index, change, denied);
}

function moveReadings(telling: Telling, index: number, change: Move, denied: boolean): Reading[] {
  const deny = (formula: Formula): Formula => (denied ? { is: 'not', formula } : formula);
  const told = betweenTold(telling, index);
  const part = told ?? topicPart(telling, index) ?? partAt(telling, index);
  const ends = endsOf(telling, index);
  const trend = (of: Part, manner = change.manner): Formula =>
    deny({ is: 'trend', direction: change.direction, of, manner, ...ends });
  const atOnce = [...new Set([...change.manner, 'at once' as const])];
  const isMove = change.direction === 'up' || change.direction === 'down';
  // "The readings never decrease from one to the next": no step goes that way.
  if (denied && (change.direction === 'up' || change.direction === 'down') && isNever(telling, index))
    return [
      reading(noStepBack(change.direction === 'up' ? 'down' : 'up', part)),
      doubtful(trend(part), 'loose wording'),
    ];
  const isLocal = isMove && told === undefined && !change.manner.includes('overall');
  const local = isLocal ? localParts(telling, index, ends) : [];
  const others = otherParts(telling, index).map((other) => reading(trend(other), 'part carried over'));
  if (local.length > 0) {
    const formulas = local.flatMap((of) => [trend(of), trend(of, atOnce)]);
    const near = nearEdge(telling, index);
    const swung = swingsBeside(telling, index, change).map(deny);
    return distinct([
      reading({ is: 'or', formulas: [...formulas, ...swung, ...(near === undefined ? [trend(part)] : [])] }),
      ...(near === undefined ? [] : [trend(near), trend(part)].map((one) => doubtful(one, 'another part'))),
      ...others,
    ]);
  }
  const readings = [reading(unbroken(telling, index, change, deny) ?? wayOf(trend(part), ends)), ...others];
  const isSlow = change.manner.some((manner) => SLOW.has(manner));
  if (isMove && !denied && !isSlow && isOccasion(telling, index))
    readings.push(reading(trend(part, atOnce), 'a reading among several'));
  const course =
    denied || told !== undefined || part !== WHOLE ? undefined : someCourse(telling, index, change);
  return distinct(course === undefined ? readings : [...readings, course]);
}

function isNever({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  const isTo = /^(?:to|below|above|under|over|by|back)$/.test(tokens[to]?.norm ?? '');
  return !isTo && tokens.slice(Math.max(0, from - 3), from).some(({ norm }) => norm === 'never');
}

const SLOW: ReadonlySet<Manner> = new Set(['gradual', 'overall', 'steady']);

/** "The fall slows down", "the pace is picking up": how fast it goes, not which way. */
function isOfPace({ tokens, islands, chart }: Telling, index: number): boolean {
  const here = islands[index];
  if (here === undefined || !/^(?:slow|accelerat|speed|sped|pick)/.test(tokens[here.from]?.norm ?? ''))
    return false;
  return [1, 2, 3].some((back) => {
    const word = tokens[here.from - back]?.norm ?? '';
    return (
      /^(?:pace|rate|speed|tempo|descent|ascent)$/.test(word) ||
      chart
        .at(here.from - back)
        .some(({ category, to }) => category === 'move' && to === here.from - back + 1)
    );
  });
}

/** "a downward trend from 21.5 to 21.3": which way it went; its ends are values of their own. */
function wayOf(trend: Formula, { from, to }: { from?: Num; to?: Num }): Formula {
  if (trend.is !== 'trend' || from === undefined || to === undefined) return trend;
  const { direction, of, manner } = trend;
  return { is: 'or', formulas: [trend, { is: 'trend', direction, of, manner }] };
}

/** "keeps falling without a break", "an uninterrupted rise": no step goes the other way. Undefined for another change. */
function unbroken(
  telling: Telling,
  index: number,
  { direction, manner }: Move,
  deny: (formula: Formula) => Formula,
): Formula | undefined {
  const { tokens, islands } = telling;
  const here = islands[index];
  if (here === undefined || (direction !== 'up' && direction !== 'down')) return undefined;
  const behind = tokens
    .slice(here.to, here.to + 4)
    .map(({ norm }) => norm)
    .join(' ');
  const before = tokens[here.from - 1]?.norm ?? '';
  const isUnbroken =
    /^(?:without (?:a |any )?(?:single )?(?:break|interruption|pause|exception|setback|letup|let-up)|only\b|uninterruptedly|monotonically|at every step|with every (?:reading|step))/.test(
      behind,
    ) || /^(?:uninterrupted|unbroken|monotonic|monotonically|continuous)$/.test(before);
  if (!isUnbroken) return undefined;
  const of = partAt(telling, index);
  return deny({ is: 'and', formulas: [{ is: 'trend', direction, of, manner }, noStepBack(direction, of)] });
}

/** No step from one reading to the next goes the other way. */
export function noStepBack(direction: 'up' | 'down', within: Part): Formula {
  const to = literal({ value: 0, step: 1e-9, hedge: 'exact' });
  return {
    is: 'count',
    counted: { count: 'steps', relation: direction === 'up' ? 'under' : 'over', to, within },
    relation: 'equal',
    amount: { amount: 'none' },
  };
}

/** "shifted to a new level": no direction, but something that is found. */
function isShift({ tokens, islands }: Telling, index: number): boolean {
  return /^shift/.test(tokens[islands[index]?.from ?? -1]?.norm ?? '');
}

const A_SHIFT: Formula = {
  is: 'count',
  counted: { count: 'findings', of: 'level shift', within: WHOLE },
  relation: 'equal',
  amount: { amount: 'bounds', low: 1, high: null },
};

/** "stepped from 20 to 27": which way is told by its ends. */
function stepReadings(
  telling: Telling,
  index: number,
  change: Move,
  deny: (formula: Formula) => Formula,
): Reading[] {
  const range = at(telling, after(telling, index, 'range', 'measure'), 'range');
  const direction = range === undefined ? undefined : 'up';
  const time = timeOf(telling, index);
  const of: Part = time === undefined ? partAt(telling, index) : { part: 'around', at: time };
  if (direction === undefined && isShift(telling, index)) return [reading(deny(A_SHIFT))];
  if (direction === undefined) return [reading({ is: 'beyond', what: 'which way it went' })];
  return [reading(deny({ is: 'trend', direction, of, manner: change.manner }))];
}

/** "no gap, shift or spike": what the detectors would have found. */
function isSpike({ tokens, islands }: Telling, index: number): boolean {
  const here = islands[index];
  return here !== undefined && /^spikes?$/.test(tokens[here.to - 1]?.norm ?? '');
}

const NO_OUTLIER: Formula = {
  is: 'count',
  counted: { count: 'findings', of: 'spike', within: WHOLE },
  relation: 'equal',
  amount: { amount: 'none' },
};

/** "a rise", "short dips", "jumped": something that happened once, not how it goes on. */
function isOccasion({ tokens, islands }: Telling, index: number): boolean {
  const here = islands[index];
  if (here === undefined) return false;
  const [before, word] = [tokens[here.from - 1]?.norm ?? '', tokens[here.to - 1]?.norm ?? ''];
  if (/^(?:trend|tendency)$/.test(word)) return false;
  return /^(?:a|an|one|another|short|brief|then)$/.test(before) || !/(?:ing|ly|e|s)$/.test(word);
}

function topicPart(telling: Telling, index: number): Part | undefined {
  const topic = topicOf(telling, index);
  return topic?.of === 'part' ? topic.part : undefined;
}

function returnReadings(telling: Telling, index: number, deny: (formula: Formula) => Formula): Reading[] {
  const next = after(telling, index, 'measure', 'figure');
  const to = sameClause(telling, index, next) ? at(telling, next, 'measure') : undefined;
  const event = telling.scenes[index]?.event ?? null;
  const back = (level: Num | null): Formula => deny({ is: 'returns', to: level, after: event });
  return to === undefined
    ? [reading(back(null))]
    : [reading(back(literal(to))), reading(back(null), 'loose wording')];
}
