import type { Formula } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { equal, literal, statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { denialOf } from '../denials.ts';
import { goesBack, reading, resolve } from '../scene.ts';
import { after, at, before, leadOf, partAt, type Telling } from '../telling.ts';
import { rankedAmong } from './among.ts';
import { aspectReadings } from './aspect.ts';
import { numberReadings } from './between-numbers.ts';
import { conditionOf } from './condition.ts';
import { eachReadings, successiveReadings } from './each.ts';
import { gainReadings, sizeBounds } from './gains.ts';
import { isOfNothing, isRankOfAll, ofNumberBefore } from './no-subject.ts';
import { partnerNamed } from './numbers.ts';
import { pairReadings } from './pairs.ts';
import { quantifiedReadings, restShare } from './quantified.ts';
import { stepReadings } from './steps.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What is held against what: readings against a level, a number against another, a part against the rest. */
export function comparisonReadings(telling: Telling, index: number, comparison: Comparison): Reading[] {
  const own = ownReadings(telling, index, comparison);
  if (own !== undefined) return own;
  const subject = subjectOf(telling, index, comparison);
  const denied = denialOf(telling, index) !== -1;
  const apart =
    stepReadings(telling, index, subject, comparison, denied) ??
    (denied ? undefined : eachReadings(telling, index, subject, comparison));
  if (apart !== undefined) return apart;
  const ranked = rankedAmong(telling, index, comparison, subject);
  if (ranked !== undefined)
    return denied
      ? ranked.map(({ formula, assumes }) => reading({ is: 'not', formula }, ...assumes))
      : ranked;
  if (comparison.aspect !== undefined) return aspectReadings(telling, index, comparison);
  return heldReadings(telling, index, subject, comparison, denied);
}

/** Readings against a level, or a number against another. */
function heldReadings(
  telling: Telling,
  index: number,
  subject: Subject,
  comparison: Comparison,
  denied: boolean,
): Reading[] {
  const condition = conditionOf(telling, index, comparison);
  if (isOfRun(telling, index)) return [reading({ is: 'beyond', what: 'how long it lasts' })];
  if (isOfNothing(telling, index, subject, comparison) || isRankOfAll(subject, comparison))
    return ofNumberBefore(telling, index, comparison, denied);
  if (subject.of === 'readings' && condition !== undefined && !isOfLevels(subject, comparison))
    return quantifiedReadings(telling, index, subject, condition, denied, comparison);
  if (comparison.against?.part === 'without' && goesBack(comparison.against) && comparison.by === undefined) {
    const share = restShare(subject, comparison.relation);
    if (share !== undefined) return [reading(denied ? { is: 'not', formula: share } : share)];
    return [reading({ is: 'beyond', what: 'what is compared with the rest' })];
  }
  if (isOfOneAnother(comparison)) return closeReadings(telling, index, comparison.by);
  const pairs = pairReadings(telling, index, subject, comparison);
  return pairs ?? numberReadings(telling, index, subject, comparison, denied);
}

/** "... beats the start by 9 and the end by 7": of what the comparison before it is said of. */
function againReadings(telling: Telling, index: number, { to, against, nth, by }: Comparison): Reading[] {
  const former = before(telling, index, 'comparison');
  const { relation, left, by: first } = at(telling, former, 'comparison') ?? {};
  if (relation === undefined || first === undefined)
    return [reading({ is: 'beyond', what: 'what is compared once more' })];
  const sides = { relation, ...(left === undefined ? {} : { left }), ...(by === undefined ? {} : { by }) };
  return comparisonReadings(telling, former, {
    ...sides,
    ...(to === undefined ? {} : { to }),
    ...(against === undefined ? {} : { against }),
    ...(nth === undefined ? {} : { nth }),
  });
}

/** "The second half lies 3 cm above the first half on average": the mean of the one, and no reading of it. */
function isOfLevels(subject: Subject & { of: 'readings' }, { to, by, relation }: Comparison): boolean {
  const isWay = relation === 'over' || relation === 'under';
  const isLevel = to?.num === 'statistic' && to.name === 'mean' && to.of.part === 'piece' && to.of.n > 1;
  return isWay && by !== undefined && isLevel && subject.many === 'all' && subject.part.part === 'piece';
}

/** "is brighter than the morning, by more than 50": the distance of what was compared right before. */
function isHowFar(telling: Telling, index: number): boolean {
  const lead = telling.tokens[(telling.islands[index]?.from ?? 0) - 1]?.norm;
  const { against } = at(telling, index - 1, 'comparison') ?? {};
  return lead === 'by' && against !== undefined;
}

/** What tells its sides itself: the size of a change, a distance in parts of a third figure. */
function ownReadings(telling: Telling, index: number, comparison: Comparison): Reading[] | undefined {
  const successive = successiveReadings(comparison);
  if (successive !== undefined) return successive;
  if (comparison.isAgain === true) return againReadings(telling, index, comparison);
  if (isHowFar(telling, index))
    return [reading({ is: 'beyond', what: 'how far it is from what was compared' })];
  const relative = relativeReadings(telling, comparison);
  return relative === undefined
    ? (sizeBounds(telling, index, comparison) ?? gainReadings(telling, index, comparison))
    : [reading(relative)];
}

/** "Relative to the mean, top and bottom are 8 % apart". */
function relativeReadings(telling: Telling, { left, to, by }: Comparison): Formula | undefined {
  const other = partnerNamed(telling)?.to;
  if (left === undefined || to === undefined || by?.unit !== '%' || other === undefined) return undefined;
  const apart: Num = { num: 'distance', a: resolve(left, WHOLE, null), b: resolve(to, WHOLE, null) };
  const share = { value: by.value / 100, step: by.step / 100, hedge: by.hedge };
  return equal({ num: 'ratio', a: apart, b: resolve(other, WHOLE, null) }, literal(share));
}

/** All readings lie within so much of one another. */
function closeReadings(telling: Telling, index: number, by: Quantity): Reading[] {
  const range: Reading = reading({
    is: 'compare',
    left: statistic('range', partAt(telling, index)),
    relation: 'at most',
    right: literal(by),
  });
  // "the same to within 2 ppm": what lies so near to what, the words before tell.
  const isOfTwo = leadOf(telling, index, 3).some((word) =>
    /^(?:to|same|agree|agrees|equal|match)$/.test(word),
  );
  return isOfTwo ? [range, reading({ is: 'beyond', what: 'what lies within so much of what' })] : [range];
}

function isOfOneAnother(
  comparison: Comparison,
): comparison is Comparison & { readonly by: NonNullable<Comparison['by']> } {
  const { relation, by, to, back, against, left } = comparison;
  return (
    relation === 'within' &&
    by !== undefined &&
    to === undefined &&
    against === undefined &&
    left === undefined &&
    back !== true
  );
}

/** "above the mean for 12 readings in a row": of a stretch, not of all readings. */
export function isOfRun(telling: Telling, index: number): boolean {
  const { tokens, mood, islands } = telling;
  // "three consecutive readings above 54": some of them are.
  const counted =
    at(telling, before(telling, index, 'count'), 'count') ??
    at(telling, after(telling, index, 'count'), 'count');
  if (counted?.counted.count === 'run length' || counted?.counted.count === 'stretches') return false;
  const piece = mood.piece[islands[index]?.from ?? -1];
  return tokens.some(
    ({ norm }, at) =>
      mood.piece[at] === piece &&
      (/^(?:row|consecutive|successive|stretch|run|streak|straight|longest)$/.test(norm) ||
        (norm === 'series' && tokens[at + 1]?.norm === 'of')),
  );
}
