import type { Formula } from '../../../statement/formulas.ts';
import type { Condition, Part } from '../../../statement/parts.ts';
import type { Reading } from '../../../statement/text.ts';
import { statistic } from '../../phrases/built.ts';
import { WHOLE } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import { quantified as counted, withTotal } from '../counts/formulas.ts';
import { distinct, reading } from '../scene.ts';
import { at, filled, leadOf, type Telling } from '../telling.ts';
import type { Subject } from './subject.ts';

/** How many of some readings meet a condition: all, none, or some of them. */
export function quantifiedReadings(
  telling: Telling,
  index: number,
  { many, part, isStrict, totalOf, amount: told }: Subject & { of: 'readings' },
  condition: Condition,
  denied: boolean,
  comparison: Comparison,
): Reading[] {
  // "nothing goes above" is one denial, not two.
  const amount = denied ? 'none' : saidOfAll(telling, index, many);
  const quantified = (of: Part, how: 'all' | 'none' | 'some'): Formula => ({
    is: 'quantified',
    amount: how === 'some' ? { amount: 'bounds', low: 1, high: null } : { amount: how },
    of,
    condition,
  });
  if (told !== undefined && !denied) return [reading(counted(told, part, condition))];
  const readings = [reading(withTotal(quantified(part, amount), totalOf, part))];
  // Where there is nothing to leave out, the rest is all.
  if (part.part === 'without') readings.push(reading(quantified(WHOLE, amount)));
  // "The readings are above 30": nearly all, their mean, or those that are; only where nothing says how many.
  if (many === 'all' && !denied && isStrict !== true && !isOfEach(telling, index)) {
    const far =
      (comparison.by !== undefined && comparison.relation !== 'within') || comparison.passing === true;
    if (far) readings.unshift(reading(quantified(part, 'some')));
    readings.push(
      reading(
        {
          is: 'quantified',
          amount: { amount: 'share', low: 0.85, high: null, open: false },
          of: part,
          condition,
        },
        'loose wording',
      ),
    );
    if (
      comparison.by === undefined &&
      comparison.to !== undefined &&
      (comparison.relation === 'near' || comparison.relation === 'over' || comparison.relation === 'under')
    )
      readings.push(
        reading(
          {
            is: 'compare',
            left: statistic('mean', part),
            relation: comparison.relation === 'near' ? 'equal' : comparison.relation,
            right: filled(telling, index, comparison.to),
          },
          'loose wording',
        ),
      );
  }
  return distinct(readings);
}

/** "The last ten are all below 20": how many they are stands behind the verb. */
function saidOfAll(telling: Telling, index: number, many: 'all' | 'none' | 'some'): 'all' | 'none' | 'some' {
  return many === 'some' && /^(?:all|each|both)$/.test(leadOf(telling, index, 1)[0] ?? '') ? 'all' : many;
}

function isOfEach(telling: Telling, index: number): boolean {
  const previous = telling.islands[index - 1];
  const inside =
    previous?.category === 'part' || previous?.category === 'count'
      ? telling.tokens.slice(Math.max(0, previous.from - 1), previous.to).map(({ norm }) => norm)
      : [];
  const words = [
    ...inside,
    ...leadOf(telling, index, 8),
    ...(at(telling, index + 1, 'lasting')?.whole === true ? ['always'] : []),
  ];
  return words.some((word) =>
    /^(?:all|every|always|throughout|each|everything|constantly|consistently|permanently|whole|never)$/.test(
      word,
    ),
  );
}

/** "20.9, which is higher than the rest": nearly all readings lie below it. */
export function restShare(subject: Subject, relation: Comparison['relation']): Formula | undefined {
  if (subject.of !== 'number' || (relation !== 'over' && relation !== 'under')) return undefined;
  const { num } = subject;
  // "The last three average 22.7, more than the rest": of a mean, that of the rest.
  if (num.num === 'statistic' && (num.name === 'mean' || num.name === 'median') && num.of.part !== 'whole')
    return {
      is: 'compare',
      left: num,
      relation,
      right: statistic(num.name, { part: 'without', of: WHOLE, out: num.of }),
    };
  const to = subject.written ?? num;
  // A reading of the same value is not below it, whatever its digits beyond those written.
  const reached: Condition = { if: 'compare', relation: relation === 'over' ? 'at least' : 'at most', to };
  const condition: Condition = { if: 'not', condition: reached };
  return {
    is: 'quantified',
    amount: { amount: 'share', low: 0.85, high: null, open: false },
    of: WHOLE,
    condition,
  };
}
