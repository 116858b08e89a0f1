import type { Event } from '../../statement/events.ts';
import type { Formula } from '../../statement/formulas.ts';
import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { countIs, literal, sameTime, statistic, WINDOW_END } from '../phrases/built.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Move } from '../phrases/phrase.ts';
import { betweenTold, timeOf } from './course-times.ts';
import { stepWay } from './courses.ts';
import { denialOf } from './denials.ts';
import { moveReadings } from './moves.ts';
import { paceReadings } from './paces.ts';
import { distinct, doubtful, reading } from './scene.ts';
import { sequenceReadings } from './sequences.ts';
import { after, at, partAt, sameClause, type Telling } from './telling.ts';
import { isExtreme, topicOf } from './values.ts';

/** "rose from 20 to 25 at 14:05": around its time or its value where it has one, else of the part it names, or of the window. */
export function changeReadings(telling: Telling, index: number, change: Move): Reading[] {
  const denied = denialOf(telling, index) !== -1;
  const deny = (formula: Formula): Formula => (denied ? { is: 'not', formula } : formula);
  if (change.direction === 'mixed') return stepReadings(telling, index, change, deny);
  if (isOfFigure(telling, index)) return [reading({ is: 'beyond', what: 'how a figure changes' })];
  if (opensWith(telling, index)) return [reading({ is: 'beyond', what: 'which change is meant' })];
  if (change.turn === 'stay') return stayingReadings(telling, index, denied);
  if (change.turn === 'back') return returnReadings(telling, index, deny);
  if (change.turn === 'recover') return recoveryReadings(telling, index, change, denied);
  if (change.aspect === 'spread') return scatterReadings(telling, index, change, deny);
  if (denied && isSpike(telling, index)) return [reading(NO_OUTLIER)];
  const topic = topicOf(telling, index);
  if (topic?.of === 'num' && topic.num.num === 'statistic' && !isExtreme(topic.name))
    return [reading({ is: 'beyond', what: 'how a figure changes' })];
  const way = stepWay(telling, index, change);
  if (way !== undefined) return [reading(deny(way))];
  const special =
    paceReadings(telling, index) ?? sequenceReadings(telling, index) ?? lastingToEnd(telling, index, change);
  if (special !== undefined) return [...special];
  return moveReadings(telling, index, change, denied);
}

/** "it roughly doubles the standard deviation", "lowers the mean": what it does to a figure. */
function isOfFigure(telling: Telling, index: number): boolean {
  const [here, next] = [telling.islands[index], telling.islands[index + 1]];
  const named = at(telling, index + 1, 'num') ?? at(telling, index + 1, 'figure')?.num;
  if (here === undefined || next === undefined || named?.num !== 'statistic') return false;
  const between = telling.tokens.slice(here.to, next.from).map(({ norm }) => norm);
  const article = telling.tokens[next.from]?.norm ?? '';
  return between.join(' ') === 'the' || (between.length === 0 && /^(?:the|its)$/.test(article));
}

/** "resumes with a rise": the first one behind it. */
function opensWith({ tokens, islands }: Telling, index: number): boolean {
  const from = islands[index]?.from ?? 0;
  const isWith = /^an?$/.test(tokens[from - 1]?.norm ?? '') && tokens[from - 2]?.norm === 'with';
  return isWith && /^(?:resum|continu)/.test(tokens[from - 3]?.norm ?? '');
}

/** "shifted to a new level": no direction, but something that is found. */
function isShift({ tokens, islands }: Telling, index: number): boolean {
  return /^shift/.test(tokens[islands[index]?.from ?? -1]?.norm ?? '');
}

const A_SHIFT: Formula = countIs(
  { count: 'findings', of: 'level shift', within: WHOLE },
  { amount: 'bounds', low: 1, high: null },
);

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

const NO_OUTLIER: Formula = countIs({ count: 'findings', of: 'spike', within: WHOLE }, { amount: 'none' });

/** "remains frozen to the end": where it stopped changing it stays. Undefined for another change. */
function lastingToEnd(telling: Telling, index: number, { direction }: Move): Reading[] | undefined {
  const { tokens, islands } = telling;
  const behind = tokens
    .slice(islands[index]?.to ?? 0, (islands[index]?.to ?? 0) + 3)
    .map(({ norm }) => norm)
    .join(' ');
  const isStill = direction === 'flat' && /^(?:to|until|till|up to) the (?:very )?end/.test(behind);
  if (!isStill || betweenTold(telling, index) !== undefined) return undefined;
  const ends = (of: Event): Formula => sameTime({ time: 'end', of }, WINDOW_END);
  return [
    reading(ends({ event: 'finding', of: 'stuck', k: null })),
    doubtful(ends({ event: 'run', value: null, of: WHOLE }), 'loose wording'),
  ];
}

/** "recovers": comes back to where it was, or goes up again. */
function recoveryReadings(telling: Telling, index: number, change: Move, denied: boolean): Reading[] {
  const back = returnReadings(telling, index, (formula) => (denied ? { is: 'not', formula } : formula));
  if (denied) return back;
  const up = moveReadings(telling, index, { direction: 'up', manner: change.manner }, false);
  return distinct([...up, ...back.map(({ formula }) => reading(formula, 'a reading among several'))]);
}

/** "became more even": the second half of what is spoken of scatters less than the first. */
function scatterReadings(
  telling: Telling,
  index: number,
  { direction }: Move,
  deny: (formula: Formula) => Formula,
): Reading[] {
  const of = partAt(telling, index);
  const spread = (k: number): Num => statistic('stddev', { part: 'piece', of, k, n: 2 });
  const relation = direction === 'up' ? 'over' : 'under';
  return [
    reading(deny({ is: 'compare', left: spread(2), relation, right: spread(1) })),
    reading({ is: 'beyond', what: 'when it scatters less' }, 'loose wording'),
  ];
}

/** "it jumps to 30 and stays up": it does not come back. */
function stayingReadings(telling: Telling, index: number, denied: boolean): Reading[] {
  const after = telling.scenes[index]?.event ?? null;
  const back: Formula = { is: 'returns', to: null, after };
  const isStep = after !== null && after.event !== 'extreme';
  // Which level it left is for the writer to know.
  const open = reading({ is: 'beyond', what: 'from where it came' }, 'loose wording');
  return isStep ? [reading(denied ? back : { is: 'not', formula: back }), open] : [open];
}

function returnReadings(telling: Telling, index: number, deny: (formula: Formula) => Formula): Reading[] {
  // "resumes with a fall": what goes on, and not where.
  if (telling.tokens[telling.islands[index]?.to ?? -1]?.norm === 'with')
    return [reading({ is: 'beyond', what: 'what it comes back to' })];
  const next = after(telling, index, 'measure', 'figure');
  const to = sameClause(telling, index, next) ? at(telling, next, 'measure') : undefined;
  const event = telling.scenes[index]?.event ?? null;
  const back = (level: Num | null): Formula => deny({ is: 'returns', to: level, after: event });
  return to === undefined
    ? [reading(back(null))]
    : [reading(back(literal(to))), reading(back(null), 'loose wording')];
}
