import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Reading } from '../../../statement/text.ts';
import { statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { distinct, doubtful, reading } from '../scene.ts';
import type { Telling } from '../telling.ts';
import { comparedWith } from './distance.ts';
import { type Partner, partnersOf } from './partner.ts';
import { sidesSpokenOf } from './sides.ts';
import { ofScatter, type Subject } from './subject.ts';

/** One number against another. As they were written they may be meant too, but that proves nothing. */
export function numberReadings(
  telling: Telling,
  index: number,
  subject: Subject,
  comparison: Comparison,
  denied: boolean,
): Reading[] {
  const [left, ...others] = leftsOf(subject).map((num) => ofScatter(telling, index, num));
  if (left === undefined) return [];
  const [partner, ...rest] = partnersOf(telling, index, left, comparison);
  const spoken = partner?.isNamed === true ? [] : sidesSpokenOf(telling, index, subject, comparison);
  const isSubject = subject.of === 'number' || JSON.stringify(subject.part) !== JSON.stringify(WHOLE);
  const isNamed = isSubject && partner?.isNamed === true;
  const tell = (pairs: readonly Pair[], as: (formula: Formula) => Reading): Reading[] =>
    pairs.flatMap(([a, b]) => {
      // That a number of the text is not above another says nothing of the window.
      if (denied && a.num === 'literal' && b.num === 'literal') return [];
      const formula = inDigits(comparedWith(a, b, comparison), subject, b, comparison);
      return formula === undefined ? [] : [as(denied ? { is: 'not', formula } : formula)];
    });
  // Which of two is more fits by chance, how far they are apart seldom does.
  const several = (formula: Formula) =>
    comparison.by === undefined
      ? doubtful(formula, 'a reading among several')
      : reading(formula, 'a reading among several');
  const isSure = isNamed || comparison.by !== undefined;
  const isOwn = (isSubject && partner !== undefined) || spoken.length === 0;
  const readings = [
    ...(isOwn ? [] : tell(spoken.slice(0, 1), comparison.by === undefined ? several : reading)),
    ...tell(partner === undefined ? [] : [[left, partner.num]], isSure && isOwn ? reading : several),
    ...tell(isOwn ? spoken : spoken.slice(1), several),
    ...tell(asWritten(subject, left, partner, comparison), (formula) => doubtful(formula, 'loose wording')),
    ...tell(
      rest.map(({ num }): Pair => [left, num]),
      several,
    ),
    ...tell(
      others.flatMap((other) =>
        partnersOf(telling, index, other, comparison).map(({ num }): Pair => [other, num]),
      ),
      several,
    ),
  ];
  if (readings.length === 0)
    return [reading({ is: 'beyond', what: 'a comparison with nothing that was named' })];
  // "to 21.43, which is the maximum": where the window has no such number, that is what is false.
  if (subject.of === 'number' && subject.claim?.is === 'has value')
    readings.push(doubtful({ is: 'not', formula: subject.claim }, 'loose wording'));
  return distinct(
    isNamed ? readings : [...readings, reading({ is: 'beyond', what: 'what it is held against' })],
  );
}

type Pair = readonly [left: Num, to: Num];

/** "The mean, 21.7, is the same as the median": to the digits that were written. */
function inDigits(
  formula: Formula | undefined,
  subject: Subject,
  to: Num,
  { relation, by }: Comparison,
): Formula | undefined {
  const mine = subject.of === 'number' ? subject.written : undefined;
  if (formula === undefined || relation !== 'equal' || by !== undefined) return formula;
  // "22.23, the highest": that it has this value is another claim.
  const isLevel = to.num === 'statistic' && (to.name === 'mean' || to.name === 'median');
  if (mine === undefined || !isLevel) return formula;
  return { is: 'and', formulas: [formula, { is: 'compare', left: mine, relation, right: to }] };
}

/** The same two as the text writes them; which of two written numbers is more, no window decides. */
function asWritten(
  subject: Subject,
  left: Num,
  partner: Partner | undefined,
  { by }: Comparison,
): readonly Pair[] {
  if (partner === undefined) return [];
  const mine = subject.of === 'number' ? subject.written : undefined;
  const isMine = mine !== undefined && (partner.num.num !== 'literal' || by !== undefined);
  return [
    ...(partner.written === undefined ? [] : [[left, partner.written] as const]),
    ...(isMine ? [[mine, partner.num] as const] : []),
  ];
}

/** The numbers that a comparison may be said of where it is not said of readings. */
function leftsOf(subject: Subject): Num[] {
  if (subject.of === 'number') return [subject.num];
  const of = subject.part;
  if (JSON.stringify(of) !== JSON.stringify(WHOLE)) return [statistic('mean', of)];
  return [
    statistic('mean', of),
    statistic('last', of),
    statistic('max', of),
    statistic('median', of),
    statistic('min', of),
  ];
}
